import { fillsSeat } from '../../shared/lifecycle.ts';
import type { Need, Stint } from '../../shared/records.ts';
import type { Point } from '../../shared/shapes.ts';
import { eligibilityFor } from '../rules/eligibility-context.ts';
import { workBefore } from '../rules/held-until.ts';
import { openPlaces } from '../rules/seats.ts';
import type { View } from '../rules/view.ts';
import { mostUrgentFirst, type NeedToPlan, type StandingOffer } from './make-plan.ts';

/** The open needs of an incident that a desk may plan for, most urgent first. */
export const needsToPlan = (view: View, incidentId: string, mayPlan: (need: Need) => boolean, forAt: number): Need[] =>
  view
    .list('liveNeeds', incidentId)
    .filter((need) => isToPlan(need) && mayPlan(need))
    .sort(mostUrgentFirst(forAt));

export const isToPlan = (need: Need): boolean => need.status === 'open' && (need.enoughAt ?? null) === null;

/**
 * What there is to plan for one need. An offer without an answer, for the same moment (`startAt`, undefined for at once), is
 * open to change. Where more are asked than there are places, or Muster asks by itself, waves are at work and left alone.
 */
export function needToPlan(
  view: View,
  need: Need,
  startAt: number | undefined,
): { toPlan: NeedToPlan | null; standing: StandingOffer[] } {
  const assignments = view.list('assignmentsOfNeed', need.id);
  const open = openPlaces(view, need);
  const places = new Map<string, number>();
  const standing: StandingOffer[] = [];
  for (const seat of need.seats) {
    const ofSeat = assignments.filter(({ seatId }) => seatId === seat.id);
    const offered = ofSeat.filter(({ status }) => status === 'offered');
    const isOverasked = ofSeat.filter(fillsSeat).length + offered.length > seat.count;
    const movable =
      isOverasked || need.asking?.automatic === true
        ? []
        : offered.filter((assignment) => assignment.startAt === startAt);
    const count = (open.get(seat.id) ?? 0) + movable.length;
    if (count > 0) places.set(seat.id, count);
    for (const { id, personId } of movable)
      standing.push({ assignmentId: id, needId: need.id, seatId: seat.id, personId });
  }
  if (places.size === 0) return { toPlan: null, standing };
  const { excluded } = eligibilityFor({ view, now: 0, utcOffsetMinutes: 0 }, need);
  return { toPlan: { need: bare(need), places, excluded: [...excluded] }, standing };
}

/**
 * The work of those whom another assignment keeps now and who are free by `forAt`, by person: it is over by then, and counts
 * as worked. Nobody is in it who has been asked for a third thing already.
 */
export function* workOverBy(
  view: View,
  forAt: number,
  setting: { now: number; utcOffsetMinutes: number },
  standing: readonly StandingOffer[],
): Generator<[personId: string, work: Stint]> {
  const movable = new Set(standing.map(({ assignmentId }) => assignmentId));
  for (const assignment of view.list('holdingAssignments', 'all')) {
    const person = view.get('person', assignment.personId);
    if (person?.heldBy !== assignment.id || movable.has(assignment.id)) continue;
    const next = person.heldNextBy ?? null;
    if (next !== null && !movable.has(next)) continue;
    const work = workBefore({ view, ...setting }, person, forAt);
    if (work) yield [person.id, work];
  }
}

export const cellCentres = (view: View): Map<string, Point> =>
  new Map([...view.all('cell')].map(({ id, centre }) => [id, centre]));

/** Without what is sealed, which no plan looks at and which need not be copied. */
export function bare<T extends object>(record: T): T {
  const { private: _private, sealed: _sealed, blind: _blind, ...rest } = record as T & Record<string, unknown>;
  return rest as unknown as T;
}
