import { z } from 'zod';
import { Id, Instant, distinct, paragraph } from '../shapes.ts';
import { NeedPrivate } from './needs.ts';

/** What a social worker carries, and the talk afterwards with whoever supervises. */

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
