import { topicEntry } from '../../shared/notice-topics.ts';
import type { Notice, OutsideChannel, Person, Priority, Reach } from '../../shared/records.ts';
import type { Context } from './rule.ts';

/** By which channels somebody is told, in which order, and at what hour. */

export const usualOrder: readonly OutsideChannel[] = ['push', 'sms', 'email', 'voice'];
export const usualQuiet = { fromMinute: 22 * 60, untilMinute: 7 * 60 };

/** The channels left for a notice, first one first: wanted, set up here, with an address, and not tried yet. */
export function waysTo(
  context: Pick<Context, 'channels' | 'open'>,
  person: Person,
  reach: Reach | undefined,
  notice: Pick<Notice, 'topic' | 'only' | 'deliveries'>,
): OutsideChannel[] {
  const secret = person.private ?? context.open(person);
  const has: Record<OutsideChannel, boolean> = {
    push: (reach?.devices.length ?? 0) > 0,
    sms: secret?.phone !== undefined,
    voice: secret?.phone !== undefined,
    email: secret?.email !== undefined,
  };
  const { through } = topicEntry(notice.topic);
  const wanted = notice.only === null ? (reach?.order ?? usualOrder) : [notice.only];
  return wanted.filter(
    (channel) =>
      has[channel] &&
      context.channels.includes(channel) &&
      (through?.includes(channel) ?? true) &&
      !notice.deliveries.some((known) => known.channel === channel),
  );
}

/** The open page goes first: who reads it there is not sent a text message as well. */
const headStartMs = 5000;

export function firstTryAt(
  context: Pick<Context, 'now' | 'utcOffsetMinutes'>,
  person: Person,
  reach: Reach | undefined,
  notice: Pick<Notice, 'topic'>,
  priority: Priority | undefined,
): number {
  const isPressing = topicEntry(notice.topic).urgency === 'always';
  return Math.max(context.now + (isPressing ? 0 : headStartMs), wakesAt(context, person, reach, notice, priority));
}

/** The first moment, now or later, at which this may be sent to somebody who sleeps or has muted us. */
export function wakesAt(
  { now, utcOffsetMinutes }: Pick<Context, 'now' | 'utcOffsetMinutes'>,
  person: Person,
  reach: Reach | undefined,
  { topic }: Pick<Notice, 'topic'>,
  priority: Priority | undefined,
): number {
  const { urgency } = topicEntry(topic);
  if (urgency === 'always') return now;
  const unmuted = Math.max(now, reach?.muteUntilAt ?? 0);
  if (urgency === 'asNeed' && priority === 'immediate') return unmuted;
  const quiet = reach ? reach.quiet : person.limits.nights ? null : usualQuiet;
  return quiet === null ? unmuted : endOfQuiet(unmuted, quiet, utcOffsetMinutes);
}

function endOfQuiet(at: number, quiet: NonNullable<Reach['quiet']>, utcOffsetMinutes: number): number {
  const { fromMinute, untilMinute } = quiet;
  if (fromMinute === untilMinute) return at;
  const local = Math.floor(at / 60_000) + utcOffsetMinutes;
  const minute = ((local % 1440) + 1440) % 1440;
  const isQuiet =
    fromMinute < untilMinute
      ? minute >= fromMinute && minute < untilMinute
      : minute >= fromMinute || minute < untilMinute;
  return isQuiet ? (Math.floor(at / 60_000) + ((untilMinute - minute + 1440) % 1440)) * 60_000 : at;
}
