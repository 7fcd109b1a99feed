import { PeopleColumns } from './matching/people-columns.ts';
import { rankWithChanges } from './matching/rank-with-changes.ts';
import type { SeatPrices } from './matching/seat-prices.ts';
import { eligibilityFor } from './rules/eligibility-context.ts';
import type { Context, Rank } from './rules/rule.ts';
import type { Records } from './rules/view.ts';
import type { Spine } from './spine.ts';

/** Everybody in columns, as the journal has them up to now: ranking looks at these and never walks over the records. */
export interface PeopleKept {
  readonly columns: PeopleColumns;
  /** From the last plan of this process, while it is young enough to say anything; weighed where one need is ranked alone. */
  pricesAt: (now: number) => SeatPrices | undefined;
  /** Takes the prices of a plan made at `madeAt`. Until everybody is priced there are none. */
  priceAt: (prices: SeatPrices, madeAt: number) => Promise<void>;
}

/** Half an hour of answers and arrivals makes a plan's prices a matter of history. */
const pricesLastMs = 30 * 60_000;

/** Takes everybody in, which costs a few microseconds a person, and from then on whoever changes. */
export function keepPeople(spine: Spine, now: number): PeopleKept {
  const columns = new PeopleColumns(spine.sight.view.all('person'), now);
  spine.onPut((record) => {
    if (record.kind === 'person') columns.setPerson(record);
  });
  let kept: { prices: SeatPrices; madeAt: number } | undefined;
  return {
    columns,
    pricesAt: (at) => (kept && at < kept.madeAt + pricesLastMs ? kept.prices : undefined),
    async priceAt(prices, madeAt) {
      kept = undefined;
      for (const _ of columns.priceInSteps(prices, 2000)) await new Promise(setImmediate);
      kept = { prices, madeAt };
    },
  };
}

/**
 * Ranking for one decision: over everybody as the records stand, corrected for those whom earlier decisions of the same
 * group have changed in `draft`, or this one is about to change (`options.changed`).
 */
export function rankOver(
  { columns }: Pick<PeopleKept, 'columns'>,
  draft: Records,
  context: Pick<Context, 'now' | 'utcOffsetMinutes' | 'prices'>,
): Rank {
  return (need, seat, k, options = {}) => {
    const eligibility = eligibilityFor({ view: draft, ...context }, need);
    const excluded = options.excluded ? new Set([...eligibility.excluded, ...options.excluded]) : eligibility.excluded;
    const changed = [...draft.own('person'), ...(options.changed ?? [])];
    return rankWithChanges(columns, changed, need, seat, { ...eligibility, excluded }, k, context.prices);
  };
}
