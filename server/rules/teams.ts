import { isCommitted } from '../../shared/lifecycle.ts';
import { Refusal } from '../../shared/problem.ts';
import type { AnyRecord, Assignment, Handover, Need, Person, Seat, Team } from '../../shared/records.ts';
import { mayLead } from '../../shared/teams.ts';
import { allReasons, type IneligibleReason } from '../matching/eligibility.ts';
import { termsOf } from '../matching/score.ts';
import { wayBetween } from '../matching/travel.ts';
import { mustBeRested, reliefAtCheckIn } from './care.ts';
import { checkInDueAt, clearedFor, endAssignment, mustBeNext } from './dispatch.ts';
import { eligibilityFor } from './eligibility-context.ts';
import { genericFlag } from './generic-work.ts';
import { mayHandle } from './intake.ts';
import { done, find, type Context, type Rule } from './rule.ts';
import { openPlaces } from './seats.ts';

/** Teams while they are out: who leads, who joins, who moves on, and who takes over in the next period. */

export const nameLead: Rule<'nameLead'> = (context, input) => {
  const need = find(context.view, 'need', input.needId);
  mayHandle(context, need);
  const person = find(context.view, 'person', input.personId);
  if (input.leads) {
    mustBeOn(context, need, person.id);
    if (!mayLead(need, person, context.now)) throw new Refusal('cannotLead', {});
  }
  const team = context.view.get('team', need.id);
  const others = (team?.leadIds ?? []).filter((id) => id !== person.id && isOn(context, need, id));
  return done(teamOf(need, input.leads ? [...others, person.id] : others));
};

const teamOf = (need: Need, leadIds: string[]): Team => ({
  kind: 'team',
  id: need.id,
  incidentId: need.incidentId,
  leadIds: leadIds.slice(-20),
});

/** What somebody must bring even when they stand there already; where they live and when they can be asked no longer matters. */
const asked: ReadonlySet<IneligibleReason> = new Set([
  'notApproved',
  'role',
  'skill',
  'credential',
  'language',
  'held',
]);

export const joinTeam: Rule<'joinTeam'> = (context, input) => {
  const { need, seat } = seatToFill(context, input.needId, input.seatId);
  const person = find(context.view, 'person', input.personId);
  const held = person.heldBy === null ? undefined : context.view.get('assignment', person.heldBy);
  if (held) throw new Refusal('personHeld', { personId: person.id, status: held.status });
  const reasons = allReasons(person, seat, need, eligibilityFor(context, need))
    .map(({ reason }) => reason)
    .filter((reason) => asked.has(reason));
  if (reasons.length > 0) throw new Refusal('notEligible', { personId: person.id, reasons });
  if (!input.onScene) mustBeRested(context, person, need);
  const home = context.view.get('cell', person.homeCellId)?.centre;
  const joined = newAssignment(context, need, seat, person, {
    travelMinutes: (home && wayBetween(home, need.near).minutes) ?? 0,
    ...(input.onScene ? { status: 'checkedIn' } : {}),
    joined: true,
  });
  return {
    puts: [
      joined,
      {
        ...person,
        heldBy: joined.id,
        offers: person.offers + 1,
        accepts: person.accepts + 1,
        lastOfferedAt: context.now,
      },
      ...(input.onScene ? reliefAtCheckIn(context, joined) : []),
    ],
    answer: { assignmentId: joined.id },
  };
};

export const moveToNeed: Rule<'moveToNeed'> = (context, input) => {
  const assignment = find(context.view, 'assignment', input.assignmentId);
  const from = find(context.view, 'need', assignment.needId);
  mayHandle(context, from);
  if (!isCommitted(assignment))
    throw new Refusal('assignmentStep', { from: assignment.status, to: 'released' }, { current: assignment });
  const { need, seat } = seatToFill(context, input.needId, input.seatId);
  if (need.id === from.id) throw new Refusal('alreadyDone', {});
  if (need.incidentId !== from.incidentId) throw new Refusal('otherIncident', {});
  const person = find(context.view, 'person', assignment.personId);
  mustBeNext(context, assignment);
  const [ended, freed, ...more] = endAssignment(context, assignment, 'released');
  const reasons = allReasons({ ...freed, heldBy: null }, seat, need, eligibilityFor(context, need))
    .map(({ reason }) => reason)
    .filter((reason) => asked.has(reason));
  if (reasons.length > 0) throw new Refusal('notEligible', { personId: freed.id, reasons });
  // What they have just done counts: nobody is kept going from need to need beyond what holds for everybody.
  mustBeRested(context, freed, need);
  const moved = newAssignment(context, need, seat, freed, {
    status: 'enRoute',
    travelMinutes: wayBetween(from.near, need.near).minutes,
    movedFromId: assignment.id,
  });
  const puts: AnyRecord[] = [
    { ...ended, movedToId: moved.id },
    moved,
    // They said yes once and are still out: the promise is kept, and is not counted again.
    { ...freed, heldBy: moved.id, heldNextBy: person.heldNextBy ?? null },
    ...more,
    ...clearedFor(context, assignment),
  ];
  return { puts, answer: { assignmentId: moved.id } };
};

