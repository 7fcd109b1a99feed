import { z } from 'zod';
import { Escalation, Headcount, RollCall, ServiceRecord, WalkUp, Watch, Whereabouts } from './on-scene.ts';
import { noticeTopics, type NoticeTopic } from './notice-topics.ts';
import {
  CredentialCode,
  Email,
  Id,
  Instant,
  Phone,
  Point,
  SkillCode,
  SkillLevel,
  Span,
  SpokenLanguage,
  Words,
  distinct,
  line,
  paragraph,
} from './shapes.ts';
import { risks } from './risk.ts';

/**
 * The records Muster keeps. A record has one place, is put whole, and is never deleted: it closes.
 * `private` holds what is sealed at rest with the subject's own key and shown only to whom
 * `server/rules/visibility.ts` allows; everything else may stand in the journal in the clear.
 */

export const hazards = [
  'typhoon',
  'flood',
  'earthquake',
  'fire',
  'landslide',
  'epidemic',
  'heat',
  'industrial',
  'other',
] as const;

export const Period = z.strictObject({
  id: Id,
  number: z.int().min(1),
  startAt: Instant,
  endAt: Instant,
  closedAt: Instant.nullable(),
});
export type Period = z.infer<typeof Period>;

export const Incident = z.strictObject({
  kind: z.literal('incident'),
  id: Id,
  name: Words,
  hazard: z.enum(hazards),
  area: Words,
  centre: Point,
  organisationId: Id,
  status: z.enum(['open', 'closed']),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  periods: z.array(Period).max(400),
});
export type Incident = z.infer<typeof Incident>;

export const Organisation = z.strictObject({
  kind: z.literal('organisation'),
  id: Id,
  name: Words,
  /** Government office, social-service agency, foundation, grassroots team. */
  form: z.enum(['government', 'agency', 'foundation', 'grassroots']),
  serviceCellIds: z.array(Id).max(5000),
  status: z.enum(['active', 'closed']),
});
export type Organisation = z.infer<typeof Organisation>;

export const Cell = z.strictObject({
  kind: z.literal('cell'),
  id: Id,
  name: Words,
  /** Outline, first point repeated last. */
  ring: z.array(Point).min(4).max(200),
  centre: Point,
  population: z.int().min(0).max(10_000_000),
});
export type Cell = z.infer<typeof Cell>;

/** A desk or staging area where people check in with a printed QR code. */
export const Station = z.strictObject({
  kind: z.literal('station'),
  id: Id,
  incidentId: Id,
  organisationId: Id,
  name: Words,
  cellId: Id,
  point: Point,
});
export type Station = z.infer<typeof Station>;

export const personRoles = ['admin', 'coordinator', 'socialWorker', 'volunteer'] as const;
export const PersonRole = z.enum(personRoles);
export type PersonRole = z.infer<typeof PersonRole>;

export const HeldCredential = z.strictObject({
  id: Id,
  code: CredentialCode,
  issuer: line(120),
  expiresAt: Instant.nullable(),
  /** Which skills it vouches for. */
  skillCodes: distinct(SkillCode, 20),
  verifiedAt: Instant.nullable(),
  verifiedBy: Id.nullable(),
});
export type HeldCredential = z.infer<typeof HeldCredential>;

export const Limits = z.strictObject({
  maxDistanceKm: z.number().min(0.5).max(500),
  maxHoursPerDay: z.number().min(1).max(16),
  minRestHours: z.number().min(0).max(24),
  nights: z.boolean(),
});
export type Limits = z.infer<typeof Limits>;

/** A stretch of work, kept with the person so that rest and hours hold across needs and organisations. */
export const Stint = z.strictObject({
  assignmentId: Id,
  startAt: Instant,
  endAt: Instant,
  cellId: Id,
  /** It was distressing: the need was, or the person said so. */
  isHard: z.boolean().optional(),
  /** It reached into the night. */
  isNight: z.boolean().optional(),
});
export type Stint = z.infer<typeof Stint>;

