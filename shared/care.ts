import type { Need, NeedCategory } from './records.ts';

/**
 * What protects those who help, the same for everybody in the deployment: as long as nobody has set it otherwise, `usualCare`.
 * Somebody's own limits may ask for less work and more rest, never for more work or less rest than this.
 * Where each figure comes from: docs/care-and-casework.md.
 */
export type CareLimits = Readonly<Record<CareLimit, number>>;
export const careLimitNames = [
  'maxHoursPerDay',
  'maxHoursInARow',
  'minRestHours',
  'maxNightHours',
  'maxHardInARow',
] as const;
export type CareLimit = (typeof careLimitNames)[number];

export const usualCare: CareLimits = {
  /** Work in any 24 hours: one operational period of 12 hours. */
  maxHoursPerDay: 12,
  /** Work without a break of `breakMinutes`. */
  maxHoursInARow: 10,
  /** The shortest full rest; one's own may be longer. */
  minRestHours: 8,
  /** Work that reaches into the night: at most this much in 24 hours. */
  maxNightHours: 8,
  /** So many distressing assignments in a row, then a lighter one or a pause. */
  maxHardInARow: 2,
};

/** What an administrator may set each to; the end that protects less is what the sources leave at most. */
export const careRanges: Readonly<Record<CareLimit, { from: number; to: number }>> = {
  maxHoursPerDay: { from: 4, to: 13 },
  maxHoursInARow: { from: 2, to: 12 },
  minRestHours: { from: 8, to: 24 },
  maxNightHours: { from: 2, to: 8 },
  maxHardInARow: { from: 1, to: 3 },
};

/** What nobody sets. */
export const care = {
  breakMinutes: 60,
  /** Somebody is to be relieved so long before the longest work without a break, so that relief can get there. */
  relieveAheadHours: 1,
  /** Work beyond this calls for a full rest. */
  longStretchHours: 6,
  /** Local hours. */
  nightFromHour: 22,
  nightUntilHour: 6,
  /** So long without distressing work, and it is not in a row any more. */
  hardPauseHours: 24,
  /** For how long nights and distressing assignments count as strain. */
  strainHours: 72,
  /** By when a supervisor has talked to somebody after a distressing assignment. */
  debriefWithinHours: 72,
  /** How long after the end somebody may say that it was hard for them. */
  sayHardWithinDays: 7,
} as const;

/** Categories in which people meet death, injury or harmed children, unless the desk says otherwise of a need. */
const hardCategories: ReadonlySet<NeedCategory> = new Set<NeedCategory>(['rescue', 'childProtection']);

/** Whether work on the need is likely to distress those who do it: as the desk marked it, else by its category. */
export const isHard = (need: Pick<Need, 'category' | 'distressing'>): boolean =>
  need.distressing ?? hardCategories.has(need.category);

/** A person's own limits as far as they count: `maxHoursPerDay` never more, `minRestHours` never less than for everybody. */
export const withinCare = <L extends { maxHoursPerDay: number; minRestHours: number }>(
  limits: L,
  { maxHoursPerDay, minRestHours }: CareLimits,
): L => ({
  ...limits,
  maxHoursPerDay: Math.min(limits.maxHoursPerDay, maxHoursPerDay),
  minRestHours: Math.max(limits.minRestHours, minRestHours),
});

interface Worked {
  startAt: number;
  endAt: number;
}

/**
 * Milliseconds of the latest stretch of work: stints with less than `gapMs` between them are one. And when it ended
 * (−Infinity: never worked).
 */
export function latestStretch(stints: readonly Worked[], gapMs: number): { workedMs: number; endAt: number } {
  const latestFirst = [...stints].sort((a, b) => b.endAt - a.endAt);
  const endAt = latestFirst[0]?.endAt ?? -Infinity;
  let startsAt = endAt;
  let workedMs = 0;
  for (const stint of latestFirst) {
    if (startsAt - stint.endAt >= gapMs) break;
    workedMs += stint.endAt - stint.startAt;
    startsAt = Math.min(startsAt, stint.startAt);
  }
  return { workedMs, endAt };
}

const hour = 3_600_000;

/** Milliseconds of work in the last 24 hours; what is already written down for later counts too. */
export function workedMs(stints: readonly Worked[], now: number): number {
  const from = now - 24 * hour;
  let sum = 0;
  for (const { startAt, endAt } of stints) if (endAt > from) sum += endAt - Math.max(startAt, from);
  return sum;
}

/**
 * Until when the person rests: `restHours` (their own, `withinCare`) after the latest stretch of long work. Two half days
 * with a short night between them do not count as rested. −Infinity: never worked long.
 */
export function restsUntil(stints: readonly Worked[], restHours: number): number {
  if (stints.length === 0) return -Infinity;
  const rest = restHours * hour;
  const { workedMs: worked, endAt } = latestStretch(stints, rest);
  return worked > care.longStretchHours * hour ? endAt + rest : -Infinity;
}

/** Milliseconds worked without a break up to now; 0 once there was one. */
export function inARowMs(stints: readonly Worked[], now: number): number {
  const gap = care.breakMinutes * 60_000;
  const { workedMs: worked, endAt } = latestStretch(stints, gap);
  return now - endAt >= gap ? 0 : worked;
}

/** Distressing assignments in a row up to now: a lighter one or a pause ends the row. */
export function hardInARow(stints: readonly (Worked & { isHard?: boolean | undefined })[], now: number): number {
  const pause = care.hardPauseHours * hour;
  let count = 0;
  let after = now;
  for (const stint of [...stints].sort((a, b) => b.endAt - a.endAt)) {
    if (!stint.isHard || after - stint.endAt >= pause) break;
    count += 1;
    after = stint.startAt;
  }
  return count;
}

/** How many distressing assignments and how many nights count as strain now. */
export function strainOf(
  stints: readonly { endAt: number; isHard?: boolean | undefined; isNight?: boolean | undefined }[],
  now: number,
): { hard: number; nights: number } {
  const from = now - care.strainHours * hour;
  let hard = 0;
  let nights = 0;
  for (const { endAt, isHard, isNight } of stints) {
    if (endAt <= from) continue;
    if (isHard) hard += 1;
    if (isNight) nights += 1;
  }
  return { hard, nights };
}
