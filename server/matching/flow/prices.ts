import { sit, stand, type RowSide, type Seating } from './state.ts';

/** Rows bid this often before the shortest paths take over; more rounds only chase ties. */
const EXACT_ROUNDS = 2;
/** Coarse prices overshoot by a small multiple of ε; starting the next, finer pass this many ε higher undoes it. */
const LIFT = 2;
/** Seats a row bids for at once. */
const AT_ONCE = 16;

/**
 * A first, partial plan with exactly feasible duals (the invariants of Seating), good when seats are easily filled.
 *
 * Rows bid for people as in an auction of similar objects (Bertsekas & Castañon 1989) and in the transfer step of Jonker &
 * Volgenant (1987): a row takes its cheapest people at the price of the next cheapest.
 */
export function priceBoard(side: RowSide, seating: Seating): void {
  bidder(side, seating)(0, EXACT_ROUNDS * seating.u.length);
}

/**
 * The same for a contested board, where exact bidding takes many tiny steps: passes with a falling minimum step ε
 * (Bertsekas 1979) come first, of which only the prices are kept. Starts over, whatever the state was.
 */
export function priceContestedBoard(side: RowSide, seating: Seating): void {
  const bid = bidder(side, seating);
  const rows = seating.u.length;
  seating.v.fill(0);
  for (const epsilon of epsilonLadder(side)) {
    bid(epsilon, 50 * rows);
    raise(seating.v, LIFT * epsilon);
  }
  bid(0, EXACT_ROUNDS * rows);
}

function raise(v: Float64Array, by: number): void {
  for (let p = 0; p < v.length; p++) v[p] = Math.min(0, v[p]! + by);
}

/** From a tenth of what a price can be at all down to a small part of how much edges differ. Whole numbers keep duals whole. */
function epsilonLadder(side: RowSide): number[] {
  const { edgeCost, unmetCost } = side;
  let low = Infinity;
  let high = -Infinity;
  for (let e = 0; e < edgeCost.length; e++) {
    if (edgeCost[e]! < low) low = edgeCost[e]!;
    if (edgeCost[e]! > high) high = edgeCost[e]!;
  }
  let dearest = high;
  for (let r = 0; r < unmetCost.length; r++) if (unmetCost[r]! > dearest) dearest = unmetCost[r]!;
  const ladder: number[] = [];
  const finest = Math.max(1, Math.floor((high - low) / 25));
  for (let epsilon = Math.floor((dearest - low) / 10); epsilon >= 1; epsilon = Math.floor(epsilon / 5)) {
    ladder.push(epsilon);
    if (epsilon <= finest) break;
  }
  return ladder;
}

/** One auction pass from the present v: starts with nobody sent anywhere; stops when no row wants anybody or after `bids`. */
function bidder(side: RowSide, seating: Seating): (epsilon: number, bids: number) => void {
  const { u, v, rowOf, edgeOf, firstIn, nextIn, filled } = seating;
  const { demand, unmetCost, rowFirst, rowStop, edgePerson, edgeCost } = side;
  const rows = u.length;
  const key = new Float64Array(AT_ONCE + 1);
  const edge = new Int32Array(AT_ONCE + 1);
  const queue = new Int32Array(rows);
  const queued = new Uint8Array(rows);

  return function pass(epsilon, bids) {
    rowOf.fill(-1);
    edgeOf.fill(-1);
    filled.fill(0);
    firstIn.fill(-1);
    queued.fill(1);
    u.fill(-Infinity);
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
      const missing = demand[row]! - filled[row]!;
      if (missing === 0 && u[row]! > -Infinity) continue;
      const wanted = missing < AT_ONCE ? missing : AT_ONCE;
      const found = nearest(row, wanted);
      const price = Math.min(unmet, (found > wanted ? key[wanted]! : unmet) + (missing > 0 ? epsilon : 0));
      const rise = price - u[row]!;
      u[row] = price;
      for (let p = firstIn[row]!; p >= 0; p = nextIn[p]!) v[p]! -= rise;
      for (let i = 0; i < found && i < wanted; i++) {
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

    function enqueue(row: number): void {
      queued[row] = 1;
      const tail = head + waiting++;
      queue[tail < rows ? tail : tail - rows] = row;
    }
  };

  function nearest(row: number, wanted: number): number {
    return scan(rowFirst[row]!, rowStop[row]!, row, wanted, unmetCost[row]!, side, v, rowOf, key, edge);
  }
}

/**
 * The `wanted` + 1 cheapest people below the limit whom the row does not hold yet, in order, into key and edge. A function of
 * its own, with the arrays handed in: as part of the closure it takes a sixth longer.
 */
function scan(
  first: number,
  stop: number,
  row: number,
  wanted: number,
  limit: number,
  { edgePerson, edgeCost }: RowSide,
  v: Float64Array,
  rowOf: Int32Array,
  key: Float64Array,
  edge: Int32Array,
): number {
  let found = 0;
  for (let e = first; e < stop; e++) {
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
