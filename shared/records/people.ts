import { z } from 'zod';
import {
  CredentialCode,
  Email,
  Id,
  Instant,
  Phone,
  SkillCode,
  SkillLevel,
  Span,
  SpokenLanguage,
  Words,
  distinct,
  line,
  paragraph,
} from '../shapes.ts';

/** Whoever may be sent, what they can do and how long they have worked. */

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
