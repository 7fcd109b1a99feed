import { z } from 'zod';
import { watchSteps } from '../risk.ts';
import { Id, Instant, Phone, Point, Words, distinct, line, paragraph } from '../shapes.ts';

/** The records of those who are out: where they were last, whether all is well, who was counted, who came unasked. */

/** Where somebody was last known to be. One per person, under the person's own id; told by a check-in or a call for help alone. */
export const Whereabouts = z.strictObject({
  kind: z.literal('whereabouts'),
  id: Id,
  assignmentId: Id,
  at: Instant,
  told: z.enum(['checkIn', 'help']),
  private: z.strictObject({ point: Point, accuracyM: z.int().min(0).max(100_000).nullable() }).optional(),
});
export type Whereabouts = z.infer<typeof Whereabouts>;

/** Whether all is well with somebody on scene. Under the id of the assignment; made when something is first asked or said. */
export const Watch = z.strictObject({
  kind: z.literal('watch'),
  id: Id,
  personId: Id,
  needId: Id,
  incidentId: Id,
  /** When all was last said to be well, and by whom. */
  wellAt: Instant.nullable(),
  wellBy: Id.nullable(),
  /** The round that is going on; empty when nothing is due. `toIds`: people told, or the escalation contact. */
  steps: z
    .array(z.strictObject({ step: z.enum(watchSteps), at: Instant, toIds: distinct(Id, 20) }))
    .max(watchSteps.length),
  /** Rounds that are over: when it was asked and answered, and how far it went. The newest 40. */
  rounds: z.array(z.strictObject({ askedAt: Instant, wellAt: Instant, furthest: z.enum(watchSteps) })).max(40),
});
export type Watch = z.infer<typeof Watch>;

/** Whom to call when nobody else has answered: of an incident or of an organisation, under its id. */
export const Escalation = z.strictObject({
  kind: z.literal('escalation'),
  id: Id,
  of: z.enum(['incident', 'organisation']),
  setAt: Instant,
  setBy: Id,
  private: z.strictObject({ name: Words, phone: Phone }).optional(),
});
export type Escalation = z.infer<typeof Escalation>;

/** A roll-call (PAR, 人员清点): everybody committed there is asked whether all is well. */
export const RollCall = z.strictObject({
  kind: z.literal('rollCall'),
  id: Id,
  incidentId: Id,
  organisationId: Id,
  about: z.enum(['need', 'cell', 'incident']),
  /** The need, cell or incident. */
  aboutId: Id,
  openedAt: Instant,
  openedBy: Id,
  asked: z.int().min(0),
  closedAt: Instant.nullable(),
  closedBy: Id.nullable(),
  /** How it stood when it was closed. */
  result: z.strictObject({ well: z.int(), needsHelp: z.int(), missing: z.int() }).nullable(),
});
export type RollCall = z.infer<typeof RollCall>;

/** One person asked in a roll-call. */
export const Headcount = z.strictObject({
  kind: z.literal('headcount'),
  id: Id,
  rollCallId: Id,
  assignmentId: Id,
  personId: Id,
  needId: Id,
  askedAt: Instant,
  answer: z.enum(['well', 'needsHelp']).nullable(),
  answeredAt: Instant.nullable(),
  answeredBy: Id.nullable(),
  /** A check-in, a check-out or an "all is well" is an answer too. */
  how: z.enum(['self', 'lead', 'desk', 'checkIn', 'checkOut']).nullable(),
});
export type Headcount = z.infer<typeof Headcount>;

export const resourceKinds = ['person', 'team', 'vehicle', 'boat', 'equipment'] as const;
export const travelMethods = ['onFoot', 'bicycle', 'car', 'bus', 'train', 'boat', 'other'] as const;

/** Somebody who came without being asked, with the fields of ICS 211; their name and number stand in the person. */
export const WalkUp = z.strictObject({
  kind: z.literal('walkUp'),
  id: Id,
  personId: Id,
  incidentId: Id,
  organisationId: Id,
  /** Where they checked in: a station or a need. */
  stationId: Id.nullable(),
  needId: Id.nullable(),
  arrivedAt: Instant,
  leftAt: Instant.nullable(),
  /** Who wrote it down; null where they did so themselves at the station's code. */
  registeredBy: Id.nullable(),
  resource: z.enum(resourceKinds),
  /** Total number of personnel, themselves included. */
  personnel: z.int().min(1).max(200),
  travel: z.enum(travelMethods).nullable(),
  private: z
    .strictObject({
      homeUnit: line(120).optional(),
      leader: line(80).optional(),
      departedFrom: line(120).optional(),
      departedAt: Instant.optional(),
      qualifications: paragraph(300).optional(),
    })
    .optional(),
});
export type WalkUp = z.infer<typeof WalkUp>;

/** A certificate of hours (时长证明) as it was given out; its code follows from the id. Work that is counted later needs a new one. */
export const ServiceRecord = z.strictObject({
  kind: z.literal('serviceRecord'),
  id: Id,
  personId: Id,
  /** Which organisation vouches for it. */
  organisationId: Id,
  fromAt: Instant,
  untilAt: Instant,
  minutes: z.int().min(1),
  assignments: z.int().min(1),
  issuedAt: Instant,
  issuedBy: Id,
});
export type ServiceRecord = z.infer<typeof ServiceRecord>;
