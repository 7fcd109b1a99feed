import { z } from 'zod';
import { Seat, WalkUp, resourceKinds, travelMethods } from '../records.ts';
import { Id, Instant, Point, Words, line, paragraph } from '../shapes.ts';

/**
 * `who`: `public` needs no account; `responder` is any approved person acting for themselves;
 * `coordinator` and `admin` include what stands below them; `system` is Muster's own sweeps.
 */
export type Who = 'public' | 'responder' | 'coordinator' | 'admin' | 'system';

interface Described<I extends z.ZodType, O extends z.ZodType, E extends 'write' | 'read'> {
  who: Who;
  effect: E;
  http: { method: 'GET' | 'POST'; path: `/api/${string}` };
  input: I;
  output: O;
}

export const write = <I extends z.ZodType, O extends z.ZodType>(
  who: Who,
  path: `/api/${string}`,
  input: I,
  output: O,
): Described<I, O, 'write'> => ({
  who,
  effect: 'write',
  http: { method: 'POST', path },
  input,
  output,
});
export const read = <I extends z.ZodType, O extends z.ZodType>(
  who: Who,
  path: `/api/${string}`,
  input: I,
  output: O,
): Described<I, O, 'read'> => ({
  who,
  effect: 'read',
  http: { method: 'GET', path },
  input,
  output,
});

export const object = z.strictObject;
export const Done = object({});
export const NewSeat = Seat.omit({ id: true });
/** A GET carries everything as text, a socket numbers; nothing else is taken for a number. */
export const count = (max: number) =>
  z
    .union([
      z.int(),
      z
        .string()
        .regex(/^[0-9]{1,9}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(0).max(max));

/** An instant in a query is text. */
export const instant = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^[0-9]{12,13}$/)
      .transform(Number),
  ])
  .pipe(Instant);

/** Ten letters and digits that are read out over bad lines: no O and 0, no I and 1. */
export const PaperCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-HJ-NP-Z2-9]{5}-?[A-HJ-NP-Z2-9]{5}$/);

/** What is asked of somebody who came unasked: the fields of ICS 211, all but the name optional at the desk. */
export const arriving = {
  name: Words,
  homeUnit: line(120).optional(),
  resource: z.enum(resourceKinds).default('person'),
  personnel: WalkUp.shape.personnel.default(1),
  leader: line(80).optional(),
  departedFrom: line(120).optional(),
  departedAt: Instant.optional(),
  travel: z.enum(travelMethods).optional(),
  qualifications: paragraph(300).optional(),
};

export const place = { point: Point.optional(), accuracyM: z.number().min(0).max(100_000).optional() };

export const where = { cellId: Id.optional(), point: Point.optional(), address: Words.optional() };
