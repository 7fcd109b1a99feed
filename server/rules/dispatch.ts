import {
  fillsSeat,
  isAskedByItself,
  isAwaited,
  isCommitted,
  mayAnswerLate,
  mayFollow,
} from '../../shared/lifecycle.ts';
import type { Output } from '../../shared/operations.ts';
import { Refusal } from '../../shared/problem.ts';
import type { Alert, Assignment, AssignmentStatus, Debrief, Need, Person } from '../../shared/records.ts';
import { withYes } from '../matching/chance.ts';
import { allReasons } from '../matching/eligibility.ts';
import { afterWork } from '../matching/hours.ts';
import { debriefAfter, mustBeRested, stintOf } from './care.ts';
import { startDraft, type Draft } from './draft.ts';
import { eligibilityFor } from './eligibility-context.ts';
import { holdsOf, withHold, withoutHold, workBefore } from './held-until.ts';
import { mayHandle } from './intake.ts';
import { makeOffer } from './make-offer.ts';
import { done, find, isDesk, type Context, type Rule } from './rule.ts';
import { filledPlaces } from './seats.ts';
import { standbyPlaces } from './standby.ts';
import { mostAskedPerPlace, windowMinutes } from './wave-sizing.ts';

/** From the offer to the way home. An assignment, the need it fills and the person it holds change together. */

export const offer: Rule<'offer'> = (context, input) => {
  const { view } = context;
  const need = find(view, 'need', input.needId);
  mayHandle(context, need);
  if (need.status !== 'open') throw new Refusal('needNotOpen', { needId: need.id, status: need.status });
  if ((need.enoughAt ?? null) !== null) throw new Refusal('enoughAlready', { sinceAt: need.enoughAt! });
  const seat = need.seats.find((known) => known.id === input.seatId);
  if (!seat) throw new Refusal('noSeat', { seatId: input.seatId });
  const places = seat.count - (filledPlaces(view, need.id).get(seat.id) ?? 0);
  const waiting = view
    .list('assignmentsOfNeed', need.id)
    .filter((other) => other.seatId === seat.id && other.status === 'offered').length;
  const left = Math.max(0, mostAskedPerPlace * places - waiting);
  if (input.personIds.length > left) throw new Refusal('tooManyOffers', { left, places });
  const minutes = windowMinutes(need, input.answerWithinMinutes);
  const draft = startDraft(context);
  const assignmentIds: string[] = [];
  for (const personId of input.personIds) {
    letGoOfStaleOffer(draft, personId);
    const [assignment, held] = makeOffer(draft.context, need, seat, personId, { minutes, prices: context.prices });
    assignmentIds.push(assignment.id);
    draft.put(assignment, held);
  }
  return { puts: draft.puts(), answer: { assignmentIds } };
};

/** An offer whose window has ended holds nobody, whether or not the sweep has come by. */
export function letGoOfStaleOffer(draft: Draft, personId: string): void {
  const { view, now } = draft.context;
  for (const held of holdsOf(view, find(view, 'person', personId)))
    if (held.status === 'offered' && held.answerBy <= now) draft.put(...endAssignment(draft.context, held, 'expired'));
}

/**
 * The first to say yes hold the places. Afterwards whoever is still wanted stands by, and everybody else is thanked; both
 * also when the answer comes late, and then the place is theirs where it is still open and nothing keeps them from it.
 */
