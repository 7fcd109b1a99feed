import { z } from 'zod';
import { Id, Instant, distinct, paragraph } from '../shapes.ts';

/** Who leads, and who relieves whom. */

/** Who leads the team on a need, whose id it has, beside those who hold a seat that leads. */
export const Team = z.strictObject({
  kind: z.literal('team'),
  id: Id,
  incidentId: Id,
  leadIds: distinct(Id, 20),
});
export type Team = z.infer<typeof Team>;

/** From one operational period to the next on one need: who goes, who stays, who relieves whom. The last one stands. */
export const Handover = z.strictObject({
  kind: z.literal('handover'),
  id: Id,
  incidentId: Id,
  needId: Id,
  organisationId: Id,
  periodNumber: z.int().min(1).nullable(),
  preparedAt: Instant,
  preparedBy: Id,
  /** Everybody who was on the need. Whoever goes may be relieved by somebody who stays or comes. */
  people: z.array(z.strictObject({ personId: Id, stays: z.boolean(), relievedById: Id.nullable() })).max(200),
  incomingLeadId: Id,
  acknowledgedAt: Instant.nullable(),
  private: z.strictObject({ note: paragraph(2000) }).optional(),
});
export type Handover = z.infer<typeof Handover>;
