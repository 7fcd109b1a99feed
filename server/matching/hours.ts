import type { Span } from '../../shared/shapes.ts';
import type { Stint } from '../../shared/records.ts';

const hour = 3_600_000;
const day = 24 * hour;

/**
 * Work of more than six hours calls for rest, after Directive 2003/88/EC (article 4 asks for a break beyond six hours,
 * article 3 for daily rest, whose length is the person's own `minRestHours` here).
 */
export const longStretchHours = 6;
/** Local hours between which somebody without nights is not sent. */
export const nightFromHour = 22;
export const nightUntilHour = 6;

/**
 * The end of the stretch of availability that holds `now`, spans that touch or overlap taken as one; `now` itself when
 * none holds it. The start of a span belongs to it, the end does not.
 */
export function availableUntil(spans: readonly Span[], now: number): number {
  let until = now;
  for (let grew = true; grew;) {
    grew = false;
    for (const span of spans) {
      if (span.fromAt <= until && span.untilAt > until) {
        until = span.untilAt;
        grew = true;
      }
    }
  }
  return until;
}

/** Milliseconds of work in the last 24 hours; what is already written down for later counts too. */
export function workedMs(stints: readonly Stint[], now: number): number {
  const from = now - day;
  let sum = 0;
  for (const { startAt, endAt } of stints) if (endAt > from) sum += endAt - Math.max(startAt, from);
  return sum;
}

/**
 * Until when the person rests: `minRestHours` after the latest stretch of long work. Stints with less than a full rest
 * between them are one stretch: two half days with a short night between them do not count as rested. −Infinity: never worked long.
 */
export function restsUntil(stints: readonly Stint[], minRestHours: number): number {
  if (minRestHours === 0 || stints.length === 0) return -Infinity;
  const rest = minRestHours * hour;
  const latestFirst = [...stints].sort((a, b) => b.endAt - a.endAt);
  const last = latestFirst[0]!.endAt;
  let startsAt = last;
  let worked = 0;
  for (const stint of latestFirst) {
    if (startsAt - stint.endAt >= rest) break;
    worked += stint.endAt - stint.startAt;
    startsAt = Math.min(startsAt, stint.startAt);
  }
  return worked > longStretchHours * hour ? last + rest : -Infinity;
}

/** Whether a stretch of time reaches into the night of a time zone given by its offset from UTC. */
export function touchesNight(startAt: number, endAt: number, utcOffsetMinutes: number): boolean {
  const local = startAt + utcOffsetMinutes * 60_000;
  const ofDay = ((local % day) + day) % day;
  if (ofDay < nightUntilHour * hour || ofDay >= nightFromHour * hour) return true;
  return ofDay + (endAt - startAt) > nightFromHour * hour;
}
