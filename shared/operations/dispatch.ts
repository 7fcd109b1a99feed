import { z } from 'zod';
import { declineReasons, troubles } from '../records.ts';
import { Id, Instant, distinct, line, paragraph } from '../shapes.ts';
import { PeriodPlan, PlannedSending, WhyNot } from './answers.ts';
import { Done, count, object, place, read, write } from './operation.ts';

/** Who goes where: offers and answers, waves over time, the standing plan. */
export const dispatch = {
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
} as const;
