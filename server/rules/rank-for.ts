import type { Need, Seat } from '../../shared/records.ts';
import type { Ranking } from '../matching/rank-plainly.ts';
import type { Draft } from './draft.ts';
import { whyNot } from '../matching/eligibility.ts';
import { eligibilityFor } from './eligibility-context.ts';
import { silentElsewhere } from './silent.ts';

/**
 * The best `k` people for a seat as the draft stands. `excluded`: people not to be asked beside those whom the need excludes.
 * Where Muster asks by itself, those who have been silent for long at another need are among them.
 */
export function rankFor(draft: Draft, need: Need, seat: Seat, k: number, excluded: ReadonlySet<string>): Ranking {
  const { context } = draft;
  const eligibility = eligibilityFor(context, need);
  const silent =
    context.actor.kind === 'system'
      ? silentElsewhere(draft, need).filter((person) => whyNot(person, seat, need, eligibility) === null)
      : [];
  return context.rank(need, seat, k, {
    changed: [...silent, ...draft.people()],
    excluded: [...eligibility.excluded, ...excluded],
  });
}
