import { care, inARowMs, isHard, workedMs } from '../../shared/care.ts';
import { Refusal } from '../../shared/problem.ts';
import type { Alert, AnyRecord, Assignment, Debrief, Need, Person, Stint } from '../../shared/records.ts';
import { allReasons, type IneligibleReason } from '../matching/eligibility.ts';
import { touchesNight } from '../matching/hours.ts';
import { raiseAlert } from './alerts.ts';
import { careIn } from './care-limits.ts';
import { ownAssignment } from './dispatch.ts';
import { eligibilityFor } from './eligibility-context.ts';
import { done, find, isDesk, type Context, type Rule } from './rule.ts';

/** Nobody is worn out by helping: what holds for everybody, the alert when it is time for relief, and a talk afterwards. */

const protecting: ReadonlySet<IneligibleReason> = new Set(['hours', 'inARow', 'resting', 'night', 'hard']);
const hour = 3_600_000;

/** What protects everybody and would be broken by this work; one's own wishes for less are not asked here. */
export function careReasons(context: Context, person: Person, need: Need): IneligibleReason[] {
  const seat = { role: 'anyone' as const, skills: [], credentialCodes: [], languages: [] };
  const eligibility = eligibilityFor(context, need);
  const { maxHoursPerDay } = eligibility.care;
  const limits = { ...person.limits, maxHoursPerDay, minRestHours: 0, nights: true };
  return allReasons({ ...person, limits }, seat, need, eligibility)
    .map(({ reason }) => reason)
    .filter((reason) => protecting.has(reason));
}

/** Asked before somebody goes: their own yes does not lift what protects everybody. */
export function mustBeRested(context: Context, person: Person, need: Need): void {
  const reasons = careReasons(context, person, need);
  if (reasons.length > 0) throw new Refusal('needsRest', { reasons });
}

/** Somebody arrives who ought to rest: they are not sent away, but the desk is told to relieve them. */
export function reliefAtCheckIn(context: Context, assignment: Assignment): Alert[] {
  const person = find(context.view, 'person', assignment.personId);
  const need = find(context.view, 'need', assignment.needId);
  if (careReasons(context, person, need).length === 0) return [];
  return reliefAlert(context, assignment);
}

/** The person as if they went home now: what they are doing counts. */
export const withWorkUntilNow = (context: Context, person: Person, assignment: Assignment | undefined): Person =>
  assignment?.status === 'checkedIn' && assignment.checkedInAt !== null
    ? { ...person, stints: [...person.stints, stintOf(context, assignment)] }
    : person;

/** The work of an assignment up to now, with what made it tiring. */
export function stintOf(context: Context, assignment: Assignment): Stint {
  const need = find(context.view, 'need', assignment.needId);
  const startAt = assignment.checkedInAt ?? context.now;
  return stintOfWork(assignment.id, need, startAt, Math.max(context.now, startAt + 1), context);
}

export const stintOfWork = (
  assignmentId: string,
  need: Need,
  startAt: number,
  endAt: number,
  { utcOffsetMinutes }: Pick<Context, 'utcOffsetMinutes'>,
): Stint => ({
  assignmentId,
  startAt,
  endAt,
  cellId: need.cellId,
  ...(isHard(need) ? { isHard: true } : {}),
  ...(touchesNight(startAt, endAt, utcOffsetMinutes) ? { isNight: true } : {}),
});

/** Whoever is on scene for too long without a break, or beyond the hours of a day, is to be relieved. */
export const raiseRelief: Rule<'raiseRelief'> = (context) => {
  const { maxHoursInARow, maxHoursPerDay } = careIn(context.view);
  const puts = context.view
    .list('holdingAssignments', 'all')
    .filter((assignment) => assignment.status === 'checkedIn')
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((assignment) => {
      const { stints } = withWorkUntilNow(context, find(context.view, 'person', assignment.personId), assignment);
      const isTooLong =
        inARowMs(stints, context.now) >= (maxHoursInARow - care.relieveAheadHours) * hour ||
        workedMs(stints, context.now) >= maxHoursPerDay * hour;
      return isTooLong ? reliefAlert(context, assignment) : [];
    })
    .slice(0, most);
  return { puts, answer: { count: puts.length } };
};
/** Per sweep, so that one commit stays small; the next sweep goes on. */
const most = 500;