export const acceptOffer: Rule<'acceptOffer'> = (context, input) => {
  const { view, now } = context;
  const assignment = ownAssignment(context, input.assignmentId);
  const need = find(view, 'need', assignment.needId);
  const person = find(view, 'person', assignment.personId);
  const isLate = assignment.status !== 'offered' && assignment.status !== 'standby';
  if (isLate && !(mayAnswerLate(assignment) && need.status === 'open')) mustBeOffered(assignment);
  const late = isLate || assignment.answerBy < now ? { lateAt: assignment.lateAt ?? now } : {};
  const { stoodDownBecause: _over, ...asked } = assignment;
  const yes = {
    ...asked,
    ...late,
    answeredAt: assignment.status === 'standby' ? assignment.answeredAt : now,
    endedAt: null,
  };
  const counted =
    assignment.status === 'standby' ? person : withYes(person, assignment.offeredAt, context.utcOffsetMinutes);
  switch (placeFor(context, assignment, need, person)) {
    case 'accepted': {
      mustBeRestedThen(context, assignment, person, need);
      const other = askedByItselfSince(context, assignment, person);
      const over: Assignment[] = other
        ? [{ ...other, status: 'stoodDown', endedAt: now, stoodDownBecause: 'elsewhere' }]
        : [];
      return {
        puts: [
          { ...yes, status: 'accepted', checkInDueAt: checkInDueAt(assignment, now) },
          ...over,
          { ...counted, ...withHold(person, assignment.id) },
        ],
        answer: { outcome: 'accepted' },
      };
    }
    case 'standby':
      if (assignment.status === 'standby') return { puts: [], answer: { outcome: 'standby' } };
      return {
        puts: [
          { ...yes, status: 'standby' },
          { ...counted, ...withoutHold(person, assignment.id) },
        ],
        answer: { outcome: 'standby' },
      };
    case 'thanks':
      if (assignment.lateAt !== undefined) return { puts: [], answer: { outcome: 'thanks' } };
      return {
        puts: isLate
          ? [{ ...assignment, lateAt: now }]
          : endAssignment(context, { ...assignment, lateAt: now, stoodDownBecause: 'filled' }, 'stoodDown'),
        answer: { outcome: 'thanks' },
      };
  }
};

/** Of somebody asked ahead it is asked for when they are to set out. */
function mustBeRestedThen(context: Context, { startAt = 0 }: Assignment, person: Person, need: Need): void {
  if (startAt <= context.now) return mustBeRested(context, person, need);
  const work = workBefore(context, person, startAt);
  mustBeRested({ ...context, now: startAt }, work ? afterWork(person, work) : person, need);
}

/**
 * What Muster has asked somebody for by itself since the offer to which they say yes late: they have not answered that, and
 * whoever says yes to one of two is taken at their word. What a desk asked them for stands.
 */
function askedByItselfSince({ view }: Context, assignment: Assignment, person: Person): Assignment | undefined {
  if (assignment.status === 'offered' || assignment.status === 'standby' || person.heldBy === null) return undefined;
  const held = view.get('assignment', person.heldBy);
  return held && isAskedByItself(held) && (person.heldNextBy ?? null) === null ? held : undefined;
}

/** What is left for somebody who says yes now. */
function placeFor(
  context: Context,
  assignment: Assignment,
  need: Need,
  person: Person,
): Output<'acceptOffer'>['outcome'] {
  const { view } = context;
  const seat = need.seats.find((known) => known.id === assignment.seatId);
  if (need.status !== 'open' || (need.enoughAt ?? null) !== null || !seat) return 'thanks';
  const others = view.list('assignmentsOfNeed', need.id).filter((other) => other.id !== assignment.id);
  const isFull = others.filter((other) => other.seatId === seat.id && fillsSeat(other)).length >= seat.count;
  // Whoever answers late may have been asked again since, for this need or another.
  const isFree =
    assignment.status === 'offered' ||
    allReasons(
      askedByItselfSince(context, assignment, person) ? { ...person, heldBy: null } : person,
      seat,
      need,
      eligibilityFor(context, need),
    ).every(({ reason }) => reason === 'excluded' && assignment.status === 'standby');
  if (!isFull) return isFree ? 'accepted' : assignment.status === 'standby' ? 'standby' : 'thanks';
  const standbys = others.filter((other) => other.seatId === seat.id && other.status === 'standby').length;
  return need.asking?.standby === true && isFree && standbys < standbyPlaces(seat) ? 'standby' : 'thanks';
}

/** A no stops everything else about this need, also when it comes late; the reason can follow. */
export const declineOffer: Rule<'declineOffer'> = (context, input) => {
  const assignment = ownAssignment(context, input.assignmentId);
  const isLate = assignment.status !== 'offered' && assignment.status !== 'standby';
  if (isLate && !mayAnswerLate(assignment)) mustBeOffered(assignment);
  const { stoodDownBecause: _over, ...asked } = assignment;
  return done(
    ...endAssignment(
      context,
      {
        ...asked,
        ...(isLate ? { lateAt: context.now } : {}),
        answeredAt: context.now,
        declineReason: input.reason ?? null,
      },
      'declined',
    ),
  );
};

