import { z } from 'zod';
import { Need, NeedCategory, Priority, VulnerableGroup } from '../records.ts';
import { Email, Id, Instant, Phone, SkillLevel, SpokenLanguage, Words, distinct, line, paragraph } from '../shapes.ts';
import { NewSeat, PaperCode, object, read, where, write } from './operation.ts';

/** What anybody may do without an account. */
export const openDoor = {
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
} as const;