/** One for each assignment: acknowledged, it is not raised again. */
function reliefAlert(context: Context, assignment: Assignment): Alert[] {
  const isRaised = context.view
    .list('openAlertsOfNeed', assignment.needId)
    .some((alert) => alert.type === 'relieve' && alert.assignmentId === assignment.id);
  if (isRaised) return [];
  return [
    raiseAlert(context, 'relieve', {
      incidentId: assignment.incidentId,
      organisationId: find(context.view, 'need', assignment.needId).organisationId,
      needId: assignment.needId,
      assignmentId: assignment.id,
    }),
  ];
}

/** What follows from work that has just ended: a talk, where the need was distressing. */
export function debriefAfter(context: Context, assignment: Assignment, person: Person): Debrief[] {
  const need = find(context.view, 'need', assignment.needId);
  return isHard(need) ? newDebrief(context, assignment, person, 'need') : [];
}

function newDebrief(context: Context, assignment: Assignment, person: Person, because: Debrief['because']): Debrief[] {
  if (context.view.get('debrief', assignment.id)) return [];
  return [
    {
      kind: 'debrief',
      id: assignment.id,
      incidentId: assignment.incidentId,
      personId: person.id,
      organisationId: person.organisationId,
      because,
      openedAt: context.now,
      dueAt: context.now + care.debriefWithinHours * hour,
      supervisorId: null,
      status: 'open',
      endedAt: null,
      endedBy: null,
    },
  ];
}

export const sayItWasHard: Rule<'sayItWasHard'> = (context, input) => {
  const assignment = ownAssignment(context, input.assignmentId);
  // How it was for somebody is theirs alone to say.
  if (context.actor.kind !== 'person' || context.actor.personId !== assignment.personId)
    throw new Refusal('notYours', { operation: 'sayItWasHard' });
  const { endedAt, checkedInAt } = assignment;
  if (endedAt === null || checkedInAt === null || context.now - endedAt > care.sayHardWithinDays * 24 * hour)
    throw new Refusal('notWorked', { days: care.sayHardWithinDays });
  const person = find(context.view, 'person', assignment.personId);
  const debriefs = newDebrief(context, assignment, person, 'person');
  if (debriefs.length === 0) throw new Refusal('alreadyDone', {});
  const stints = person.stints.map((stint) =>
    stint.assignmentId === assignment.id ? { ...stint, isHard: true } : stint,
  );
  return done({ ...person, stints }, ...debriefs);
};

export const takeDebrief: Rule<'takeDebrief'> = (context, input) => {
  const debrief = openDebrief(context, input.debriefId);
  return done({ ...debrief, supervisorId: context.actor.kind === 'person' ? context.actor.personId : null });
};

export const finishDebrief: Rule<'finishDebrief'> = (context, input) =>
  endDebrief(context, openDebrief(context, input.debriefId), 'done', input.note);

/** By the person alone: a supervisor who did not get to it has not done it. */
export const declineDebrief: Rule<'declineDebrief'> = (context, input) => {
  const debrief = openDebrief(context, input.debriefId, 'own');
  return endDebrief(context, debrief, 'declined');
};

function endDebrief(context: Context, debrief: Debrief, status: 'done' | 'declined', note?: string) {
  const by = context.actor.kind === 'person' ? context.actor.personId : null;
  const ended: AnyRecord = {
    ...debrief,
    status,
    supervisorId: status === 'done' ? (debrief.supervisorId ?? by) : debrief.supervisorId,
    endedAt: context.now,
    endedBy: by,
    ...(note ? { private: { note } } : {}),
  };
  return done(ended);
}

/** For supervisors of the person's organisation, or with `own` for the person; a stranger learns nothing from guessing ids. */
function openDebrief(context: Context, debriefId: string, whose?: 'own'): Debrief {
  const debrief = context.view.get('debrief', debriefId);
  const { actor } = context;
  const isTheirs =
    actor.kind === 'person' &&
    (whose === 'own'
      ? actor.personId === debrief?.personId
      : isDesk(actor) && actor.organisationId === debrief?.organisationId && actor.personId !== debrief.personId);
  if (!debrief || !isTheirs) throw new Refusal('notFound', { what: 'debrief', id: debriefId });
  if (debrief.status !== 'open')
    throw new Refusal('alreadyDone', {}, { current: { id: debrief.id, status: debrief.status } });
  return debrief;
}
