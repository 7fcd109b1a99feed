import { z } from 'zod';
import { careRanges, type CareLimit } from '../care.ts';
import { Id, Instant } from '../shapes.ts';

const within = (name: CareLimit) => z.int().min(careRanges[name].from).max(careRanges[name].to);

/** What protects everybody who helps, where an administrator has set it for this deployment. There is one at most. */
export const CareLimitsSet = z.strictObject({
  kind: z.literal('careLimits'),
  id: z.literal('careLimits'),
  maxHoursPerDay: within('maxHoursPerDay'),
  maxHoursInARow: within('maxHoursInARow'),
  minRestHours: within('minRestHours'),
  maxNightHours: within('maxNightHours'),
  maxHardInARow: within('maxHardInARow'),
  setAt: Instant,
  /** Null: Muster itself. */
  setBy: Id.nullable(),
});
export type CareLimitsSet = z.infer<typeof CareLimitsSet>;
