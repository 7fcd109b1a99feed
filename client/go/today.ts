import {
  inARowMs,
  restsUntil,
  usualCare,
  withinCare,
  workedMs as workedIn,
  type CareLimits,
} from '../../shared/care.ts';
import type { Assignment, Limits, Stint } from '../../shared/records.ts';

const hour = 3_600_000;

export interface WorkAndRest {
  /** Work in the last 24 hours, as the limit counts it. */
  workedMs: number;
  /** The person's own limit, or everybody's where that is less. */
  limitMs: number;
  /** What it still allows. */
  leftMs: number;
  /** Work left until a break is due. */
  toBreakMs: number;
  /** Set while the rest after a long stretch is not over; on scene, as it would be if they went home now. */
  restUntilAt: number | null;
}

/** What somebody has worked in the last 24 hours, what their own limit leaves, and until when they rest. */
export function workAndRest(
  stints: readonly Stint[],
  limits: Limits,
  now: number,
  onSceneSinceAt: number | null,
  protection: CareLimits = usualCare,
): WorkAndRest {
  const all = [
    ...stints,
    ...(onSceneSinceAt !== null && onSceneSinceAt < now ? [{ startAt: onSceneSinceAt, endAt: now }] : []),
  ];
  const own = withinCare(limits, protection);
  const workedMs = workedIn(all, now);
  // On scene the question is how long a rest is owed once they go home; off it, whether it is over.
  const restUntilAt = restsUntil(all, own.minRestHours);
  return {
    workedMs,
    limitMs: own.maxHoursPerDay * hour,
    leftMs: Math.max(0, own.maxHoursPerDay * hour - workedMs),
    toBreakMs: Math.max(0, protection.maxHoursInARow * hour - inARowMs(all, now)),
    restUntilAt: restUntilAt > now ? restUntilAt : null,
  };
}

/** Minutes on scene: what was written down at the end, or what has gone by until now. */
export function minutesOnScene(assignment: Assignment, now: number): number {
  if (assignment.minutes > 0) return assignment.minutes;
  if (assignment.checkedInAt === null) return 0;
  return Math.max(0, Math.round(((assignment.endedAt ?? now) - assignment.checkedInAt) / 60_000));
}
