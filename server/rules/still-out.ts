import { inARowMs, restsUntil, withinCare, workedMs } from '../../shared/care.ts';
import { isCommitted } from '../../shared/lifecycle.ts';
import type { ProfessionalHours, StillOut } from '../../shared/operations.ts';
import { Refusal } from '../../shared/problem.ts';
import type { Assignment, Incident, Period } from '../../shared/records.ts';
import { isProfessional } from '../../shared/teams.ts';
import { careIn } from './care-limits.ts';
import { nameFor, type Sight } from './visibility.ts';

/** Two lists at the end of a period: who has not come back yet, and what professionals were used for. */

/** Everybody who is out for the incident, the longest first; with a period, those who came out before its end. */
export function stillOut(sight: Sight, incident: Incident, periodNumber: number | undefined, now: number): StillOut[] {
  const period = periodOf(incident, periodNumber);
  const people: StillOut[] = [];
  for (const assignment of sight.view.list('holdingAssignments', 'all')) {
    if (assignment.incidentId !== incident.id || !isCommitted(assignment)) continue;
    const sinceAt = assignment.checkedInAt ?? assignment.enRouteAt ?? assignment.answeredAt ?? assignment.offeredAt;
    if (period && sinceAt >= period.endAt) continue;
    const person = sight.view.get('person', assignment.personId);
    if (!person) continue;
    const stints = [
      ...person.stints,
      ...(assignment.checkedInAt === null ? [] : [{ startAt: assignment.checkedInAt, endAt: now }]),
    ];
    const restHours = withinCare(person.limits, careIn(sight.view)).minRestHours;
    people.push({
      assignmentId: assignment.id,
      personId: person.id,
      name: nameFor(person, sight),
      organisationId: assignment.organisationId,
      needId: assignment.needId,
      status: assignment.status as StillOut['status'],
      sinceAt,
      workedMinutes: Math.round(workedMs(stints, now) / 60_000),
      inARowMinutes: Math.round(inARowMs(stints, now) / 60_000),
      restHours: restsUntil(stints, restHours) > now ? restHours : 0,
    });
  }
  return people.sort((a, b) => a.sinceAt - b.sinceAt || (a.assignmentId < b.assignmentId ? -1 : 1));
}

/** Hours per organisation within the incident or one of its periods; whoever is out counts up to now. */
export function professionalHours(
  sight: Sight,
  incident: Incident,
  periodNumber: number | undefined,
  now: number,
): ProfessionalHours[] {
  const period = periodOf(incident, periodNumber);
  const sums = new Map<string, { all: number; ofProfessionals: number; onProfessionalWork: number }>();
  for (const assignment of sight.view.all('assignment')) {
    if (assignment.incidentId !== incident.id) continue;
    const ms = msWithin(assignment, period, now);
    if (ms <= 0) continue;
    let sum = sums.get(assignment.organisationId);
    if (!sum) sums.set(assignment.organisationId, (sum = { all: 0, ofProfessionals: 0, onProfessionalWork: 0 }));
    const person = sight.view.get('person', assignment.personId);
    sum.all += ms;
    if (!person || !isProfessional(person)) continue;
    sum.ofProfessionals += ms;
    if (!assignment.genericWork) sum.onProfessionalWork += ms;
  }
  return [...sums]
    .map(([organisationId, { all, ofProfessionals, onProfessionalWork }]) => ({
      organisationId,
      hours: hours(all),
      ofProfessionals: hours(ofProfessionals),
      onProfessionalWork: hours(onProfessionalWork),
      share: ofProfessionals === 0 ? null : onProfessionalWork / ofProfessionals,
    }))
    .sort((a, b) => b.ofProfessionals - a.ofProfessionals || (a.organisationId < b.organisationId ? -1 : 1));
}

function msWithin(assignment: Assignment, period: Period | undefined, now: number): number {
  if (assignment.checkedInAt === null) return 0;
  const from = Math.max(assignment.checkedInAt, period?.startAt ?? -Infinity);
  return Math.min(assignment.endedAt ?? now, period?.endAt ?? Infinity) - from;
}

function periodOf(incident: Incident, periodNumber: number | undefined): Period | undefined {
  if (periodNumber === undefined) return undefined;
  const period = incident.periods.find(({ number }) => number === periodNumber);
  if (!period) throw new Refusal('notFound', { what: 'period', id: String(periodNumber) });
  return period;
}

const hours = (ms: number): number => Math.round(ms / 360_000) / 10;
