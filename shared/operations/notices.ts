import { z } from 'zod';
import {
  AssignmentStatus,
  Channel,
  DeliveryError,
  NeedCategory,
  OutsideChannel,
  Priority,
  PushKeys,
  Reach,
  Seat,
  declineReasons,
} from '../records.ts';
import { Email, Id, Instant, Phone, Words, distinct, line, paragraph } from '../shapes.ts';
import { Done, object, read, write } from './operation.ts';

/** Messages outside of the page, and what became of them. */
export const notices = {
  setReach: write(
    'responder',
    '/api/people/:personId/reach',
    object({
      personId: Id,
      language: Reach.shape.language.optional(),
      order: Reach.shape.order.optional(),
      quiet: Reach.shape.quiet.optional(),
      muteUntilAt: Reach.shape.muteUntilAt.optional(),
    }),
    Done,
  ),
  /** One's own number and mail address, or those of somebody of one's own organisation. Null takes it away. */
  changeContact: write(
    'responder',
    '/api/people/:personId/contact',
    object({ personId: Id, phone: Phone.nullable().optional(), email: Email.nullable().optional() }),
    Done,
  ),
  addDevice: write(
    'responder',
    '/api/people/:personId/devices',
    object({ personId: Id, device: Id, keys: PushKeys }),
    Done,
  ),
  removeDevice: write(
    'responder',
    '/api/people/:personId/devices/:device/remove',
    object({ personId: Id, device: Id }),
    Done,
  ),
  sendTestNotice: write(
    'responder',
    '/api/people/:personId/test-notice',
    object({ personId: Id, channel: OutsideChannel }),
    Done,
  ),
  /** The page has shown them, or the phone on receipt of a push. */
  acknowledgeNotices: write(
    'responder',
    '/api/notices/acknowledge',
    object({ noticeIds: distinct(Id, 100).min(1), channel: Channel.extract(['page', 'push']) }),
    Done,
  ),
  claimDeliveries: write(
    'system',
    '/api/system/claim-deliveries',
    object({ claimId: Id, most: z.int().min(1).max(500), perMinute: z.record(OutsideChannel, z.int().min(0)) }),
    object({ claimed: z.array(object({ noticeId: Id, channel: OutsideChannel, isUnsure: z.boolean() })) }),
  ),
  settleDeliveries: write(
    'system',
    '/api/system/settle-deliveries',
    object({
      claimId: Id,
      results: z.array(
        object({
          noticeId: Id,
          channel: OutsideChannel,
          outcome: z.enum(['sent', 'delivered', 'retry', 'failed', 'unknown']),
          /** With `retry`: it may have gone out. */
          isUnsure: z.boolean().optional(),
          providerId: line(120).optional(),
          error: DeliveryError.optional(),
          words: line(200).optional(),
          retryAfterSeconds: z.int().min(0).max(86_400).optional(),
          /** Devices that the push service no longer knows. */
          goneDevices: z.array(Id).optional(),
        }),
      ),
    }),
    object({ count: z.int() }),
  ),
  noteReceipt: write(
    'system',
    '/api/system/note-receipt',
    object({
      noticeId: Id,
      channel: OutsideChannel,
      state: z.enum(['delivered', 'failed']),
      providerId: line(120).optional(),
      error: DeliveryError.optional(),
      words: line(200).optional(),
    }),
    Done,
  ),
  /** What a link in a mail was for, as it stands now. */
  lookUpOffer: read(
    'public',
    '/api/offers/:link',
    object({ link: line(200) }),
    object({
      status: AssignmentStatus,
      answerBy: Instant,
      /** Of an offer made ahead: when to set out. */
      startAt: Instant.nullable(),
      travelMinutes: z.int(),
      /** A yes is heard although the offer is over. */
      mayAnswerLate: z.boolean(),
      /** A place is open to whoever says yes now. */
      lacks: z.boolean(),
      isReasonGiven: z.boolean(),
      category: NeedCategory,
      priority: Priority,
      cellId: Id,
      role: Seat.shape.role,
      estimatedMinutes: z.int(),
      /** Null for a restricted case, which its kind alone stands for. */
      title: Words.nullable(),
      /** After a yes, unless it is restricted. */
      address: Words.nullable(),
      contactName: z.string().nullable(),
      contactPhone: z.string().nullable(),
    }),
  ),
  /** As the pocket does it. No after a yes releases, no again says why. */
  answerByLink: write(
    'public',
    '/api/offer-answers',
    object({ link: line(200), yes: z.boolean(), reason: z.enum(declineReasons).optional() }),
    object({ outcome: z.enum(['accepted', 'standby', 'thanks', 'declined', 'released']) }),
  ),
  answerByMessage: write(
    'system',
    '/api/system/answer-by-message',
    object({ from: Phone, text: paragraph(1000) }),
    object({
      said: z.enum([
        'accepted',
        'standby',
        'thanks',
        'declined',
        'whyNoted',
        'released',
        'alreadyYes',
        'alreadyNo',
        'refused',
        'codeUnknown',
        'codeMissing',
        'notUnderstood',
        'numberUnknown',
        'stopped',
      ]),
      language: z.enum(['en', 'zh', 'both']),
      assignmentId: Id.nullable(),
      /** The code that was given, where it belongs to nothing or is to be answered again. */
      given: z.string().nullable(),
      /** Codes that could be answered now. */
      codes: z.array(z.string()),
      refusal: object({ code: z.string(), params: z.record(z.string(), z.unknown()) }).nullable(),
    }),
  ),
} as const;
