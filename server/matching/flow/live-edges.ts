import type { PersonSide, RowSide } from './state.ts';

/** Edges that come and go, grouped by row and by person, in the shape the searches read. */
export interface LiveEdges extends RowSide, PersonSide {
  /** Row-side slot → person-side slot; the other way round is `edgeId`. */
  readonly twin: Int32Array;
  /** One past the last slot each row or person may use before its edges have to move. */
  readonly rowRoom: Int32Array;
  readonly personRoom: Int32Array;
  /** First slot never given to anybody. */
  rowTail: number;
  personTail: number;
}

/** Empty edges for so many rows and people, with room for so many slots on each side. */
export function emptyLiveEdges(rows: number, people: number, slots: number): LiveEdges {
  return {
    demand: new Int32Array(rows),
    unmetCost: new Float64Array(rows),
    rowFirst: new Int32Array(rows),
    rowStop: new Int32Array(rows),
    rowRoom: new Int32Array(rows),
    edgePerson: new Int32Array(slots),
    edgeCost: new Float64Array(slots),
    twin: new Int32Array(slots),
    personFirst: new Int32Array(people),
    personStop: new Int32Array(people),
    personRoom: new Int32Array(people),
    edgeRow: new Int32Array(slots),
    cost: new Float64Array(slots),
    edgeId: new Int32Array(slots),
    rowTail: 0,
    personTail: 0,
  };
}

/** Gives a row room for at least `count` edges, moving what it has. False when there are no slots left. */
export function makeRowRoom(
  edges: LiveEdges,
  row: number,
  count: number,
  onMove: (from: number, to: number) => void,
): boolean {
  const { rowFirst, rowStop, rowRoom, edgePerson, edgeCost, twin, edgeId } = edges;
  const first = rowFirst[row]!;
  const used = rowStop[row]! - first;
  if (rowRoom[row]! - first >= count) return true;
  const to = edges.rowTail;
  const room = spacious(count);
  if (to + room > edgePerson.length) return false;
  edges.rowTail = to + room;
  for (let i = 0; i < used; i++) {
    edgePerson[to + i] = edgePerson[first + i]!;
    edgeCost[to + i] = edgeCost[first + i]!;
    twin[to + i] = twin[first + i]!;
    edgeId[twin[to + i]!] = to + i;
    onMove(first + i, to + i);
  }
  rowFirst[row] = to;
  rowStop[row] = to + used;
  rowRoom[row] = to + room;
  return true;
}

/** The same for a person. */
export function makePersonRoom(edges: LiveEdges, person: number, count: number): boolean {
  const { personFirst, personStop, personRoom, edgeRow, cost, twin, edgeId } = edges;
  const first = personFirst[person]!;
  const used = personStop[person]! - first;
  if (personRoom[person]! - first >= count) return true;
  const to = edges.personTail;
  const room = spacious(count);
  if (to + room > edgeRow.length) return false;
  edges.personTail = to + room;
  for (let i = 0; i < used; i++) {
    edgeRow[to + i] = edgeRow[first + i]!;
    cost[to + i] = cost[first + i]!;
    edgeId[to + i] = edgeId[first + i]!;
    twin[edgeId[to + i]!] = to + i;
  }
  personFirst[person] = to;
  personStop[person] = to + used;
  personRoom[person] = to + room;
  return true;
}

/** Slots an owner of `count` edges is given. */
export function spacious(count: number): number {
  return count + (count >> 2) + 4;
}

/** Adds an edge both owners have room for; returns its row-side slot. */
export function linkEdge(edges: LiveEdges, row: number, person: number, cost: number): number {
  const at = edges.rowStop[row]!++;
  const there = edges.personStop[person]!++;
  edges.edgePerson[at] = person;
  edges.edgeCost[at] = cost;
  edges.twin[at] = there;
  edges.edgeRow[there] = row;
  edges.cost[there] = cost;
  edges.edgeId[there] = at;
  return at;
}

/** Removes an edge; the last one of its row takes over its slot. */
export function unlinkEdge(
  edges: LiveEdges,
  row: number,
  at: number,
  onMove: (from: number, to: number) => void,
): void {
  const { edgePerson, edgeCost, twin, edgeRow, cost, edgeId } = edges;
  const person = edgePerson[at]!;
  const there = twin[at]!;
  const lastThere = --edges.personStop[person]!;
  edgeRow[there] = edgeRow[lastThere]!;
  cost[there] = cost[lastThere]!;
  edgeId[there] = edgeId[lastThere]!;
  twin[edgeId[there]!] = there;
  const last = --edges.rowStop[row]!;
  if (last === at) return;
  edgePerson[at] = edgePerson[last]!;
  edgeCost[at] = edgeCost[last]!;
  twin[at] = twin[last]!;
  edgeId[twin[at]!] = at;
  onMove(last, at);
}

/** Slot of the edge between a row and a person, −1 when there is none. Looks through the person's edges. */
export function edgeBetween(edges: LiveEdges, row: number, person: number): number {
  for (let i = edges.personFirst[person]!, stop = edges.personStop[person]!; i < stop; i++) {
    if (edges.edgeRow[i] === row) return edges.edgeId[i]!;
  }
  return -1;
}

export function changeCost(edges: LiveEdges, at: number, cost: number): void {
  edges.edgeCost[at] = cost;
  edges.cost[edges.twin[at]!] = cost;
}
