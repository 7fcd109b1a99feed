import type { Person } from '../../shared/records.ts';
import { whyNot, type IneligibleReason, type MatchContext, type SeatDemand } from './eligibility.ts';
import { scoreOf, termsOf, type NeedScored } from './score.ts';
import type { SeatPrices } from './seat-prices.ts';

export interface Ranked {
  person: Person;
  score: number;
}

export interface Ranking {
  /** Best first; equal scores by id. */
  best: Ranked[];
  eligible: number;
  /** First reason → how many are not eligible for it; reasons that nobody has are absent. */
  excluded: Partial<Record<IneligibleReason, number>>;
}

/** What a ranking is, said as plainly as it can be: everybody is asked every rule. The columns must say the same. */
export function rankPlainly(
  people: Iterable<Person>,
  need: NeedScored,
  seat: SeatDemand,
  context: MatchContext,
  k: number,
  prices?: SeatPrices,
): Ranking {
  const best: Ranked[] = [];
  const excluded: Ranking['excluded'] = {};
  for (const person of people) {
    const reason = whyNot(person, seat, need, context);
    if (reason) excluded[reason] = (excluded[reason] ?? 0) + 1;
    else best.push({ person, score: scoreOf(termsOf(person, seat, need, context, prices)) });
  }
  const eligible = best.length;
  best.sort((a, b) => b.score - a.score || (a.person.id < b.person.id ? -1 : 1));
  return { best: best.slice(0, k), eligible, excluded };
}
