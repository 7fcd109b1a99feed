import { usualCare } from '../../shared/care.ts';
import { deadlineFor } from '../../server/rules/suggest.ts';
import { whyNot, type SeatDemand } from '../../server/matching/eligibility.ts';
import type { Cell, Person } from '../../shared/records.ts';
import type { StreamEvent } from '../replay/stream.ts';
import type { Roster } from '../scenario/hours.ts';
import { personDrawer, type Home } from '../scenario/people.ts';
import { professionals } from '../scenario/profiles-professional.ts';
import { volunteers } from '../scenario/profiles-volunteer.ts';
import { seeded } from '../scenario/seeded.ts';

/** One kind of seat of a stream: who is wanted, when, and how many places wait at once. */
interface Demand {
  seat: SeatDemand;
  asks: { at: number; places: number; untilAt: number; estimatedMinutes: number; category: string }[];
}

export interface Supply {
  people: Person[];
  /** Of each kind of seat: the most places that wait at once, and people on duty who may take it, on average over the reports. */
  kinds: { skills: string; mostWaiting: number; onDuty: number; holders: number }[];
}

/**
 * The people of a ground and as many more that a sensible desk could fill what the stream asks for. For each kind of seat:
 * so many people on duty who may take it, on average over the moments of its reports, that when each of them is asked once
 * their yeses (`middleYes` each) are `level` times the most places that wait at once before their deadline. Whoever may take
 * several kinds counts for each by an equal part. The rule looks at the stream alone and knows nothing of who asks, or how.
 */
export function settle(
  people: readonly Person[],
  events: readonly StreamEvent[],
  ground: { cells: readonly Cell[]; homes: readonly Home[]; roster: Roster; seed: string },
  { level, middleYes }: { level: number; middleYes: number },
): Supply {
  const demands = demandsOf(events);
  const centres = new Map(ground.cells.map(({ id, centre }) => [id, centre]));
  const onDuty = demands.map(() => 0);
  const holders = demands.map(() => 0);
  /** For each kind the share of its reports at which the person could go, asked next door. */
  const sharesOf = (person: Person): number[] =>
    demands.map(({ seat, asks }) => {
      const near = centres.get(person.homeCellId)!;
      let could = 0;
      for (const { at, places, estimatedMinutes, category } of asks) {
        const need = { near, cellId: person.homeCellId, estimatedMinutes, category } as Parameters<typeof whyNot>[2];
        const context = {
          now: at,
          utcOffsetMinutes: ground.roster.utcOffsetMinutes,
          care: usualCare,
          cellCentre: () => near,
          excluded: nobody,
        };
        if (whyNot(person, seat, need, context) === null) could += places;
      }
      return could / asks.reduce((sum, { places }) => sum + places, 0);
    });
  const count = (shares: readonly number[]): void => {
    const kinds = shares.filter((share) => share > 0).length;
    shares.forEach((share, kind) => {
      if (share === 0) return;
      onDuty[kind]! += share / kinds;
      holders[kind]! += 1;
    });
  };
  for (const person of people) count(sharesOf(person));
  const settled = [...people];
  const next = personDrawer(ground.homes, ground.roster, ground.seed, people.length + 1);
  const pick = seeded(`${ground.seed}:settle`);
  const mostWaiting = demands.map(waitingAtOnce);
  demands.forEach(({ seat }, kind) => {
    const able = [...professionals, ...volunteers].flatMap((profile) => {
      const weight = seat.skills.reduce(
        (product, { code }) => product * shareWith(profile.skills, code),
        profile.roles.includes('coordinator') ? 0 : profile.count,
      );
      return weight > 0 ? [{ profile, weight }] : [];
    });
    for (let drawn = 0; able.length > 0 && drawn < mostDrawn; drawn += 1) {
      if (onDuty[kind]! * middleYes >= level * mostWaiting[kind]!) break;
      const person = next(pick.weighted(able, ({ weight }) => weight).profile);
      const shares = sharesOf(person);
      if (shares[kind] === 0) continue;
      settled.push(person);
      count(shares);
    }
  });
  return {
    people: settled,
    kinds: demands.map(({ seat }, kind) => ({
      skills: seat.skills.map((skill) => `${skill.code}:${skill.level}`).join(' ') || seat.role,
      mostWaiting: mostWaiting[kind]!,
      onDuty: Math.round(onDuty[kind]!),
      holders: holders[kind]!,
    })),
  };
}

const nobody: ReadonlySet<string> = new Set();
/** No ground grows beyond this, whatever is asked for. */
const mostDrawn = 20_000;

const shareWith = (held: readonly (readonly [string, number, number, number?])[], code: string): number => {
  const found = held.find((skill) => skill[0] === code);
  return found ? (found[3] ?? 1) : 0;
};

function demandsOf(events: readonly StreamEvent[]): Demand[] {
  const byKind = new Map<string, Demand>();
  for (const event of events) {
    if (event.step !== 'report') continue;
    const { seats = [], priority = 'routine', deadlineAt, estimatedMinutes = 90, category } = event.need;
    for (const { count, leads: _leads, ...asked } of seats) {
      const seat: SeatDemand = {
        role: asked.role,
        skills: asked.skills ?? [],
        credentialCodes: asked.credentialCodes ?? [],
        languages: asked.languages ?? [],
      };
      const key = JSON.stringify(seat);
      const demand = byKind.get(key) ?? { seat, asks: [] };
      const untilAt = deadlineAt ?? deadlineFor(priority, event.at);
      demand.asks.push({ at: event.at, places: count ?? 1, untilAt, estimatedMinutes, category });
      byKind.set(key, demand);
    }
  }
  return [...byKind.values()];
}

/** The most places that wait at once, if each waits until its deadline. */
function waitingAtOnce({ asks }: Demand): number {
  let most = 0;
  for (const { at } of asks) {
    const waiting = asks.reduce((sum, ask) => sum + (ask.at <= at && at < ask.untilAt ? ask.places : 0), 0);
    most = Math.max(most, waiting);
  }
  return most;
}
