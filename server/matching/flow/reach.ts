import { IdHeap } from './heap.ts';

/** How far one search has come. */
export interface Reach {
  readonly distance: Float64Array;
  readonly via: Int32Array;
  readonly from: Int32Array;
  readonly touched: Int32Array;
  readonly settled: Int32Array;
  readonly heap: IdHeap;
  touchedCount: number;
  settledCount: number;
  /** Edges looked at: the search that has looked at fewer goes on. */
  looked: number;
  /** Length of the cheapest way that does not meet the other search, and where it ends. */
  end: number;
  endRow: number;
  endEdge: number;
  endPerson: number;
}

export function reach(rows: number): Reach {
  return {
    distance: new Float64Array(rows).fill(Infinity),
    via: new Int32Array(rows),
    from: new Int32Array(rows),
    touched: new Int32Array(rows),
    settled: new Int32Array(rows),
    heap: new IdHeap(rows),
    touchedCount: 0,
    settledCount: 0,
    looked: 0,
    end: Infinity,
    endRow: -1,
    endEdge: -1,
    endPerson: -1,
  };
}

export function begin(search: Reach): void {
  search.touchedCount = search.settledCount = search.looked = 0;
  search.end = Infinity;
  search.endRow = search.endEdge = search.endPerson = -1;
}

export function reachRow(search: Reach, row: number, length: number, via: number, from: number): void {
  if (search.distance[row] === Infinity) search.touched[search.touchedCount++] = row;
  search.distance[row] = length;
  search.via[row] = via;
  search.from[row] = from;
  search.heap.push(row, length);
}

/** Forgets what was reached, at the cost of what was. */
export function finish({ touched, touchedCount, distance, heap }: Reach): void {
  for (let i = 0; i < touchedCount; i++) distance[touched[i]!] = Infinity;
  heap.clear();
}
