import { biddingPass } from './bids.ts';
import { shortLists, type ShortLists } from './short-lists.ts';
import type { RowSide, Seating } from './state.ts';

/** Rows bid this often before the shortest paths take over; more rounds only chase ties. */
const EXACT_ROUNDS = 2;
/** Coarse prices overshoot by a small multiple of ε; starting the next, finer pass this many ε higher undoes it. */
const LIFT = 2;
/** The last lift, as a share of how much edges differ, where that is more: the exact pass is let in from above. */
const LAST_LIFT = 0.06;
/** From one pass to the next ε falls to this part. Between 6 and 8 was best on boards of five seeds; 5 took 6 % longer. */
const STEP = 7;
/** Passes end when rows had to bid no more often than this: then prices are as good as the exact pass needs them. */
const CALM_BIDS = 4;

/**
 * A first, partial plan with exactly feasible duals (the invariants of Seating), good when seats are easily filled.
 *
 * Rows bid for people as in an auction of similar objects (Bertsekas & Castañon 1989) and in the transfer step of Jonker &
 * Volgenant (1987): a row takes its cheapest people at the price of the next cheapest.
 */
export function priceBoard(side: RowSide, seating: Seating): void {
  biddingPass(side, seating)(0, EXACT_ROUNDS * seating.u.length, undefined);
}

/**
 * The same for a contested board, where exact bidding takes many tiny steps: passes with a falling minimum step ε
 * (Bertsekas 1979) come first, of which only the prices are kept. Starts over, whatever the state was.
 */
export function priceContestedBoard(side: RowSide, seating: Seating): void {
  const pass = biddingPass(side, seating);
  let lists: ShortLists | undefined;
  const rows = seating.u.length;
  const { epsilons, fine, finest, spread } = epsilonLadder(side);
  seating.v.fill(0);
  for (const epsilon of epsilons) {
    // With larger steps prices move past every list at once.
    if (4 * epsilon < fine) lists ??= shortLists(side, seating);
    const bids = pass(epsilon, 50 * rows, lists);
    const isLast = epsilon <= finest || (epsilon <= fine && bids <= CALM_BIDS * rows);
    const lift = isLast ? Math.max(LIFT * epsilon, Math.floor(LAST_LIFT * spread)) : LIFT * epsilon;
    raise(seating.v, lift);
    lists?.cheaper(lift);
    if (isLast) break;
  }
  pass(0, EXACT_ROUNDS * rows, lists);
}

function raise(v: Float64Array, by: number): void {
  for (let p = 0; p < v.length; p++) v[p] = Math.min(0, v[p]! + by);
}

/**
 * From a tenth of what a price can be at all down to a very small part of how much edges differ (`spread`); `fine` is small
 * enough where rows agree. Whole numbers keep duals whole.
 */
function epsilonLadder({ edgeCost, unmetCost }: RowSide): {
  epsilons: number[];
  fine: number;
  finest: number;
  spread: number;
} {
  let low = Infinity;
  let high = -Infinity;
  for (let e = 0; e < edgeCost.length; e++) {
    if (edgeCost[e]! < low) low = edgeCost[e]!;
    if (edgeCost[e]! > high) high = edgeCost[e]!;
  }
  const spread = Math.max(0, high - low);
  let dearest = high;
  for (let r = 0; r < unmetCost.length; r++) if (unmetCost[r]! > dearest) dearest = unmetCost[r]!;
  const part = (share: number): number => Math.max(1, Math.floor(spread / share));
  const epsilons: number[] = [];
  for (let epsilon = Math.floor((dearest - low) / 10); epsilon >= 1; epsilon = Math.floor(epsilon / STEP)) {
    epsilons.push(epsilon);
  }
  return { epsilons, fine: part(25), finest: part(125), spread };
}
