import { usualCare, type CareLimits } from '../shared/care.ts';
import { one } from './live.ts';

/** What protects everybody in this deployment now. */
export const careLimits = (): CareLimits => one('careLimits', 'careLimits') ?? usualCare;