export const PersonPrivate = z.strictObject({
  name: Words,
  phone: Phone.optional(),
  email: Email.optional(),
  /** Credential id → number as printed on it. */
  credentialNumbers: z.record(Id, line(60)).optional(),
  note: paragraph(2000).optional(),
});
export type PersonPrivate = z.infer<typeof PersonPrivate>;

export const Person = z.strictObject({
  kind: z.literal('person'),
  id: Id,
  organisationId: Id,
  roles: distinct(PersonRole, 4),
  status: z.enum(['invited', 'applied', 'approved', 'suspended', 'erased']),
  skills: z.array(SkillLevel).max(65),
  credentials: z.array(HeldCredential).max(20),
  languages: distinct(SpokenLanguage, 12),
  homeCellId: Id,
  /** When the person can be asked; nothing listed means "do not ask me". */
  availability: z.array(Span).max(60),
  limits: Limits,
  /** The one assignment this person is asked for or committed to, in any incident. */
  heldBy: Id.nullable(),
  /** One made ahead for after the one that holds them now, which it follows as soon as that ends; never without it. */
  heldNextBy: Id.nullable().optional(),
  /** Stints of the last seven days, oldest first. */
  stints: z.array(Stint).max(60),
  /** Offers ever made, accepted and kept: what trust and the chance of a yes are worked out from. */
  offers: z.int().min(0),
  accepts: z.int().min(0),
  noShows: z.int().min(0),
  /** Of these offers and accepts, those made at night, in the morning, the afternoon and the evening, by the local clock. */
  byPartOfDay: z
    .array(z.strictObject({ offers: z.int().min(0), accepts: z.int().min(0) }))
    .length(4)
    .optional(),
  lastOfferedAt: Instant.nullable(),
  joinedAt: Instant,
  private: PersonPrivate.optional(),
});
export type Person = z.infer<typeof Person>;

/** A sign-in link for one person. The secret half is derived from the id and never stored. */
export const Invitation = z.strictObject({
  kind: z.literal('invitation'),
  id: Id,
  personId: Id,
  organisationId: Id,
  createdBy: Id,
  expiresAt: Instant,
  usesLeft: z.int().min(0).max(1000),
});
export type Invitation = z.infer<typeof Invitation>;

export const priorities = ['immediate', 'urgent', 'routine'] as const;
export const Priority = z.enum(priorities);
export type Priority = z.infer<typeof Priority>;

export const needCategories = [
  'rescue',
  'medical',
  'psychosocial',
  'childProtection',
  'olderPeople',
  'disability',
  'shelter',
  'food',
  'supplies',
  'transport',
  'clearance',
  'utilities',
  'information',
  'animals',
  'other',
] as const;
export const NeedCategory = z.enum(needCategories);
export type NeedCategory = z.infer<typeof NeedCategory>;

export const vulnerableGroups = [
  'children',
  'olderPeople',
  'pregnant',
  'limitedMobility',
  'sensory',
  'chronicIllness',
  'livingAlone',
] as const;
export const VulnerableGroup = z.enum(vulnerableGroups);
export type VulnerableGroup = z.infer<typeof VulnerableGroup>;

/** role × skill × level × credential × count. Every skill, credential and language listed is required, never any-of. */
export const Seat = z.strictObject({
  id: Id,
  role: z.enum(['socialWorker', 'volunteer', 'anyone']),
  skills: z
    .array(SkillLevel)
    .max(6)
    .refine((list) => new Set(list.map((skill) => skill.code)).size === list.length, {
      message: 'must not name the same skill twice',
    }),
  credentialCodes: distinct(CredentialCode, 4),
  languages: distinct(SpokenLanguage, 3),
  /** Leads the team on this need. */
  leads: z.boolean(),
  count: z.int().min(1).max(200),
});
export type Seat = z.infer<typeof Seat>;

