import { Refusal } from '../../shared/problem.ts';
import type { Assignment, Need, Person, Seat } from '../../shared/records.ts';
import { allReasons } from '../matching/eligibility.ts';
import { checkInDueAt, step } from './dispatch.ts';
import { eligibilityFor } from './eligibility-context.ts';
import { mayHandle } from './intake.ts';
import { done, find, type Context, type Rule } from './rule.ts';
import { filledPlaces } from './seats.ts';

/** Those who said yes once the places were filled: free for anything else, and called up when somebody drops out. */

/** As many may stand by as the seat has places. */
export const standbyPlaces = (seat: Seat): number => seat.count;

export const callUp: Rule<'callUp'> = (context, input) => {
  const { view } = context;
  const assignment = find(view, 'assignment', input.assignmentId);
  const need = find(view, 'need', assignment.needId);
  mayHandle(context, need);
  if (assignment.status !== 'standby') step(assignment, 'accepted');
  const seat = need.seats.find(({ id }) => id === assignment.seatId);
  if (!seat || (filledPlaces(view, need.id).get(seat.id) ?? 0) >= seat.count)
    throw new Refusal('standbyNotNeeded', { seatId: assignment.seatId });
  const reasons = whyNotNow(context, need, seat, assignment);
  if (reasons.length > 0) throw new Refusal('notEligible', { personId: assignment.personId, reasons });
  return done(...calledUp(context, assignment));
};

export const mayBeCalledUp = (context: Context, need: Need, seat: Seat, assignment: Assignment): boolean =>
  whyNotNow(context, need, seat, assignment).length === 0;

/** What keeps somebody on standby from going now; that they stand by for this need does not. */
function whyNotNow(context: Context, need: Need, seat: Seat, { personId }: Assignment): string[] {
  const person = find(context.view, 'person', personId);
  return allReasons(person, seat, need, { ...eligibilityFor(context, need), excluded: new Set() }).map(
    ({ reason }) => reason,
  );
}

export function calledUp(context: Context, assignment: Assignment): [Assignment, Person] {
  const person = find(context.view, 'person', assignment.personId);
  return [
    {
      ...assignment,
      status: 'accepted',
      calledUpAt: context.now,
      checkInDueAt: checkInDueAt(assignment, context.now),
    },
    { ...person, heldBy: assignment.id },
  ];
}
