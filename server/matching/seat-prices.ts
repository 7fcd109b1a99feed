import type { Person } from '../../shared/records.ts';
import { levelOf } from './eligibility.ts';

/**
 * What one more person with a skill, at home in a cell, is worth to the board, in points: from the duals of the last plan.
 * Used only where one need is ranked alone; a plan of the whole board weighs scarcity by itself.
 */
export interface SeatPrices {
  /** Whole points ≥ 0. */
  readonly priceOf: (skillCode: string, cellId: string) => number;
}

/** The dearest of the skills that count now, and its price; null where none has one. */
export function scarcityOf(person: Person, prices: SeatPrices, now: number): { code: string; price: number } | null {
  let dearest: { code: string; price: number } | null = null;
  for (const { code } of person.skills) {
    const price = prices.priceOf(code, person.homeCellId);
    if (price <= (dearest?.price ?? 0) || levelOf(person, code, now) === 0) continue;
    dearest = { code, price };
  }
  return dearest;
}
