import type { Span } from '../../shared/shapes.ts';

/**
 * The stretches of time in which somebody may be asked, as the schedule edits them: half-open, in milliseconds.
 * What comes out is sorted, without overlaps, and without anything that is over at `now`.
 */

/** The spans in order, with those that touch or overlap made one and those that are over at `now` left out. */
export function tidy(spans: readonly Span[], now: number): Span[] {
  const sorted = spans.filter((span) => span.untilAt > now).sort((a, b) => a.fromAt - b.fromAt);
  const joined: Span[] = [];
  for (const span of sorted) {
    const last = joined.at(-1);
    if (last && span.fromAt <= last.untilAt) last.untilAt = Math.max(last.untilAt, span.untilAt);
    else joined.push({ ...span });
  }
  return joined;
}

/** The spans with `added` in them as well. */
export const withSpan = (spans: readonly Span[], added: Span, now: number): Span[] => tidy([...spans, added], now);

/** The spans with everything inside `removed` cut out of them. */
export function withoutSpan(spans: readonly Span[], removed: Span, now: number): Span[] {
  const left = spans.flatMap((span) =>
    span.untilAt <= removed.fromAt || span.fromAt >= removed.untilAt
      ? [span]
      : [
          { fromAt: span.fromAt, untilAt: Math.min(span.untilAt, removed.fromAt) },
          { fromAt: Math.max(span.fromAt, removed.untilAt), untilAt: span.untilAt },
        ].filter((part) => part.fromAt < part.untilAt),
  );
  return tidy(left, now);
}

/** Until when somebody can be asked from `now` on without a break, or null when they cannot be asked now. */
export const availableUntil = (spans: readonly Span[], now: number): number | null =>
  tidy(spans, now).find((span) => span.fromAt <= now)?.untilAt ?? null;

/** The next span that has not begun at `now`. */
export const nextSpan = (spans: readonly Span[], now: number): Span | undefined =>
  tidy(spans, now).find((span) => span.fromAt > now);

/** The parts of the spans that lie within `frame`. */
export const within = (spans: readonly Span[], frame: Span): Span[] =>
  spans
    .filter((span) => span.fromAt < frame.untilAt && span.untilAt > frame.fromAt)
    .map((span) => ({ fromAt: Math.max(span.fromAt, frame.fromAt), untilAt: Math.min(span.untilAt, frame.untilAt) }));

/** Whether the spans cover all of `frame`. */
export const covers = (spans: readonly Span[], frame: Span): boolean =>
  tidy(spans, frame.fromAt).some((span) => span.fromAt <= frame.fromAt && span.untilAt >= frame.untilAt);

const atHour = (day: number, hour: number): number => {
  const date = new Date(day);
  // Through the calendar and not by adding 3,600,000: a day with a clock change has 23 or 25 hours.
  date.setHours(hour, 0, 0, 0);
  return date.getTime();
};

/** The local calendar day that is `ahead` days after the one of `now`, from midnight to midnight. */
export function dayAhead(now: number, ahead: number): Span {
  const day = new Date(now);
  day.setDate(day.getDate() + ahead);
  return { fromAt: atHour(day.getTime(), 0), untilAt: atHour(day.getTime(), 24) };
}

/** The parts of a day that one tap sets; the night runs into the next morning. */
export const dayParts = { morning: [6, 12], afternoon: [12, 18], evening: [18, 22], night: [22, 30] } as const;
export type DayPart = keyof typeof dayParts;

/** A part of the day that starts at `day.fromAt`. */
export function partOf(day: Span, part: DayPart): Span {
  const [from, until] = dayParts[part];
  return { fromAt: atHour(day.fromAt, from), untilAt: atHour(day.fromAt, until) };
}

/** The next time at which the local clock shows `hour`, after `now`. */
export function nextAtHour(now: number, hour: number): number {
  const today = atHour(now, hour);
  return today > now ? today : atHour(dayAhead(now, 1).fromAt, hour);
}
