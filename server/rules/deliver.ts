import { isCommitted } from '../../shared/lifecycle.ts';
import { topicEntry } from '../../shared/notice-topics.ts';
import type { Input } from '../../shared/operations.ts';
import { Refusal } from '../../shared/problem.ts';
import type {
  AnyRecord,
  Channel,
  Delivery,
  DeliveryError,
  Notice,
  OutsideChannel,
  Reach,
} from '../../shared/records.ts';
import { delivery } from './notices.ts';
import { hashOf } from './reply-codes.ts';
import { find, type Context, type Rule } from './rule.ts';
import { wakesAt, waysTo } from './ways.ts';

/**
 * A notice on its way. Whoever sends claims first, in the journal: of any number of processes one holds the claim, and what
 * was claimed and never settled is asked about before it is sent again, so nothing is sent twice.
 */

/** Longer than any send may take; after it a claim counts as left behind by a process that ended. */
export const claimMs = 60_000;
/** So long a push may stay unconfirmed before the next channel is used as well. */
const pushPatienceMs = 60_000;
const oldestMs = 24 * 3_600_000;
/** Notices looked at per round, so that one commit stays small. */
const mostPerRound = 500;

/** Claims what is due: the most urgent first, then the most skilled, within each channel's rate. */
export const claimDeliveries: Rule<'claimDeliveries'> = (context, input) => {
  const due = context.view
    .list('dueNotices', 'all')
    .filter((notice) => notice.dueAt !== null && notice.dueAt <= context.now)
    .map((notice) => ({ notice, weight: weightOf(context, notice) }))
    .sort(
      (a, b) => b.weight - a.weight || a.notice.createdAt - b.notice.createdAt || (a.notice.id < b.notice.id ? -1 : 1),
    );
  const used = usedThisMinute(context);
  const puts: Notice[] = [];
  const claimed: { noticeId: string; channel: OutsideChannel; isUnsure: boolean }[] = [];
  for (const { notice } of due) {
    if (puts.length >= mostPerRound || claimed.length >= input.most) break;
    const ready = broughtUpTo(context, notice);
    const row = ready.deliveries.find(
      ({ state, nextTryAt }) => state === 'queued' && nextTryAt !== null && nextTryAt <= context.now,
    );
    if (!row || ready.dueAt === null) {
      if (ready !== notice) puts.push(ready);
      continue;
    }
    const channel = row.channel as OutsideChannel;
    if ((used.get(channel) ?? 0) >= input.perMinute[channel]) {
      if (ready !== notice) puts.push(ready);
      continue;
    }
    used.set(channel, (used.get(channel) ?? 0) + 1);
    claimed.push({ noticeId: notice.id, channel, isUnsure: row.isUnsure });
    puts.push({
      ...withRow(ready, {
        ...row,
        state: 'sending',
        tries: row.tries + 1,
        nextTryAt: null,
        claimedAt: context.now,
        claimId: input.claimId,
      }),
      claimedAt: context.now,
      dueAt: context.now + claimMs,
    });
  }
  return { puts, answer: { claimed } };
};

/** What became of what was claimed. A claim that was taken over meanwhile changes nothing. */
export const settleDeliveries: Rule<'settleDeliveries'> = (context, input) => {
  const puts = new Map<string, AnyRecord>();
  let count = 0;
  for (const result of input.results) {
    const notice = (puts.get(result.noticeId) ?? context.view.get('notice', result.noticeId)) as Notice | undefined;
    const row = notice?.deliveries.find(({ channel }) => channel === result.channel);
    if (!notice || row?.state !== 'sending' || row.claimId !== input.claimId) continue;
    count += 1;
    puts.set(notice.id, settled(context, notice, row, result));
    const reach = context.view.get('reach', notice.personId);
    if (result.goneDevices && reach) puts.set(`reach:${reach.id}`, without(context, reach, result.goneDevices));
  }
  return { puts: [...puts.values()], answer: { count } };
};

/** A gateway says later what became of a message. It may come twice, late, or before the sender has heard of its own success. */
export const noteReceipt: Rule<'noteReceipt'> = (context, input) => {
  const notice = context.view.get('notice', input.noticeId);
  const row = notice?.deliveries.find(({ channel }) => channel === input.channel);
  if (!notice || !row) throw new Refusal('notFound', { what: 'notice', id: input.noticeId });
  const isOver = row.state === 'delivered' || row.state === 'dropped' || (row.state === 'queued' && row.tries === 0);
  if (isOver || (row.state === 'failed' && input.state === 'failed')) return { puts: [], answer: {} };
  return { puts: [settled(context, notice, row, { ...input, outcome: input.state })], answer: {} };
};

