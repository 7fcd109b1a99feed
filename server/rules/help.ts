import { isCommitted } from '../../shared/lifecycle.ts';
import { Refusal } from '../../shared/problem.ts';
import type { Alert, AnyRecord, Assignment } from '../../shared/records.ts';
import type { Point } from '../../shared/shapes.ts';
import { raiseAlert } from './alerts.ts';
import { whereabouts } from './check-in.ts';
import { mayHandle } from './intake.ts';
import { actorId, standsFor } from './leads.ts';
import { done, find, type Context, type Rule } from './rule.ts';
import { knownWell } from './safety.ts';

/** What goes wrong out there, and the call for help. */

export const reportTrouble: Rule<'reportTrouble'> = (context, input) => {
  const assignment = find(context.view, 'assignment', input.assignmentId);
  standsFor(context, assignment);
  return done(...trouble(context, assignment, input.trouble));
};

/** Trouble told, with the alert it raises. A call for help that is repeated is the same call, unheard again. */
export function trouble(
  context: Context,
  assignment: Assignment,
  what: NonNullable<Assignment['trouble']>,
): AnyRecord[] {
  if (!isCommitted(assignment)) throw new Refusal('assignmentStep', { from: assignment.status, to: 'checkedIn' });
  const need = find(context.view, 'need', assignment.needId);
  const known = what === 'needHelp' ? openCall(context, assignment.id) : undefined;
  const alert = raiseAlert(
    context,
    what === 'needHelp' ? 'needHelp' : 'trouble',
    { incidentId: need.incidentId, organisationId: need.organisationId, needId: need.id, assignmentId: assignment.id },
    known?.id,
  );
  return [{ ...assignment, trouble: what, troubleAt: context.now }, alert];
}

/** The place follows the call, so that the call need not wait for the phone to find it. */
export const tellPlace: Rule<'tellPlace'> = (context, input) => {
  const assignment = find(context.view, 'assignment', input.assignmentId);
  if (standsFor(context, assignment) !== 'self') throw new Refusal('notYours', { operation: 'tellPlace' });
  return done(placeOfCall(context, assignment, input.point, input.accuracyM));
};

/** Where somebody is who has called for help: noted while the call is open, and at no other time. */
export function placeOfCall(
  context: Context,
  assignment: Assignment,
  point: Point,
  accuracyM: number | undefined,
): AnyRecord {
  if (!isCommitted(assignment) || !openCall(context, assignment.id)) throw new Refusal('placeNotAsked', {});
  return whereabouts(context, assignment, 'help', context.now, point, accuracyM);
}

/** Somebody has made sure. Alerts about a need end with what they are about. */
export const settleAlert: Rule<'settleAlert'> = (context, input) => {
  const alert = find(context.view, 'alert', input.alertId);
  mayHandle(context, find(context.view, 'need', alert.needId));
  if (alert.clearedAt !== null) throw new Refusal('alreadyDone', {}, { current: alert });
  const assignment = alert.assignmentId === null ? undefined : context.view.get('assignment', alert.assignmentId);
  if (!assignment || alert.type === 'missedCheckIn') throw new Refusal('alertNotSettled', { type: alert.type });
  return done(
    {
      ...alert,
      acknowledgedAt: alert.acknowledgedAt ?? context.now,
      acknowledgedBy: alert.acknowledgedBy ?? actorId(context),
      clearedAt: context.now,
    },
    ...knownWell(context, assignment, context.now, { clearsAlerts: alert.type !== 'silent' }),
  );
};

/** The call for help that is still open, if there is one. */
const openCall = (context: Context, assignmentId: string): Alert | undefined =>
  context.view
    .list('alertsOfAssignment', assignmentId)
    .find(({ type, clearedAt }) => type === 'needHelp' && clearedAt === null);
