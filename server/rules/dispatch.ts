import { fillsSeat, isCommitted, isHolding, mayFollow } from '../../shared/lifecycle.ts';
import { Refusal } from '../../shared/problem.ts';
import type { Alert, AnyRecord, Assignment, AssignmentStatus, Need, Person } from '../../shared/records.ts';
import { clearAlerts, closed, mayHandle } from './intake.ts';
import { makeOffer } from './make-offer.ts';
import { done, find, isDesk, type Context, type Rule } from './rule.ts';
import { filledPlaces, openPlaces } from './seats.ts';
import { answerMinutes } from './suggest.ts';

/** From the offer to the way home. An assignment, the need it fills and the person it holds change together. */

export const offer: Rule<'offer'> = (context, input) => {
  const { view } = context;
  const need = find(view, 'need', input.needId);
  mayHandle(context, need);
  if (need.status !== 'open') throw new Refusal('needNotOpen', { needId: need.id, status: need.status });
  const seat = need.seats.find((known) => known.id === input.seatId);
  if (!seat) throw new Refusal('noSeat', { seatId: input.seatId });
  const open = openPlaces(view, need).get(seat.id) ?? 0;
  if (input.personIds.length > open) throw new Refusal('tooManyOffers', { left: open });
  const minutes = input.answerWithinMinutes ?? answerMinutes[need.priority];
  const puts: AnyRecord[] = [];
  const assignmentIds: string[] = [];
  for (const personId of input.personIds) {
    const [assignment, held] = makeOffer(context, need, seat, personId, { minutes, prices: context.prices });
    assignmentIds.push(assignment.id);
    puts.push(assignment, held);
  }
  return { puts, answer: { assignmentIds } };
};

export const acceptOffer: Rule<'acceptOffer'> = (context, input) => {
  const { view, now } = context;
  const assignment = ownAssignment(context, input.assignmentId);
  mustBeOffered(assignment);
  const need = find(view, 'need', assignment.needId);
  const person = find(view, 'person', assignment.personId);
  const seat = need.seats.find((known) => known.id === assignment.seatId);
  const filled = (filledPlaces(view, need.id).get(assignment.seatId) ?? 0) + 1;
  if (need.status !== 'open' || !seat || filled > seat.count)
    throw new Refusal('seatFull', { seatId: assignment.seatId });
  const others =
    filled < seat.count
      ? []
      : view
          .list('assignmentsOfNeed', need.id)
          .filter((other) => other.seatId === seat.id && other.id !== assignment.id && other.status === 'offered');
  return done(
    {
      ...assignment,
      status: 'accepted',
      answeredAt: now,
      checkInDueAt: now + (assignment.travelMinutes + graceMinutes) * 60_000,
    },
    { ...person, accepts: person.accepts + 1 },
    // The seat is full: those still asked are told so now, not when they answer.
    ...others.flatMap((other) => endAssignment(context, other, 'stoodDown')),
  );
};

export const declineOffer: Rule<'declineOffer'> = (context, input) => {
  const assignment = ownAssignment(context, input.assignmentId);
  mustBeOffered(assignment);
  return done(
    ...endAssignment(
      context,
      { ...assignment, answeredAt: context.now, declineReason: input.reason ?? null },
      'declined',
    ),
  );
};

export const withdrawOffer: Rule<'withdrawOffer'> = (context, input) => {
  const assignment = find(context.view, 'assignment', input.assignmentId);
  mayHandle(context, find(context.view, 'need', assignment.needId));
  mustBeOffered(assignment);
  return done(...endAssignment(context, assignment, 'stoodDown'));
};

export const setOut: Rule<'setOut'> = (context, input) => {
  const assignment = ownAssignment(context, input.assignmentId);
  step(assignment, 'enRoute');
  return done({
    ...assignment,
    status: 'enRoute',
    enRouteAt: context.now,
    checkInDueAt: context.now + (assignment.travelMinutes + graceMinutes) * 60_000,
  });
};

export const release: Rule<'release'> = (context, input) => {
  const assignment = ownAssignment(context, input.assignmentId);
  step(assignment, 'released');
  return done(...endAssignment(context, assignment, 'released'), ...clearedFor(context, assignment));
};

export const markNoShow: Rule<'markNoShow'> = (context, input) => {
  const assignment = find(context.view, 'assignment', input.assignmentId);
  mayHandle(context, find(context.view, 'need', assignment.needId));
  step(assignment, 'noShow');
  return done(...endAssignment(context, assignment, 'noShow'), ...clearedFor(context, assignment));
};

