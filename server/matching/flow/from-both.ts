import { begin, finish, reach, reachRow } from './reach.ts';
import { sit, stand, type PersonSide, type RowSide, type Seating } from './state.ts';

/**
 * Settles a row that lacks somebody and a person who lacks a seat, where everything else is settled. True when both are;
 * otherwise one of them found a way of its own that is cheaper, and the other one is left.
 */
export type PairSettler = (row: number, person: number) => boolean;

/**
 * What somebody who leaves a row unsettles: one search from the row and one from the person at the same time, until the two
 * meet (bidirectional Dijkstra: Pohl 1971). Where people are scarce one search alone goes through the whole board; two
 * that each go half the way see a small part of it.
 */
export function pairSettler(side: RowSide & PersonSide, seating: Seating): PairSettler {
  const { u, v, rowOf, firstIn, nextIn, filled } = seating;
  const { demand, unmetCost, rowFirst, rowStop, edgePerson, edgeCost } = side;
  const { personFirst, personStop, edgeRow, cost, edgeId } = side;
  /** Looking for somebody: row → people of other rows. `via` is the edge they would come along, `from` the row to. */
  const seeking = reach(u.length);
  /** Looking for a seat: row ← people. `via` is the edge the person `from` would come along. */
  const coming = reach(u.length);
  const onWay = new Uint8Array(u.length);
  let source = -1;
  let target = -1;
  /** The cheapest way from row to person: `meetRow` takes the person of `meetEdge`, and is reached from either end. */
  let joined = Infinity;
  let meetRow = -1;
  let meetEdge = -1;

  return function settle(row, person) {
    source = row;
    target = person;
    joined = Infinity;
    begin(seeking);
    begin(coming);
    reachRow(seeking, row, 0, -1, -1);
    coming.end = -v[person]!;
    coming.endPerson = person;
    seatsFor(person, 0);
    let settledBoth = true;
    for (;;) {
      const seekingTop = seeking.heap.size > 0 ? seeking.heap.topKey() : Infinity;
      const comingTop = coming.heap.size > 0 ? coming.heap.topKey() : Infinity;
      const seekingFar = Math.min(seekingTop, seeking.end);
      const comingFar = Math.min(comingTop, coming.end);
      if (seekingFar + comingFar >= joined) {
        const half = Math.min(seekingFar, joined);
        riseBy(half);
        fallBy(joined - half);
        join();
        break;
      }
      if (seekingTop >= seeking.end) {
        riseBy(seeking.end);
        pull(seeking.endRow, seeking.endEdge);
        settledBoth = rowOf[person]! >= 0 || v[person] === 0;
        break;
      }
      if (comingTop >= coming.end) {
        fallBy(coming.end);
        goHomeOrSit();
        settledBoth = filled[row]! === demand[row]! || u[row] === unmetCost[row];
        break;
      }
      if (seeking.looked <= coming.looked) lookForPeople();
      else lookForSeats();
    }
    finish(seeking);
    finish(coming);
    return settledBoth;
  };

  function lookForPeople(): void {
    const row = seeking.heap.pop();
    seeking.settled[seeking.settledCount++] = row;
    const base = seeking.distance[row]! - u[row]!;
    if (base + unmetCost[row]! < seeking.end) {
      seeking.end = base + unmetCost[row]!;
      seeking.endRow = row;
      seeking.endEdge = -1;
    }
    const stop = rowStop[row]!;
    seeking.looked += stop - rowFirst[row]!;
    for (let e = rowFirst[row]!; e < stop; e++) {
      const person = edgePerson[e]!;
      const length = base + edgeCost[e]! - v[person]!;
      if (length >= joined) continue;
      const holder = rowOf[person]!;
      if (holder < 0) {
        if (person === target) meet(length, row, e);
        else if (length < seeking.end) {
          seeking.end = length;
          seeking.endRow = row;
          seeking.endEdge = e;
        }
        continue;
      }
      if (length + coming.distance[holder]! < joined) meet(length + coming.distance[holder]!, row, e);
      if (length < seeking.end && length < seeking.distance[holder]!) reachRow(seeking, holder, length, e, row);
    }
  }

  function lookForSeats(): void {
    const row = coming.heap.pop();
    coming.settled[coming.settledCount++] = row;
    for (let p = firstIn[row]!; p >= 0; p = nextIn[p]!) seatsFor(p, coming.distance[row]!);
  }

  function seatsFor(person: number, reached: number): void {
    const base = reached - v[person]!;
    if (base < coming.end) {
      coming.end = base;
      coming.endRow = -1;
      coming.endPerson = person;
    }
    const stop = personStop[person]!;
    coming.looked += stop - personFirst[person]!;
    for (let i = personFirst[person]!; i < stop; i++) {
      const row = edgeRow[i]!;
      const length = base + cost[i]! - u[row]!;
      if (length >= joined) continue;
      if (length + seeking.distance[row]! < joined) meet(length + seeking.distance[row]!, row, edgeId[i]!);
      if (length >= coming.end || length >= coming.distance[row]!) continue;
      // The row that lacks somebody has room as well, but is what the two searches meet for.
      if (row !== source && filled[row]! < demand[row]!) {
        coming.end = length;
        coming.endRow = row;
        coming.endEdge = edgeId[i]!;
        coming.endPerson = person;
      } else reachRow(coming, row, length, edgeId[i]!, person);
    }
  }

  function meet(length: number, row: number, edge: number): void {
    joined = length;
    meetRow = row;
    meetEdge = edge;
  }

  function riseBy(far: number): void {
    const { settled, settledCount, distance } = seeking;
    for (let i = 0; i < settledCount; i++) {
      const r = settled[i]!;
      const rise = far - distance[r]!;
      if (rise <= 0) continue;
      u[r]! += rise;
      for (let p = firstIn[r]!; p >= 0; p = nextIn[p]!) v[p]! -= rise;
    }
  }

  function fallBy(far: number): void {
    const { settled, settledCount, distance } = coming;
    v[target]! += far;
    for (let i = 0; i < settledCount; i++) {
      const r = settled[i]!;
      const fall = far - distance[r]!;
      if (fall <= 0) continue;
      u[r]! -= fall;
      for (let p = firstIn[r]!; p >= 0; p = nextIn[p]!) v[p]! += fall;
    }
  }

  function join(): void {
    // Where nothing is gained in between, the two ways may cross: leave the loop out, or somebody would move twice.
    for (let r = meetRow; r >= 0; r = seeking.from[r]!) onWay[r] = 1;
    const first = meetRow;
    for (let r = rowOf[edgePerson[meetEdge]!]!; r >= 0; r = rowOf[coming.from[r]!]!) {
      if (onWay[r] === 0) continue;
      meetRow = r;
      meetEdge = coming.via[r]!;
    }
    for (let r = first; r >= 0; r = seeking.from[r]!) onWay[r] = 0;
    let left = rowOf[edgePerson[meetEdge]!]!;
    if (left >= 0) stand(seating, edgePerson[meetEdge]!);
    pull(meetRow, meetEdge);
    while (left >= 0) left = take(left);
  }

  /** A row takes the person who was coming to it; returns the row they leave. */
  function take(row: number): number {
    const person = coming.from[row]!;
    const left = rowOf[person]!;
    if (left >= 0) stand(seating, person);
    sit(seating, person, row, coming.via[row]!);
    return left;
  }

  /** Moves everybody along the way one row on towards the row that lacks somebody. */
  function pull(endRow: number, endEdge: number): void {
    let row = endRow;
    let edge = endEdge;
    for (;;) {
      const previous = seeking.from[row]!;
      const leavingBy = previous < 0 ? -1 : seeking.via[row]!;
      if (leavingBy >= 0) stand(seating, edgePerson[leavingBy]!);
      if (edge >= 0) sit(seating, edgePerson[edge]!, row, edge);
      if (previous < 0) return;
      row = previous;
      edge = leavingBy;
    }
  }

  /** The last one on the person's own way goes home or to an empty seat; everybody before them moves up. */
  function goHomeOrSit(): void {
    const { endPerson, endRow, endEdge } = coming;
    let left = rowOf[endPerson]!;
    if (left >= 0) stand(seating, endPerson);
    if (endRow >= 0) sit(seating, endPerson, endRow, endEdge);
    while (left >= 0) left = take(left);
  }
}
