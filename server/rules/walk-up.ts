import type { Input } from '../../shared/operations.ts';
import type { WalkUp } from '../../shared/records/on-scene.ts';
import { Refusal } from '../../shared/problem.ts';
import type { AnyRecord, Assignment, Person, Seat } from '../../shared/records.ts';
import { skills } from '../../shared/skills.ts';
import { allReasons, wayTo, type IneligibleReason } from '../matching/eligibility.ts';
import { arrive, leave, whereabouts } from './check-in.ts';
import { checkInDueAt } from './dispatch.ts';
import { eligibilityFor } from './eligibility-context.ts';
import { placeOfCall, trouble } from './help.ts';
import { mayHandle } from './intake.ts';
import { actorId, leadIdsOf } from './leads.ts';
import { isRegistered, newPerson } from './people.ts';
import { done, find, isDesk, mustWorkFor, type Context, type Rule } from './rule.ts';
import { saidWell } from './safety.ts';
import { filledPlaces } from './seats.ts';

/**
 * Who comes without being asked: written down as ICS 211 asks, with a code on paper instead of an account. Until a
 * coordinator approves them they take generic work under a lead. Their hours count like everybody's.
 */

export const registerWalkUp: Rule<'registerWalkUp'> = (context, input) => {
  const incident = find(context.view, 'incident', input.incidentId);
  if (incident.closedAt !== null) throw new Refusal('incidentClosed', { closedAt: incident.closedAt });
  const station = input.stationId === undefined ? undefined : find(context.view, 'station', input.stationId);
  const need = input.needId === undefined ? undefined : find(context.view, 'need', input.needId);
  if (need) mayHandle(context, need);
  for (const place of [station, need])
    if (place && place.incidentId !== incident.id) throw new Refusal('otherIncident', {});
  const cellId = station?.cellId ?? need?.cellId;
  if (cellId === undefined)
    throw new Refusal(
      'whereMissing',
      {},
      { issues: [{ path: 'stationId', message: { en: 'a station or a need is needed', zh: '需要签到点或需求' } }] },
    );
  return register(context, input, {
    incidentId: incident.id,
    organisationId: context.actor.kind === 'person' ? context.actor.organisationId : incident.organisationId,
    stationId: station?.id ?? null,
    needId: need?.id ?? null,
    cellId,
  });
};

export const registerMyself: Rule<'registerMyself'> = (context, input) => {
  const stationId = context.readToken('station', input.station);
  const station = stationId === null ? undefined : context.view.get('station', stationId);
  if (!station) throw new Refusal('deskCodeWrong', {});
  const incident = find(context.view, 'incident', station.incidentId);
  if (incident.closedAt !== null) throw new Refusal('incidentClosed', { closedAt: incident.closedAt });
  const { organisationId, cellId, incidentId } = station;
  return register(context, input, { incidentId, organisationId, cellId, stationId: station.id, needId: null });
};

type Given = Omit<Input<'registerMyself'>, 'station' | 'phone'> & { phone?: string | undefined };
type Where = Pick<WalkUp, 'incidentId' | 'organisationId' | 'stationId' | 'needId'> & { cellId: string };

function register(context: Context, given: Given, { cellId, ...where }: Where) {
  const back = given.phone === undefined ? undefined : cameBack(context, given.phone, where.organisationId);
  if (given.phone !== undefined && !back && isRegistered(context, given.phone))
    throw new Refusal('alreadyRegistered', {});
  const person = back ?? newcomer(context, given, where.organisationId, cellId);
  const { homeUnit, leader, departedFrom, departedAt, qualifications } = given;
  const walkUp: WalkUp = {
    kind: 'walkUp',
    id: context.newId(),
    personId: person.id,
    ...where,
    arrivedAt: context.now,
    leftAt: null,
    registeredBy: actorId(context),
    resource: given.resource,
    personnel: given.personnel,
    travel: given.travel ?? null,
    private: {
      ...(homeUnit ? { homeUnit } : {}),
      ...(leader ? { leader } : {}),
      ...(departedFrom ? { departedFrom } : {}),
      ...(departedAt ? { departedAt } : {}),
      ...(qualifications ? { qualifications } : {}),
    },
  };
  return { puts: [...(back ? [] : [person]), walkUp], answer: { walkUpId: walkUp.id, personId: person.id } };
}

/**
 * Somebody who came unasked before and has signed off: the same person, so that their hours add up. Only a desk of their
 * organisation may say so; at the open door a number would open somebody else's page.
 */
function cameBack(context: Context, phone: string, organisationId: string): Person | undefined {
  const { actor, view } = context;
  if (actor.kind !== 'person' || !isDesk(actor) || actor.organisationId !== organisationId) return undefined;
  return view.list('personByPhone', context.phoneIndex(phone)).find((person) => {
    const before = view.list('walkUpsOfPerson', person.id);
    const isOwn =
      person.organisationId === organisationId && (person.status === 'applied' || person.status === 'approved');
    return isOwn && before.length > 0 && before.every(({ leftAt }) => leftAt !== null);
  });
}

function newcomer(context: Context, given: Given, organisationId: string, cellId: string): Person {
  const person = newPerson(context, {
    name: given.name,
    phone: given.phone,
    organisationId,
    homeCellId: cellId,
    roles: ['volunteer'],
    skills: [],
    languages: ['cmn'],
    status: 'applied',
  });
  // Who came at night works at night.
  return { ...person, limits: { ...person.limits, nights: true } };
}

