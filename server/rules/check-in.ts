import type { Whereabouts } from '../../shared/records/on-scene.ts';
import { Refusal } from '../../shared/problem.ts';
import type { AnyRecord, Assignment, Need } from '../../shared/records.ts';
import type { Point } from '../../shared/shapes.ts';
import { reliefAtCheckIn } from './care.ts';
import { clearedFor, endAssignment, everySeatIsDone, mustBeNext, step } from './dispatch.ts';
import { cellAt, metresBetween } from './grid.ts';
import { clearAlerts, closed } from './intake.ts';
import { standsFor } from './leads.ts';
import { countedIn } from './roll-call.ts';
import { done, find, type Context, type Rule } from './rule.ts';
import { knownWell } from './safety.ts';

/** Arriving and leaving. The place is noted and never blocks; the hours between the two are what certificates rest on. */

/** On site with the phone, at a desk by its QR code, by the lead of the team, or by a coordinator for somebody. */
export const checkIn: Rule<'checkIn'> = (context, input) => {
  const assignment = find(context.view, 'assignment', input.assignmentId);
  const as = standsFor(context, assignment);
  const { how } = input;
  // Where somebody else stands, a lead or a coordinator can only have been told.
  const fits = how.by === 'coordinator' ? as === 'desk' : how.by === 'lead' ? as === 'lead' : as === 'self';
  if (!fits) throw new Refusal('notYours', { operation: 'checkIn' });
  if (how.by === 'desk') mustBeDeskOf(context, assignment, how.code);
  return done(...arrive(context, assignment, how.by, { at: input.at, ...(how.by === 'place' ? how : {}) }));
};

/** The last one to finish closes the need, in the same commit. */
export const checkOut: Rule<'checkOut'> = (context, input) => {
  const assignment = find(context.view, 'assignment', input.assignmentId);
  const as = standsFor(context, assignment);
  if (input.code !== undefined) mustBeDeskOf(context, assignment, input.code);
  const how = input.code !== undefined ? 'desk' : as === 'desk' ? 'coordinator' : as;
  return done(...leave(context, assignment, how, input.at));
};

interface Told {
  at?: number | undefined;
  point?: Point | undefined;
  accuracyM?: number | undefined;
}

/** The records of an arrival, however it is told of. */
export function arrive(
  context: Context,
  assignment: Assignment,
  how: NonNullable<Assignment['checkedInHow']>,
  told: Told = {},
): AnyRecord[] {
  step(assignment, 'checkedIn');
  mustBeNext(context, assignment);
  const need = find(context.view, 'need', assignment.needId);
  const at = momentOf(context, told.at, assignment.enRouteAt ?? assignment.answeredAt ?? 0);
  const alerts = context.view
    .list('openAlertsOfNeed', need.id)
    .filter((alert) => alert.assignmentId === assignment.id && alert.type === 'missedCheckIn')
    .map((alert) => ({ ...alert, clearedAt: context.now }));
  return [
    {
      ...assignment,
      status: 'checkedIn',
      checkedInAt: at,
      checkedInHow: how,
      checkInMetresOff: told.point ? metresOff(context, need, told.point) : null,
      ...(told.point && told.accuracyM !== undefined ? { checkInAccuracyM: Math.round(told.accuracyM) } : {}),
    },
    ...(told.point ? [whereabouts(context, assignment, 'checkIn', at, told.point, told.accuracyM)] : []),
    ...alerts,
    ...reliefAtCheckIn(context, assignment),
    ...countedIn(context, assignment, 'well', 'checkIn'),
  ];
}

/** The records of a departure: the work is done and its hours stand. */
export function leave(
  context: Context,
  assignment: Assignment,
  how: NonNullable<Assignment['checkedOutHow']>,
  toldAt?: number,
): AnyRecord[] {
  step(assignment, 'completed');
  const need = find(context.view, 'need', assignment.needId);
  const at = momentOf(context, toldAt, assignment.checkedInAt ?? 0);
  const [ended, ...others] = endAssignment({ ...context, now: at }, assignment, 'completed');
  const isLast = need.status === 'open' && everySeatIsDone(context, need, assignment.id);
  return [
    { ...ended, checkedOutHow: how },
    ...others,
    ...(isLast ? clearAlerts(context, need.id) : clearedFor(context, assignment)),
    ...(isLast ? [closed(context, need, 'met', 'completed')] : []),
    ...countedIn(context, assignment, 'well', 'checkOut'),
    ...knownWell(context, assignment, at, { clearsAlerts: false }),
  ];
}

/** When it happened, as the phone says that had to wait for signal: not before the step before, not after now. */
export const momentOf = (context: Context, toldAt: number | undefined, notBefore: number): number =>
  Math.min(context.now, Math.max(toldAt ?? context.now, notBefore));

/** Where somebody was last known to be, in the place of what was known before. */
export function whereabouts(
  context: Context,
  assignment: Assignment,
  told: Whereabouts['told'],
  at: number,
  point: Point,
  accuracyM: number | undefined,
): Whereabouts {
  return {
    // What is sealed stays under the same key.
    ...context.view.get('whereabouts', assignment.personId),
    kind: 'whereabouts',
    id: assignment.personId,
    assignmentId: assignment.id,
    at,
    told,
    private: { point, accuracyM: accuracyM === undefined ? null : Math.round(accuracyM) },
  };
}

/** Metres from the site. Where only its cell is known, anywhere in the cell is right. */
function metresOff(context: Context, need: Need, point: Point): number {
  const site = context.open(need)?.point;
  if (site === undefined && cellAt(context.view, point)?.id === need.cellId) return 0;
  return Math.round(metresBetween(point, site ?? need.near));
}

function mustBeDeskOf(context: Context, assignment: Assignment, code: string): void {
  const stationId = context.readToken('station', code);
  const station = stationId === null ? undefined : context.view.get('station', stationId);
  if (station?.incidentId !== assignment.incidentId) throw new Refusal('deskCodeWrong', {});
}
