import { z } from 'zod';
import { Escalation, RollCall } from '../records.ts';
import { risks } from '../risk.ts';
import { Id, Instant, Phone, Point, Words } from '../shapes.ts';
import { Done, object, place, write } from './operation.ts';

/** On scene: whether all is well, calls for help, roll-calls. */
export const safety = {
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
} as const;
