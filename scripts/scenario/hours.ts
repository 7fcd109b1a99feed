import type { Limits } from '../../shared/records.ts';
import type { Span } from '../../shared/shapes.ts';
import type { Draw } from './seeded.ts';

/** How somebody's days look in an emergency, by the clock of the place. */
export type HoursPattern = 'office' | 'dayShift' | 'nightShift' | 'onCall' | 'allDay' | 'evenings' | 'mornings';

const hour = 3_600_000;
const day = 24 * hour;
/** From and until, in hours after midnight; past 24 is the next morning. */
const shifts: Record<HoursPattern, readonly (readonly [from: number, until: number])[]> = {
  office: [[8, 20]],
  dayShift: [[7, 19.5]],
  nightShift: [[19, 31.5]],
  onCall: [[0, 24]],
  allDay: [[6, 23]],
  evenings: [[17, 24]],
  mornings: [[5, 13]],
};
const worksNights: ReadonlySet<HoursPattern> = new Set(['nightShift', 'onCall']);

/** From when on people have hours, for how many days, and what the clock of the place shows. */
export interface Roster {
  startAt: number;
  days: number;
  utcOffsetMinutes: number;
}

/** Spans from the day before the roster's start, with a day off here and there; around the clock is one span. */
export function availabilityFrom(
  { startAt, days, utcOffsetMinutes }: Roster,
  pattern: HoursPattern,
  draw: Draw,
): Span[] {
  const utcOffsetMs = utcOffsetMinutes * 60_000;
  const midnight = Math.floor((startAt + utcOffsetMs) / day) * day - utcOffsetMs;
  if (pattern === 'onCall') return [{ fromAt: midnight - day, untilAt: midnight + days * day }];
  const spans: Span[] = [];
  for (let at = -1; at < days; at += 1) {
    if (draw.chance(0.06)) continue;
    for (const [from, until] of shifts[pattern]) {
      const late = draw.int(-2, 2) / 4;
      spans.push({
        fromAt: midnight + at * day + Math.max(0, from + late) * hour,
        untilAt: midnight + at * day + (until + late) * hour,
      });
    }
  }
  return spans;
}

/** Limits that fit the pattern; somebody with wheels goes further than somebody on foot. */
export function limitsFor(pattern: HoursPattern, reach: 'foot' | 'bicycle' | 'car', draw: Draw): Limits {
  const longDays = pattern === 'onCall' || pattern === 'dayShift' || pattern === 'nightShift';
  return {
    maxDistanceKm: { foot: draw.int(4, 8), bicycle: draw.int(7, 14), car: draw.int(20, 40) }[reach],
    maxHoursPerDay: pattern === 'evenings' || pattern === 'mornings' ? draw.int(4, 6) : longDays ? 12 : draw.int(7, 10),
    minRestHours: longDays ? 8 : draw.int(8, 11),
    nights: worksNights.has(pattern),
  };
}
