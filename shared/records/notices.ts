import { z } from 'zod';
import { Id, Instant, distinct, line } from '../shapes.ts';
import { noticeTopics, type NoticeTopic } from '../notice-topics.ts';

/** How people want to be reached, and what they were told. */

/** By what a person can be reached: the open page, a message to the phone's browser, mail, text message, a call. */
export const channels = ['page', 'push', 'email', 'sms', 'voice'] as const;
export const Channel = z.enum(channels);
export type Channel = z.infer<typeof Channel>;
export const OutsideChannel = z.enum(['push', 'sms', 'email', 'voice']);
export type OutsideChannel = z.infer<typeof OutsideChannel>;

/** Minutes after midnight, local time, in which only what cannot wait is sent; `from` may be later than `until`. */
export const QuietHours = z.strictObject({
  fromMinute: z.int().min(0).max(1439),
  untilMinute: z.int().min(0).max(1439),
});
export type QuietHours = z.infer<typeof QuietHours>;

export const PushKeys = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).max(1000),
  p256dh: z.string().regex(/^[A-Za-z0-9_-]{86,88}={0,2}$/),
  auth: z.string().regex(/^[A-Za-z0-9_-]{22,24}={0,2}$/),
});

/** How somebody wants to be reached; one per person, under the person's id. Without one the usual holds. */
export const Reach = z.strictObject({
  kind: z.literal('reach'),
  id: Id,
  language: z.enum(['en', 'zh']),
  /** The channels to use, first one first; what is missing is not used. */
  order: distinct(OutsideChannel, 4),
  /** null: at any hour. */
  quiet: QuietHours.nullable(),
  muteUntilAt: Instant.nullable(),
  devices: z.array(z.strictObject({ id: Id, addedAt: Instant })).max(5),
  /** The test message asked for last. */
  test: z.strictObject({ channel: OutsideChannel, askedAt: Instant }).nullable(),
  /** Where each device is written to, by its id. */
  private: z.strictObject({ push: z.record(Id, PushKeys) }).optional(),
});
export type Reach = z.infer<typeof Reach>;

export const deliveryStates = ['queued', 'sending', 'sent', 'delivered', 'failed', 'unknown', 'dropped'] as const;
export const deliveryErrors = [
  'badAddress',
  'refused',
  'notReachable',
  'timeout',
  'tooMany',
  'unsubscribed',
  'unknownPushService',
  'notKnownWhetherSent',
] as const;
export const DeliveryError = z.enum(deliveryErrors);
export type DeliveryError = z.infer<typeof DeliveryError>;

/** One notice on one channel. `unknown`: handed over, and nobody can say whether it went; it is not sent again. */
export const Delivery = z.strictObject({
  channel: Channel,
  state: z.enum(deliveryStates),
  tries: z.int().min(0).max(99),
  queuedAt: Instant,
  sentAt: Instant.nullable(),
  deliveredAt: Instant.nullable(),
  nextTryAt: Instant.nullable(),
  claimedAt: Instant.nullable(),
  /** Who holds the claim to send it. */
  claimId: Id.nullable(),
  /** It may have gone out already: ask the gateway before sending. */
  isUnsure: z.boolean(),
  providerId: line(120).nullable(),
  /** What went wrong last; `words` are the gateway's own, without addresses. */
  error: z.strictObject({ code: DeliveryError, words: line(200).nullable(), at: Instant }).nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

/** What somebody is told because of a change. The text is made when it is sent and is not kept. */
export const Notice = z.strictObject({
  kind: z.literal('notice'),
  id: Id,
  personId: Id,
  organisationId: Id,
  topic: z.enum(Object.keys(noticeTopics) as [NoticeTopic, ...NoticeTopic[]]),
  incidentId: Id.nullable(),
  needId: Id.nullable(),
  assignmentId: Id.nullable(),
  /** What to answer with by message: "1 37" is yes to 37. */
  code: z
    .string()
    .regex(/^[1-9][0-9]$/)
    .nullable(),
  language: z.enum(['en', 'zh']),
  createdAt: Instant,
  /** When it has to be looked at next; null once there is nothing left to do. */
  dueAt: Instant.nullable(),
  /** When it was last claimed to be sent on any channel. */
  claimedAt: Instant.nullable(),
  /** A test goes by this channel alone. */
  only: OutsideChannel.nullable(),
  deliveries: z.array(Delivery).max(5),
});
export type Notice = z.infer<typeof Notice>;
