import type { ServiceRecord } from '../../shared/records/on-scene.ts';
import { Refusal } from '../../shared/problem.ts';
import type { Assignment, Person } from '../../shared/records.ts';
import { actorId } from './leads.ts';
import { find, isDesk, mustWorkFor, type Actor, type Context, type Rule } from './rule.ts';
import type { View } from './view.ts';

/** Hours served, from check-in to check-out, and the certificate (时长证明) that says so. */

export interface Served {
  assignment: Assignment;
  startAt: number;
  endAt: number;
  minutes: number;
}

/**
 * The finished work of a person between two instants, oldest first. Work that reaches over an edge counts with the part
 * inside, rounded so that the minutes of neighbouring periods add up to those of the assignment.
 */
export function servedBy(view: View, personId: string, fromAt: number, untilAt: number): Served[] {
  const served = view.list('assignmentsOfPerson', personId).flatMap((assignment) => {
    const { checkedInAt, endedAt } = assignment;
    if (checkedInAt === null || endedAt === null) return [];
    const startAt = Math.max(checkedInAt, fromAt);
    const endAt = Math.min(endedAt, untilAt);
    const upTo = (at: number) => Math.round((at - checkedInAt) / 60_000);
    return endAt > startAt ? [{ assignment, startAt, endAt, minutes: upTo(endAt) - upTo(startAt) }] : [];
  });
  return served.toSorted((a, b) => a.startAt - b.startAt || (a.assignment.id < b.assignment.id ? -1 : 1));
}

/** One's own hours, or those of a person of the coordinator's own organisation. */
export function mustMayReadHours(actor: Actor, person: Person): void {
  if (actor.kind === 'person' && actor.personId === person.id) return;
  if (!isDesk(actor)) throw new Refusal('notFound', { what: 'person', id: person.id });
  mustWorkFor(actor, person.organisationId);
}

export const issueServiceRecord: Rule<'issueServiceRecord'> = (context: Context, input) => {
  const person = find(context.view, 'person', input.personId);
  mustMayReadHours(context.actor, person);
  if (input.untilAt <= input.fromAt || input.fromAt >= context.now) throw new Refusal('badTimes', {});
  const untilAt = Math.min(input.untilAt, context.now);
  const served = servedBy(context.view, person.id, input.fromAt, untilAt);
  const minutes = served.reduce((sum, one) => sum + one.minutes, 0);
  if (minutes < 1) throw new Refusal('noServiceToRecord', {});
  const of = { fromAt: input.fromAt, untilAt, minutes, assignments: served.length };
  // The same hours printed twice are one certificate.
  const same = context.view
    .list('serviceRecordsOfPerson', person.id)
    .find((known) => known.fromAt === of.fromAt && known.minutes === minutes && known.assignments === of.assignments);
  if (same) return { puts: [], answer: { serviceRecordId: same.id } };
  const record: ServiceRecord = {
    kind: 'serviceRecord',
    id: context.newId(),
    personId: person.id,
    organisationId: person.organisationId,
    ...of,
    issuedAt: context.now,
    issuedBy: actorId(context) ?? 'system',
  };
  return { puts: [record], answer: { serviceRecordId: record.id } };
};
