import type { BoardProblem } from './problem.ts';

/** The board's edges once more, grouped by person. */
export interface PeopleEdges {
  readonly personStart: Int32Array;
  readonly edgeRow: Int32Array;
  readonly cost: Float64Array;
  /** The problem's own index of each edge. */
  readonly edgeId: Int32Array;
}

export function peopleEdges(problem: BoardProblem): PeopleEdges {
  const { people, rows, rowStart, edgePerson, edgeCost } = problem;
  const count = edgePerson.length;
  const personStart = new Int32Array(people + 1);
  for (let e = 0; e < count; e++) personStart[edgePerson[e]! + 1]!++;
  for (let p = 0; p < people; p++) personStart[p + 1]! += personStart[p]!;
  const next = personStart.slice(0, people);
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
  return { personStart, edgeRow, cost, edgeId };
}
