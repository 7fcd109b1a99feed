import { z } from 'zod';
import { HeldCredential, MatchTerm, Person, PersonRole } from '../records.ts';
import { Id, Instant, Phone, SkillLevel, SpokenLanguage, Words } from '../shapes.ts';
import { object } from './operation.ts';

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
