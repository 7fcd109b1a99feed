import { PeopleColumns } from './matching/people-columns.ts';
import { rankWithChanges } from './matching/rank-with-changes.ts';
import { dearestOf, samePrices, unpackPrices, type PackedPrices, type SeatPrices } from './matching/seat-prices.ts';
import { careIn } from './rules/care-limits.ts';
import { eligibilityFor } from './rules/eligibility-context.ts';
import type { Context, Rank } from './rules/rule.ts';
import type { Records } from './rules/view.ts';
import type { Spine } from './spine.ts';

/** Everybody in columns, as the journal has them up to now: ranking looks at these and never walks over the records. */
export interface PeopleKept {
  readonly columns: PeopleColumns;
  /** From the plans of this process, while they are young enough to say anything; weighed where one need is ranked alone. */
  pricesAt: (now: number) => SeatPrices | undefined;
  /**
   * Takes the prices of a plan made at `madeAt` for an incident. Where several incidents want people the dearer price holds.
   * While everybody is priced anew there are none.
   */
  priceAt: (incidentId: string, prices: PackedPrices, madeAt: number) => Promise<void>;
}

/** Half an hour of answers and arrivals makes a plan's prices a matter of history. */
const pricesLastMs = 30 * 60_000;

/** Takes everybody in, which costs a few microseconds a person, and from then on whoever changes. */
export function keepPeople(spine: Spine, now: number): PeopleKept {
  const columns = new PeopleColumns(spine.sight.view.all('person'), now, careIn(spine.sight.view));
  spine.onPut((record) => {
    if (record.kind === 'person') columns.setPerson(record);
    if (record.kind === 'careLimits') columns.protectBy(record);
  });
  const byIncident = new Map<string, { table: PackedPrices; prices: SeatPrices; madeAt: number }>();
  let kept: { prices: SeatPrices; madeAt: number } | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  async function priceEverybody(madeAt: number): Promise<void> {
    for (const [id, one] of byIncident) if (one.madeAt + pricesLastMs <= madeAt) byIncident.delete(id);
    const prices = dearestOf([...byIncident.values()].map((one) => one.prices));
    kept = undefined;
    for (const _ of columns.priceInSteps(prices, 2000)) await new Promise(setImmediate);
    kept = { prices, madeAt };
  }
  return {
    columns,
    pricesAt: (at) => (kept && at < kept.madeAt + pricesLastMs ? kept.prices : undefined),
    async priceAt(incidentId, table, madeAt) {
      const before = byIncident.get(incidentId);
      byIncident.set(incidentId, { table, prices: unpackPrices(table), madeAt });
      // Most of what happens moves no price, and pricing everybody takes a while.
      if (kept && before && before.madeAt + pricesLastMs > madeAt && samePrices(before.table, table)) {
        kept.madeAt = madeAt;
        return;
      }
      const mine = turn.then(() => priceEverybody(madeAt));
      turn = mine.catch(() => undefined);
      await mine;
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
    // One that is changed in the same commit holds from the next on, so that everybody is measured by the same.
    const { care } = columns;
    return rankWithChanges(columns, changed, need, seat, { ...eligibility, excluded, care }, k, context.prices);
  };
}