/** The page, or the phone on receipt of a push, has shown it. Then no other channel is needed. */
export const acknowledgeNotices: Rule<'acknowledgeNotices'> = (context, input) => {
  const puts: Notice[] = [];
  for (const id of input.noticeIds) {
    const notice = find(context.view, 'notice', id);
    if (context.actor.kind !== 'person' || context.actor.personId !== notice.personId)
      throw new Refusal('notFound', { what: 'notice', id });
    const row = notice.deliveries.find(({ channel }) => channel === input.channel);
    if (row && row.state !== 'delivered') puts.push(arrived(context, notice, row));
  }
  return { puts, answer: {} };
};

type Result = Pick<
  Input<'settleDeliveries'>['results'][number],
  'outcome' | 'providerId' | 'error' | 'words' | 'isUnsure' | 'retryAfterSeconds'
>;

function settled(context: Context, notice: Notice, row: Delivery, result: Result): Notice {
  const { now } = context;
  const error = (code: DeliveryError) => ({ code: result.error ?? code, words: result.words ?? null, at: now });
  const base: Delivery = {
    ...row,
    claimId: null,
    isUnsure: false,
    nextTryAt: null,
    providerId: result.providerId ?? row.providerId,
  };
  switch (result.outcome) {
    case 'delivered':
      return arrived(context, notice, base);
    case 'sent':
      // Only a push says on its own whether it arrived, so only there silence means something.
      return {
        ...withRow(notice, { ...base, state: 'sent', sentAt: now, error: null }),
        dueAt: row.channel === 'push' && notice.only === null ? now + pushPatienceMs : null,
      };
    case 'retry': {
      const isUnsure = result.isUnsure ?? false;
      if (row.tries >= mostTries(notice))
        return next(
          context,
          withRow(notice, { ...base, state: isUnsure ? 'unknown' : 'failed', error: error('notReachable') }),
        );
      const nextTryAt = now + Math.max(backoffMs(notice, row), (result.retryAfterSeconds ?? 0) * 1000);
      return {
        ...withRow(notice, { ...base, state: 'queued', isUnsure, nextTryAt, error: error('notReachable') }),
        dueAt: nextTryAt,
      };
    }
    case 'failed':
      return next(context, withRow(notice, { ...base, state: 'failed', error: error('refused') }));
    case 'unknown':
      return next(context, withRow(notice, { ...base, state: 'unknown', error: error('notKnownWhetherSent') }));
  }
}

/** It is there: what was still to go by other channels stays. What is being sent at this moment is settled by its sender. */
function arrived({ now }: Context, notice: Notice, row: Delivery): Notice {
  const deliveries = notice.deliveries.map((known): Delivery => {
    if (known.channel === row.channel)
      return {
        ...row,
        state: 'delivered',
        deliveredAt: now,
        nextTryAt: null,
        claimId: null,
        isUnsure: false,
        error: null,
      };
    return known.state === 'queued' && known.channel !== 'page'
      ? { ...known, state: 'dropped', nextTryAt: null }
      : known;
  });
  return { ...notice, deliveries, dueAt: deliveries.some(({ state }) => state === 'sending') ? notice.dueAt : null };
}

/** Goes on with the next channel that reaches the person, if there is one and it still matters. */
function next(context: Context, notice: Notice): Notice {
  if (notice.deliveries.some(({ state }) => state === 'delivered')) return { ...notice, dueAt: null };
  const waiting = notice.deliveries.filter(({ state }) => state === 'queued' || state === 'sending');
  if (waiting.some(({ channel }) => channel !== 'page')) return notice;
  const person = find(context.view, 'person', notice.personId);
  const [way] = waysTo(context, person, context.view.get('reach', person.id), notice);
  if (way === undefined) return { ...notice, dueAt: null };
  return { ...notice, dueAt: context.now, deliveries: [...notice.deliveries, delivery(way, context.now, context.now)] };
}

/** The notice as it is due now: what nobody needs any more is dropped, what was left behind is unsure, what sleeps waits. */
function broughtUpTo(context: Context, notice: Notice): Notice {
  const { now, view } = context;
  const left = notice.deliveries.find(
    ({ state, claimedAt }) => state === 'sending' && (claimedAt ?? 0) + claimMs <= now,
  );
  // Whether it matters still or not: that it may have gone out must be found out.
  if (left)
    return {
      ...withRow(notice, { ...left, state: 'queued', claimId: null, isUnsure: true, nextTryAt: now }),
      dueAt: now,
    };
  const row = notice.deliveries.find(({ channel, state }) => channel !== 'page' && state === 'queued');
  if (row?.isUnsure) return notice;
  const person = view.get('person', notice.personId);
  if (!person || person.status !== 'approved' || !stillMatters(context, notice)) return dropped(notice);
  if (!row) {
    const silent = notice.deliveries.some(({ channel, state }) => channel === 'push' && state === 'sent');
    return silent ? next(context, notice) : { ...notice, dueAt: null };
  }
  const need = notice.needId === null ? undefined : view.get('need', notice.needId);
  const wakes = wakesAt(context, person, view.get('reach', person.id), notice, need?.priority);
  if (wakes > now) return { ...withRow(notice, { ...row, nextTryAt: wakes }), dueAt: wakes };
  return notice;
}

