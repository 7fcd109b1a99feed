import type { BoardPlan, BoardProblem } from './problem.ts';

/**
 * What the two searches work on. Invariants between searches:
 * u(r) + v(p) ≤ cost on every edge, = cost on every edge in use; u(r) ≤ unmetCost(r); v(p) ≤ 0.
 * A row is settled when full or u = unmetCost; a person when sent somewhere or v = 0. All settled = optimal.
 */
export interface BoardState {
  readonly problem: BoardProblem;
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly rowOf: Int32Array;
  readonly edgeOf: Int32Array;
  /** People of row r are seats[seatStart[r]] … seats[seatStart[r] + filled[r] − 1]; a row never needs more than its edges. */
  readonly seatStart: Int32Array;
  readonly seats: Int32Array;
  readonly filled: Int32Array;
  /** Where a person sits in `seats`. */
  readonly seatOf: Int32Array;
}

/** Nobody sent anywhere. The caller sets feasible duals. */
export function emptyState(problem: BoardProblem): BoardState {
  const { people, rows, demand, rowStart } = problem;
  const seatStart = new Int32Array(rows + 1);
  for (let r = 0; r < rows; r++) {
    seatStart[r + 1] = seatStart[r]! + Math.min(demand[r]!, rowStart[r + 1]! - rowStart[r]!);
  }
  return {
    problem,
    u: new Float64Array(rows),
    v: new Float64Array(people),
    rowOf: new Int32Array(people).fill(-1),
    edgeOf: new Int32Array(people).fill(-1),
    seatStart,
    seats: new Int32Array(seatStart[rows]!),
    filled: new Int32Array(rows),
    seatOf: new Int32Array(people),
  };
}

/** Puts a person who sits nowhere into a free seat of the row. */
export function sit(state: BoardState, person: number, row: number, edge: number): void {
  const at = state.seatStart[row]! + state.filled[row]!++;
  state.seats[at] = person;
  state.seatOf[person] = at;
  state.rowOf[person] = row;
  state.edgeOf[person] = edge;
}

/** Frees the seat of a person; the row's last person moves into it. */
export function stand(state: BoardState, person: number): void {
  const row = state.rowOf[person]!;
  const at = state.seatOf[person]!;
  const last = state.seatStart[row]! + --state.filled[row]!;
  const moved = state.seats[last]!;
  state.seats[at] = moved;
  state.seatOf[moved] = at;
  state.rowOf[person] = -1;
  state.edgeOf[person] = -1;
}

/** The finished state as a plan. */
export function planOf(state: BoardState): BoardPlan {
  const { problem, rowOf, edgeOf, filled, u, v } = state;
  const unmet = new Int32Array(problem.rows);
  let objective = 0;
  for (let r = 0; r < problem.rows; r++) {
    const empty = problem.demand[r]! - filled[r]!;
    unmet[r] = empty;
    objective += empty * problem.unmetCost[r]!;
  }
  for (let p = 0; p < problem.people; p++) if (edgeOf[p]! >= 0) objective += problem.edgeCost[edgeOf[p]!]!;
  return { rowOf, edgeOf, unmet, objective, rowDual: u, personDual: v };
}
