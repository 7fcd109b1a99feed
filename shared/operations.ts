import { z } from 'zod';
import { Escalation, RollCall, ServiceRecord, WalkUp, resourceKinds, travelMethods } from './on-scene.ts';
import {
  CasePhase,
  Cell,
  Handover,
  Channel,
  DeliveryError,
  HeldCredential,
  Limits,
  MatchTerm,
  Need,
  NeedCategory,
  Organisation,
  OutsideChannel,
  Person,
  PersonRole,
  Priority,
  PushKeys,
  Reach,
  Seat,
  VulnerableGroup,
  declineReasons,
  hazards,
  troubles,
} from './records.ts';
import { risks } from './risk.ts';
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

/**
 * Every operation there is. Routes, socket events, the client and the documents are derived from it.
 * `who`: `public` needs no account; `responder` is any approved person acting for themselves;
 * `coordinator` and `admin` include what stands below them; `system` is Muster's own sweeps.
 */
export type Who = 'public' | 'responder' | 'coordinator' | 'admin' | 'system';

interface Described<I extends z.ZodType, O extends z.ZodType, E extends 'write' | 'read'> {
  who: Who;
  effect: E;
  http: { method: 'GET' | 'POST'; path: `/api/${string}` };
  input: I;
  output: O;
}

const write = <I extends z.ZodType, O extends z.ZodType>(
  who: Who,
  path: `/api/${string}`,
  input: I,
  output: O,
): Described<I, O, 'write'> => ({
  who,
  effect: 'write',
  http: { method: 'POST', path },
  input,
  output,
});
const read = <I extends z.ZodType, O extends z.ZodType>(
  who: Who,
  path: `/api/${string}`,
  input: I,
  output: O,
): Described<I, O, 'read'> => ({
  who,
  effect: 'read',
  http: { method: 'GET', path },
  input,
  output,
});

const object = z.strictObject;
const Done = object({});
const NewSeat = Seat.omit({ id: true });
/** A GET carries everything as text, a socket numbers; nothing else is taken for a number. */
const count = (max: number) =>
  z
    .union([
      z.int(),
      z
        .string()
        .regex(/^[0-9]{1,9}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(0).max(max));

/** An instant in a query is text. */
const instant = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^[0-9]{12,13}$/)
      .transform(Number),
  ])
  .pipe(Instant);

/** Ten letters and digits that are read out over bad lines: no O and 0, no I and 1. */
const PaperCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-HJ-NP-Z2-9]{5}-?[A-HJ-NP-Z2-9]{5}$/);

/** What is asked of somebody who came unasked: the fields of ICS 211, all but the name optional at the desk. */
const arriving = {
  name: Words,
  homeUnit: line(120).optional(),
  resource: z.enum(resourceKinds).default('person'),
  personnel: WalkUp.shape.personnel.default(1),
  leader: line(80).optional(),
  departedFrom: line(120).optional(),
  departedAt: Instant.optional(),
  travel: z.enum(travelMethods).optional(),
  qualifications: paragraph(300).optional(),
};

const place = { point: Point.optional(), accuracyM: z.number().min(0).max(100_000).optional() };

const where = { cellId: Id.optional(), point: Point.optional(), address: Words.optional() };

export const Proposal = object({
  personId: Id,
  name: Words,
  organisationId: Id,
  roles: z.array(PersonRole),
  skills: z.array(SkillLevel),
  languages: z.array(SpokenLanguage),
  travelMinutes: z.int(),
  distanceKm: z.number(),
  /** Sum of the terms' points: higher is better. */
  score: z.int(),
  terms: z.array(MatchTerm),
  /** Chance of a yes from this person's own history, 0 to 1. */
  chanceOfYes: z.number(),
});
export type Proposal = z.infer<typeof Proposal>;

export const SeatProposals = object({
  seatId: Id,
  /** Places neither filled nor asked for. */
  open: z.int(),
  people: z.array(Proposal),
  eligible: z.int(),
  /** Reason → how many are not eligible for it first of all. */
  excluded: z.record(z.string(), z.int()),
  /** The one rule whose relaxing would add the most people, when too few are eligible. */
  relax: object({ reason: z.string(), adds: z.int(), figures: z.record(z.string(), z.number()) }).nullable(),
});
export type SeatProposals = z.infer<typeof SeatProposals>;

