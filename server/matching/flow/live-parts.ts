import { emptyLiveEdges, linkEdge, spacious, type LiveEdges } from './live-edges.ts';
import type { BoardPlan, BoardProblem } from './problem.ts';
import { emptySeating, planOf, sit, type Seating } from './state.ts';

/** The arrays of a live board. They have spare room and are replaced as a whole when it runs out. */
export interface LiveParts {
  readonly edges: LiveEdges;
  readonly seating: Seating;
  /** Σ demand and the largest cost seen, to refuse what would leave exact arithmetic. */
  seats: number;
  dearest: number;
}

export function liveBoardParts(problem: BoardProblem, plan: BoardPlan): LiveParts {
  const { people, rows, demand, unmetCost, rowStart, edgePerson, edgeCost } = problem;
  const rowCapacity = spacious(rows);
  const personCapacity = spacious(people);
  let slots = 0;
  const inPerson = new Int32Array(people);
  for (let e = 0; e < edgePerson.length; e++) inPerson[edgePerson[e]!]!++;
  for (let p = 0; p < people; p++) slots += spacious(inPerson[p]!);
  let rowSlots = 0;
  for (let r = 0; r < rows; r++) rowSlots += spacious(rowStart[r + 1]! - rowStart[r]!);
  slots = Math.max(slots, rowSlots);
  const edges = emptyLiveEdges(rowCapacity, personCapacity, slots + (slots >> 1) + 1024);
  const seating = emptySeating(rowCapacity, personCapacity);
  for (let p = 0; p < people; p++) {
    edges.personFirst[p] = edges.personStop[p] = edges.personTail;
    edges.personTail += spacious(inPerson[p]!);
    edges.personRoom[p] = edges.personTail;
  }
  let seats = 0;
  let dearest = 0;
  for (let r = 0; r < rows; r++) {
    edges.demand[r] = demand[r]!;
    edges.unmetCost[r] = unmetCost[r]!;
    seats += demand[r]!;
    dearest = Math.max(dearest, Math.abs(unmetCost[r]!));
    edges.rowFirst[r] = edges.rowStop[r] = edges.rowTail;
    edges.rowTail += spacious(rowStart[r + 1]! - rowStart[r]!);
    edges.rowRoom[r] = edges.rowTail;
    for (let e = rowStart[r]!; e < rowStart[r + 1]!; e++) {
      const person = edgePerson[e]!;
      const at = linkEdge(edges, r, person, edgeCost[e]!);
      dearest = Math.max(dearest, Math.abs(edgeCost[e]!));
      if (plan.edgeOf[person] === e) sit(seating, person, r, at);
    }
  }
  seating.u.set(plan.rowDual);
  seating.v.set(plan.personDual);
  return { edges, seating, seats, dearest };
}

/** The board and its plan in the solver's own terms, edges packed by row. */
export function snapshot(parts: LiveParts, rows: number, people: number): { problem: BoardProblem; plan: BoardPlan } {
  const { edges, seating } = parts;
  const rowStart = new Int32Array(rows + 1);
  for (let r = 0; r < rows; r++) rowStart[r + 1] = rowStart[r]! + edges.rowStop[r]! - edges.rowFirst[r]!;
  const edgePerson = new Int32Array(rowStart[rows]!);
  const edgeCost = new Float64Array(rowStart[rows]!);
  const packed: Seating = { ...seating, edgeOf: new Int32Array(people).fill(-1) };
  for (let r = 0; r < rows; r++) {
    const first = edges.rowFirst[r]!;
    edgePerson.set(edges.edgePerson.subarray(first, edges.rowStop[r]!), rowStart[r]!);
    edgeCost.set(edges.edgeCost.subarray(first, edges.rowStop[r]!), rowStart[r]!);
    for (let p = seating.firstIn[r]!; p >= 0; p = seating.nextIn[p]!) {
      packed.edgeOf[p] = rowStart[r]! + seating.edgeOf[p]! - first;
    }
  }
  const problem: BoardProblem = {
    people,
    rows,
    demand: edges.demand.slice(0, rows),
    unmetCost: edges.unmetCost.slice(0, rows),
    rowStart,
    edgePerson,
    edgeCost,
  };
  const plan = planOf(problem, {
    ...packed,
    u: seating.u.slice(0, rows),
    v: seating.v.slice(0, people),
    rowOf: seating.rowOf.slice(0, people),
  });
  return { problem, plan };
}
