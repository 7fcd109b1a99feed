import { care } from '../../shared/care.ts';
import type { Person, Stint } from '../../shared/records.ts';
import type { Span } from '../../shared/shapes.ts';

// What has been worked is counted in shared/care.ts, by the same lines for the server and for the phone.
export { hardInARow, inARowMs, restsUntil, strainOf, workedMs } from '../../shared/care.ts';

const hour = 3_600_000;
const day = 24 * hour;

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

/** Whether a stretch of time reaches into the night of a time zone given by its offset from UTC. */
export function touchesNight(startAt: number, endAt: number, utcOffsetMinutes: number): boolean {
  const local = startAt + utcOffsetMinutes * 60_000;
  const ofDay = ((local % day) + day) % day;
  if (ofDay < care.nightUntilHour * hour || ofDay >= care.nightFromHour * hour) return true;
  return ofDay + (endAt - startAt) > care.nightFromHour * hour;
}

/** The person as they should be once what keeps them now is over, and was work. */
export const afterWork = (person: Person, work: Stint): Person => ({
  ...person,
  heldBy: null,
  heldNextBy: null,
  stints: [...person.stints, work].slice(-60),
});
