import { IdHeap } from './heap.ts';
import { sit, stand, type RowSide, type Seating } from './state.ts';

/** Finds people for a row's empty seats until it is full or its price says an empty seat is cheaper. Returns the rows passed beyond it. */
export type RowFiller = (row: number) => number;

/**
 * Shortest augmenting paths that start at a row. A person in use leads straight back to the row that holds them, so the
 * search settles rows only: Dijkstra over reduced costs cost − u − v ≥ 0 (Edmonds & Karp 1972; Tomizawa 1971).
 * A path ends at somebody free, or at a row for which losing a seat is the cheapest way out.
 */
export function rowFiller(side: RowSide, seating: Seating): RowFiller {
  const { u, v, rowOf, firstIn, nextIn, filled } = seating;
  const { demand, unmetCost, rowFirst, rowStop, edgePerson, edgeCost } = side;
  const rows = u.length;
  const distance = new Float64Array(rows).fill(Infinity);
  const viaEdge = new Int32Array(rows);
  const viaRow = new Int32Array(rows);
  const touched = new Int32Array(rows);
  const settled = new Int32Array(rows);
  const heap = new IdHeap(rows);

  return function fill(source) {
    let passed = 0;
    while (filled[source]! < demand[source]! && u[source]! < unmetCost[source]!) passed += augment(source);
    return passed;
  };

  function augment(source: number): number {
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
      for (let e = rowFirst[row]!, stop = rowStop[row]!; e < stop; e++) {
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
      for (let p = firstIn[r]!; p >= 0; p = nextIn[p]!) v[p]! -= rise;
    }
    flip(endRow, endEdge);
    for (let i = 0; i < touchedCount; i++) distance[touched[i]!] = Infinity;
    heap.clear();
    return settledCount - 1;
  }

  /** Moves everybody along the path one row back towards the source. */
  function flip(endRow: number, endEdge: number): void {
    let row = endRow;
    let edge = endEdge;
    for (;;) {
      const previous = viaRow[row]!;
      const leavingBy = previous < 0 ? -1 : viaEdge[row]!;
      if (leavingBy >= 0) stand(seating, edgePerson[leavingBy]!);
      if (edge >= 0) sit(seating, edgePerson[edge]!, row, edge);
      if (previous < 0) return;
      row = previous;
      edge = leavingBy;
    }
  }
}
