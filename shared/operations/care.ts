import { z } from 'zod';
import { CareLimitsSet, CasePhase, Handover } from '../records.ts';
import { Id, line, paragraph } from '../shapes.ts';
import { ProfessionalHours, StillOut } from './answers.ts';
import { Done, count, object, read, write } from './operation.ts';

/** Those who help and how they work together: rest, teams, cases. */
export const care = {
  // Care: rest and somebody to talk to
  /** One tap after the end: "this was hard for me". It counts as a distressing assignment and a supervisor calls. */
  sayItWasHard: write('responder', '/api/assignments/:assignmentId/hard', object({ assignmentId: Id }), Done),
  /** What protects everybody, for the whole deployment. */
  setCareLimits: write(
    'admin',
    '/api/care-limits',
    CareLimitsSet.omit({ kind: true, id: true, setAt: true, setBy: true }),
    Done,
  ),
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
} as const;
