import { Refusal } from '../../shared/problem.ts';
import type { Assignment } from '../../shared/records.ts';
import { reliefAtCheckIn } from './care.ts';
import { ownAssignment, step } from './dispatch.ts';
import { metresBetween } from './grid.ts';
import { done, find, isDesk, type Context, type Rule } from './rule.ts';

/** On site with the phone, at a desk by its QR code, or by a coordinator for somebody. The place is noted and never blocks. */
export const checkIn: Rule<'checkIn'> = (context, input) => {
  const assignment = ownAssignment(context, input.assignmentId);
  const { how } = input;
  // Where somebody else stands, a coordinator can only have been told.
  const isOwn = context.actor.kind === 'person' && context.actor.personId === assignment.personId;
  if (how.by === 'coordinator' ? !isDesk(context.actor) : !isOwn)
    throw new Refusal('notYours', { operation: 'checkIn' });
  if (how.by === 'desk') mustBeDeskOf(context, assignment, how.code);
  step(assignment, 'checkedIn');
  const need = find(context.view, 'need', assignment.needId);
  const site = context.open(need)?.point ?? need.near;
  const alerts = context.view
    .list('openAlertsOfNeed', need.id)
    .filter((alert) => alert.assignmentId === assignment.id && alert.type === 'missedCheckIn')
    .map((alert) => ({ ...alert, clearedAt: context.now }));
  return done(
    {
      ...assignment,
      status: 'checkedIn',
      checkedInAt: context.now,
      checkedInHow: how.by,
      checkInMetresOff: how.by === 'place' && how.point ? Math.round(metresBetween(how.point, site)) : null,
    },
    ...alerts,
    ...reliefAtCheckIn(context, assignment),
  );
};

function mustBeDeskOf(context: Context, assignment: Assignment, code: string): void {
  const stationId = context.readToken('station', code);
  const station = stationId === null ? undefined : context.view.get('station', stationId);
  if (station?.incidentId !== assignment.incidentId) throw new Refusal('deskCodeWrong', {});
}
