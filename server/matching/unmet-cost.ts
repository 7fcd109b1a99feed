import type { Need, Priority, Seat } from '../../shared/records.ts';

/**
 * What an empty place costs the plan, in points. The least of these outweighs any score, so nobody stays at home to save a
 * long way; above that, one immediate place weighs as much as four urgent or sixteen routine ones.
 */
export const unmetPoints: Readonly<Record<Priority, number>> = { immediate: 160_000, urgent: 40_000, routine: 10_000 };
/** From so long before its deadline on a place grows dearer, up to twice as dear when it is reached. */
const deadlineHours = 24;
/** Without somebody who leads the others can do little. */
const leadFactor = 2;

export function unmetCost(need: Pick<Need, 'priority' | 'deadlineAt'>, seat: Pick<Seat, 'leads'>, now: number): number {
  const hoursLeft = Math.min(deadlineHours, Math.max(0, (need.deadlineAt - now) / 3_600_000));
  const urgency = 2 - hoursLeft / deadlineHours;
  return Math.round(unmetPoints[need.priority] * urgency) * (seat.leads ? leadFactor : 1);
}
