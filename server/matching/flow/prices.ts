import type { BoardProblem } from './problem.ts';
import { sit, stand, type BoardState } from './state.ts';

/** Rows bid this often before the shortest paths take over; more rounds only chase ties. */
const EXACT_ROUNDS = 2;
/** When more than this share of the seats is still unsettled after the exact rounds, prices are worth finding coarsely first. */
const CONTESTED = 0.03;
/** Coarse prices overshoot by a small multiple of ε; starting the next, finer pass this many ε higher undoes it. */
const LIFT = 2;
/** Seats a row bids for at once. */
const AT_ONCE = 16;

/**
 * Starting duals and a first, partial plan, exactly feasible: the invariants of BoardState hold afterwards.
 *
 * Rows bid for people as in an auction of similar objects (Bertsekas & Castañon 1989) and in the transfer step of Jonker &
 * Volgenant (1987): a row takes its cheapest people at the price of the next cheapest. On a contested board, where
 * exact bidding would take many tiny steps, it is preceded by passes with a falling minimum step ε (Bertsekas 1979), whose
 * outcome is kept as prices only.
 */
export function priceBoard(state: BoardState): void {
  const bid = bidder(state);
  const { rows, people } = state.problem;
  bid(0, EXACT_ROUNDS * rows);
  if (unsettledSeats(state) <= CONTESTED * people) return;
  state.v.fill(0);
  let last = 0;
  for (const epsilon of epsilonLadder(state.problem)) {
    raise(state.v, LIFT * last);
    bid(epsilon, 50 * rows);
    last = epsilon;
  }
  raise(state.v, LIFT * last);
  bid(0, EXACT_ROUNDS * rows);
}

function raise(v: Float64Array, by: number): void {
  if (by > 0) for (let p = 0; p < v.length; p++) v[p] = Math.min(0, v[p]! + by);
}

function unsettledSeats(state: BoardState): number {
  const { problem, u, filled, seatStart } = state;
  let seats = 0;
  for (let r = 0; r < problem.rows; r++) {
    if (u[r]! < problem.unmetCost[r]!) seats += seatStart[r + 1]! - seatStart[r]! - filled[r]!;
  }
  return seats;
}

/** From a tenth of what a price can be at all down to a small part of how much edges differ. Whole numbers keep duals whole. */
function epsilonLadder(problem: BoardProblem): number[] {
  const { edgeCost, unmetCost } = problem;
  let low = Infinity;
  let high = -Infinity;
  for (let e = 0; e < edgeCost.length; e++) {
    if (edgeCost[e]! < low) low = edgeCost[e]!;
    if (edgeCost[e]! > high) high = edgeCost[e]!;
  }
  let dearest = high;
  for (let r = 0; r < problem.rows; r++) if (unmetCost[r]! > dearest) dearest = unmetCost[r]!;
  const ladder: number[] = [];
  const finest = Math.max(1, Math.floor((high - low) / 25));
  for (let epsilon = Math.floor((dearest - low) / 10); epsilon >= 1; epsilon = Math.floor(epsilon / 10)) {
    ladder.push(epsilon);
    if (epsilon <= finest) break;
  }
  return ladder;
}

/** One auction pass from the present v: starts with nobody sent anywhere; stops when no row wants anybody or after `bids`. */
function bidder(state: BoardState): (epsilon: number, bids: number) => void {
  const { problem, u, v, rowOf, edgeOf, filled, seatStart, seats } = state;
  const { rows, unmetCost, rowStart, edgePerson, edgeCost } = problem;
  const key = new Float64Array(AT_ONCE + 1);
  const edge = new Int32Array(AT_ONCE + 1);
  const reach = new Float64Array(rows);
  const queue = new Int32Array(rows);
  const queued = new Uint8Array(rows);

  return function pass(epsilon, bids) {
    rowOf.fill(-1);
    edgeOf.fill(-1);
    filled.fill(0);
    queued.fill(1);
    u.fill(-Infinity);
    reach.fill(Infinity);
    for (let r = 0; r < rows; r++) queue[r] = r;
    let head = 0;
    let waiting = rows;
    for (; waiting > 0 && bids > 0; bids--) {
      const row = queue[head]!;
      if (++head === rows) head = 0;
      waiting--;
      queued[row] = 0;
      const unmet = unmetCost[row]!;
      if (u[row] === unmet) continue;
      const missing = seatStart[row + 1]! - seatStart[row]! - filled[row]!;
      if (missing === 0 && u[row]! > -Infinity) continue;
      const wanted = missing < AT_ONCE ? missing : AT_ONCE;
      let found = 0;
      const guess = u[row]! + reach[row]!;
      if (guess < unmet) found = nearest(row, wanted, guess);
      if (found <= wanted) found = nearest(row, wanted, unmet);
      const price = Math.min(unmet, (found > wanted ? key[wanted]! : unmet) + (missing > 0 ? epsilon : 0));
      const rise = price - u[row]!;
      u[row] = price;
      reach[row] = 2 * (rise - epsilon);
      for (let s = seatStart[row]!, stop = s + filled[row]!; s < stop; s++) v[seats[s]!]! -= rise;
      for (let i = 0; i < found && i < wanted; i++) {
        const person = edgePerson[edge[i]!]!;
        const robbed = rowOf[person]!;
        v[person] = edgeCost[edge[i]!]! - price;
        if (robbed >= 0) {
          stand(state, person);
          if (queued[robbed] === 0) enqueue(robbed);
        }
        sit(state, person, row, edge[i]!);
      }
      if (missing > wanted) enqueue(row);
    }

    function enqueue(row: number): void {
      queued[row] = 1;
      const tail = head + waiting++;
      queue[tail < rows ? tail : tail - rows] = row;
    }
  };

  /** The `wanted` + 1 cheapest people below the unmet cost whom the row does not hold yet, in order, into key and edge. */
  function nearest(row: number, wanted: number, below: number): number {
    let found = 0;
    let limit = below;
    for (let e = rowStart[row]!, stop = rowStart[row + 1]!; e < stop; e++) {
      const person = edgePerson[e]!;
      const w = edgeCost[e]! - v[person]!;
      if (w >= limit || rowOf[person] === row) continue;
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
}