export const NeedPrivate = z.strictObject({
  title: Words,
  details: paragraph(4000).optional(),
  address: Words.optional(),
  point: Point.optional(),
  contactName: line(80).optional(),
  contactPhone: Phone.optional(),
});
export type NeedPrivate = z.infer<typeof NeedPrivate>;

export const Need = z.strictObject({
  kind: z.literal('need'),
  id: Id,
  incidentId: Id,
  /** The organisation that holds the case. */
  organisationId: Id,
  cellId: Id,
  /** About 100 m exact; the exact place is private. */
  near: Point,
  category: NeedCategory,
  priority: Priority,
  reportedAt: Instant,
  /** By when somebody must be on scene. */
  deadlineAt: Instant,
  peopleCount: z.int().min(0).max(100_000),
  vulnerable: distinct(VulnerableGroup, 7),
  seats: z.array(Seat).max(12),
  source: z.enum(['public', 'hotline', 'field', 'import']),
  /** `restricted`: only the case-holding organisation and those assigned read the private part. */
  confidentiality: z.enum(['open', 'restricted']),
  /** Whether the work distresses those who do it, as the desk marked it; unmarked, the category says (`shared/care.ts`). */
  distressing: z.boolean().optional(),
  status: z.enum(['reported', 'open', 'closed', 'merged']),
  outcome: z.enum(['met', 'notNeeded', 'elsewhere', 'unreachable']).nullable(),
  closedAt: Instant.nullable(),
  mergedInto: Id.nullable(),
  /** Who at the desk is dealing with it. */
  handlerId: Id.nullable(),
  /** Expected length of one person's work. */
  estimatedMinutes: z.int().min(5).max(1440),
  /** When the unmet need was last escalated, and how often. */
  escalatedAt: Instant.nullable(),
  escalations: z.int().min(0),
  /** What was suggested from the category, beside what was chosen. */
  suggestedPriority: Priority,
  /** How people are asked for it; nothing where the desk asks each by hand. */
  asking: z
    .strictObject({
      /** Keep asking until filled: a decline is replaced at once, and the next wave opens by itself. */
      automatic: z.boolean(),
      /** Whoever says yes once the places are filled stands by. */
      standby: z.boolean(),
      /** Minutes an offer waits; null: as usual for the priority. */
      answerWithinMinutes: z.int().min(1).max(1440).nullable(),
      /** Nobody could be asked: when it is tried again. */
      nextTryAt: Instant.nullable(),
    })
    .optional(),
  /** Since when the desk has said that there are enough people, whatever the seats say. */
  enoughAt: Instant.nullable().optional(),
  /** How dangerous the work is, where somebody said so; else it follows from the category (`shared/risk.ts`). */
  risk: z.enum(risks).optional(),
  /** What the desk did with it, oldest first; what responders did stands in the assignments. */
  steps: z.array(z.strictObject({ at: Instant, operation: z.string().max(40), by: z.string().max(80) })).max(80),
  private: NeedPrivate.optional(),
});
export type Need = z.infer<typeof Need>;

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
export const standDownReasons = ['filled', 'enough', 'withdrawn', 'changed', 'closed'] as const;

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

/**
 * A talk with a supervisor (督导) after a distressing assignment, whose id it has. Between the person and their own
 * organisation; nobody else learns that there is one.
 */
export const Debrief = z.strictObject({
  kind: z.literal('debrief'),
  id: Id,
  incidentId: Id,
  personId: Id,
  /** The organisation of the person: one of its supervisors sees to it. */
  organisationId: Id,
  /** The need was distressing, or the person said it was hard for them. */
  because: z.enum(['need', 'person']),
  openedAt: Instant,
  dueAt: Instant,
  supervisorId: Id.nullable(),
  status: z.enum(['open', 'done', 'declined']),
  endedAt: Instant.nullable(),
  endedBy: Id.nullable(),
  private: z.strictObject({ note: paragraph(2000) }).optional(),
});
export type Debrief = z.infer<typeof Debrief>;