export const giveDeclineReason: Rule<'giveDeclineReason'> = (context, input) => {
  const assignment = ownAssignment(context, input.assignmentId);
  if (assignment.status !== 'declined') throw new Refusal('notDeclined', {}, { current: assignment });
  if (assignment.declineReason === input.reason) return done();
  return done({ ...assignment, declineReason: input.reason });
};

export const withdrawOffer: Rule<'withdrawOffer'> = (context, input) => {
  const assignment = find(context.view, 'assignment', input.assignmentId);
  mayHandle(context, find(context.view, 'need', assignment.needId));
  if (!isAwaited(assignment)) mustBeOffered(assignment);
  return done(...endAssignment(context, { ...assignment, stoodDownBecause: 'withdrawn' }, 'stoodDown'));
};

export const setOut: Rule<'setOut'> = (context, input) => {
  const assignment = ownAssignment(context, input.assignmentId);
  step(assignment, 'enRoute');
  mustBeNext(context, assignment);
  return done({
    ...assignment,
    status: 'enRoute',
    enRouteAt: context.now,
    checkInDueAt: checkInDueAt(assignment, context.now),
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

/** Minutes on top of the travel time before a check-in counts as missed. */
const graceMinutes = 20;
/** By when somebody who sets out now, or at the time they were asked for, should have checked in. */
export const checkInDueAt = (
  { travelMinutes, startAt = 0 }: Pick<Assignment, 'travelMinutes' | 'startAt'>,
  now: number,
): number => Math.max(now, startAt) + (travelMinutes + graceMinutes) * 60_000;

/**
 * The assignment ended and its person free again, with the work kept among the person's stints.
 * The one place where a hold is given back.
 */
export function endAssignment(
  context: Context,
  assignment: Assignment,
  status: AssignmentStatus,
): [Assignment, Person, ...Debrief[]] {
  const { now, view } = context;
  const person = find(view, 'person', assignment.personId);
  const worked = assignment.checkedInAt === null ? null : stintOf(context, assignment);
  const weekAgo = now - 7 * 24 * 3_600_000;
  const stints = person.stints.filter((stint) => stint.endAt > weekAgo);
  return [
    { ...assignment, status, endedAt: now, minutes: worked ? Math.round((worked.endAt - worked.startAt) / 60_000) : 0 },
    {
      ...person,
      ...withoutHold(person, assignment.id),
      noShows: person.noShows + (status === 'noShow' ? 1 : 0),
      stints: worked ? [...stints, worked].slice(-60) : stints,
    },
    ...(worked ? debriefAfter(context, assignment, person) : []),
  ];
}

export function step(assignment: Assignment, to: AssignmentStatus): void {
  if (!mayFollow(assignment.status, to))
    throw new Refusal('assignmentStep', { from: assignment.status, to }, { current: assignment });
}

/** Nobody sets out for what was made ahead, or arrives there, before they are back from what keeps them now. */
export function mustBeNext({ view }: Context, assignment: Assignment): void {
  const person = find(view, 'person', assignment.personId);
  const now = person.heldBy === null ? undefined : view.get('assignment', person.heldBy);
  if (now && person.heldNextBy === assignment.id) throw new Refusal('otherTaskFirst', { status: now.status });
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
export const clearedFor = (context: Context, assignment: Assignment): Alert[] =>
  context.view
    .list('openAlertsOfNeed', assignment.needId)
    .filter((alert) => alert.assignmentId === assignment.id)
    .map((alert) => ({ ...alert, clearedAt: context.now }));

export function everySeatIsDone(context: Context, need: Need, lastAssignmentId: string): boolean {
  const assignments = context.view.list('assignmentsOfNeed', need.id);
  if (assignments.some((other) => isCommitted(other) && other.id !== lastAssignmentId)) return false;
  if ((need.enoughAt ?? null) !== null) return true;
  return need.seats.every(
    (seat) => assignments.filter((other) => other.seatId === seat.id && fillsSeat(other)).length >= seat.count,
  );
}
