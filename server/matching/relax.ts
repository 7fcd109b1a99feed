import type { Person } from '../../shared/records.ts';
import { allReasons, wayTo, type MatchContext, type NeedPlace, type SeatDemand } from './eligibility.ts';

/** How far somebody's own distance limit is stretched when they are asked all the same. */
const stretch = 1.5;
/** How many hours beyond their own limit. */
const moreHours = 2;

/** One rule eased, how many it would add, and the figures: which skill, language or credential (its place in the seat), from and to what. */
export interface Relaxation {
  reason: string;
  adds: number;
  figures: Record<string, number>;
}

/**
 * The one rule whose easing would add the most people, or null when none adds anybody. A person counts where this rule
 * alone stands in the way. What somebody said of themselves that is a matter of safety or of consent is never eased:
 * approval, availability, rest, nights, a decline, being held elsewhere.
 */
export function bestRelaxation(
  people: Iterable<Person>,
  need: NeedPlace,
  seat: SeatDemand,
  context: MatchContext,
): Relaxation | null {
  const found = new Map<string, Relaxation>();
  const add = (key: string, reason: string, figures: Record<string, number>): void => {
    const entry = found.get(key);
    if (!entry) return void found.set(key, { reason, adds: 1, figures });
    entry.adds += 1;
    if (reason !== 'distance') return;
    entry.figures.fromKm = Math.min(entry.figures.fromKm!, figures.fromKm!);
    entry.figures.toKm = Math.max(entry.figures.toKm!, figures.toKm!);
  };
  for (const person of people) {
    const reasons = allReasons(person, seat, need, context);
    if (reasons.length !== 1) continue;
    for (const [key, eased, figures] of easings(person, seat, need, context, reasons[0]!.reason)) {
      if (allReasons(eased.person, eased.seat, need, context).length === 0) add(key, reasons[0]!.reason, figures);
    }
  }
  let best: Relaxation | null = null;
  for (const entry of found.values()) if (!best || entry.adds > best.adds) best = entry;
  return best;
}

type Easing = [key: string, eased: { person: Person; seat: SeatDemand }, figures: Record<string, number>];

function easings(person: Person, seat: SeatDemand, need: NeedPlace, context: MatchContext, reason: string): Easing[] {
  const { limits } = person;
  if (reason === 'role') return [['role', { person, seat: { ...seat, role: 'anyone' } }, {}]];
  if (reason === 'skill') {
    return seat.skills.map((skill, at) => [
      `skill ${at}`,
      { person, seat: { ...seat, skills: seat.skills.with(at, { ...skill, level: skill.level - 1 }) } },
      { skill: at, from: skill.level, to: skill.level - 1 },
    ]);
  }
  if (reason === 'credential') {
    return seat.credentialCodes.map((_, at) => [
      `credential ${at}`,
      { person, seat: { ...seat, credentialCodes: seat.credentialCodes.toSpliced(at, 1) } },
      { credential: at },
    ]);
  }
  if (reason === 'language') {
    return seat.languages.map((_, at) => [
      `language ${at}`,
      { person, seat: { ...seat, languages: seat.languages.toSpliced(at, 1) } },
      { language: at },
    ]);
  }
  if (reason === 'hours') {
    const eased = { ...person, limits: { ...limits, maxHoursPerDay: limits.maxHoursPerDay + moreHours } };
    return [['hours', { person: eased, seat }, { moreHours }]];
  }
  if (reason === 'distance') {
    const eased = { ...person, limits: { ...limits, maxDistanceKm: limits.maxDistanceKm * stretch } };
    const toKm = Math.ceil(wayTo(person, need, context)?.km ?? 0);
    return [['distance', { person: eased, seat }, { fromKm: limits.maxDistanceKm, toKm }]];
  }
  return [];
}
