import { usualCare, type CareLimits } from '../../shared/care.ts';
import { done, type Rule } from './rule.ts';
import type { View } from './view.ts';

/** What protects everybody in this deployment, as an administrator set it, or as it is where nobody did. */
export const careIn = (view: View): CareLimits => view.get('careLimits', 'careLimits') ?? usualCare;

/** Within `careRanges`, as the shape of the input sees to. Holds at once for every question and every yes to come. */
export const setCareLimits: Rule<'setCareLimits'> = (context, input) =>
  done({
    kind: 'careLimits',
    id: 'careLimits',
    ...input,
    setAt: context.now,
    setBy: context.actor.kind === 'person' ? context.actor.personId : null,
  });
