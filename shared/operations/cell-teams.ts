import { z } from 'zod';
import { NeedCategory } from '../records.ts';
import { Id, Instant, Words, distinct } from '../shapes.ts';
import { span } from '../teams.ts';
import { PeriodPlan, Proposal } from './answers.ts';
import { object, read, write } from './operation.ts';

/** What a team of a cell is to do, and who it is made of. */
const task = {
  incidentId: Id,
  /** Without: now. */
  periodId: Id.optional(),
  category: NeedCategory,
  estimatedMinutes: z.int().min(5).max(1440),
};

export const CellTeams = object({
  madeAt: Instant,
  /** Availability, rest and hours are judged then. */
  forAt: Instant,
  /** The operational period it was asked for; null for now. */
  period: z.int().nullable(),
  /** In the order of the cells asked for. The first one leads. */
  teams: z.array(
    object({ cellId: Id, people: z.array(Proposal.extend({ isLearner: z.boolean() })).min(1 + span.least) }),
  ),
  /** Cells without a team: how many could lead one there, and how many could join. */
  without: z.array(object({ cellId: Id, leads: z.int(), others: z.int() })),
  /** How good it is, as of a plan. `most`: of each cell so many were looked at, the best ones; null where all were. */
  proof: PeriodPlan.shape.proof.extend({ most: z.int().nullable() }),
  tookMs: z.int(),
});
export type CellTeams = z.infer<typeof CellTeams>;

/** Teams of a licensed social worker and grassroots volunteers, one for each cell (网格). */
export const cellTeams = {
  /** The best teams for these cells together. Nobody is asked yet. Posted, since a list does not fit into an address. */
  composeTeams: {
    ...read(
      'coordinator',
      '/api/incidents/:incidentId/teams',
      object({
        ...task,
        cellIds: distinct(Id, 200).min(1),
        /** Beside the one who leads; where people are short, no fewer than three. */
        members: z.int().min(span.least).max(span.most),
        /** Pairs who are not to be in one team. Kept nowhere. */
        apart: z
          .array(z.tuple([Id, Id]))
          .max(100)
          .default([]),
      }),
      CellTeams,
    ),
    http: { method: 'POST', path: '/api/incidents/:incidentId/teams' },
  },
  /** A need for each team, and everybody of it asked: all in one commit. A team goes out whole or comes back with the reason. */
  sendTeams: write(
    'coordinator',
    '/api/incidents/:incidentId/teams/send',
    object({
      ...task,
      title: Words,
      teams: z
        .array(object({ cellId: Id, leadId: Id, memberIds: distinct(Id, span.most).min(span.least) }))
        .min(1)
        .max(25),
    }),
    object({
      sent: z.array(object({ cellId: Id, needId: Id, assignmentIds: z.array(Id) })),
      refused: z.array(
        object({
          cellId: Id,
          /** Whom it was about, where it was about one. */
          personId: Id.nullable(),
          code: z.string(),
          params: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  ),
} as const;
