/**
 * The board as a min-cost flow problem: rows (one per need × role) ask for seats, people fill at most one each.
 *
 * Minimise  Σ cost(e)·x(e) + Σ unmetCost(r)·unmet(r)
 * subject to  Σ x(r,·) + unmet(r) = demand(r),  Σ x(·,p) ≤ 1,  x ∈ {0,1},  unmet ≥ 0.
 *
 * All costs are integers in one unit of the caller's choosing. An edge dearer than its row's unmet cost is never used.
 */
export interface BoardProblem {
  readonly people: number;
  readonly rows: number;
  /** Seats asked for, per row. */
  readonly demand: Int32Array;
  /** Cost of leaving one seat of the row empty. */
  readonly unmetCost: Float64Array;
  /** Edges of row r are the indices rowStart[r] … rowStart[r + 1] − 1. */
  readonly rowStart: Int32Array;
  readonly edgePerson: Int32Array;
  readonly edgeCost: Float64Array;
}

/** The same board as a list of edges in any order, as a caller usually has it. */
export interface BoardEdges {
  readonly people: number;
  readonly demand: ArrayLike<number>;
  readonly unmetCost: ArrayLike<number>;
  readonly edgeRow: ArrayLike<number>;
  readonly edgePerson: ArrayLike<number>;
  readonly edgeCost: ArrayLike<number>;
}

/** A plan with the duals that prove it optimal. Arrays belong to the caller once returned. */
export interface BoardPlan {
  /** Row each person is sent to, −1 for nobody's. */
  readonly rowOf: Int32Array;
  /** Edge each person is sent along, −1 for none. */
  readonly edgeOf: Int32Array;
  /** Seats left empty, per row. */
  readonly unmet: Int32Array;
  readonly objective: number;
  /** u(r) ≤ unmetCost(r): what one more seat of this row would cost the plan. */
  readonly rowDual: Float64Array;
  /** v(p) ≤ 0: minus what one more person like this would save. */
  readonly personDual: Float64Array;
}

export type BoardProblemCode =
  | 'not-an-integer'
  | 'negative-count'
  | 'size-mismatch'
  | 'out-of-range'
  | 'duplicate-edge'
  | 'too-large'
  | 'unsupported-constraint'
  | 'no-such-edge'
  | 'already-there';

/** A board refused by name instead of answered wrongly. */
export class BoardProblemError extends Error {
  readonly code: BoardProblemCode;
  readonly detail: string;
  constructor(code: BoardProblemCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'BoardProblemError';
    this.code = code;
    this.detail = detail;
  }
}

/**
 * Sorts edges into rows (stable within a row) and checks the result.
 * `edgeAt[i]` is the caller's index of the problem's edge i.
 * Throws BoardProblemError.
 */
export function boardFromEdges(edges: BoardEdges): { problem: BoardProblem; edgeAt: Int32Array } {
  const rows = edges.demand.length;
  const count = edges.edgeRow.length;
  count32('people', -1, edges.people);
  sameSize('edgePerson', edges.edgePerson.length, count);
  sameSize('edgeCost', edges.edgeCost.length, count);
  const rowStart = new Int32Array(rows + 1);
  for (let i = 0; i < count; i++) {
    const row = edges.edgeRow[i] as number;
    inRange('edgeRow', i, row, rows);
    rowStart[row + 1]!++;
  }
  for (let r = 0; r < rows; r++) rowStart[r + 1]! += rowStart[r]!;
  const next = rowStart.slice(0, rows);
  const edgePerson = new Int32Array(count);
  const edgeCost = new Float64Array(count);
  const edgeAt = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    // Checked before the copy: an Int32Array would round a bad id into a plausible one.
    inRange('edgePerson', i, edges.edgePerson[i] as number, edges.people);
    const at = next[edges.edgeRow[i]!]!++;
    edgePerson[at] = edges.edgePerson[i]!;
    edgeCost[at] = edges.edgeCost[i]!;
    edgeAt[at] = i;
  }
  for (let r = 0; r < rows; r++) count32('demand', r, edges.demand[r] as number);
  const problem: BoardProblem = {
    people: edges.people,
    rows,
    demand: Int32Array.from(edges.demand),
    unmetCost: Float64Array.from(edges.unmetCost),
    rowStart,
    edgePerson,
    edgeCost,
  };
  checkBoard(problem);
  return { problem, edgeAt };
}

