import { nearestPeople, nearestWhilePricesAreLow, roomForFound } from './row-scan.ts';
import type { ShortLists } from './short-lists.ts';
import { sit, stand, type RowSide, type Seating } from './state.ts';

/** Seats a row bids for at once. */
const AT_ONCE = 16;

/**
 * One auction pass from the present v: starts with nobody sent anywhere; stops when no row wants anybody or after `bids`, of
 * which there must be one for each row at least; returns how many it took. With ε = 0 it leaves the invariants of Seating
 * behind. `lists`, where there are any, must have been told how prices came to be what they are.
 */
export type BiddingPass = (epsilon: number, bids: number, lists: ShortLists | undefined) => number;

export function biddingPass(side: RowSide, seating: Seating): BiddingPass {
  const { u, v, rowOf, edgeOf, firstIn, nextIn, filled } = seating;
  const { demand, unmetCost, rowFirst, rowStop, edgePerson, edgeCost } = side;
  const rows = u.length;
  const found = roomForFound(AT_ONCE + 1);
  const { key, edge } = found;
  const queue = new Int32Array(rows);
  const queued = new Uint8Array(rows);

  return function pass(epsilon, bids, lists) {
    rowOf.fill(-1);
    edgeOf.fill(-1);
    filled.fill(0);
    firstIn.fill(-1);
    queued.fill(1);
    u.fill(-Infinity);
    for (let r = 0; r < rows; r++) queue[r] = r;
    const scan = epsilon === 0 ? nearestWhilePricesAreLow : nearestPeople;
    let head = 0;
    let waiting = rows;
    let left = bids;
    for (; waiting > 0 && left > 0; left--) {
      const row = queue[head]!;
      if (++head === rows) head = 0;
      waiting--;
      queued[row] = 0;
      const unmet = unmetCost[row]!;
      if (u[row] === unmet) continue;
      const missing = demand[row]! - filled[row]!;
      if (missing === 0 && u[row]! > -Infinity) continue;
      const wanted = missing < AT_ONCE ? missing : AT_ONCE;
      const count = lists
        ? lists.nearest(row, wanted, found)
        : scan(rowFirst[row]!, rowStop[row]!, row, wanted, unmet, edgePerson, edgeCost, v, rowOf, key, edge);
      const price = Math.min(unmet, (count > wanted ? key[wanted]! : unmet) + (missing > 0 ? epsilon : 0));
      const rise = price - u[row]!;
      u[row] = price;
      for (let p = firstIn[row]!; p >= 0; p = nextIn[p]!) v[p]! -= rise;
      for (let i = 0; i < count && i < wanted; i++) {
        const person = edgePerson[edge[i]!]!;
        const robbed = rowOf[person]!;
        v[person] = edgeCost[edge[i]!]! - price;
        if (robbed >= 0) {
          stand(seating, person);
          if (queued[robbed] === 0) enqueue(robbed);
        }
        sit(seating, person, row, edge[i]!);
      }
      if (missing > wanted) enqueue(row);
    }
    return bids - left;

    function enqueue(row: number): void {
      queued[row] = 1;
      const tail = head + waiting++;
      queue[tail < rows ? tail : tail - rows] = row;
    }
  };
}
