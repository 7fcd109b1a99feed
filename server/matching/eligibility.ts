import { isHard, withinCare, type CareLimits } from '../../shared/care.ts';
import type { HeldCredential, Need, Person, Seat } from '../../shared/records.ts';
import type { Point } from '../../shared/shapes.ts';
import { skills } from '../../shared/skills.ts';
import { availableUntil, hardInARow, inARowMs, restsUntil, touchesNight, workedMs } from './hours.ts';
import { wayBetween, type Way } from './travel.ts';

/** The hard rules in the order in which they are checked and counted; the words stand in `shared/refusals.ts`. */
export const ineligibleReasons = [
  'notApproved',
  'role',
  'skill',
  'credential',
  'language',
  'unavailable',
  'hours',
  'inARow',
  'resting',
  'night',
  'hard',
  'distance',
  'excluded',
  'held',
] as const;
export type IneligibleReason = (typeof ineligibleReasons)[number];

/** A rule that is not met, with the figures behind it (km, hours, levels; times in milliseconds since 1970). */
export interface Ineligibility {
  reason: IneligibleReason;
  figures: Record<string, number | string | boolean>;
}

/** What matching may know beside the records. `excluded`: people who declined this need, were released from it or never came. */
export interface MatchContext {
  now: number;
  cellCentre: (cellId: string) => Point | undefined;
  excluded: ReadonlySet<string>;
  utcOffsetMinutes: number;
  /** What protects everybody in this deployment. */
  care: CareLimits;
}

/** What a seat asks for; a seat that is not saved yet has no id. */
export type SeatDemand = Omit<Seat, 'id' | 'count' | 'leads'>;
export type NeedPlace = Pick<Need, 'near' | 'cellId' | 'estimatedMinutes' | 'category' | 'distressing'>;

/** The first rule that keeps the person from the seat, or null when they may be asked. */
export function whyNot(
  person: Person,
  seat: SeatDemand,
  need: NeedPlace,
  context: MatchContext,
): IneligibleReason | null {
  const asked = askedFor(person, seat, need, context);
  for (const reason of ineligibleReasons) if (rules[reason](asked)) return reason;
  return null;
}

/** Every rule that keeps the person from the seat, with figures; empty when they may be asked. */
export function allReasons(person: Person, seat: SeatDemand, need: NeedPlace, context: MatchContext): Ineligibility[] {
  const asked = askedFor(person, seat, need, context);
  return ineligibleReasons.flatMap((reason) => {
    const figures = rules[reason](asked);
    return figures ? [{ reason, figures }] : [];
  });
}

/** The way from the centre of the person's home cell, or undefined where the cell is not known. */
export function wayTo(person: Person, need: NeedPlace, context: MatchContext): Way | undefined {
  const home = context.cellCentre(person.homeCellId);
  return home && wayBetween(home, need.near);
}

/** Verified and not expired. */
export const isValid = (credential: HeldCredential, now: number): boolean =>
  credential.verifiedAt !== null && (credential.expiresAt === null || credential.expiresAt > now);

/** The level that counts now: 0 without the skill, or without the valid credential that a credentialed skill asks for. */
export function levelOf(person: Person, code: string, now: number): number {
  let level = 0;
  for (const skill of person.skills) if (skill.code === code && skill.level > level) level = skill.level;
  if (level === 0 || !skills.get(code)?.credentialed) return level;
  return person.credentials.some((held) => held.skillCodes.includes(code) && isValid(held, now)) ? level : 0;
}

/** "Anyone" is anyone who works in the field: a coordinator is at the desk unless they hold a field role as well. */
export const fitsRole = (person: Person, role: Seat['role']): boolean =>
  role === 'anyone'
    ? person.roles.includes('socialWorker') || person.roles.includes('volunteer')
    : person.roles.includes(role);

/** When the work would be over: the way there, then the expected length. */
export const finishAt = (need: NeedPlace, context: MatchContext, minutes: number): number =>
  context.now + (minutes + need.estimatedMinutes) * 60_000;

interface Asked {
  person: Person;
  seat: SeatDemand;
  need: NeedPlace;
  context: MatchContext;
  way: Way | undefined;
  finish: number;
}

function askedFor(person: Person, seat: SeatDemand, need: NeedPlace, context: MatchContext): Asked {
  const way = wayTo(person, need, context);
  return { person, seat, need, context, way, finish: finishAt(need, context, way?.minutes ?? 0) };
}

type Rule = (asked: Asked) => Ineligibility['figures'] | null;

const rules: Record<IneligibleReason, Rule> = {
  notApproved: ({ person }) => (person.status === 'approved' ? null : { status: person.status }),
  role: ({ person, seat }) => (fitsRole(person, seat.role) ? null : { asked: seat.role }),
  skill: ({ person, seat, context }) => {
    for (const { code, level } of seat.skills) {
      const has = levelOf(person, code, context.now);
      if (has < level) return { code, level, has };
    }
    return null;
  },
  credential: ({ person, seat, context }) => {
    for (const code of seat.credentialCodes) {
      if (!person.credentials.some((held) => held.code === code && isValid(held, context.now))) return { code };
    }
    return null;
  },
  language: ({ person, seat }) => {
    const missing = seat.languages.find((language) => !person.languages.includes(language));
    return missing === undefined ? null : { language: missing };
  },
  // Somebody who is asked now goes now: the span must cover the way there and the work.
  unavailable: ({ person, context, finish }) => {
    const untilAt = availableUntil(person.availability, context.now);
    if (untilAt >= finish) return null;
    return untilAt > context.now ? { untilAt, neededUntilAt: finish } : { neededUntilAt: finish };
  },
  hours: ({ person, need, context }) => {
    const worked = workedMs(person.stints, context.now);
    return tooLong(worked, need, withinCare(person.limits, context.care).maxHoursPerDay);
  },
  inARow: ({ person, need, context }) =>
    tooLong(inARowMs(person.stints, context.now), need, context.care.maxHoursInARow),
  resting: ({ person, context }) => {
    const untilAt = restsUntil(person.stints, withinCare(person.limits, context.care).minRestHours);
    return untilAt > context.now ? { untilAt } : null;
  },
  night: ({ person, need, context, finish }) => {
    if (!touchesNight(context.now, finish, context.utcOffsetMinutes)) return null;
    if (!person.limits.nights) return { untilAt: finish };
    return tooLong(workedMs(person.stints, context.now), need, context.care.maxNightHours);
  },
  hard: ({ person, need, context }) => {
    const inARow = isHard(need) ? hardInARow(person.stints, context.now) : 0;
    return inARow < context.care.maxHardInARow ? null : { inARow };
  },
  distance: ({ person, way }) => {
    if (!way) return { unknownCell: person.homeCellId };
    return way.km <= person.limits.maxDistanceKm ? null : { km: tenths(way.km), limit: person.limits.maxDistanceKm };
  },
  excluded: ({ person, context }) => (context.excluded.has(person.id) ? {} : null),
  held: ({ person }) => (person.heldBy === null ? null : { assignmentId: person.heldBy }),
};

/** Hours worked, hours to come, and the limit they would exceed together; null where they do not. */
function tooLong(worked: number, need: NeedPlace, limit: number): Ineligibility['figures'] | null {
  if (worked + need.estimatedMinutes * 60_000 <= limit * 3_600_000) return null;
  return { worked: tenths(worked / 3_600_000), more: tenths(need.estimatedMinutes / 60), limit };
}

export const tenths = (value: number): number => Math.round(value * 10) / 10;
