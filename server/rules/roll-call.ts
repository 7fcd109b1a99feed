import { isCommitted } from '../../shared/lifecycle.ts';
import type { Headcount, RollCall } from '../../shared/records/on-scene.ts';
import { Refusal } from '../../shared/problem.ts';
import type { AnyRecord, Assignment } from '../../shared/records.ts';
import { trouble } from './help.ts';
import { mayHandle } from './intake.ts';
import { actorId, standsFor } from './leads.ts';
import { done, find, type Context, type Rule } from './rule.ts';
import { knownWell } from './safety.ts';
import type { View } from './view.ts';

/** A roll-call (PAR, 人员清点): is everybody there, and well? Each person asked has a record of their own, so that a thousand may answer at once. */

export const openRollCall: Rule<'openRollCall'> = (context, input) => {
  const { view, now } = context;
  const incident = find(view, 'incident', input.incidentId);
  const about = find(view, input.about, input.aboutId);
  if (about.kind === 'need') mayHandle(context, about);
  if (about.kind === 'need' && about.incidentId !== incident.id) throw new Refusal('otherIncident', {});
  const same = view.list('openRollCalls', incident.id).find((call) => call.aboutId === about.id);
  if (same) throw new Refusal('rollCallOpen', { openedAt: same.openedAt }, { current: same });
  const asked = view
    .list('holdingAssignments', 'all')
    .filter((assignment) => isCommitted(assignment) && assignment.incidentId === incident.id)
    .filter(
      ({ needId }) => about.kind === 'incident' || needId === about.id || view.get('need', needId)?.cellId === about.id,
    )
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (asked.length === 0) throw new Refusal('nobodyToCount', {});
  const call: RollCall = {
    kind: 'rollCall',
    id: context.newId(),
    incidentId: incident.id,
    organisationId: context.actor.kind === 'person' ? context.actor.organisationId : incident.organisationId,
    about: about.kind,
    aboutId: about.id,
    openedAt: now,
    openedBy: actorId(context) ?? 'system',
    asked: asked.length,
    closedAt: null,
    closedBy: null,
    result: null,
  };
  const counts = asked.map((assignment): Headcount => ({
    kind: 'headcount',
    id: context.newId(),
    rollCallId: call.id,
    assignmentId: assignment.id,
    personId: assignment.personId,
    needId: assignment.needId,
    askedAt: now,
    answer: null,
    answeredAt: null,
    answeredBy: null,
    how: null,
  }));
  return { puts: [call, ...counts], answer: { rollCallId: call.id, asked: asked.length } };
};

/** By the person, the lead for the team, or a coordinator. Who needs help is helped as after any call for it. */
export const answerRollCall: Rule<'answerRollCall'> = (context, input) => {
  const count = find(context.view, 'headcount', input.headcountId);
  const assignment = find(context.view, 'assignment', count.assignmentId);
  const how = standsFor(context, assignment);
  const call = find(context.view, 'rollCall', count.rollCallId);
  if (call.closedAt !== null) throw new Refusal('rollCallOver', { closedAt: call.closedAt });
  const calls = input.answer === 'needsHelp' && isCommitted(assignment);
  // Two roll-calls may run at once, of the cell and of the incident: one word answers both.
  const others = waitingFor(context.view, assignment.id).filter(({ id }) => id !== count.id);
  return done(
    ...[count, ...others].map((one) => answered(context, one, input.answer, how)),
    ...(calls ? trouble(context, assignment, 'needHelp') : []),
    ...(input.answer === 'well' && isCommitted(assignment)
      ? knownWell(context, assignment, context.now, { always: true })
      : []),
  );
};

export const closeRollCall: Rule<'closeRollCall'> = (context, input) => {
  const call = find(context.view, 'rollCall', input.rollCallId);
  if (call.about === 'need') mayHandle(context, find(context.view, 'need', call.aboutId));
  if (call.closedAt !== null) throw new Refusal('rollCallOver', { closedAt: call.closedAt });
  const counts = context.view.list('headcountsOfRollCall', call.id);
  const of = (answer: Headcount['answer']) => counts.filter((count) => count.answer === answer).length;
  return done({
    ...call,
    closedAt: context.now,
    closedBy: actorId(context),
    result: { well: of('well'), needsHelp: of('needsHelp'), missing: of(null) },
  });
};

/** Whatever else shows that somebody is there answers the roll-calls that still wait for them. */
export function countedIn(
  context: Context,
  assignment: Assignment,
  answer: 'well',
  how: NonNullable<Headcount['how']>,
): AnyRecord[] {
  return waitingFor(context.view, assignment.id).map((count) => answered(context, count, answer, how));
}

/** The roll-calls in which this assignment has not been accounted for. */
export const waitingFor = (view: View, assignmentId: string): Headcount[] =>
  view
    .list('headcountsOfAssignment', assignmentId)
    .filter(({ answer, rollCallId }) => answer === null && view.get('rollCall', rollCallId)?.closedAt === null);

const answered = (
  context: Context,
  count: Headcount,
  answer: NonNullable<Headcount['answer']>,
  how: NonNullable<Headcount['how']>,
): Headcount => ({ ...count, answer, answeredAt: context.now, answeredBy: actorId(context), how });
