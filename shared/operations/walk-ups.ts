import { z } from 'zod';
import { NeedCategory, ServiceRecord } from '../records.ts';
import { Id, Instant, Phone, Words, line } from '../shapes.ts';
import { Done, PaperCode, arriving, instant, object, place, read, write } from './operation.ts';

/** Who came unasked, and the hours of everybody with their certificates. */
export const walkUps = {
  // Walk-up volunteers: who came unasked
  registerWalkUp: write(
    'coordinator',
    '/api/walk-ups',
    object({
      incidentId: Id,
      stationId: Id.optional(),
      needId: Id.optional(),
      phone: Phone.optional(),
      ...arriving,
    }),
    object({ walkUpId: Id, personId: Id, code: z.string() }),
  ),
  /** By themselves, on the page that the code of a check-in desk opens. */
  registerMyself: write(
    'public',
    '/api/here',
    object({ station: line(120), phone: Phone, ...arriving }),
    object({ walkUpId: Id, personId: Id, code: z.string() }),
  ),
  lookUpStation: read(
    'public',
    '/api/here/stations/:station',
    object({ station: line(120) }),
    object({ name: Words, incident: Words }),
  ),
  /** Puts somebody who is here on work: generic work under a lead until they are approved. They count as having said yes. */
  placeWalkUp: write(
    'coordinator',
    '/api/walk-ups/:walkUpId/place',
    object({ walkUpId: Id, needId: Id, seatId: Id }),
    object({ assignmentId: Id }),
  ),
  readWalkUpCode: read(
    'coordinator',
    '/api/walk-ups/:walkUpId/code',
    object({ walkUpId: Id }),
    object({ code: z.string() }),
  ),
  /** What the holder of a code on paper does, or somebody who reads it off their paper. `place` follows a call for help. */
  stepByCode: write(
    'public',
    '/api/here/:code/step',
    object({
      code: PaperCode,
      step: z.enum(['checkIn', 'checkOut', 'well', 'needHelp', 'place', 'leave']),
      ...place,
      at: Instant.optional(),
    }),
    Done,
  ),
  followWalkUp: read(
    'public',
    '/api/here/:code',
    object({ code: PaperCode }),
    object({
      name: Words,
      approved: z.boolean(),
      leftAt: Instant.nullable(),
      /** The work they were put on, if any, and who leads there. */
      work: object({
        title: Words,
        cellId: Id,
        status: z.enum(['accepted', 'enRoute', 'checkedIn']),
        checkedInAt: Instant.nullable(),
        lead: Words.nullable(),
        askedAt: Instant.nullable(),
        helpAskedAt: Instant.nullable(),
        helpSeenAt: Instant.nullable(),
      }).nullable(),
      minutes: z.int(),
    }),
  ),

  // Hours, and the certificate of them
  readService: read(
    'responder',
    '/api/people/:personId/service',
    object({ personId: Id, fromAt: instant.optional(), untilAt: instant.optional() }),
    object({
      name: Words,
      organisationId: Id,
      lines: z.array(
        object({
          assignmentId: Id,
          incident: Words,
          category: NeedCategory,
          startAt: Instant,
          endAt: Instant,
          minutes: z.int(),
        }),
      ),
      minutes: z.int(),
      issued: z.array(ServiceRecord.omit({ kind: true }).extend({ code: z.string() })),
    }),
  ),
  issueServiceRecord: write(
    'responder',
    '/api/people/:personId/service-records',
    object({ personId: Id, fromAt: Instant, untilAt: Instant }),
    object({ serviceRecordId: Id, code: z.string() }),
  ),
  /** What a certificate with this code says, and nothing more. */
  checkServiceRecord: read(
    'public',
    '/api/service-records/:code',
    object({ code: PaperCode }),
    object({
      name: Words,
      organisation: Words,
      fromAt: Instant,
      untilAt: Instant,
      minutes: z.int(),
      assignments: z.int(),
      issuedAt: Instant,
    }),
  ),
} as const;