/** What a wave opened now would be: how many for each seat, and what that follows from. */
export const WavePreview = object({
  answerWithinMinutes: z.int(),
  /** Waves that fit before the deadline, this one included. */
  wavesLeft: z.int(),
  seats: z.array(
    object({
      seatId: Id,
      /** Nobody has said yes to them. */
      places: z.int(),
      quota: z.int(),
      /** Mean over those who would be asked. */
      chanceOfYes: z.number(),
    }),
  ),
});
export type WavePreview = z.infer<typeof WavePreview>;

/** Somebody the standing plan would send. */
export const PlannedSending = Proposal.extend({
  needId: Id,
  seatId: Id,
  /** `kept`: asked for just this already. `moved`: asked for something else, and would be asked for this instead. */
  change: z.enum(['new', 'moved', 'kept']),
  /** The offer that would be withdrawn for it. */
  replaces: Id.nullable(),
});
export type PlannedSending = z.infer<typeof PlannedSending>;

/** A seat that the standing plan leaves short. */
export const PlannedShort = object({
  needId: Id,
  seatId: Id,
  places: z.int(),
  eligible: z.int(),
  /** Eligible for this seat, but of more use in another. */
  elsewhere: z.int(),
  excluded: SeatProposals.shape.excluded,
  relax: SeatProposals.shape.relax,
});
export type PlannedShort = z.infer<typeof PlannedShort>;

export const PeriodPlan = object({
  planId: Id,
  madeAt: Instant,
  /** The moment it is for: availability, rest and hours are judged then. */
  forAt: Instant,
  /** The operational period it was asked for; null for now. */
  period: z.int().nullable(),
  /** Places planned for: open ones, and those asked for that could still be changed. */
  places: z.int(),
  counts: object({ new: z.int(), moved: z.int(), kept: z.int(), short: z.int() }),
  /** The most urgent need first; `readPlan` gives the rest. */
  sendings: z.array(PlannedSending),
  total: z.int(),
  /** The most urgent first, at most 200. */
  short: z.array(PlannedShort),
  shortTotal: z.int(),
  /** `best`: checked against the board by other code than made it, no plan of these places does better. */
  proof: object({
    best: z.boolean(),
    /** Without it nothing is known of how good the plan is. */
    checked: z.boolean(),
    /** No plan is better by more than this, in points and as a share of what the best could be worth. */
    gapPoints: z.int(),
    gapShare: z.number(),
  }),
  tookMs: z.int(),
});
export type PeriodPlan = z.infer<typeof PeriodPlan>;

export const WhyNot = object({
  personId: Id,
  name: Words,
  /** Every rule that keeps them from the seat, with the figures behind it; empty where they may be asked. */
  reasons: z.array(object({ reason: z.string(), figures: MatchTerm.shape.figures })),
  /** For somebody who may be asked. */
  score: z.int().nullable(),
  terms: z.array(MatchTerm),
  /** Place among those who may be asked, when among the first 50. */
  rank: z.int().nullable(),
  eligible: z.int(),
  /** What choosing them would cost the last plan at least, in points; null where there is no plan of the last minutes. */
  cost: z.int().nullable(),
  /** The seat that the plan has for them. */
  planned: object({ needId: Id, seatId: Id }).nullable(),
});
export type WhyNot = z.infer<typeof WhyNot>;

export const PersonRow = object({
  id: Id,
  organisationId: Id,
  name: Words,
  phone: Phone.optional(),
  roles: z.array(PersonRole),
  status: Person.shape.status,
  skills: z.array(SkillLevel),
  credentials: z.array(HeldCredential),
  languages: z.array(SpokenLanguage),
  homeCellId: Id,
  availableNow: z.boolean(),
  heldBy: Id.nullable(),
  hoursToday: z.number(),
});
export type PersonRow = z.infer<typeof PersonRow>;

export const TimelineEvent = object({
  at: Instant,
  operation: z.string(),
  /** Who did it, where the reader may know. */
  by: Words.nullable(),
  about: object({ assignmentId: Id.optional(), person: Words.optional(), status: z.string().optional() }),
});
export type TimelineEvent = z.infer<typeof TimelineEvent>;

