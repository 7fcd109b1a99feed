/** Who came out of a scan, nearest first: what each costs at the present prices, and their edges. */
export interface Found {
  readonly key: Float64Array;
  readonly edge: Int32Array;
}

export const roomForFound = (count: number): Found => ({ key: new Float64Array(count), edge: new Int32Array(count) });

/**
 * The `wanted` + 1 cheapest people below the limit, of the edges first … stop − 1, in order; leaves out who sits in row
 * `except`. Returns how many there are. A function of its own, with the arrays handed in: as part of a closure it takes a
 * sixth longer.
 */
export function nearestPeople(
  first: number,
  stop: number,
  except: number,
  wanted: number,
  limit: number,
  edgePerson: Int32Array,
  edgeCost: Float64Array,
  v: Float64Array,
  rowOf: Int32Array,
  key: Float64Array,
  edge: Int32Array,
): number {
  let found = 0;
  for (let e = first; e < stop; e++) {
    const person = edgePerson[e]!;
    const w = edgeCost[e]! - v[person]!;
    if (w >= limit || rowOf[person] === except) continue;
    let at = found <= wanted ? found++ : wanted;
    for (; at > 0 && key[at - 1]! > w; at--) {
      key[at] = key[at - 1]!;
      edge[at] = edge[at - 1]!;
    }
    key[at] = w;
    edge[at] = e;
    if (found > wanted) limit = key[wanted]!;
  }
  return found;
}

/**
 * As nearestPeople, quicker where prices are low: they are never above 0, so whoever costs too much already need not be
 * looked up. Where people are fought over hardly anybody does, and to ask takes longer than it saves.
 */
export function nearestWhilePricesAreLow(
  first: number,
  stop: number,
  except: number,
  wanted: number,
  limit: number,
  edgePerson: Int32Array,
  edgeCost: Float64Array,
  v: Float64Array,
  rowOf: Int32Array,
  key: Float64Array,
  edge: Int32Array,
): number {
  let found = 0;
  for (let e = first; e < stop; e++) {
    const cost = edgeCost[e]!;
    if (cost >= limit) continue;
    const person = edgePerson[e]!;
    const w = cost - v[person]!;
    if (w >= limit || rowOf[person] === except) continue;
    let at = found <= wanted ? found++ : wanted;
    for (; at > 0 && key[at - 1]! > w; at--) {
      key[at] = key[at - 1]!;
      edge[at] = edge[at - 1]!;
    }
    key[at] = w;
    edge[at] = e;
    if (found > wanted) limit = key[wanted]!;
  }
  return found;
}
