import type { Coverage, CoverageState } from '../shown.ts';

const day = 86_400_000;

/** The states in the order in which they matter to somebody who could help. */
export const coverageStates: readonly CoverageState[] = ['unmet', 'urgent', 'blind', 'served', 'saturated', 'none'];

/**
 * How a cell stands by the reader's clock: where nothing is going on and nothing was heard for a day, `blind`,
 * because silence after a disaster is not good news. `sinceAt`: when the incident began.
 */
export function coverageState(coverage: Coverage | undefined, now: number, sinceAt: number): CoverageState {
  const isQuiet = now - Math.max(coverage?.lastReportAt ?? 0, sinceAt) > day;
  if (!coverage) return isQuiet ? 'blind' : 'none';
  return coverage.open === 0 && isQuiet ? 'blind' : coverage.state;
}
