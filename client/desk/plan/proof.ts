import type { PeriodPlan } from '../../../shared/operations.ts';
import { number, percent } from '../../words/format.ts';
import { planWords } from '../../words/plan.ts';

/** How good the plan is, as far as it is proven. "Best possible" is said of nothing that was not checked. */
export function wordProof({ proof, places }: Pick<PeriodPlan, 'proof' | 'places'>): string {
  const words = planWords();
  if (!proof.checked) return words.unchecked;
  return proof.best ? words.best(places) : words.atMost(shareOf(proof.gapShare));
}

/** One digit after the point, never rounded down to nothing nor to less than it may be. */
export function shareOf(share: number): string {
  const tenths = Math.max(1, Math.ceil(share * 1000 - 1e-9)) / 10;
  return tenths < 10 ? `${number(tenths, 1)} %` : percent(Math.ceil(tenths) / 100);
}
