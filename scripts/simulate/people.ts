import { declineReasons, type Assignment, type Need, type Person } from '../../shared/records.ts';
import { partOfDay } from '../../server/matching/chance.ts';
import type { Deed } from '../responders.ts';
import { seeded, type Draw } from '../scenario/seeded.ts';

/**
 * The people of the simulation. Every figure is a parameter here and in docs/simulation.md, with its source. What somebody
 * answers hangs on the seed, the person, the need and how often they were asked for it, never on who asked or in which
 * order: all policies meet the same people.
 */
export const parameters = {
  /**
   * Chance of a yes of the middle person, asked once, rested, nearby, by day. Trials of volunteer responders: 17 to 47 %;
   * 37.7 % accepted among 1,985 responders asked in Victoria and New Zealand (Haskins et al.).
   */
  middleYes: 0.3,
  /** Between people, in log-odds: one standard deviation either side of 0.3 is 17 to 47 %. */
  spread: 0.73,
  /** Do not see the alert: 24.4 % in the same survey. They answer nothing. */
  unseen: 0.244,
  /** Of those who saw it and do not come, this many press nothing all the same. Ours. */
  silent: 0.3,
  /** Minutes until an answer, log-normal: half within 4, one in six later than 10. Ours. */
  answerMinutes: { middle: 4, spread: 0.9 },
  /** In log-odds, all ours: what each hour worked and each offer in the last 24 hours, each minute of travel and the night take away. */
  perHourWorked: -0.15,
  perOffer: -0.1,
  perTravelMinute: -0.015,
  atNight: -0.5,
  /** Of those who said yes. Ours: some give the place back, some never set out and say nothing. */
  givesBack: 0.05,
  neverSetsOut: 0.04,
  /** Of those who finished a job: goes home for good and answers nothing any more. Ours. */
  dropsOut: 0.05,
} as const;

export interface PeopleModel {
  /** What the person does about an assignment that stands as given; nothing where it is over or they stay silent. */
  deedsFor: (assignment: Assignment, need: Need) => Deed[];
}

interface Past {
  offersAt: number[];
  stints: { endAt: number; hours: number }[];
  jobs: number;
  goneSince: number | null;
}

/** `middleYes`: another acceptance than the usual. */
export function createPeople(
  seed: string,
  utcOffsetMinutes: number,
  middleYes: number = parameters.middleYes,
): PeopleModel {
  const past = new Map<string, Past>();
  const asked = new Map<string, number>();
  const pastOf = (personId: string): Past => {
    let found = past.get(personId);
    if (!found) past.set(personId, (found = { offersAt: [], stints: [], jobs: 0, goneSince: null }));
    return found;
  };

  function answer(assignment: Assignment, need: Need, draw: Draw): Deed[] {
    const { id: assignmentId, personId, offeredAt } = assignment;
    const own = pastOf(personId);
    const dayAgo = offeredAt - 24 * 3_600_000;
    own.offersAt = own.offersAt.filter((at) => at > dayAgo);
    own.stints = own.stints.filter(({ endAt }) => endAt > dayAgo);
    const hours = own.stints.reduce((sum, stint) => sum + stint.hours, 0);
    // The draws come first and all of them, so that one answer does not shift another.
    const [seen, yes, silent] = [draw.next(), draw.next(), draw.next()];
    const afterMinutes = Math.max(
      0.5,
      parameters.answerMinutes.middle * Math.exp(parameters.answerMinutes.spread * normal(draw)),
    );
    const odds =
      logOdds(willingnessOf(personId, seed, middleYes)) +
      parameters.perHourWorked * hours +
      parameters.perOffer * own.offersAt.length +
      parameters.perTravelMinute * assignment.travelMinutes +
      (partOfDay(offeredAt, utcOffsetMinutes) === 0 ? parameters.atNight : 0);
    own.offersAt.push(offeredAt);
    if (own.goneSince !== null || seen < parameters.unseen) return [];
    // Unseen alerts are among those that did not become a yes, so those who saw it say yes the more often.
    if (yes < Math.min(1, chanceOf(odds) / (1 - parameters.unseen)))
      return [{ operation: 'acceptOffer', input: { assignmentId }, afterMinutes }];
    if (silent < parameters.silent) return [];
    return [{ operation: 'declineOffer', input: { assignmentId, reason: draw.pick(declineReasons) }, afterMinutes }];
  }

  return {
    deedsFor(assignment, need) {
      const { id: assignmentId, personId, status, travelMinutes } = assignment;
      const key = `${personId}:${placeOf(need)}`;
      if (status === 'offered') asked.set(key, (asked.get(key) ?? 0) + 1);
      const draw = seeded(`${seed}:${key}:${asked.get(key) ?? 0}:${status}`);
      switch (status) {
        case 'offered':
          return answer(assignment, need, draw);
        case 'accepted': {
          const fate = draw.next();
          const afterMinutes = draw.int(2, 12);
          if (fate < parameters.neverSetsOut) return [];
          if (fate < parameters.neverSetsOut + parameters.givesBack)
            return [{ operation: 'release', input: { assignmentId, reason: 'cannot come' }, afterMinutes }];
          return [{ operation: 'setOut', input: { assignmentId }, afterMinutes }];
        }
        case 'enRoute': {
          const onTheWay = Math.max(3, Math.round(travelMinutes * draw.between(0.8, 1.3)));
          return [
            {
              operation: 'checkIn',
              input: { assignmentId, how: { by: 'place', point: need.near, accuracyM: 20 } },
              afterMinutes: onTheWay,
            },
          ];
        }
        case 'checkedIn': {
          const minutes = Math.max(5, Math.round(need.estimatedMinutes * draw.between(0.6, 1.25)));
          return [{ operation: 'checkOut', input: { assignmentId }, afterMinutes: minutes }];
        }
        case 'completed': {
          const own = pastOf(personId);
          const endAt = assignment.endedAt ?? assignment.offeredAt;
          own.stints.push({ endAt, hours: assignment.minutes / 60 });
          own.jobs += 1;
          if (seeded(`${seed}:${personId}:job:${own.jobs}`).chance(parameters.dropsOut)) own.goneSince = endAt;
          return [];
        }
        default:
          return [];
      }
    },
  };
}

/** How ready somebody is, 0 to 1; the same in every run with this seed. */
export const willingnessOf = (personId: string, seed: string, middleYes: number): number =>
  chanceOf(logOdds(middleYes) + parameters.spread * normal(seeded(`${seed}:${personId}:willingness`)));

/**
 * The person with the history that such a person would have: as many offers as the roll says, answered by chance as
 * willing as they are. It is what every policy may read, and none is told more.
 */
export function withHistory(person: Person, seed: string, middleYes: number): Person {
  const draw = seeded(`${seed}:${person.id}:history`);
  const willing = willingnessOf(person.id, seed, middleYes);
  let accepts = 0;
  for (let offer = 0; offer < person.offers; offer += 1) if (draw.chance(willing)) accepts += 1;
  return { ...person, accepts, noShows: Math.min(person.noShows, accepts) };
}

/** The need as the stream knows it: ids differ from policy to policy. */
const placeOf = ({ reportedAt, near, category }: Need): string => `${reportedAt}:${near.lon}:${near.lat}:${category}`;

const logOdds = (chance: number): number => Math.log(chance / (1 - chance));
const chanceOf = (odds: number): number => 1 / (1 + Math.exp(-odds));
/** Standard normal (Box and Muller). */
const normal = (draw: Draw): number => Math.sqrt(-2 * Math.log(1 - draw.next())) * Math.cos(2 * Math.PI * draw.next());
