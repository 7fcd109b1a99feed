import { Refusal } from '../../shared/problem.ts';
import type { Assignment, Need, Person, Seat } from '../../shared/records.ts';
import { allReasons, wayTo } from '../matching/eligibility.ts';
import { withOffer } from '../matching/chance.ts';
import { afterWork } from '../matching/hours.ts';
import { termsOf } from '../matching/score.ts';
import { eligibilityFor } from './eligibility-context.ts';
import { genericFlag } from './generic-work.ts';
import { holdsOf, workBefore } from './held-until.ts';
import { find, type Context } from './rule.ts';

/**
 * One person asked for one place, and held by the offer: the two records to put. Refused where something else holds the
 * person at that time or a rule keeps them from the seat; whether the seat has a place left the caller has seen to. `prices`: what the
 * choice weighed, so that the reasons kept are those it was made for. `startAt`: for an offer made ahead, when to set out;
 * the person must be able to then.
 */
export function makeOffer(
  context: Context,
  need: Need,
  seat: Seat,
  personId: string,
  given: { minutes: number; prices?: Context['prices']; startAt?: number },
): [Assignment, Person] {
  const { view, now } = context;
  const person = find(view, 'person', personId);
  const { startAt } = given;
  const holds = holdsOf(view, person);
  // What is over before they are to set out keeps nobody from being asked for then.
  const work = startAt === undefined || holds.length > 1 ? undefined : workBefore(context, person, startAt);
  if (holds[0] && !work) throw new Refusal('personHeld', { personId, status: holds[0].status });
  const eligibility = eligibilityFor({ ...context, now: startAt ?? now }, need);
  const reasons = allReasons(work ? afterWork(person, work) : person, seat, need, eligibility);
  if (reasons.length > 0) throw new Refusal('notEligible', { personId, reasons: reasons.map((found) => found.reason) });
  const id = context.newId();
  return [
    {
      kind: 'assignment',
      id,
      incidentId: need.incidentId,
      needId: need.id,
      seatId: seat.id,
      personId,
      organisationId: person.organisationId,
      offeredBy: context.actor.kind === 'person' ? context.actor.personId : 'system',
      status: 'offered',
      offeredAt: now,
      answerBy: now + given.minutes * 60_000,
      ...(startAt === undefined ? {} : { startAt }),
      answeredAt: null,
      enRouteAt: null,
      checkInDueAt: null,
      checkedInAt: null,
      checkedInHow: null,
      checkInMetresOff: null,
      endedAt: null,
      minutes: 0,
      travelMinutes: wayTo(person, need, eligibility)?.minutes ?? 0,
      why: termsOf(person, seat, need, eligibility, given.prices),
      declineReason: null,
      trouble: null,
      troubleAt: null,
      ...genericFlag(person, seat),
    },
    { ...withOffer(person, now, context.utcOffsetMinutes), ...(work ? { heldNextBy: id } : { heldBy: id }) },
  ];
}
