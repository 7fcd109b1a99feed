import { language } from '../language.ts';
import type { Language, Words } from '../../shared/shapes.ts';

/** The words of a place in the reader's language: `const words = either(en, zh)`, then `words().title` in a component. */
export const either =
  <T>(en: T, zh: T) =>
  (): T =>
    language.value === 'zh' ? zh : en;

/** What somebody wrote, in the reader's language or else in the one there is. */
// The same as `say` of shared/shapes.ts, which would bring the whole of zod into every bundle.
export function say(words: Words | undefined | null, inLanguage: Language = language.value): string {
  return (inLanguage === 'zh' ? (words?.zh ?? words?.en) : (words?.en ?? words?.zh)) ?? '';
}

const locale = (): string => (language.value === 'zh' ? 'zh-CN' : 'en-GB');

const made = new Map<string, unknown>();
// Making an Intl formatter costs more than using it a thousand times.
function kept<T>(name: string, make: (locale: string) => T): T {
  const key = `${locale()} ${name}`;
  if (!made.has(key)) made.set(key, make(locale()));
  return made.get(key) as T;
}

/** 1284 → "1,284". */
export const number = (value: number, maximumFractionDigits = 0): string =>
  kept(`number ${maximumFractionDigits}`, (l) => new Intl.NumberFormat(l, { maximumFractionDigits })).format(value);

/** 0.31 → "31 %", or "31%" in Chinese. */
export const percent = (share: number): string =>
  kept('percent', (l) => new Intl.NumberFormat(l, { style: 'percent' })).format(share);

/** For English: the right form for a count, with `#` standing for it. `plural(2, '# person', '# people')` → "2 people". */
export const plural = (count: number, one: string, other: string): string =>
  (kept('plural', () => new Intl.PluralRules('en')).select(count) === 'one' ? one : other).replace('#', number(count));

/** "a, b and c". */
export const list = (parts: readonly string[]): string =>
  kept('list', (l) => new Intl.ListFormat(l, { type: 'conjunction' })).format(parts);

/** The time of day: "14:02". */
export const time = (at: number): string =>
  kept('time', (l) => new Intl.DateTimeFormat(l, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })).format(at);

/** Day and time, for a tooltip or a list that spans days: "Mon 23 Nov, 14:02". */
export const dayTime = (at: number): string =>
  kept(
    'dayTime',
    (l) =>
      new Intl.DateTimeFormat(l, {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }),
  ).format(at);

/** The day alone: "Mon 23 Nov". */
export const day = (at: number): string =>
  kept('day', (l) => new Intl.DateTimeFormat(l, { weekday: 'short', day: 'numeric', month: 'short' })).format(at);

/** A date with its year, for what is kept: "23 Nov 2026", "2026年11月23日". */
export const date = (at: number): string =>
  kept('date', (l) => new Intl.DateTimeFormat(l, { dateStyle: 'medium' })).format(at);

const spans: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** How long ago or until: "6 minutes ago", "in 2 hours", "just now". Milliseconds since 1970, both. */
export function ago(at: number, now: number): string {
  const gone = at - now;
  const span = spans.find(([, size]) => Math.abs(gone) >= size);
  if (!span) return language.value === 'zh' ? '刚刚' : gone > 0 ? 'in a moment' : 'just now';
  return kept('ago', (l) => new Intl.RelativeTimeFormat(l, { numeric: 'always' })).format(
    Math.trunc(gone / span[1]),
    span[0],
  );
}

/** A length of time in the two largest units: "3 h 20 min", "3 小时 20 分". */
export function duration(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const [d, h, m] = language.value === 'zh' ? (['天', '小时', '分钟'] as const) : (['d', 'h', 'min'] as const);
  const parts: [number, string][] =
    days > 0
      ? [
          [days, d],
          [hours, h],
        ]
      : hours > 0
        ? [
            [hours, h],
            [rest, m],
          ]
        : [[rest, m]];
  const told = parts.filter(([count], at) => at === 0 || count > 0);
  return told.map(([count, unit]) => `${number(count)} ${unit}`).join(' ');
}

/** What is left, for a countdown: "3:41", "1:02:05"; "0:00" once over. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Kilometres as people say them: "4.1 km", "600 m". */
export function distance(km: number): string {
  const [value, unit] = km < 1 ? [Math.round(km * 10) * 100, 'meter'] : [km, 'kilometer'];
  return kept(
    `distance ${unit}`,
    (l) =>
      new Intl.NumberFormat(l, {
        style: 'unit',
        unit,
        unitDisplay: language.value === 'zh' ? 'long' : 'short',
        maximumFractionDigits: value < 10 ? 1 : 0,
      }),
  ).format(value);
}
