import { IdHeap } from './heap.ts';
import { sit, stand, type BoardState } from './state.ts';

/** Finds people for the row's empty seats until it is full or its price says an empty seat is cheaper. */
export type RowFiller = (row: number) => void;

/**
 * Shortest augmenting paths that start at a row. A person in use leads straight back to the row that holds them, so the
 * search settles rows only: Dijkstra over reduced costs cost − u − v ≥ 0 (Edmonds & Karp 1972; Tomizawa 1971).
 * A path ends at somebody free, or at a row for which losing a seat is the cheapest way out.
 */
export function rowFiller(state: BoardState): RowFiller {
  const { problem, u, v, rowOf, seatStart, seats, filled } = state;
  const { rows, demand, unmetCost, rowStart, edgePerson, edgeCost } = problem;
  const distance = new Float64Array(rows).fill(Infinity);
  const viaEdge = new Int32Array(rows);
  const viaRow = new Int32Array(rows);
  const touched = new Int32Array(rows);
  const settled = new Int32Array(rows);
  const heap = new IdHeap(rows);

  return function fill(source) {
    while (filled[source]! < demand[source]! && u[source]! < unmetCost[source]!) augment(source);
  };

  function augment(source: number): void {
    let best = Infinity;
    let endRow = -1;
    let endEdge = -1;
    let touchedCount = 1;
    let settledCount = 0;
    touched[0] = source;
    distance[source] = 0;
    viaRow[source] = -1;
    let row = source;
    for (;;) {
      settled[settledCount++] = row;
      const reached = distance[row]!;
      const base = reached - u[row]!;
      if (base + unmetCost[row]! < best) {
        best = base + unmetCost[row]!;
        endRow = row;
        endEdge = -1;
      }
      for (let e = rowStart[row]!, stop = rowStart[row + 1]!; e < stop; e++) {
        const person = edgePerson[e]!;
        const length = base + edgeCost[e]! - v[person]!;
        if (length >= best) continue;
        const holder = rowOf[person]!;
        if (holder < 0) {
          best = length;
          endRow = row;
          endEdge = e;
        } else if (length < distance[holder]!) {
          if (distance[holder] === Infinity) touched[touchedCount++] = holder;
          distance[holder] = length;
          viaEdge[holder] = e;
          viaRow[holder] = row;
          heap.push(holder, length);
        }
      }
      if (heap.size === 0 || heap.topKey() >= best) break;
      row = heap.pop();
    }
    for (let i = 0; i < settledCount; i++) {
      const r = settled[i]!;
      const rise = best - distance[r]!;
      u[r]! += rise;
      for (let s = seatStart[r]!, stop = s + filled[r]!; s < stop; s++) v[seats[s]!]! -= rise;
    }
    flip(endRow, endEdge);
    for (let i = 0; i < touchedCount; i++) distance[touched[i]!] = Infinity;
    heap.clear();
  }

  /** Moves everybody along the path one row back towards the source. */
  function flip(endRow: number, endEdge: number): void {
    let row = endRow;
    let edge = endEdge;
    for (;;) {
      const previous = viaRow[row]!;
      const leavingBy = previous < 0 ? -1 : viaEdge[row]!;
      if (leavingBy >= 0) stand(state, edgePerson[leavingBy]!);
      if (edge >= 0) sit(state, edgePerson[edge]!, row, edge);
      if (previous < 0) return;
      row = previous;
      edge = leavingBy;
    }
  }
}
