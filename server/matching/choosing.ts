import type { StandingPlan } from './plan.ts';
import type { PeopleColumns } from './people-columns.ts';

/** What a plan says each place and each person is worth, by id: all that the cost of another choice needs. */
export interface PlanDuals {
  /** u of the seat's row; undefined where the plan had no such row. */
  seat: (needId: string, seatId: string) => number | undefined;
  /** v ≤ 0 of the person; 0 for whoever the plan did not need, undefined for whoever it did not know. */
  person: (personId: string) => number | undefined;
}

/** `columns` are those that the plan was made from. */
export function dualsOf(plan: StandingPlan, columns: PeopleColumns): PlanDuals {
  const rowOf = new Map(plan.rows.map(({ need, seat }, row) => [`${need.id} ${seat.id}`, row]));
  return {
    seat: (needId, seatId) => plan.solution.rowDual[rowOf.get(`${needId} ${seatId}`) ?? -1],
    person: (personId) => plan.solution.personDual[columns.rowOf(personId) ?? -1],
  };
}

/**
 * What it would cost the plan, in points and at least, to send this person to this seat whatever happens to the rest:
 * the reduced cost of that step at the plan's prices. 0 where a plan with it is as good as far as prices can tell.
 * Null when the plan knows neither the seat nor the person.
 */
export function costOfChoosing(
  duals: PlanDuals,
  choice: { needId: string; seatId: string; personId: string; score: number },
): number | null {
  const row = duals.seat(choice.needId, choice.seatId);
  const person = duals.person(choice.personId);
  if (row === undefined || person === undefined) return null;
  return Math.max(0, -choice.score - row - person);
}
