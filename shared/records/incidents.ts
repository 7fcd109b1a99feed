import { z } from 'zod';
import { Id, Instant, Point, Words } from '../shapes.ts';

/** The incident, its operational periods, the organisations that work it, and the ground they work on. */

export const hazards = [
  'typhoon',
  'flood',
  'earthquake',
  'fire',
  'landslide',
  'epidemic',
  'heat',
  'industrial',
  'other',
] as const;

export const Period = z.strictObject({
  id: Id,
  number: z.int().min(1),
  startAt: Instant,
  endAt: Instant,
  closedAt: Instant.nullable(),
});
export type Period = z.infer<typeof Period>;

export const Incident = z.strictObject({
  kind: z.literal('incident'),
  id: Id,
  name: Words,
  hazard: z.enum(hazards),
  area: Words,
  centre: Point,
  organisationId: Id,
  status: z.enum(['open', 'closed']),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  periods: z.array(Period).max(400),
});
export type Incident = z.infer<typeof Incident>;

export const Organisation = z.strictObject({
  kind: z.literal('organisation'),
  id: Id,
  name: Words,
  /** Government office, social-service agency, foundation, grassroots team. */
  form: z.enum(['government', 'agency', 'foundation', 'grassroots']),
  serviceCellIds: z.array(Id).max(5000),
  status: z.enum(['active', 'closed']),
});
export type Organisation = z.infer<typeof Organisation>;

export const Cell = z.strictObject({
  kind: z.literal('cell'),
  id: Id,
  name: Words,
  /** Outline, first point repeated last. */
  ring: z.array(Point).min(4).max(200),
  centre: Point,
  population: z.int().min(0).max(10_000_000),
});
export type Cell = z.infer<typeof Cell>;

/** A desk or staging area where people check in with a printed QR code. */
export const Station = z.strictObject({
  kind: z.literal('station'),
  id: Id,
  incidentId: Id,
  organisationId: Id,
  name: Words,
  cellId: Id,
  point: Point,
});
export type Station = z.infer<typeof Station>;
