import type { PeopleColumns } from './people-columns.ts';
import type { StandingPlan } from './plan.ts';

/**
 * What it would cost the plan, in points and at least, to send this person to this seat whatever happens to the rest:
 * the reduced cost of that step at the plan's prices. 0 where a plan with it is as good as far as prices can tell.
 * Null when the plan knows neither the seat nor the person. `columns` are those that the plan was made from.
 */
export function costOfChoosing(
  plan: StandingPlan,
  columns: PeopleColumns,
  choice: { needId: string; seatId: string; personId: string; score: number },
): number | null {
  const row = plan.rows.findIndex(({ need, seat }) => need.id === choice.needId && seat.id === choice.seatId);
  const person = columns.rowOf(choice.personId);
  if (row < 0 || person === undefined || person >= plan.problem.people) return null;
  const reduced = -choice.score - plan.solution.rowDual[row]! - plan.solution.personDual[person]!;
  return Math.max(0, reduced);
}