export const prepareHandover: Rule<'prepareHandover'> = (context, input) => {
  const need = find(context.view, 'need', input.needId);
  mayHandle(context, need);
  if (need.status !== 'open') throw new Refusal('needNotOpen', { needId: need.id, status: need.status });
  const lead = find(context.view, 'person', input.incomingLeadId);
  mustBeOn(context, need, lead.id);
  if (!mayLead(need, lead, context.now)) throw new Refusal('cannotLead', {});
  for (const { personId, relievedById } of input.people) {
    mustBeOn(context, need, find(context.view, 'person', personId).id);
    if (relievedById !== null) mustBeOn(context, need, find(context.view, 'person', relievedById).id);
  }
  if (input.people.some(({ personId, stays }) => personId === lead.id && !stays)) throw new Refusal('leadGoes', {});
  const standing = context.view.list('handoversOfNeed', need.id).find(({ acknowledgedAt }) => acknowledgedAt === null);
  const incident = find(context.view, 'incident', need.incidentId);
  const period = incident.periods.find(({ startAt, endAt }) => startAt <= context.now && context.now < endAt);
  const handover: Handover = {
    // Not acknowledged yet, it is corrected; acknowledged, it stands and a new one begins.
    ...standing,
    kind: 'handover',
    id: standing?.id ?? context.newId(),
    incidentId: need.incidentId,
    needId: need.id,
    organisationId: need.organisationId,
    periodNumber: period?.number ?? null,
    preparedAt: context.now,
    preparedBy: context.actor.kind === 'person' ? context.actor.personId : 'system',
    people: input.people,
    incomingLeadId: lead.id,
    acknowledgedAt: null,
    private: { note: input.note ?? '' },
  };
  return { puts: [handover], answer: { handoverId: handover.id } };
};

/** The incoming lead has read it, and leads from now on. */
export const acknowledgeHandover: Rule<'acknowledgeHandover'> = (context, input) => {
  const { actor, view, now } = context;
  const handover = view.get('handover', input.handoverId);
  if (!handover || actor.kind !== 'person' || actor.personId !== handover.incomingLeadId)
    throw new Refusal('notFound', { what: 'handover', id: input.handoverId });
  if (handover.acknowledgedAt !== null) throw new Refusal('alreadyDone', {});
  const need = find(view, 'need', handover.needId);
  mustBeOn(context, need, actor.personId);
  const going = new Set(handover.people.filter(({ stays }) => !stays).map(({ personId }) => personId));
  const others = (view.get('team', need.id)?.leadIds ?? []).filter(
    (id) => id !== actor.personId && !going.has(id) && isOn(context, need, id),
  );
  return done({ ...handover, acknowledgedAt: now }, teamOf(need, [...others, actor.personId]));
};

/** A seat of an open need with a place that nobody holds or was asked for. */
function seatToFill(context: Context, needId: string, seatId: string): { need: Need; seat: Seat } {
  const need = find(context.view, 'need', needId);
  mayHandle(context, need);
  if (need.status !== 'open') throw new Refusal('needNotOpen', { needId, status: need.status });
  const seat = need.seats.find((known) => known.id === seatId);
  if (!seat) throw new Refusal('noSeat', { seatId });
  if ((openPlaces(context.view, need).get(seat.id) ?? 0) < 1)
    throw new Refusal('tooManyOffers', { left: 0, places: 0 });
  return { need, seat };
}

/** An assignment that begins with a yes. */
function newAssignment(
  context: Context,
  need: Need,
  seat: Seat,
  person: Person,
  given: Partial<Assignment> & { travelMinutes: number },
): Assignment {
  const { now } = context;
  const status = given.status ?? 'accepted';
  return {
    kind: 'assignment',
    id: context.newId(),
    incidentId: need.incidentId,
    needId: need.id,
    seatId: seat.id,
    personId: person.id,
    organisationId: person.organisationId,
    offeredBy: context.actor.kind === 'person' ? context.actor.personId : 'system',
    status,
    offeredAt: now,
    answerBy: now,
    answeredAt: now,
    enRouteAt: status === 'enRoute' ? now : null,
    checkInDueAt: status === 'checkedIn' ? null : checkInDueAt(given, now),
    checkedInAt: status === 'checkedIn' ? now : null,
    checkedInHow: status === 'checkedIn' ? 'coordinator' : null,
    checkInMetresOff: null,
    endedAt: null,
    minutes: 0,
    why: termsOf(person, seat, need, eligibilityFor(context, need)),
    declineReason: null,
    trouble: null,
    troubleAt: null,
    ...genericFlag(person, seat),
    ...given,
  };
}

const isOn = (context: Context, need: Need, personId: string): boolean =>
  context.view.list('assignmentsOfNeed', need.id).some((one) => one.personId === personId && isCommitted(one));

function mustBeOn(context: Context, need: Need, personId: string): void {
  if (!isOn(context, need, personId)) throw new Refusal('notOnTeam', { personId });
}
