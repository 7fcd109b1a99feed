import { IdHeap } from './heap.ts';
import { BoardProblemError, checkMagnitude, count32, inRange, integer } from './problem.ts';

/**
 * A circulation: flow that is conserved at every node, 0 ≤ flow ≤ capacity on every arc, cheapest in Σ cost·flow. Arcs of
 * negative cost are what drives it. Parallel arcs of rising cost make a convex cost.
 */
export interface Network {
  readonly nodes: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly capacity: Int32Array;
  readonly cost: Float64Array;
}

export interface Circulation {
  readonly flow: Int32Array;
  /** cost + π(tail) − π(head) is ≥ 0 on arcs with room and ≤ 0 on arcs in use. */
  readonly potential: Float64Array;
  readonly objective: number;
}

/** Where a solve may start: any conserved flow, also beyond capacity, and any potentials. The nearer to right, the faster. */
export type Start = Pick<Circulation, 'flow' | 'potential'>;

/** A circulation kept optimal while capacities and costs of its arcs change. */
export interface LiveNetwork {
  flow(arc: number): number;
  capacity(arc: number): number;
  setCapacity(arc: number, capacity: number): void;
  setCost(arc: number, cost: number): void;
  /** Σ cost·flow as it stands. O(1). */
  objective(): number;
  circulation(): Circulation;
  /** The network with its present capacities and costs. */
  network(): Network;
}

/** Throws BoardProblemError unless the network can be solved exactly. */
export function checkNetwork(network: Network): void {
  const { nodes, tail, head, capacity, cost } = network;
  count32('nodes', -1, nodes);
  const arcs = tail.length;
  if (head.length !== arcs || capacity.length !== arcs || cost.length !== arcs) {
    throw new BoardProblemError('size-mismatch', `tail, head, capacity and cost differ in length`);
  }
  let dearest = 0;
  let units = 0;
  for (let a = 0; a < arcs; a++) {
    inRange('tail', a, tail[a]!, nodes);
    inRange('head', a, head[a]!, nodes);
    count32('capacity', a, capacity[a]!);
    integer('cost', a, cost[a]!);
    units += capacity[a]!;
    dearest = Math.max(dearest, Math.abs(cost[a]!));
  }
  checkMagnitude(dearest, units + nodes);
}

export function solveNetwork(network: Network, start?: Start): Circulation {
  return liveNetwork(network, start).circulation();
}

/**
 * Successive shortest paths, one arc at a time: every arc whose reduced cost pays for a way back is saturated along cheapest
 * ways (Busacker & Gowen 1961 with potentials after Edmonds & Karp 1972). The same step repairs a changed arc.
 * Paths stop at the first arrival, so an event costs what it disturbs. Throws BoardProblemError.
 */
