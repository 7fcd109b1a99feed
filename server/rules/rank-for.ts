import type { Need, Seat } from '../../shared/records.ts';
import type { Ranking } from '../matching/rank-plainly.ts';
import type { Draft } from './draft.ts';
import { eligibilityFor } from './eligibility-context.ts';

/** The best `k` people for a seat as the draft stands. `excluded`: people not to be asked beside those whom the need excludes. */
export const rankFor = (draft: Draft, need: Need, seat: Seat, k: number, excluded: ReadonlySet<string>): Ranking =>
  draft.context.rank(need, seat, k, {
    changed: draft.people(),
    excluded: [...eligibilityFor(draft.context, need).excluded, ...excluded],
  });