function dropped(notice: Notice): Notice {
  const deliveries = notice.deliveries.map((row): Delivery =>
    row.channel !== 'page' && row.state === 'queued' ? { ...row, state: 'dropped', nextTryAt: null } : row,
  );
  return { ...notice, deliveries, dueAt: null };
}

/** Whether it is worth sending as the board stands now. */
function stillMatters({ view, now }: Context, notice: Notice): boolean {
  if (notice.createdAt + oldestMs < now) return false;
  const assignment = notice.assignmentId === null ? undefined : view.get('assignment', notice.assignmentId);
  if (notice.topic === 'offer') return assignment?.status === 'offered';
  if (notice.topic === 'checkInReminder') return assignment?.status === 'accepted' || assignment?.status === 'enRoute';
  if (notice.topic === 'rollCall')
    return view.list('headcountsOfAssignment', notice.assignmentId ?? '').some(({ answer }) => answer === null);
  if (notice.topic === 'areYouWell' || notice.topic === 'silent')
    return (view.get('watch', notice.assignmentId ?? '')?.steps.length ?? 0) > 0 && assignment?.status === 'checkedIn';
  if (notice.topic === 'needChanged')
    return view
      .list('assignmentsOfNeed', notice.needId ?? '')
      .some((one) => one.personId === notice.personId && isCommitted(one));
  if (topicEntry(notice.topic).followsOffer)
    return view
      .list('noticesOfAssignment', notice.assignmentId ?? '')
      .some((other) => other.topic === 'offer' && other.deliveries.some(({ state }) => heard.has(state)));
  return true;
}
const heard: ReadonlySet<Delivery['state']> = new Set(['sending', 'sent', 'delivered', 'unknown']);

/** Who is told first when many wait: immediate needs, safety, then whoever is most skilled for the seat. */
function weightOf({ view }: Context, notice: Notice): number {
  const { urgency } = topicEntry(notice.topic);
  const need = notice.needId === null ? undefined : view.get('need', notice.needId);
  const why = notice.topic === 'offer' ? (view.get('assignment', notice.assignmentId ?? '')?.why ?? []) : [];
  const skill = why.find(({ term }) => term === 'level')?.points ?? 0;
  const total = why.reduce((sum, { points }) => sum + points, 0);
  const first =
    urgency === 'always'
      ? 4
      : notice.topic !== 'offer'
        ? 0
        : need?.priority === 'immediate'
          ? 3
          : need?.priority === 'urgent'
            ? 2
            : 1;
  return first * 1e12 + skill * 1e6 + total;
}

function usedThisMinute({ view, now }: Context): Map<Channel, number> {
  const used = new Map<Channel, number>();
  const minute = Math.floor(now / 60_000);
  for (const notice of view.list('noticesClaimedIn', String(minute)))
    for (const { channel, claimedAt } of notice.deliveries)
      if (claimedAt !== null && Math.floor(claimedAt / 60_000) === minute)
        used.set(channel, (used.get(channel) ?? 0) + 1);
  return used;
}

const mostTries = (notice: Notice): number => (topicEntry(notice.topic).urgency === 'canWait' ? 6 : 4);

/** 5 s, 10 s, 20 s … up to 10 min, each a quarter more or less: worked out from the ids, so that it comes out the same again. */
export function backoffMs(notice: Pick<Notice, 'id'>, row: Pick<Delivery, 'channel' | 'tries'>): number {
  const jitter = (hashOf(`${notice.id}:${row.channel}:${row.tries}`) % 1000) / 1000;
  return Math.round(Math.min(600_000, 5000 * 2 ** (row.tries - 1)) * (0.75 + jitter / 2));
}

const withRow = (notice: Notice, row: Delivery): Notice => ({
  ...notice,
  deliveries: notice.deliveries.map((known) => (known.channel === row.channel ? row : known)),
});

/** A browser that is gone for good is not written to again. */
function without(context: Context, reach: Reach, gone: readonly string[]): Reach {
  const push = Object.entries(context.open(reach)?.push ?? {}).filter(([id]) => !gone.includes(id));
  return {
    ...reach,
    devices: reach.devices.filter(({ id }) => !gone.includes(id)),
    private: { push: Object.fromEntries(push) },
  };
}
