import { isCommitted } from '../../shared/lifecycle.ts';
import { topicEntry, type NoticeTopic } from '../../shared/notice-topics.ts';
import type { AnyRecord, Delivery, Kind, Notice, Person, RecordOf } from '../../shared/records.ts';
import type { Language } from '../../shared/shapes.ts';
import { freshCode } from './reply-codes.ts';
import type { Context } from './rule.ts';
import { firstTryAt, waysTo } from './ways.ts';

/**
 * Who is told what because of a change. Whatever a rule decides passes through here on its way into the commit, so the
 * change and its notices are one: nobody has to remember to send anything.
 */

interface Change<K extends Kind> {
  was: RecordOf<K> | undefined;
  is: RecordOf<K>;
  /** The board as it will stand. */
  after: Pick<Context['view'], 'get' | 'list'>;
  context: Context;
}
interface Cause<K extends Kind = Kind> {
  kind: K;
  topic: NoticeTopic;
  when: (change: Change<K>) => boolean;
  /** Whom it concerns; unless said otherwise, the person of the assignment. */
  to: (change: Change<K>) => readonly string[];
}
const cause = <K extends Kind>(kind: K, topic: NoticeTopic, when: Cause<K>['when'], to: Cause<K>['to']): Cause<Kind> =>
  ({ kind, topic, when, to }) as unknown as Cause<Kind>;

const its = ({ is }: Change<'assignment'>) => [is.personId];
const turned = ({ was, is }: Change<'assignment'>, from: string, to: string) =>
  was?.status === from && is.status === to;
/** Who has just said yes to another offer need not be told that this one is over. */
const isElsewhere = ({ stoodDownBecause }: RecordOf<'assignment'>) => stoodDownBecause === 'elsewhere';
const thanked: ReadonlySet<unknown> = new Set(['filled', 'enough']);
const isThanked = ({ stoodDownBecause }: RecordOf<'assignment'>) => thanked.has(stoodDownBecause);

/** One line per topic; what it says stands in `shared/notice-topics.ts`. */
const causes: readonly Cause[] = [
  cause('assignment', 'offer', ({ was, is }) => was?.status !== 'offered' && is.status === 'offered', its),
  cause('assignment', 'filled', (it) => turned(it, 'offered', 'stoodDown') && isThanked(it.is), its),
  cause(
    'assignment',
    'withdrawn',
    (it) => turned(it, 'offered', 'stoodDown') && !isThanked(it.is) && !isElsewhere(it.is),
    its,
  ),
  cause('assignment', 'expired', (it) => turned(it, 'offered', 'expired'), its),
  cause('assignment', 'calledUp', (it) => turned(it, 'standby', 'accepted'), its),
  cause('assignment', 'standbyOver', (it) => turned(it, 'standby', 'stoodDown'), its),
  cause('assignment', 'notNeeded', ({ was, is }) => wasSent(was) && ['stoodDown', 'released'].includes(is.status), its),
  cause('need', 'needChanged', (it) => isOtherNow(it), committedTo),
  cause('alert', 'checkInReminder', ({ was, is }) => !was && is.type === 'missedCheckIn', personOfAlert),
  cause('alert', 'needsHelp', ({ was, is }) => !was && is.type === 'needHelp', desksOf),
  cause(
    'headcount',
    'rollCall',
    ({ was, is }) => !was && is.answer === null,
    ({ is }) => [is.personId],
  ),
  cause(
    'watch',
    'areYouWell',
    (it) => askedNow(it).includes(it.is.personId),
    ({ is }) => [is.personId],
  ),
  cause('watch', 'silent', (it) => withoutPerson(it).length > 0, withoutPerson),
  // Where nobody deals with the need, the watch turns to the desk as a whole.
  cause('alert', 'silent', (it) => !it.was && it.is.type === 'silent' && hasNoHandler(it), desksOf),
  cause(
    'person',
    'approved',
    ({ was, is }) => was?.status === 'applied' && is.status === 'approved',
    ({ is }) => [is.id],
  ),
  cause(
    'reach',
    'test',
    ({ was, is }) => is.test !== null && is.test.askedAt !== was?.test?.askedAt,
    ({ is }) => [is.id],
  ),
];

/** The notices that a decision brings, ready to be put with it. */
export function noticesFor(context: Context, puts: readonly AnyRecord[]): Notice[] {
  const last = new Map(puts.map((put) => [`${put.kind}:${put.id}`, put]));
  const after: Change<Kind>['after'] = {
    get: (kind, id) => (last.get(`${kind}:${id}`) ?? context.view.get(kind, id)) as never,
    list: (name, key) =>
      (context.view.list(name, key) as AnyRecord[]).map(
        (record) => last.get(`${record.kind}:${record.id}`) ?? record,
      ) as never,
  };
  const notices: Notice[] = [];
  for (const is of last.values()) {
    if (!kindsWithCauses.has(is.kind)) continue;
    const change: Change<Kind> = { was: context.view.get(is.kind, is.id), is, after, context };
    for (const { kind, topic, when, to } of causes) {
      if (kind !== is.kind || !when(change)) continue;
      for (const personId of new Set(to(change))) {
        // Who did it knows it.
        if (topic !== 'test' && context.actor.kind === 'person' && context.actor.personId === personId) continue;
        const person = after.get('person', personId);
        if (person?.status === 'approved') notices.push(noticeTo(context, person, topic, is, after, notices));
      }
    }
  }
  return notices;
}
const kindsWithCauses: ReadonlySet<Kind> = new Set(causes.map(({ kind }) => kind));

