import type { MatchTerm, Need, Person, Stint } from '../../shared/records.ts';
import type { SpokenLanguage } from '../../shared/shapes.ts';
import { levelOf, tenths, wayTo, type MatchContext, type NeedPlace, type SeatDemand } from './eligibility.ts';
import { strainOf, workedMs } from './hours.ts';
import { scarcityOf, type SeatPrices } from './seat-prices.ts';

/**
 * The weights. One point is worth one minute of travel, so each weight reads as: how much longer a way is this worth?
 * The figures are ours: chosen so that nearness decides among equals, and nobody tired or just asked comes first for it.
 */
export const weights = {
  /** Per level above the one asked for, at most `surplusLevels` of each skill. */
  level: 4,
  surplusLevels: 2,
  /** Per hour worked in the last 24. */
  fatigue: 5,
  /** Per distressing assignment, and per one that reached into the night, in the last 72 hours. */
  hard: 8,
  night: 8,
  /** Asked this very moment; falls to nothing over `loadHours`, so that it is not always the same people. */
  load: 24,
  loadHours: 48,
  /** Worked in this cell in the last seven days. */
  continuity: 10,
  /** The span between never and always kept. */
  trust: 30,
  /** Per language asked for anywhere on this need that the person speaks. */
  language: 6,
  /** Lives in the cell of the need: knows it. */
  local: 8,
} as const;

/** What the score reads of a need: the languages of all its seats, since a team shares them. */
export type NeedScored = NeedPlace & Pick<Need, 'seats'>;

export interface Scored {
  score: number;
  terms: MatchTerm[];
  /** Whole minutes; 0 where the home cell is not known. */
  travelMinutes: number;
  /** Straight line, to a tenth. */
  distanceKm: number;
}

/** A person's fit for a seat: the terms, their sum, and the way. */
export function scorePerson(
  person: Person,
  seat: SeatDemand,
  need: NeedScored,
  context: MatchContext,
  prices?: SeatPrices,
): Scored {
  const way = wayTo(person, need, context);
  const terms = termsOf(person, seat, need, context, prices);
  return { score: scoreOf(terms), terms, travelMinutes: way?.minutes ?? 0, distanceKm: tenths(way?.km ?? 0) };
}

/**
 * Why this person for this seat: integer points and the figures behind them, for somebody who may take it. Points add up
 * to the score; higher is better. With `prices` (one need ranked alone) there is a term for what the person is worth elsewhere.
 */
export function termsOf(
  person: Person,
  seat: SeatDemand,
  need: NeedScored,
  context: MatchContext,
  prices?: SeatPrices,
): MatchTerm[] {
  const { now } = context;
  const way = wayTo(person, need, context);
  const worked = workedMs(person.stints, now);
  const surplus = surplusOf(person, seat, now);
  const hoursAgo = hoursSinceOffer(person.lastOfferedAt, now);
  const worksHere = person.stints.some((stint) => stint.cellId === need.cellId);
  const kept = keptOf(person);
  const shared = languagesOf(need, seat).filter((language) => person.languages.includes(language));
  const terms: MatchTerm[] = [
    way
      ? { term: 'travel', points: -way.minutes, figures: { minutes: way.minutes, km: tenths(way.km) } }
      : { term: 'travel', points: 0, figures: {} },
    { term: 'level', points: weights.level * surplus, figures: { surplus } },
    {
      term: 'fatigue',
      points: fatiguePoints(worked) + strainPoints(person.stints, now),
      figures: { hoursToday: tenths(worked / 3_600_000), ...strainOf(person.stints, now) },
    },
    { term: 'load', points: loadPoints(hoursAgo), figures: hoursAgo === null ? {} : { lastOfferedHoursAgo: hoursAgo } },
    { term: 'continuity', points: worksHere ? weights.continuity : 0, figures: { cellWorked: worksHere } },
    { term: 'trust', points: trustPoints(person), figures: { kept, asked: person.accepts } },
    {
      term: 'language',
      points: weights.language * shared.length,
      figures: { shared: shared.length, languages: shared.join(' ') },
    },
    {
      term: 'local',
      points: person.homeCellId === need.cellId ? weights.local : 0,
      figures: { sameCell: person.homeCellId === need.cellId },
    },
  ];
  const scarce = prices && scarcityOf(person, prices, now);
  if (scarce && scarce.price > 0) {
    terms.push({ term: 'scarcity', points: -scarce.price, figures: { skill: scarce.code, price: scarce.price } });
  }
  return terms;
}

export const scoreOf = (terms: readonly MatchTerm[]): number => terms.reduce((sum, { points }) => sum + points, 0);

/** Whole hours since the last offer, null where there was none; a clock that ran ahead counts as now. */
export const hoursSinceOffer = (lastOfferedAt: number | null, now: number): number | null =>
  lastOfferedAt === null ? null : Math.max(0, Math.floor((now - lastOfferedAt) / 3_600_000));

export const loadPoints = (hoursAgo: number | null): number =>
  hoursAgo === null || hoursAgo >= weights.loadHours
    ? 0
    : -Math.ceil((weights.load * (weights.loadHours - hoursAgo)) / weights.loadHours);

export const fatiguePoints = (worked: number): number => -Math.ceil((weights.fatigue * worked) / 3_600_000) || 0;

/** Points off for what somebody has been through lately; never above 0. */
export function strainPoints(stints: readonly Stint[], now: number): number {
  const { hard, nights } = strainOf(stints, now);
  return -(weights.hard * hard + weights.night * nights) || 0;
}

const keptOf = ({ accepts, noShows }: Person): number => Math.max(0, accepts - noShows);

/** Share of promises kept, smoothed by one kept and one not (Laplace), around zero for somebody new. */
export const trustPoints = (person: Person): number =>
  Math.round((weights.trust * (keptOf(person) + 1)) / (person.accepts + 2)) - weights.trust / 2;

/** Languages asked for by this seat or any other of the need. */
export const languagesOf = (need: Pick<Need, 'seats'>, seat: SeatDemand): SpokenLanguage[] => [
  ...new Set([...seat.languages, ...need.seats.flatMap((other) => other.languages)]),
];

function surplusOf(person: Person, seat: SeatDemand, now: number): number {
  let sum = 0;
  for (const { code, level } of seat.skills) {
    sum += Math.max(0, Math.min(weights.surplusLevels, levelOf(person, code, now) - level));
  }
  return sum;
}