/** Somebody who is out: since when, how long they have worked, and what rest they are owed when they go home now. */
export const StillOut = object({
  assignmentId: Id,
  personId: Id,
  name: Words,
  organisationId: Id,
  needId: Id,
  status: z.enum(['accepted', 'enRoute', 'checkedIn']),
  sinceAt: Instant,
  workedMinutes: z.int(),
  inARowMinutes: z.int(),
  restHours: z.number(),
});
export type StillOut = z.infer<typeof StillOut>;

export const ProfessionalHours = object({
  organisationId: Id,
  /** Of everybody. */
  hours: z.number(),
  /** Of professionals, and of these on work that asks for a profession. */
  ofProfessionals: z.number(),
  onProfessionalWork: z.number(),
  /** Between 0 and 1; null without a professional's hour. */
  share: z.number().nullable(),
});
export type ProfessionalHours = z.infer<typeof ProfessionalHours>;

export const operations = {
  // The open door
  reportNeed: write(
    'public',
    '/api/needs',
    object({
      incidentId: Id.optional(),
      title: Words,
      details: paragraph(4000).optional(),
      ...where,
      category: NeedCategory,
      peopleCount: z.int().min(1).max(100_000).default(1),
      vulnerable: distinct(VulnerableGroup, 7).default([]),
      contactName: line(80).optional(),
      contactPhone: Phone.optional(),
      /** Only the desk may set what follows; the public's words are suggestions. */
      priority: Priority.optional(),
      seats: z.array(NewSeat).min(1).max(12).optional(),
      deadlineAt: Instant.optional(),
      estimatedMinutes: Need.shape.estimatedMinutes.optional(),
      confidentiality: Need.shape.confidentiality.optional(),
      distressing: Need.shape.distressing,
      source: z.enum(['hotline', 'field', 'import']).optional(),
    }),
    object({ needId: Id, code: z.string() }),
  ),
  followNeed: read(
    'public',
    '/api/follow/:code',
    object({ code: PaperCode }),
    object({
      needId: Id,
      status: Need.shape.status,
      priority: Priority,
      category: NeedCategory,
      title: Words,
      cellId: Id,
      reportedAt: Instant,
      seats: z.int(),
      asked: z.int(),
      coming: z.int(),
      onScene: z.int(),
      done: z.int(),
      /** Since when there are enough people, as the desk says. */
      enoughAt: Instant.nullable(),
      closedAt: Instant.nullable(),
      outcome: Need.shape.outcome,
    }),
  ),
  applyToHelp: write(
    'public',
    '/api/people/apply',
    object({
      name: Words,
      phone: Phone,
      email: Email.optional(),
      organisationId: Id,
      homeCellId: Id,
      skills: z.array(SkillLevel).max(20).default([]),
      languages: distinct(SpokenLanguage, 12).default(['cmn']),
    }),
    object({ personId: Id, link: z.string() }),
  ),
  acceptInvitation: write('public', '/api/sign-in', object({ token: line(200) }), object({ personId: Id })),

  // Needs at the desk
  triageNeed: write(
    'coordinator',
    '/api/needs/:needId/triage',
    object({
      needId: Id,
      title: Words.optional(),
      details: paragraph(4000).optional(),
      ...where,
      category: NeedCategory.optional(),
      priority: Priority.optional(),
      deadlineAt: Instant.optional(),
      peopleCount: Need.shape.peopleCount.optional(),
      vulnerable: Need.shape.vulnerable.optional(),
      estimatedMinutes: Need.shape.estimatedMinutes.optional(),
      confidentiality: Need.shape.confidentiality.optional(),
      distressing: Need.shape.distressing,
      /** The seats as they shall be: one with an id keeps that seat, one without is new, one missing is dropped. */
      seats: z
        .array(Seat.partial({ id: true }))
        .min(1)
        .max(12)
        .optional(),
    }),
    Done,
  ),
  claimNeed: write(
    'coordinator',
    '/api/needs/:needId/claim',
    object({ needId: Id, hold: z.boolean().default(true) }),
    Done,
  ),
  mergeNeeds: write('coordinator', '/api/needs/:needId/merge', object({ needId: Id, intoNeedId: Id }), Done),
  closeNeed: write(
    'coordinator',
    '/api/needs/:needId/close',
    object({ needId: Id, outcome: z.enum(['met', 'notNeeded', 'elsewhere', 'unreachable']) }),
    Done,
  ),
  reopenNeed: write('coordinator', '/api/needs/:needId/reopen', object({ needId: Id }), Done),
  proposePeople: read(
    'coordinator',
    '/api/needs/:needId/proposals',
    object({ needId: Id, limit: count(50).default(10) }),
    object({ needId: Id, seats: z.array(SeatProposals), wave: WavePreview }),
  ),
  readTimeline: read(
    'coordinator',
    '/api/needs/:needId/timeline',
    object({ needId: Id }),
    object({ events: z.array(TimelineEvent) }),
  ),

  // Dispatch
  offer: write(
    'coordinator',
    '/api/needs/:needId/offers',
    object({
      needId: Id,
      seatId: Id,
      personIds: distinct(Id, 50).min(1),
      answerWithinMinutes: z.int().min(1).max(1440).optional(),
    }),
    object({ assignmentIds: z.array(Id) }),
  ),
  withdrawOffer: write('coordinator', '/api/assignments/:assignmentId/withdraw', object({ assignmentId: Id }), Done),
  markNoShow: write('coordinator', '/api/assignments/:assignmentId/no-show', object({ assignmentId: Id }), Done),
  release: write(
    'responder',
    '/api/assignments/:assignmentId/release',
    object({ assignmentId: Id, reason: paragraph(500).optional() }),
    Done,
  ),
  /** `thanks`: the places were filled before this answer came; it is noted, and nothing more is asked. */
  acceptOffer: write(
    'responder',
    '/api/assignments/:assignmentId/accept',
    object({ assignmentId: Id }),
    object({ outcome: z.enum(['accepted', 'standby', 'thanks']) }),
  ),
  declineOffer: write(
    'responder',
    '/api/assignments/:assignmentId/decline',
    object({ assignmentId: Id, reason: z.enum(declineReasons).optional() }),
    Done,
  ),
  setOut: write('responder', '/api/assignments/:assignmentId/set-out', object({ assignmentId: Id }), Done),
  /**
   * For oneself with `place` or `desk`; the lead of the team with `lead`, a coordinator with `coordinator`. `at`: when it was
   * tapped, where it had to wait for signal; taken no earlier than the step before and no later than now.
   */
  checkIn: write(
    'responder',
    '/api/assignments/:assignmentId/check-in',
    object({
      assignmentId: Id,
      how: z.discriminatedUnion('by', [
        object({ by: z.literal('place'), ...place }),
        object({ by: z.literal('desk'), code: line(120) }),
        object({ by: z.literal('lead') }),
        object({ by: z.literal('coordinator') }),
      ]),
      at: Instant.optional(),
    }),
    Done,
  ),
  /** By the person, the lead of the team or a coordinator; with `code` at a check-in desk. */
  checkOut: write(
    'responder',
    '/api/assignments/:assignmentId/check-out',
    object({ assignmentId: Id, code: line(120).optional(), at: Instant.optional() }),
    Done,
  ),
  reportTrouble: write(
    'responder',
    '/api/assignments/:assignmentId/trouble',
    object({ assignmentId: Id, trouble: z.enum(troubles) }),
    Done,
  ),
  acknowledgeAlert: write('coordinator', '/api/alerts/:alertId/acknowledge', object({ alertId: Id }), Done),

  // Waves: whom to ask over time
  openWave: write(
    'coordinator',
    '/api/needs/:needId/waves',
    object({
      needId: Id,
      /** One seat alone; without, every seat that has places open. */
      seatId: Id.optional(),
      /** How many to ask for each seat; without, as many as the places, the time left and the chances of a yes call for. */
      quota: z.int().min(1).max(50).optional(),
      answerWithinMinutes: z.int().min(1).max(1440).optional(),
      /** Keep asking until filled. */
      automatic: z.boolean().optional(),
      standby: z.boolean().optional(),
    }),
    object({ waveId: Id, assignmentIds: z.array(Id) }),
  ),
  /** Takes back every offer of a wave that still waits, and stops asking by itself. */
  withdrawWave: write('coordinator', '/api/waves/:waveId/withdraw', object({ waveId: Id }), Done),
  setAsking: write(
    'coordinator',
    '/api/needs/:needId/asking',
    object({ needId: Id, automatic: z.boolean().optional(), standby: z.boolean().optional() }),
    Done,
  ),
  callUp: write('coordinator', '/api/assignments/:assignmentId/call-up', object({ assignmentId: Id }), Done),
  enough: write('coordinator', '/api/needs/:needId/enough', object({ needId: Id }), Done),
  stillNeeded: write('coordinator', '/api/needs/:needId/still-needed', object({ needId: Id }), Done),
  /** Why somebody declined, said afterwards. */
  giveDeclineReason: write(
    'responder',
    '/api/assignments/:assignmentId/decline-reason',
    object({ assignmentId: Id, reason: z.enum(declineReasons) }),
    Done,
  ),

  // The standing plan
  /** The best plan for every open place of the incident, now or as it will be when a period starts. Nothing is offered yet. */
  planPeriod: read(
    'coordinator',
    '/api/incidents/:incidentId/plan',
    object({ incidentId: Id, periodId: Id.optional(), limit: count(200).default(100) }),
    PeriodPlan,
  ),
  /** More of a plan that was made in the last half hour. */
  readPlan: read(
    'coordinator',
    '/api/plans/:planId',
    object({ planId: Id, from: count(1_000_000).default(0), limit: count(200).default(100) }),
    object({ sendings: z.array(PlannedSending), total: z.int() }),
  ),
  /** Offers what was previewed, all or some: what is still possible goes out, the rest comes back with its reason. */
  acceptPlan: write(
    'coordinator',
    '/api/incidents/:incidentId/plan/accept',
    object({
      incidentId: Id,
      periodId: Id.optional(),
      sendings: z
        .array(object({ needId: Id, seatId: Id, personId: Id, replaces: Id.nullable().default(null) }))
        .min(1)
        .max(200),
    }),
    object({
      offered: z.array(object({ needId: Id, seatId: Id, personId: Id, assignmentId: Id })),
      refused: z.array(
        object({
          needId: Id,
          seatId: Id,
          personId: Id,
          code: z.string(),
          params: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  ),
  /** Why somebody is not proposed for a seat: the reasons, or what choosing them would cost the plan. */
  whyNot: read(
    'coordinator',
    '/api/needs/:needId/seats/:seatId/why-not/:personId',
    object({ needId: Id, seatId: Id, personId: Id }),
    WhyNot,
  ),

  // People
  setAvailability: write(
    'responder',
    '/api/people/:personId/availability',
    object({ personId: Id, availability: z.array(Span).max(60), limits: Limits.optional() }),
    Done,
  ),
  invitePerson: write(
    'coordinator',
    '/api/people/invite',
    object({
      name: Words,
      phone: Phone.optional(),
      email: Email.optional(),
      organisationId: Id.optional(),
      roles: distinct(PersonRole, 4).min(1),
      homeCellId: Id,
      skills: z.array(SkillLevel).max(65).default([]),
      languages: distinct(SpokenLanguage, 12).default(['cmn']),
      uses: z.int().min(1).max(1000).default(1),
    }),
    object({ personId: Id, link: z.string() }),
  ),
  inviteAgain: write(
    'coordinator',
    '/api/people/:personId/invite',
    object({ personId: Id }),
    object({ link: z.string() }),
  ),
  approvePerson: write('coordinator', '/api/people/:personId/approve', object({ personId: Id }), Done),
  suspendPerson: write('coordinator', '/api/people/:personId/suspend', object({ personId: Id }), Done),
  addCredential: write(
    'responder',
    '/api/people/:personId/credentials',
    object({
      personId: Id,
      code: CredentialCode,
      issuer: line(120),
      number: line(60),
      expiresAt: Instant.nullable(),
      skillCodes: distinct(SkillCode, 20),
    }),
    object({ credentialId: Id }),
  ),
  verifyCredential: write(
    'coordinator',
    '/api/people/:personId/credentials/:credentialId/verify',
    object({ personId: Id, credentialId: Id }),
    Done,
  ),
  findPeople: read(
    'coordinator',
    '/api/people',
    object({
      text: paragraph(80).default(''),
      status: Person.shape.status.optional(),
      limit: count(200).default(50),
      from: count(1_000_000).default(0),
    }),
    object({ total: z.int(), people: z.array(PersonRow) }),
  ),

  // Incidents, organisations, grid
  openIncident: write(
    'admin',
    '/api/incidents',
    object({
      name: Words,
      hazard: z.enum(hazards),
      area: Words,
      centre: Point,
      firstPeriodHours: z.number().min(1).max(72).default(12),
    }),
    object({ incidentId: Id }),
  ),
  closeIncident: write('admin', '/api/incidents/:incidentId/close', object({ incidentId: Id }), Done),
  openPeriod: write(
    'coordinator',
    '/api/incidents/:incidentId/periods',
    object({ incidentId: Id, startAt: Instant, endAt: Instant }),
    object({ periodId: Id }),
  ),
  closePeriod: write(
    'coordinator',
    '/api/incidents/:incidentId/periods/:periodId/close',
    object({ incidentId: Id, periodId: Id }),
    Done,
  ),
  addOrganisation: write(
    'admin',
    '/api/organisations',
    Organisation.omit({ kind: true, id: true, status: true }),
    object({ organisationId: Id }),
  ),
  addCells: write(
    'admin',
    '/api/cells',
    object({
      cells: z
        .array(Cell.omit({ kind: true }))
        .min(1)
        .max(500),
    }),
    object({ cellIds: z.array(Id) }),
  ),
  addStation: write(
    'coordinator',
    '/api/stations',
    object({ incidentId: Id, name: Words, cellId: Id, point: Point }),
    object({ stationId: Id, code: z.string() }),
  ),
  readStationCode: read(
    'coordinator',
    '/api/stations/:stationId/code',
    object({ stationId: Id }),
    object({ code: z.string() }),
  ),
  /** Everything at once for a rehearsal, a demo or a move from another system. Ids are kept. */
  importRecords: write(
    'admin',
    '/api/import',
    object({
      organisations: z.array(Organisation).max(1000).default([]),
      cells: z.array(Cell).max(2000).default([]),
      people: z.array(Person).max(2000).default([]),
    }),
    object({ organisations: z.int(), cells: z.int(), people: z.int() }),
  ),

  // Care: rest and somebody to talk to
  /** One tap after the end: "this was hard for me". It counts as a distressing assignment and a supervisor calls. */
  sayItWasHard: write('responder', '/api/assignments/:assignmentId/hard', object({ assignmentId: Id }), Done),
  takeDebrief: write('coordinator', '/api/debriefs/:debriefId/take', object({ debriefId: Id }), Done),
  finishDebrief: write(
    'coordinator',
    '/api/debriefs/:debriefId/finish',
    object({ debriefId: Id, note: paragraph(2000).optional() }),
    Done,
  ),
  /** Nobody has to talk about it. */
  declineDebrief: write('responder', '/api/debriefs/:debriefId/decline', object({ debriefId: Id }), Done),

  // Teams
  nameLead: write(
    'coordinator',
    '/api/needs/:needId/lead',
    object({ needId: Id, personId: Id, leads: z.boolean().default(true) }),
    Done,
  ),
  /** Somebody comes to a team without an offer: they stand there already, or are sent by word of mouth. */
  joinTeam: write(
    'coordinator',
    '/api/needs/:needId/join',
    object({ needId: Id, seatId: Id, personId: Id, onScene: z.boolean().default(true) }),
    object({ assignmentId: Id }),
  ),
  /** Somebody who is out goes on to another need, without an offer; their hours go on with them. */
  moveToNeed: write(
    'coordinator',
    '/api/assignments/:assignmentId/move',
    object({ assignmentId: Id, needId: Id, seatId: Id }),
    object({ assignmentId: Id }),
  ),
  prepareHandover: write(
    'coordinator',
    '/api/needs/:needId/handover',
    object({
      needId: Id,
      people: z.array(Handover.shape.people.element).min(1).max(200),
      incomingLeadId: Id,
      note: paragraph(2000).optional(),
    }),
    object({ handoverId: Id }),
  ),
  acknowledgeHandover: write('responder', '/api/handovers/:handoverId/acknowledge', object({ handoverId: Id }), Done),
  /** Who is still out, the longest first. */
  readDemobilisation: read(
    'coordinator',
    '/api/incidents/:incidentId/still-out',
    object({ incidentId: Id, periodNumber: count(400).optional() }),
    object({ people: z.array(StillOut) }),
  ),

  // Casework
  openCase: write('responder', '/api/cases', object({ assignmentId: Id }), object({ caseId: Id })),
  writeCaseNote: write(
    'responder',
    '/api/cases/:caseId/notes',
    object({ caseId: Id, phase: CasePhase, text: line(4000) }),
    object({ noteId: Id }),
  ),
  setCasePhase: write('responder', '/api/cases/:caseId/phase', object({ caseId: Id, phase: CasePhase }), Done),
  passCase: write('responder', '/api/cases/:caseId/pass', object({ caseId: Id, personId: Id }), Done),
  /** Hours of professionals, and how much of it was professional work, per organisation, in one period or in all. */
  readProfessionalHours: read(
    'coordinator',
    '/api/incidents/:incidentId/professional-hours',
    object({ incidentId: Id, periodNumber: count(400).optional() }),
    object({ organisations: z.array(ProfessionalHours) }),
  ),

  // On scene: whether all is well, calls for help, roll-calls
  /** "I am well", by the person, the lead of the team or a coordinator who spoke with them. `at` as in `checkIn`. */
  sayWell: write(
    'responder',
    '/api/assignments/:assignmentId/well',
    object({ assignmentId: Id, at: Instant.optional() }),
    Done,
  ),
  /** Where somebody who called for help is: taken while the call is open, and at no other time. */
  tellPlace: write(
    'responder',
    '/api/assignments/:assignmentId/place',
    object({ assignmentId: Id, point: Point, accuracyM: place.accuracyM }),
    Done,
  ),
  /** The call for help or the silence is over: somebody has made sure. */
  settleAlert: write('coordinator', '/api/alerts/:alertId/settle', object({ alertId: Id }), Done),
  /** Null: what the category suggests. */
  setRisk: write(
    'coordinator',
    '/api/needs/:needId/risk',
    object({ needId: Id, risk: z.enum(risks).nullable() }),
    Done,
  ),
  setEscalation: write(
    'coordinator',
    '/api/escalation',
    object({ of: Escalation.shape.of, ofId: Id, name: Words, phone: Phone }),
    Done,
  ),
  openRollCall: write(
    'coordinator',
    '/api/roll-calls',
    object({ incidentId: Id, about: RollCall.shape.about, aboutId: Id }),
    object({ rollCallId: Id, asked: z.int() }),
  ),
  answerRollCall: write(
    'responder',
    '/api/headcounts/:headcountId/answer',
    object({ headcountId: Id, answer: z.enum(['well', 'needsHelp']) }),
    Done,
  ),
  closeRollCall: write('coordinator', '/api/roll-calls/:rollCallId/close', object({ rollCallId: Id }), Done),

  // Walk-up volunteers: who came unasked
  registerWalkUp: write(
    'coordinator',
    '/api/walk-ups',
    object({
      incidentId: Id,
      stationId: Id.optional(),
      needId: Id.optional(),
      phone: Phone.optional(),
      ...arriving,
    }),
    object({ walkUpId: Id, personId: Id, code: z.string() }),
  ),
  /** By themselves, on the page that the code of a check-in desk opens. */
  registerMyself: write(
    'public',
    '/api/here',
    object({ station: line(120), phone: Phone, ...arriving }),
    object({ walkUpId: Id, personId: Id, code: z.string() }),
  ),
  lookUpStation: read(
    'public',
    '/api/here/stations/:station',
    object({ station: line(120) }),
    object({ name: Words, incident: Words }),
  ),
  /** Puts somebody who is here on work: generic work under a lead until they are approved. They count as having said yes. */
  placeWalkUp: write(
    'coordinator',
    '/api/walk-ups/:walkUpId/place',
    object({ walkUpId: Id, needId: Id, seatId: Id }),
    object({ assignmentId: Id }),
  ),
  readWalkUpCode: read(
    'coordinator',
    '/api/walk-ups/:walkUpId/code',
    object({ walkUpId: Id }),
    object({ code: z.string() }),
  ),
  /** What the holder of a code on paper does, or somebody who reads it off their paper. `place` follows a call for help. */
  stepByCode: write(
    'public',
    '/api/here/:code/step',
    object({ code: PaperCode, step: z.enum(['checkIn', 'checkOut', 'well', 'needHelp', 'place', 'leave']), ...place }),
    Done,
  ),
  followWalkUp: read(
    'public',
    '/api/here/:code',
    object({ code: PaperCode }),
    object({
      name: Words,
      approved: z.boolean(),
      leftAt: Instant.nullable(),
      /** The work they were put on, if any, and who leads there. */
      work: object({
        title: Words,
        cellId: Id,
        status: z.enum(['accepted', 'enRoute', 'checkedIn']),
        checkedInAt: Instant.nullable(),
        lead: Words.nullable(),
        askedAt: Instant.nullable(),
        helpAskedAt: Instant.nullable(),
        helpSeenAt: Instant.nullable(),
      }).nullable(),
      minutes: z.int(),
    }),
  ),

  // Hours, and the certificate of them
  readService: read(
    'responder',
    '/api/people/:personId/service',
    object({ personId: Id, fromAt: instant.optional(), untilAt: instant.optional() }),
    object({
      name: Words,
      organisationId: Id,
      lines: z.array(
        object({
          assignmentId: Id,
          incident: Words,
          category: NeedCategory,
          startAt: Instant,
          endAt: Instant,
          minutes: z.int(),
        }),
      ),
      minutes: z.int(),
      issued: z.array(ServiceRecord.omit({ kind: true }).extend({ code: z.string() })),
    }),
  ),
  issueServiceRecord: write(
    'responder',
    '/api/people/:personId/service-records',
    object({ personId: Id, fromAt: Instant, untilAt: Instant }),
    object({ serviceRecordId: Id, code: z.string() }),
  ),
  /** What a certificate with this code says, and nothing more. */
  checkServiceRecord: read(
    'public',
    '/api/service-records/:code',
    object({ code: PaperCode }),
    object({
      name: Words,
      organisation: Words,
      fromAt: Instant,
      untilAt: Instant,
      minutes: z.int(),
      assignments: z.int(),
      issuedAt: Instant,
    }),
  ),

  // Notices
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

  // Muster's own sweeps
  raiseRelief: write('system', '/api/system/raise-relief', object({}), object({ count: z.int() })),
  expireOffers: write('system', '/api/system/expire-offers', object({}), object({ count: z.int() })),
  raiseMissedCheckIns: write('system', '/api/system/raise-missed-check-ins', object({}), object({ count: z.int() })),
  openDueWaves: write('system', '/api/system/open-due-waves', object({}), object({ count: z.int() })),
  releaseStaleClaims: write('system', '/api/system/release-stale-claims', object({}), object({ count: z.int() })),
  askWhetherAllIsWell: write('system', '/api/system/ask-whether-all-is-well', object({}), object({ count: z.int() })),
  escalateUnmetNeeds: write('system', '/api/system/escalate-unmet-needs', object({}), object({ count: z.int() })),
  /** The first administrator of an empty deployment. */
  foundDeployment: write(
    'system',
    '/api/system/found',
    object({ organisation: Words, personName: Words }),
    object({ personId: Id, invitationId: Id }),
  ),
} as const;

export type Operations = typeof operations;
export type OperationName = keyof Operations;
export type Input<N extends OperationName> = z.output<Operations[N]['input']>;
/** What a caller may leave out is left out here. */
export type GivenInput<N extends OperationName> = z.input<Operations[N]['input']>;
export type Output<N extends OperationName> = z.output<Operations[N]['output']>;
export type WriteName = { [N in OperationName]: Operations[N]['effect'] extends 'write' ? N : never }[OperationName];
export type ReadName = Exclude<OperationName, WriteName>;

export const operationNames = Object.keys(operations) as OperationName[];
export const isOperation = (name: string): name is OperationName => Object.hasOwn(operations, name);
