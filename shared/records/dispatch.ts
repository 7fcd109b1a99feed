import { z } from 'zod';
import { Id, Instant } from '../shapes.ts';

/** Who is asked and sent: assignments, waves, and what the desk is alerted to. */

export const assignmentStatuses = [
  'offered',
  'accepted',
  'standby',
  'declined',
  'expired',
  'stoodDown',
  'enRoute',
  'checkedIn',
  'completed',
  'noShow',
  'released',
] as const;
export const AssignmentStatus = z.enum(assignmentStatuses);
export type AssignmentStatus = z.infer<typeof AssignmentStatus>;

/** One term of a match, as it stood when the offer was made: integer points and the figures behind them. */
export const MatchTerm = z.strictObject({
  term: z.string().max(40),
  points: z.int(),
  figures: z.record(z.string().max(40), z.union([z.number(), z.string().max(120), z.boolean()])),
});
export type MatchTerm = z.infer<typeof MatchTerm>;

export const declineReasons = ['busy', 'tooFar', 'tired', 'notMySkill', 'unsafe', 'other'] as const;
export const troubles = [
  'cannotFind',
  'notSafe',
  'needMorePeople',
  'needOtherSkills',
  'late',
  'needHelp',
  'other',
] as const;

/** Why an offer was taken back: the places were filled, the desk has enough or withdrew it, the need changed or ended. */
export const standDownReasons = ['filled', 'enough', 'withdrawn', 'changed', 'closed', 'elsewhere'] as const;

export const Assignment = z.strictObject({
  kind: z.literal('assignment'),
  id: Id,
  incidentId: Id,
  needId: Id,
  /** The wave it was offered in; nothing where nobody was asked, as for somebody who walked up. */
  waveId: Id.optional(),
  seatId: Id,
  personId: Id,
  /** The organisation of the person sent. */
  organisationId: Id,
  offeredBy: Id,
  status: AssignmentStatus,
  offeredAt: Instant,
  answerBy: Instant,
  /** When to set out, of an offer made ahead for an operational period; without it at once. */
  startAt: Instant.optional(),
  answeredAt: Instant.nullable(),
  enRouteAt: Instant.nullable(),
  checkInDueAt: Instant.nullable(),
  checkedInAt: Instant.nullable(),
  checkedInHow: z.enum(['place', 'desk', 'coordinator', 'lead', 'paper']).nullable(),
  /** Metres between the reported place and the site, where the phone told; never blocks. */
  checkInMetresOff: z.int().min(0).nullable(),
  /** The accuracy the phone gave with it, in metres. */
  checkInAccuracyM: z.int().min(0).max(100_000).optional(),
  checkedOutHow: z.enum(['self', 'desk', 'coordinator', 'lead', 'paper']).optional(),
  endedAt: Instant.nullable(),
  /** Minutes on scene, from check-in to check-out. */
  minutes: z.int().min(0),
  travelMinutes: z.int().min(0),
  why: z.array(MatchTerm).max(12),
  declineReason: z.enum(declineReasons).nullable(),
  stoodDownBecause: z.enum(standDownReasons).optional(),
  /** When an answer came although the offer was over. */
  lateAt: Instant.optional(),
  /** Said yes and was not heard of for so long that the claim lapsed. */
  lapsedAt: Instant.optional(),
  /** When somebody on standby was called up. */
  calledUpAt: Instant.optional(),
  trouble: z.enum(troubles).nullable(),
  troubleAt: Instant.nullable(),
  /** How it came about without an offer, and where it went on: a person added to a team, or moved from one need to another. */
  joined: z.literal(true).optional(),
  movedFromId: Id.optional(),
  movedToId: Id.optional(),
  /** A professional was sent for work that asks for no profession. */
  genericWork: z.literal(true).optional(),
});
export type Assignment = z.infer<typeof Assignment>;

/** What became of those asked in a wave. All but `late` add up to everybody asked; `late` is how many of them answered late. */
export const WaveCounts = z.strictObject({
  waiting: z.int().min(0),
  accepted: z.int().min(0),
  standby: z.int().min(0),
  declined: z.int().min(0),
  expired: z.int().min(0),
  stoodDown: z.int().min(0),
  late: z.int().min(0),
});
export type WaveCounts = z.infer<typeof WaveCounts>;

/** People asked for one need at once: how many, until when, by whom and why that many. Who and why them stands in the assignments. */
export const Wave = z.strictObject({
  kind: z.literal('wave'),
  id: Id,
  incidentId: Id,
  needId: Id,
  /** 1, 2, 3 … within the need. */
  number: z.int().min(1),
  openedAt: Instant,
  /** End of the response window; whoever replaces somebody who declined has a window of their own. */
  answerBy: Instant,
  openedBy: Id,
  /** `places`: how many were to be filled; `quota`: how many were asked for them at first. */
  seats: z.array(z.strictObject({ seatId: Id, places: z.int().min(0), quota: z.int().min(0) })).max(12),
  /** What the size follows from; null where somebody chose the people or the number. */
  sizedFrom: z
    .strictObject({ chanceOfYes: z.number().min(0).max(1), wavesLeft: z.int().min(1), deadlineAt: Instant })
    .nullable(),
  standby: z.boolean(),
  /** Everybody asked, in the order in which they were. */
  assignmentIds: z.array(Id).max(2000),
  counts: WaveCounts,
  /** Nobody is waited for any more. */
  closedAt: Instant.nullable(),
});
export type Wave = z.infer<typeof Wave>;

export const Alert = z.strictObject({
  kind: z.literal('alert'),
  id: Id,
  incidentId: Id,
  organisationId: Id,
  type: z.enum(['missedCheckIn', 'unmetPastDeadline', 'trouble', 'needHelp', 'claimLapsed', 'relieve', 'silent']),
  needId: Id,
  assignmentId: Id.nullable(),
  raisedAt: Instant,
  acknowledgedAt: Instant.nullable(),
  acknowledgedBy: Id.nullable(),
  clearedAt: Instant.nullable(),
});
export type Alert = z.infer<typeof Alert>;
