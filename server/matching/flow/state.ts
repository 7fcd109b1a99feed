import type { BoardPlan, BoardProblem } from './problem.ts';

/** Edges grouped by row: those of row r are the slots rowFirst[r] … rowStop[r] − 1. A slot number is an edge's name. */
export interface RowSide {
  readonly demand: Int32Array;
  readonly unmetCost: Float64Array;
  readonly rowFirst: Int32Array;
  readonly rowStop: Int32Array;
  readonly edgePerson: Int32Array;
  readonly edgeCost: Float64Array;
}

/** The same edges grouped by person; `edgeId` is the slot on the row side. */
export interface PersonSide {
  readonly personFirst: Int32Array;
  readonly personStop: Int32Array;
  readonly edgeRow: Int32Array;
  readonly cost: Float64Array;
  readonly edgeId: Int32Array;
}

/**
 * Prices and who sits where. Invariants between searches:
 * u(r) + v(p) ≤ cost on every edge, = cost on every edge in use; u(r) ≤ unmetCost(r); v(p) ≤ 0.
 * A row is settled when full or u = unmetCost; a person when sent somewhere or v = 0. All settled = optimal.
 */
export interface Seating {
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly rowOf: Int32Array;
  readonly edgeOf: Int32Array;
  /** A row's people as a linked list: any number of seats, any order of coming and going. */
  readonly firstIn: Int32Array;
  readonly nextIn: Int32Array;
  readonly previousIn: Int32Array;
  readonly filled: Int32Array;
}

export function emptySeating(rows: number, people: number): Seating {
  return {
    u: new Float64Array(rows),
    v: new Float64Array(people),
    rowOf: new Int32Array(people).fill(-1),
    edgeOf: new Int32Array(people).fill(-1),
    firstIn: new Int32Array(rows).fill(-1),
    nextIn: new Int32Array(people).fill(-1),
    previousIn: new Int32Array(people).fill(-1),
    filled: new Int32Array(rows),
  };
}

/** Seats a person who sits nowhere. */
export function sit(seating: Seating, person: number, row: number, edge: number): void {
  const { firstIn, nextIn, previousIn } = seating;
  const first = firstIn[row]!;
  firstIn[row] = person;
  nextIn[person] = first;
  previousIn[person] = -1;
  if (first >= 0) previousIn[first] = person;
  seating.filled[row]!++;
  seating.rowOf[person] = row;
  seating.edgeOf[person] = edge;
}

export function stand(seating: Seating, person: number): void {
  const { firstIn, nextIn, previousIn } = seating;
  const row = seating.rowOf[person]!;
  const next = nextIn[person]!;
  const previous = previousIn[person]!;
  if (previous < 0) firstIn[row] = next;
  else nextIn[previous] = next;
  if (next >= 0) previousIn[next] = previous;
  seating.filled[row]!--;
  seating.rowOf[person] = -1;
  seating.edgeOf[person] = -1;
}

export function rowSide(problem: BoardProblem): RowSide {
  const { demand, unmetCost, rowStart, edgePerson, edgeCost } = problem;
  return { demand, unmetCost, rowFirst: rowStart, rowStop: rowStart.subarray(1), edgePerson, edgeCost };
}

export function personSide(problem: BoardProblem): PersonSide {
  const { people, rows, rowStart, edgePerson, edgeCost } = problem;
  const count = edgePerson.length;
  const start = new Int32Array(people + 1);
  for (let e = 0; e < count; e++) start[edgePerson[e]! + 1]!++;
  for (let p = 0; p < people; p++) start[p + 1]! += start[p]!;
  const next = start.slice(0, people);
  const edgeRow = new Int32Array(count);
  const cost = new Float64Array(count);
  const edgeId = new Int32Array(count);
  for (let r = 0; r < rows; r++) {
    for (let e = rowStart[r]!, stop = rowStart[r + 1]!; e < stop; e++) {
      const at = next[edgePerson[e]!]!++;
      edgeRow[at] = r;
      cost[at] = edgeCost[e]!;
      edgeId[at] = e;
    }
  }
  return { personFirst: start, personStop: start.subarray(1), edgeRow, cost, edgeId };
}

/** The finished seating of a whole problem as a plan; takes the arrays over. */
export function planOf(problem: BoardProblem, seating: Seating): BoardPlan {
  const { rowOf, edgeOf, filled, u, v } = seating;
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