export const reportTrouble: Rule<'reportTrouble'> = (context, input) => {
  const assignment = ownAssignment(context, input.assignmentId);
  if (!isCommitted(assignment)) throw new Refusal('assignmentStep', { from: assignment.status, to: 'checkedIn' });
  const need = find(context.view, 'need', assignment.needId);
  const alert: Alert = {
    kind: 'alert',
    id: context.newId(),
    incidentId: need.incidentId,
    organisationId: need.organisationId,
    type: input.trouble === 'needHelp' ? 'needHelp' : 'trouble',
    needId: need.id,
    assignmentId: assignment.id,
    raisedAt: context.now,
    acknowledgedAt: null,
    acknowledgedBy: null,
    clearedAt: null,
  };
  return done({ ...assignment, trouble: input.trouble, troubleAt: context.now }, alert);
};

/** The last one to finish closes the need, in the same commit. */
export const checkOut: Rule<'checkOut'> = (context, input) => {
  const assignment = ownAssignment(context, input.assignmentId);
  step(assignment, 'completed');
  const need = find(context.view, 'need', assignment.needId);
  const finished = endAssignment(context, assignment, 'completed');
  const isLast = need.status === 'open' && everySeatIsDone(context, need, assignment.id);
  return done(
    ...finished,
    ...(isLast ? clearAlerts(context, need.id) : clearedFor(context, assignment)),
    ...(isLast ? [closed(context, need, 'met', 'completed')] : []),
  );
};

/** Minutes on top of the travel time before a check-in counts as missed. */
const graceMinutes = 20;

/**
 * The assignment ended and its person free again, with the work kept among the person's stints.
 * The one place where a hold is given back.
 */
export function endAssignment(
  context: Context,
  assignment: Assignment,
  status: AssignmentStatus,
): [Assignment, Person] {
  const { now, view } = context;
  const person = find(view, 'person', assignment.personId);
  const need = find(view, 'need', assignment.needId);
  const worked =
    assignment.checkedInAt === null
      ? null
      : { startAt: assignment.checkedInAt, endAt: Math.max(now, assignment.checkedInAt + 1) };
  const weekAgo = now - 7 * 24 * 3_600_000;
  const stints = person.stints.filter((stint) => stint.endAt > weekAgo);
  return [
    { ...assignment, status, endedAt: now, minutes: worked ? Math.round((worked.endAt - worked.startAt) / 60_000) : 0 },
    {
      ...person,
      heldBy: person.heldBy === assignment.id ? null : person.heldBy,
      noShows: person.noShows + (status === 'noShow' ? 1 : 0),
      stints: worked ? [...stints, { assignmentId: assignment.id, ...worked, cellId: need.cellId }].slice(-60) : stints,
    },
  ];
}

export function step(assignment: Assignment, to: AssignmentStatus): void {
  if (!mayFollow(assignment.status, to))
    throw new Refusal('assignmentStep', { from: assignment.status, to }, { current: assignment });
}

/** One's own, or anybody's for a coordinator who may handle the need. */
export function ownAssignment(context: Context, assignmentId: string): Assignment {
  const assignment = find(context.view, 'assignment', assignmentId);
  if (context.actor.kind === 'person' && context.actor.personId === assignment.personId) return assignment;
  // A stranger learns nothing from guessing ids.
  if (!isDesk(context.actor)) throw new Refusal('notFound', { what: 'assignment', id: assignmentId });
  mayHandle(context, find(context.view, 'need', assignment.needId));
  return assignment;
}

function mustBeOffered(assignment: Assignment): void {
  if (assignment.status === 'offered') return;
  const at = assignment.answeredAt ?? assignment.endedAt ?? assignment.offeredAt;
  throw new Refusal('offerOver', { status: assignment.status, at }, { current: assignment });
}

/** Alerts about one person's assignment end with it. */
const clearedFor = (context: Context, assignment: Assignment): Alert[] =>
  context.view
    .list('openAlertsOfNeed', assignment.needId)
    .filter((alert) => alert.assignmentId === assignment.id)
    .map((alert) => ({ ...alert, clearedAt: context.now }));

function everySeatIsDone(context: Context, need: Need, lastAssignmentId: string): boolean {
  const assignments = context.view.list('assignmentsOfNeed', need.id);
  if (assignments.some((other) => isHolding(other) && other.id !== lastAssignmentId)) return false;
  return need.seats.every(
    (seat) => assignments.filter((other) => other.seatId === seat.id && fillsSeat(other)).length >= seat.count,
  );
}