/** What somebody who stands here need not fulfil: nobody asked when they are free or how far they live. */
const waived: readonly IneligibleReason[] = ['notApproved', 'unavailable', 'distance', 'held'];

export const placeWalkUp: Rule<'placeWalkUp'> = (context, input) => {
  const { view, now } = context;
  const walkUp = find(view, 'walkUp', input.walkUpId);
  const need = find(view, 'need', input.needId);
  mayHandle(context, need);
  mustWorkFor(context.actor, walkUp.organisationId);
  if (walkUp.leftAt !== null) throw new Refusal('leftAlready', { leftAt: walkUp.leftAt });
  if (walkUp.incidentId !== need.incidentId) throw new Refusal('otherIncident', {});
  if (need.status !== 'open') throw new Refusal('needNotOpen', { needId: need.id, status: need.status });
  const seat = need.seats.find(({ id }) => id === input.seatId);
  if (!seat) throw new Refusal('noSeat', { seatId: input.seatId });
  // Whoever is still asked for the place is told by the same commit that it is filled.
  if ((filledPlaces(view, need.id).get(seat.id) ?? 0) >= seat.count)
    throw new Refusal('tooManyOffers', { left: 0, places: 0 });
  const person = find(view, 'person', walkUp.personId);
  const held = person.heldBy === null ? undefined : view.get('assignment', person.heldBy);
  if (held) throw new Refusal('personHeld', { personId: person.id, status: held.status });
  mustBeFit(context, person, need.id, seat);
  const eligibility = eligibilityFor(context, need);
  const reasons = allReasons(person, seat, need, eligibility).filter(({ reason }) => !waived.includes(reason));
  if (reasons.length > 0)
    throw new Refusal('notEligible', { personId: person.id, reasons: reasons.map(({ reason }) => reason) });
  const travelMinutes = wayTo(person, need, eligibility)?.minutes ?? 0;
  const assignment: Assignment = {
    kind: 'assignment',
    id: context.newId(),
    incidentId: need.incidentId,
    needId: need.id,
    seatId: seat.id,
    personId: person.id,
    organisationId: person.organisationId,
    offeredBy: actorId(context) ?? 'system',
    status: 'accepted',
    offeredAt: now,
    answerBy: now,
    answeredAt: now,
    enRouteAt: null,
    checkInDueAt: checkInDueAt({ travelMinutes }, now),
    checkedInAt: null,
    checkedInHow: null,
    checkInMetresOff: null,
    endedAt: null,
    minutes: 0,
    travelMinutes,
    why: [],
    declineReason: null,
    trouble: null,
    troubleAt: null,
  };
  const isThere = walkUp.needId === need.id;
  return {
    puts: [
      ...(isThere ? arrive(context, assignment, 'coordinator') : [assignment]),
      {
        ...person,
        heldBy: assignment.id,
        offers: person.offers + 1,
        accepts: person.accepts + 1,
        lastOfferedAt: now,
      },
    ],
    answer: { assignmentId: assignment.id },
  };
};

/** Somebody nobody has looked at yet does nothing that needs proof, and nothing alone. */
function mustBeFit(context: Context, person: Person, needId: string, seat: Seat): void {
  if (person.status === 'suspended' || person.status === 'erased')
    throw new Refusal('personStep', { status: person.status });
  if (person.status === 'approved') return;
  const isGeneric =
    seat.role !== 'socialWorker' &&
    !seat.leads &&
    seat.credentialCodes.length === 0 &&
    seat.skills.every(({ code }) => !skills.get(code)?.credentialed);
  if (!isGeneric) throw new Refusal('onlyGenericWork', {});
  if (leadIdsOf(context.view, needId).length === 0) throw new Refusal('noLeadThere', {});
}

/** The holder of a code on paper, or somebody who reads it off their paper. */
export const stepByCode: Rule<'stepByCode'> = (context, input) => {
  const [walkUp] = context.view.list('walkUpByCode', context.codeIndex(input.code));
  const person = walkUp && context.view.get('person', walkUp.personId);
  if (!walkUp || !person || person.status === 'erased') throw new Refusal('noPaperCode', {});
  if (walkUp.leftAt !== null) throw new Refusal('leftAlready', { leftAt: walkUp.leftAt });
  const assignment = person.heldBy === null ? undefined : context.view.get('assignment', person.heldBy);
  if (input.step === 'leave') {
    if (assignment) throw new Refusal('peopleStillOut', { count: 1 });
    return done({ ...walkUp, leftAt: context.now });
  }
  if (!assignment) throw new Refusal('noWorkYet', {});
  return done(...stepOf(context, assignment, input));
};

const atPoint = { en: 'a point is needed', zh: '需要坐标' };

function stepOf(context: Context, assignment: Assignment, input: Input<'stepByCode'>): AnyRecord[] {
  const { point, accuracyM, step } = input;
  switch (step) {
    case 'checkIn':
      return arrive(context, assignment, 'paper', { at: input.at, point, accuracyM });
    case 'checkOut':
      return leave(context, assignment, 'paper', input.at);
    case 'needHelp':
      return [
        ...trouble(context, assignment, 'needHelp'),
        ...(point ? [whereabouts(context, assignment, 'help', context.now, point, accuracyM)] : []),
      ];
    case 'place':
      if (!point) throw new Refusal('whereMissing', {}, { issues: [{ path: 'point', message: atPoint }] });
      return [placeOfCall(context, assignment, point, accuracyM)];
    default:
      return saidWell(context, assignment, 'self', input.at);
  }
}
