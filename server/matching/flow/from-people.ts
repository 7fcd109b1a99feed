import { IdHeap } from './heap.ts';
import { sit, stand, type PersonSide, type Seating } from './state.ts';

/** Sends a free person where they save most, or leaves them free with v = 0. */
export type PersonPlacer = (person: number) => void;

/**
 * The mirror of `rowFiller`: shortest augmenting paths that start at a person, for boards with fewer people than seats.
 * A full row leads on to everybody it holds; a path ends at an empty seat, or at a person it is cheapest to send home.
 */
export function personPlacer(demand: Int32Array, side: PersonSide, seating: Seating): PersonPlacer {
  const { u, v, rowOf, firstIn, nextIn, filled } = seating;
  const { personFirst, personStop, edgeRow, cost, edgeId } = side;
  const rows = u.length;
  const distance = new Float64Array(rows).fill(Infinity);
  const viaEdge = new Int32Array(rows);
  const viaPerson = new Int32Array(rows);
  const touched = new Int32Array(rows);
  const settled = new Int32Array(rows);
  const heap = new IdHeap(rows);
  let best = 0;
  let endRow = -1;
  let endPerson = -1;
  let touchedCount = 0;

  return function place(source) {
    best = -v[source]!;
    endRow = -1;
    endPerson = source;
    touchedCount = 0;
    let settledCount = 0;
    relax(source, 0);
    while (heap.size > 0 && heap.topKey() < best) {
      const row = heap.pop();
      settled[settledCount++] = row;
      const reached = distance[row]!;
      for (let p = firstIn[row]!; p >= 0; p = nextIn[p]!) relax(p, reached);
    }
    v[source]! += best;
    for (let i = 0; i < settledCount; i++) {
      const r = settled[i]!;
      const fall = best - distance[r]!;
      u[r]! -= fall;
      for (let p = firstIn[r]!; p >= 0; p = nextIn[p]!) v[p]! += fall;
    }
    flip();
    for (let i = 0; i < touchedCount; i++) distance[touched[i]!] = Infinity;
    heap.clear();
  };

  function relax(person: number, reached: number): void {
    const base = reached - v[person]!;
    let limit = best;
    if (base < limit) {
      limit = base;
      endRow = -1;
      endPerson = person;
    }
    for (let i = personFirst[person]!, stop = personStop[person]!; i < stop; i++) {
      const row = edgeRow[i]!;
      const length = base + cost[i]! - u[row]!;
      if (length >= limit) continue;
      if (filled[row]! < demand[row]!) {
        limit = length;
        endRow = row;
      } else if (length >= distance[row]!) {
        continue;
      } else {
        if (distance[row] === Infinity) touched[touchedCount++] = row;
        distance[row] = length;
        heap.push(row, length);
        viaEdge[row] = edgeId[i]!;
        viaPerson[row] = person;
        continue;
      }
      viaEdge[row] = edgeId[i]!;
      viaPerson[row] = person;
    }
    best = limit;
  }

  /** Moves everybody along the path one row on, away from the source. */
  function flip(): void {
    let row = endRow;
    if (row < 0) {
      row = rowOf[endPerson]!;
      if (row < 0) return;
      stand(seating, endPerson);
    }
    for (;;) {
      const person = viaPerson[row]!;
      const left = rowOf[person]!;
      if (left >= 0) stand(seating, person);
      sit(seating, person, row, viaEdge[row]!);
      if (left < 0) return;
      row = left;
    }
  }
}
