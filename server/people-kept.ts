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
  prices: SeatPrices | undefined;
}

/** Takes everybody in, which costs a few microseconds a person, and from then on whoever changes. */
export function keepPeople(spine: Spine, now: number): PeopleKept {
  const columns = new PeopleColumns(spine.sight.view.all('person'), now);
  spine.onPut((record) => {
    if (record.kind === 'person') columns.setPerson(record);
  });
  return { columns, prices: undefined };
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