/** Who leads the team on a need, whose id it has, beside those who hold a seat that leads. */
export const Team = z.strictObject({
  kind: z.literal('team'),
  id: Id,
  incidentId: Id,
  leadIds: distinct(Id, 20),
});
export type Team = z.infer<typeof Team>;

/** From one operational period to the next on one need: who goes, who stays, who relieves whom. The last one stands. */
export const Handover = z.strictObject({
  kind: z.literal('handover'),
  id: Id,
  incidentId: Id,
  needId: Id,
  organisationId: Id,
  periodNumber: z.int().min(1).nullable(),
  preparedAt: Instant,
  preparedBy: Id,
  /** Everybody who was on the need. Whoever goes may be relieved by somebody who stays or comes. */
  people: z.array(z.strictObject({ personId: Id, stays: z.boolean(), relievedById: Id.nullable() })).max(200),
  incomingLeadId: Id,
  acknowledgedAt: Instant.nullable(),
  private: z.strictObject({ note: paragraph(2000) }).optional(),
});
export type Handover = z.infer<typeof Handover>;

export const casePhases = ['intake', 'assessment', 'planning', 'intervention', 'evaluation', 'closure'] as const;
export const CasePhase = z.enum(casePhases);
export type CasePhase = z.infer<typeof CasePhase>;

/**
 * A social worker's case, begun on an assignment, whose id it has; it may outlive the assignment. The organisation of the
 * worker holds it: nobody outside reads a word of it, not even the desk of the need.
 */
export const Case = z.strictObject({
  kind: z.literal('case'),
  id: Id,
  incidentId: Id,
  needId: Id,
  organisationId: Id,
  /** Everybody who has carried it; the last one carries it now. */
  workerIds: distinct(Id, 50).min(1),
  phase: CasePhase,
  openedAt: Instant,
  /** Every phase entered, oldest first. */
  phases: z.array(z.strictObject({ at: Instant, phase: CasePhase, by: Id })).max(200),
  closedAt: Instant.nullable(),
  /** What the next worker must know of the need, as it was when the case was begun. */
  private: NeedPrivate.pick({ title: true, address: true, contactName: true, contactPhone: true }).optional(),
});
export type Case = z.infer<typeof Case>;

export const CaseNote = z.strictObject({
  kind: z.literal('caseNote'),
  id: Id,
  caseId: Id,
  organisationId: Id,
  phase: CasePhase,
  at: Instant,
  by: Id,
  /** Sealed with the key of the case. */
  private: z.strictObject({ text: paragraph(4000) }).optional(),
});
export type CaseNote = z.infer<typeof CaseNote>;
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

export const AnyRecord = z.discriminatedUnion('kind', [
  Incident,
  Organisation,
  Cell,
  Station,
  Person,
  Invitation,
  Need,
  Assignment,
  Wave,
  Alert,
  Debrief,
  Team,
  Handover,
  Case,
  CaseNote,
  Whereabouts,
  Watch,
  Escalation,
  RollCall,
  Headcount,
  WalkUp,
  ServiceRecord,
  Reach,
  Notice,
]);
export type AnyRecord = z.infer<typeof AnyRecord>;
export type Kind = AnyRecord['kind'];
export type RecordOf<K extends Kind> = Extract<AnyRecord, { kind: K }>;

export const kinds = [
  'incident',
  'organisation',
  'cell',
  'station',
  'person',
  'invitation',
  'need',
  'assignment',
  'wave',
  'alert',
  'debrief',
  'team',
  'handover',
  'case',
  'caseNote',
  'whereabouts',
  'watch',
  'escalation',
  'rollCall',
  'headcount',
  'walkUp',
  'serviceRecord',
  'reach',
  'notice',
] as const satisfies readonly Kind[];