function noticeTo(
  context: Context,
  person: Person,
  topic: NoticeTopic,
  about: AnyRecord,
  after: Change<Kind>['after'],
  siblings: readonly Notice[],
): Notice {
  const reach = after.get('reach', person.id);
  const { now } = context;
  const assignment = after.get('assignment', assignmentIdOf(about));
  const need = about.kind === 'need' ? about : after.get('need', assignment?.needId ?? '');
  const only = topic === 'test' && about.kind === 'reach' ? (about.test?.channel ?? null) : null;
  const notice: Notice = {
    kind: 'notice',
    id: context.newId(),
    personId: person.id,
    organisationId: person.organisationId,
    topic,
    incidentId: need?.incidentId ?? null,
    needId: need?.id ?? null,
    assignmentId: assignment?.id ?? null,
    code: topicEntry(topic).asks ? freshCode(context, person, assignment?.id ?? '', siblings) : null,
    language: reach?.language ?? usualLanguage(person),
    createdAt: now,
    dueAt: null,
    claimedAt: null,
    only,
    deliveries: only === null ? [delivery('page', now, null)] : [],
  };
  const [first] = waysTo(context, person, reach, notice);
  if (first === undefined) return notice;
  const tryAt = firstTryAt(context, person, reach, notice, need?.priority);
  return { ...notice, dueAt: tryAt, deliveries: [...notice.deliveries, delivery(first, now, tryAt)] };
}

const assignmentIdOf = (about: AnyRecord): string =>
  about.kind === 'assignment' || about.kind === 'watch'
    ? about.id
    : about.kind === 'headcount' || about.kind === 'alert'
      ? (about.assignmentId ?? '')
      : '';

export const delivery = (channel: Delivery['channel'], queuedAt: number, nextTryAt: number | null): Delivery => ({
  channel,
  state: 'queued',
  tries: 0,
  queuedAt,
  sentAt: null,
  deliveredAt: null,
  nextTryAt,
  claimedAt: null,
  claimId: null,
  isUnsure: false,
  providerId: null,
  error: null,
});

/** Until somebody chooses: whoever speaks a Chinese language is written to in Chinese. */
export const usualLanguage = (person: Pick<Person, 'languages'>): Language =>
  person.languages.length === 1 && person.languages[0] === 'en' ? 'en' : 'zh';

/** Whom the watch over somebody on scene has turned to with this change: themselves, then their lead, then the desk. */
const askedNow = ({ was, is }: Change<'watch'>): string[] =>
  is.steps
    .filter(({ step, at }) => !was?.steps.some((known) => known.step === step && known.at === at))
    .flatMap(({ toIds }) => toIds);
function withoutPerson(it: Change<'watch'>): string[] {
  return askedNow(it).filter((id) => id !== it.is.personId);
}

const wasSent = (was: RecordOf<'assignment'> | undefined) => was !== undefined && isCommitted(was);

/** What somebody on the way would have to know: another place, another hour, more at stake. */
function isOtherNow({ was, is, context }: Change<'need'>): boolean {
  if (!was || was.status !== 'open' || is.status !== 'open') return false;
  const [before, now] = [context.open(was), is.private ?? context.open(is)];
  return (
    was.cellId !== is.cellId ||
    was.priority !== is.priority ||
    was.category !== is.category ||
    was.deadlineAt !== is.deadlineAt ||
    JSON.stringify([before?.address, before?.point]) !== JSON.stringify([now?.address, now?.point])
  );
}

function committedTo({ is, after }: Change<'need'>): string[] {
  return after
    .list('assignmentsOfNeed', is.id)
    .filter(isCommitted)
    .map(({ personId }) => personId);
}

function personOfAlert({ is, after }: Change<'alert'>): string[] {
  const assignment = is.assignmentId === null ? undefined : after.get('assignment', is.assignmentId);
  return assignment ? [assignment.personId] : [];
}

/** Who deals with the need; where nobody does, the coordinators of its organisation, a few of them. */
function desksOf({ is, after, context }: Change<'alert'>): string[] {
  const handler = after.get('need', is.needId)?.handlerId;
  if (handler) return [handler];
  const found: string[] = [];
  for (const person of context.view.all('person'))
    if (person.organisationId === is.organisationId && person.roles.includes('coordinator')) found.push(person.id);
  return found.toSorted().slice(0, mostDesks);
}
const mostDesks = 5;

function hasNoHandler({ is, after }: Change<'alert'>): boolean {
  return !after.get('need', is.needId)?.handlerId;
}
