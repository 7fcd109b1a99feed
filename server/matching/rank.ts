import { countBits, type Bits } from './bits.ts';
import { ineligibleReasons, type MatchContext, type SeatDemand } from './eligibility.ts';
import { languageBit, type PeopleColumns } from './people-columns.ts';
import type { Ranking } from './rank-plainly.ts';
import { countAll, markRows, settleRules, workOf } from './rank-rules.ts';
import { fatiguePoints, hoursSinceOffer, languagesOf, loadPoints, weights, type NeedScored } from './score.ts';
import type { SeatPrices } from './seat-prices.ts';
import { TopRows } from './top-rows.ts';
import { wayTable, type WayTable } from './way-table.ts';

/**
 * The k best people for one seat, exactly as `rankPlainly` says, in one scan over the columns. With `prices` each
 * person's score is less what they are worth elsewhere.
 */
export function rankPeople(
  columns: PeopleColumns,
  need: NeedScored,
  seat: SeatDemand,
  context: MatchContext,
  k: number,
  prices?: SeatPrices,
): Ranking {
  columns.moveTo(context.now);
  if (prices) columns.priceAt(prices);
  const surcharge = prices ? columns.columns.price : null;
  const { rows, scores, eligible, excluded } = rankRows(columns, need, seat, context, k, surcharge);
  return {
    best: Array.from(rows, (row, at) => ({ person: columns.people[row]!, score: scores[at]! })),
    eligible,
    excluded: Object.fromEntries(
      ineligibleReasons.flatMap((reason, at) => (excluded[at]! > 0 ? [[reason, excluded[at]!]] : [])),
    ),
  };
}

export interface RankedRows {
  /** Best first; equal scores by id. */
  rows: Int32Array;
  scores: Float64Array;
  eligible: number;
  /** In the order of `ineligibleReasons`. */
  excluded: Int32Array;
}

/**
 * The same by rows. `surcharge`, per row, is taken off the score; `ways`, where the caller has them already. The columns
 * must stand at `context.now`.
 */
export function rankRows(
  columns: PeopleColumns,
  need: NeedScored,
  seat: SeatDemand,
  context: MatchContext,
  k: number,
  surcharge: Int32Array | null,
  ways: WayTable = wayTable(columns.cellIds, need, context),
): RankedRows {
  const excluded = new Int32Array(ineligibleReasons.length);
  markRows(columns, need.cellId, context.excluded, true);
  const left = settleRules(columns, seat, workOf(need), ways, context.now, excluded);
  const eligible = countAll(left, (columns.size + 31) >> 5);
  const top = new TopRows(k, columns.people);
  const shared = languagesOf(need, seat).reduce((mask, tag) => mask | languageBit(tag), 0);
  offerAll(columns, left, ways, seat, shared, context.now, surcharge, top);
  markRows(columns, need.cellId, context.excluded, false);
  return { ...top.take(), eligible, excluded };
}

const none = new Uint8Array(0);

/** Scores every row that is left and offers it. */
function offerAll(
  people: PeopleColumns,
  left: Bits,
  { points }: WayTable,
  seat: SeatDemand,
  sharedLanguages: number,
  now: number,
  surcharge: Int32Array | null,
  top: TopRows,
): void {
  const { cell, languages, trust, workedMs, slidingStints, strain, lastOfferedAt } = people.columns;
  const { workedHere } = people.bits;
  const { cellOfWord } = people;
  const most =
    weights.trust / 2 +
    weights.continuity +
    weights.language * countBits(sharedLanguages) +
    weights.level * weights.surplusLevels * seat.skills.length;
  // Where nobody has a skill nobody is left.
  const skills = seat.skills.map(({ code, level }) => ({ level, levels: people.skill(code)?.levels ?? none }));
  const loadFrom = now - weights.loadHours * 3_600_000;
  const order = nearestFirst(people, left, points, top.k);
  for (const w of order) {
    const shared = cellOfWord[w]!;
    // From too far away even the best of all people would not come in.
    if (shared >= 0 && points[shared]! + most < top.least) continue;
    const here = workedHere[w]!;
    for (let rest = left[w]!; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const row = (w << 5) + 31 - Math.clz32(bit);
      const way = points[shared >= 0 ? shared : cell[row]!]!;
      if (way + most < top.least) continue;
      let score = way + trust[row]!;
      if (sharedLanguages !== 0) score += weights.language * countBits(languages[row]! & sharedLanguages);
      if ((here & bit) !== 0) score += weights.continuity;
      for (let s = 0; s < skills.length; s++) {
        score += weights.level * Math.min(weights.surplusLevels, skills[s]!.levels[row]! - skills[s]!.level);
      }
      if (surcharge !== null) score -= surcharge[row]!;
      // What is left only takes points off.
      if (score < top.least) continue;
      if (lastOfferedAt[row]! > loadFrom) score += loadPoints(hoursSinceOffer(lastOfferedAt[row]!, now));
      if (workedMs[row]! > 0) score += fatiguePoints(workedMs[row]! - slidingStints[row]! * now);
      score += strain[row]!;
      if (score >= top.least) top.offer(row, score);
    }
  }
}

/**
 * The words in which somebody is left, those of the nearest people first, k of them or somewhat more: with these in, few
 * of the others need be looked at. Words of several cells come last.
 */
function nearestFirst({ size, cellOfWord }: PeopleColumns, left: Bits, points: Int32Array, k: number): Int32Array {
  const words = (size + 31) >> 5;
  const most = points.reduce((a, b) => Math.max(a, b), 0);
  const farther = new Int32Array(512);
  for (let w = 0; w < words; w++) {
    const home = cellOfWord[w]!;
    if (left[w] !== 0 && home >= 0) farther[Math.min(511, most - points[home]!)]! += countBits(left[w]!);
  }
  let by = 0;
  for (let people = farther[0]!; people < k && by < 511; people += farther[by]!) by++;
  const order = new Int32Array(words);
  let first = 0;
  let last = words;
  for (let w = 0; w < words; w++) {
    if (left[w] === 0) continue;
    const home = cellOfWord[w]!;
    if (home >= 0 && most - points[home]! <= by) order[first++] = w;
    else order[--last] = w;
  }
  order.copyWithin(first, last);
  return order.subarray(0, first + words - last);
}
