import type { Assignment, Limits, Stint } from '../../shared/records.ts';

const hour = 3_600_000;
/** A stretch of work longer than this calls for a full rest. The server decides by the same figure. */
const longStretch = 6 * hour;

export interface WorkAndRest {
  /** Work in the last 24 hours, as the limit counts it. */
  workedMs: number;
  /** What the person's own limit still allows. */
  leftMs: number;
  /** Set while the rest after a long stretch is not over. */
  restUntilAt: number | null;
}

/** What somebody has worked in the last 24 hours, what their own limit leaves, and until when they rest. */
export function workAndRest(
  stints: readonly Stint[],
  limits: Limits,
  now: number,
  onSceneSinceAt: number | null,
): WorkAndRest {
  const from = now - 24 * hour;
  const all = [
    ...stints.map(({ startAt, endAt }) => ({ startAt, endAt })),
    ...(onSceneSinceAt !== null && onSceneSinceAt < now ? [{ startAt: onSceneSinceAt, endAt: now }] : []),
  ];
  const workedMs = all.reduce((sum, { startAt, endAt }) => sum + Math.max(0, endAt - Math.max(startAt, from)), 0);
  const restUntilAt = restsUntil(stints, limits.minRestHours * hour);
  return {
    workedMs,
    leftMs: Math.max(0, limits.maxHoursPerDay * hour - workedMs),
    restUntilAt: onSceneSinceAt === null && restUntilAt > now ? restUntilAt : null,
  };
}

/** Minutes on scene: what was written down at the end, or what has gone by until now. */
export function minutesOnScene(assignment: Assignment, now: number): number {
  if (assignment.minutes > 0) return assignment.minutes;
  if (assignment.checkedInAt === null) return 0;
  return Math.max(0, Math.round(((assignment.endedAt ?? now) - assignment.checkedInAt) / 60_000));
}

// Stints with less than a full rest between them are one stretch.
function restsUntil(stints: readonly Stint[], rest: number): number {
  const latestFirst = [...stints].sort((a, b) => b.endAt - a.endAt);
  const last = latestFirst[0];
  if (!last || rest === 0) return 0;
  let startsAt = last.endAt;
  let worked = 0;
  for (const stint of latestFirst) {
    if (startsAt - stint.endAt >= rest) break;
    worked += stint.endAt - stint.startAt;
    startsAt = Math.min(startsAt, stint.startAt);
  }
  return worked > longStretch ? last.endAt + rest : 0;
}
