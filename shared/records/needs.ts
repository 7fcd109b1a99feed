import { z } from 'zod';
import {
  CredentialCode,
  Id,
  Instant,
  Phone,
  Point,
  SkillLevel,
  SpokenLanguage,
  Words,
  distinct,
  line,
  paragraph,
} from '../shapes.ts';
import { risks } from '../risk.ts';

/** What is asked for, and the seats it takes. */

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