export function liveNetwork(network: Network, start?: Start): LiveNetwork {
  checkNetwork(network);
  const { nodes } = network;
  const arcs = network.tail.length;
  // Residual arc 2a runs along arc a, 2a + 1 against it.
  const target = new Int32Array(2 * arcs);
  const room = new Int32Array(2 * arcs);
  const price = new Float64Array(arcs);
  const first = new Int32Array(nodes + 1);
  const leaving = new Int32Array(2 * arcs);
  const potential = new Float64Array(nodes);
  const distance = new Float64Array(nodes).fill(Infinity);
  const via = new Int32Array(nodes);
  const settled = new Int32Array(nodes);
  const touched = new Int32Array(nodes);
  const heap = new IdHeap(nodes);
  let objective = 0;
  let forwards = true;
  for (let a = 0; a < arcs; a++) {
    target[2 * a] = network.head[a]!;
    target[2 * a + 1] = network.tail[a]!;
    price[a] = network.cost[a]!;
    first[network.tail[a]! + 1]!++;
    first[network.head[a]! + 1]!++;
  }
  for (let n = 0; n < nodes; n++) first[n + 1]! += first[n]!;
  const next = first.slice(0, nodes);
  for (let a = 0; a < arcs; a++) {
    leaving[next[network.tail[a]!]!++] = 2 * a;
    leaving[next[network.head[a]!]!++] = 2 * a + 1;
  }
  if (start) potential.set(start.potential);
  // Whatever contradicts the potentials stays closed at first and is opened half by half; too much flow is taken back last.
  const closed: number[] = [];
  const crowded: number[] = [];
  for (let a = 0; a < arcs; a++) {
    const flow = start ? start.flow[a]! : 0;
    const capacity = Math.max(flow, network.capacity[a]!);
    const reduced = reducedCost(2 * a);
    objective += flow * price[a]!;
    if (reduced >= 0) room[2 * a] = capacity - flow;
    else if (flow < capacity) closed.push(2 * a);
    if (reduced <= 0) room[2 * a + 1] = flow;
    else if (flow > 0) closed.push(2 * a + 1);
    if (flow > network.capacity[a]!) crowded.push(a);
  }
  for (const half of closed) {
    const a = half >> 1;
    room[half] = Math.max(start ? start.flow[a]! : 0, network.capacity[a]!) - room[half ^ 1]!;
    settle(half);
  }
  for (const a of crowded) setCapacity(a, network.capacity[a]!);

  function reducedCost(half: number): number {
    const along = price[half >> 1]!;
    return (half & 1 ? -along : along) + potential[target[half ^ 1]!]! - potential[target[half]!]!;
  }

  function push(half: number, units: number): void {
    room[half]! -= units;
    room[half ^ 1]! += units;
    objective += (half & 1 ? -units : units) * price[half >> 1]!;
  }

  /** Saturates a residual arc as long as a way back makes the round trip pay. */
  function settle(half: number): void {
    for (;;) {
      const worth = -reducedCost(half);
      if (worth <= 0 || room[half] === 0) return;
      const from = target[half]!;
      const to = target[half ^ 1]!;
      // A loop at one node is its own way back.
      if (from !== to && search(from, to, worth) >= worth) return;
      const units = pushAlongPath(from, to, room[half]!);
      push(half, units);
    }
  }

  /** Sends units that an arc no longer carries another way from its tail to its head; there always is one: back. */
  function reroute(arc: number, units: number): void {
    const from = target[2 * arc + 1]!;
    const to = target[2 * arc]!;
    if (from === to) return;
    while (units > 0) {
      search(from, to, Infinity);
      units -= pushAlongPath(from, to, units);
    }
  }

  /** Pushes up to `most` units along the path of the last search; returns how many there was room for. */
  function pushAlongPath(from: number, to: number, most: number): number {
    let units = most;
    const onwards = forwards ? 1 : 0;
    const start = forwards ? to : from;
    const end = forwards ? from : to;
    for (let n = start; n !== end; n = target[via[n]! ^ onwards]!) units = Math.min(units, room[via[n]!]!);
    for (let n = start; n !== end; n = target[via[n]! ^ onwards]!) push(via[n]!, units);
    return units;
  }

  /**
   * Length of the shortest residual way, at most `limit`; potentials follow, so that everything nearer becomes tight.
   * Starts at the end with fewer arcs: from a hub nearly everything is near.
   */
  function search(from: number, to: number, limit: number): number {
    forwards = first[from + 1]! - first[from]! <= first[to + 1]! - first[to]!;
    const end = forwards ? to : from;
    const sign = forwards ? 1 : -1;
    const against = forwards ? 0 : 1;
    let touchedCount = 1;
    let settledCount = 0;
    let best = limit;
    let node = forwards ? from : to;
    touched[0] = node;
    distance[node] = 0;
    while (node !== end) {
      settled[settledCount++] = node;
      const base = distance[node]! + sign * potential[node]!;
      for (let i = first[node]!, stop = first[node + 1]!; i < stop; i++) {
        const half = leaving[i]! ^ against;
        if (room[half] === 0) continue;
        const there = target[half ^ against]!;
        const along = price[half >> 1]!;
        const length = base + (half & 1 ? -along : along) - sign * potential[there]!;
        if (length >= best || length >= distance[there]!) continue;
        if (distance[there] === Infinity) touched[touchedCount++] = there;
        distance[there] = length;
        via[there] = half;
        if (there === end) best = length;
        heap.push(there, length);
      }
      if (heap.size === 0) break;
      node = heap.pop();
    }
    if (best < Infinity) {
      for (let i = 0; i < settledCount; i++) potential[settled[i]!]! += sign * (distance[settled[i]!]! - best);
    }
    for (let i = 0; i < touchedCount; i++) distance[touched[i]!] = Infinity;
    heap.clear();
    return best;
  }

  function setCapacity(arc: number, capacity: number): void {
    inRange('arc', -1, arc, arcs);
    count32('capacity', -1, capacity);
    const flow = room[2 * arc + 1]!;
    room[2 * arc] = Math.max(0, capacity - flow);
    if (flow <= capacity) return settle(2 * arc);
    room[2 * arc + 1] = capacity;
    objective -= (flow - capacity) * price[arc]!;
    reroute(arc, flow - capacity);
  }

  function setCost(arc: number, cost: number): void {
    inRange('arc', -1, arc, arcs);
    integer('cost', -1, cost);
    objective += room[2 * arc + 1]! * (cost - price[arc]!);
    price[arc] = cost;
    settle(2 * arc);
    settle(2 * arc + 1);
  }

  const flowOf = (arc: number): number => room[2 * arc + 1]!;
  return {
    flow: flowOf,
    capacity: (arc) => room[2 * arc]! + room[2 * arc + 1]!,
    setCapacity,
    setCost,
    objective: () => objective,
    circulation: () => ({
      flow: Int32Array.from({ length: arcs }, (_, a) => flowOf(a)),
      potential: potential.slice(),
      objective,
    }),
    network: () => ({
      nodes,
      tail: network.tail,
      head: network.head,
      capacity: Int32Array.from({ length: arcs }, (_, a) => room[2 * a]! + room[2 * a + 1]!),
      cost: price.slice(),
    }),
  };
}
