import { z } from 'zod';
import { Need, NeedCategory, Priority, Seat } from '../records.ts';
import { Id, Instant, Words, paragraph } from '../shapes.ts';
import { SeatProposals, TimelineEvent, WavePreview } from './answers.ts';
import { Done, count, object, read, where, write } from './operation.ts';

/** Needs at the desk. */
export const needs = {
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
} as const;