/** Throws BoardProblemError unless every count, id and cost can be solved exactly. O(edges). */
export function checkBoard(problem: BoardProblem): void {
  const { people, rows, demand, unmetCost, rowStart, edgePerson, edgeCost } = problem;
  count32('people', -1, people);
  count32('rows', -1, rows);
  sameSize('demand', demand.length, rows);
  sameSize('unmetCost', unmetCost.length, rows);
  sameSize('rowStart', rowStart.length, rows + 1);
  const edges = edgePerson.length;
  sameSize('edgeCost', edgeCost.length, edges);
  if (rowStart[0] !== 0 || rowStart[rows] !== edges) {
    throw new BoardProblemError('size-mismatch', `rowStart runs to ${rowStart[rows]}, there are ${edges} edges`);
  }
  let seats = 0;
  let dearest = 0;
  for (let r = 0; r < rows; r++) {
    count32('demand', r, demand[r]!);
    seats += demand[r]!;
    integer('unmetCost', r, unmetCost[r]!);
    dearest = Math.max(dearest, Math.abs(unmetCost[r]!));
    if (rowStart[r + 1]! < rowStart[r]!) throw new BoardProblemError('size-mismatch', `rowStart falls at row ${r}`);
  }
  const seenBy = new Int32Array(people).fill(-1);
  let low = 0;
  let high = 0;
  for (let r = 0; r < rows; r++) {
    for (let e = rowStart[r]!, stop = rowStart[r + 1]!; e < stop; e++) {
      const person = edgePerson[e]!;
      // The ids are whole numbers of 32 bits by the kind of their array.
      if (person >>> 0 >= people) inRange('edgePerson', e, person, people);
      if (seenBy[person] === r) {
        throw new BoardProblemError('duplicate-edge', `row ${r} lists person ${person} twice (edge ${e})`);
      }
      seenBy[person] = r;
      const cost = edgeCost[e]!;
      // Most are small: asking that first spares the dearer question.
      if ((cost | 0) !== cost) integer('edgeCost', e, cost);
      if (cost < low) low = cost;
      if (cost > high) high = cost;
    }
  }
  dearest = Math.max(dearest, high, -low);
  checkMagnitude(dearest, seats + people);
}

/** Duals stay within ±3 × the dearest cost, so every sum the solver and the certificate form stays exact below 2^53. */
export function checkMagnitude(dearest: number, terms: number): void {
  if (3 * dearest * (terms + 2) > Number.MAX_SAFE_INTEGER) {
    throw new BoardProblemError('too-large', `costs up to ${dearest} over ${terms} seats and people may exceed 2^53`);
  }
}

export function integer(name: string, at: number, value: number): void {
  if (!Number.isSafeInteger(value)) throw new BoardProblemError('not-an-integer', `${place(name, at)} is ${value}`);
}

export function count32(name: string, at: number, value: number): void {
  integer(name, at, value);
  if (value < 0) throw new BoardProblemError('negative-count', `${place(name, at)} is ${value}`);
  if (value > 0x7fffffff) throw new BoardProblemError('too-large', `${place(name, at)} is ${value}`);
}

export function inRange(name: string, at: number, id: number, count: number): void {
  if (!Number.isInteger(id) || id < 0 || id >= count) {
    throw new BoardProblemError('out-of-range', `${place(name, at)} is ${id}, there are ${count}`);
  }
}

function sameSize(name: string, length: number, expected: number): void {
  if (length !== expected) throw new BoardProblemError('size-mismatch', `${name} has ${length}, expected ${expected}`);
}

const place = (name: string, at: number): string => (at < 0 ? name : `${name}[${at}]`);
