import { isCommitted } from '../../shared/lifecycle.ts';
import type { Headcount, Watch } from '../../shared/records/on-scene.ts';
import { Refusal } from '../../shared/problem.ts';
import type { Alert, AnyRecord, Assignment, Need } from '../../shared/records.ts';
import { nextStep, riskOf, type WatchStep } from '../../shared/risk.ts';
import { raiseAlert } from './alerts.ts';
import { momentOf } from './check-in.ts';
import { mayHandle } from './intake.ts';
import { actorId, leadIdsOf, standsFor } from './leads.ts';
import { countedIn } from './roll-call.ts';
import { done, find, mustWorkFor, type Context, type Rule } from './rule.ts';
import type { View } from './view.ts';

/**
 * Those on scene are asked now and then whether all is well, more often where the work is dangerous. Silence is told on,
 * one step after the other: the person again, the lead, the desk, then somebody named for it.
 */

export const sayWell: Rule<'sayWell'> = (context, input) => {
  const assignment = find(context.view, 'assignment', input.assignmentId);
  const as = standsFor(context, assignment);
  if (!isCommitted(assignment)) throw new Refusal('assignmentStep', { from: assignment.status, to: 'checkedIn' });
  return done(...saidWell(context, assignment, as, input.at));
};

/** The records of a word that all is well. `toldAt`: when it was said, by a phone that had to wait for signal. */
export function saidWell(
  context: Context,
  assignment: Assignment,
  as: NonNullable<Headcount['how']>,
  toldAt: number | undefined,
): AnyRecord[] {
  const known = context.view.get('watch', assignment.id);
  const at = momentOf(context, toldAt, known?.wellAt ?? assignment.checkedInAt ?? assignment.answeredAt ?? 0);
  return [...knownWell(context, assignment, at, { always: true }), ...countedIn(context, assignment, 'well', as)];
}

/**
 * All is known to be well: the round that is going on ends, and the desk's alert about the silence with it.
 * Nothing to put where nothing was asked, unless `always`.
 */
export function knownWell(
  context: Context,
  assignment: Assignment,
  at: number,
  { always = false, clearsAlerts = true } = {},
): AnyRecord[] {
  const known = context.view.get('watch', assignment.id);
  if (!always && !known?.steps.length) return [];
  const [first] = known?.steps ?? [];
  const last = known?.steps.at(-1);
  const watch: Watch = {
    ...emptyWatch(assignment),
    ...known,
    wellAt: at,
    wellBy: actorId(context),
    steps: [],
    rounds: [
      ...(known?.rounds ?? []),
      ...(first && last ? [{ askedAt: first.at, wellAt: at, furthest: last.step }] : []),
    ].slice(-40),
  };
  return [
    watch,
    ...(clearsAlerts
      ? silences(context.view, assignment.id).map((alert) => ({ ...alert, clearedAt: context.now }))
      : []),
  ];
}

/** Takes the next step for everybody on scene who was silent for too long. */
export const askWhetherAllIsWell: Rule<'askWhetherAllIsWell'> = (context) => {
  const puts: AnyRecord[] = [];
  let count = 0;
  const onScene = context.view
    .list('holdingAssignments', 'all')
    .filter(({ status }) => status === 'checkedIn')
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const assignment of onScene) {
    if (count >= most) break;
    const need = context.view.get('need', assignment.needId);
    const due = need && dueStep(context.view, assignment, need);
    if (!due || due.at > context.now) continue;
    count += 1;
    puts.push(...take(context, assignment, need, due.step));
  }
  return { puts, answer: { count } };
};

const dueStep = (view: View, assignment: Assignment, need: Need) =>
  nextStep(
    riskOf(need),
    assignment.checkedInAt,
    view.get('watch', assignment.id),
    silences(view, assignment.id)[0]?.acknowledgedAt ?? null,
  );

function take(context: Context, assignment: Assignment, need: Need, next: WatchStep): AnyRecord[] {
  const { view, now } = context;
  const watch = { ...emptyWatch(assignment), ...view.get('watch', assignment.id) };
  const steps = [...watch.steps];
  const others = leadIdsOf(view, need.id).filter((id) => id !== assignment.personId);
  const alert = silences(view, assignment.id)[0];
  const note = (step: WatchStep, toIds: string[]) => steps.push({ step, at: now, toIds: toIds.slice(0, 20) });
  let raises = false;
  if (next === 'asked' || next === 'reminded') note(next, [assignment.personId]);
  if (next === 'lead') note(next, others);
  // Where nobody else leads there is nobody to wait for.
  if (next === 'coordinator' || (next === 'lead' && others.length === 0)) {
    note('coordinator', need.handlerId === null ? [] : [need.handlerId]);
    raises = true;
  }
  if (next === 'escalated') {
    note(next, contactsFor(view, assignment));
    raises = true;
  }
  return [{ ...watch, steps }, ...(raises ? [raised(context, assignment, need, alert)] : [])];
}

/** Whose duty it is to look after the person comes first, then whoever the incident names. */
const contactsFor = (view: View, { organisationId, incidentId }: Assignment): string[] => {
  const first = [organisationId, incidentId].find((id) => view.get('escalation', id));
  return first === undefined ? [] : [first];
};

const raised = (context: Context, assignment: Assignment, need: Need, known: Alert | undefined): Alert =>
  raiseAlert(
    context,
    'silent',
    { incidentId: need.incidentId, organisationId: need.organisationId, needId: need.id, assignmentId: assignment.id },
    known?.id,
  );

const emptyWatch = (assignment: Assignment): Watch => ({
  kind: 'watch',
  id: assignment.id,
  personId: assignment.personId,
  needId: assignment.needId,
  incidentId: assignment.incidentId,
  wellAt: null,
  wellBy: null,
  steps: [],
  rounds: [],
});

const silences = (view: View, assignmentId: string): Alert[] =>
  view
    .list('alertsOfAssignment', assignmentId)
    .filter(({ type, clearedAt }) => type === 'silent' && clearedAt === null);

export const setRisk: Rule<'setRisk'> = (context, input) => {
  const need = find(context.view, 'need', input.needId);
  mayHandle(context, need);
  const { risk: _before, ...rest } = need;
  return done(input.risk === null ? rest : { ...need, risk: input.risk });
};

/** An organisation names its own; the organisation that opened the incident names the incident's. */
export const setEscalation: Rule<'setEscalation'> = (context, input) => {
  const of = find(context.view, input.of, input.ofId);
  mustWorkFor(context.actor, of.kind === 'incident' ? of.organisationId : of.id);
  return done({
    ...context.view.get('escalation', of.id),
    kind: 'escalation',
    id: of.id,
    of: input.of,
    setAt: context.now,
    setBy: actorId(context) ?? 'system',
    private: { name: input.name, phone: input.phone },
  });
};

/** Per sweep, so that one commit stays small; the next sweep goes on. */
const most = 500;
