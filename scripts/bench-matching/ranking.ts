import type { Person } from '../../shared/records.ts';
import type { MatchContext } from '../../server/matching/eligibility.ts';
import { PeopleColumns } from '../../server/matching/people-columns.ts';
import { rankPeople } from '../../server/matching/rank.ts';
import { rankPlainly } from '../../server/matching/rank-plainly.ts';
import { benchNow, benchOffsetMinutes, makeCity, makeNeed, makePeople, seeded } from './ranking-people.ts';

/** How fast the best 50 are found, beside the plain loop that says what right is; and that both say the same. */
export async function benchRanking(print: (line: string) => void): Promise<void> {
  const city = makeCity(20);
  const random = seeded(7);
  const context = {
    now: benchNow,
    utcOffsetMinutes: benchOffsetMinutes,
    cellCentre: (id: string) => city.centres.get(id),
  };
  print('people     p50 ms   p99 ms   ns/person   plain ms   build s   change µs   equal');
  for (const { count, runs, compared } of [
    { count: 100_000, runs: 2000, compared: 10 },
    { count: 1_000_000, runs: 300, compared: 2 },
  ]) {
    const people = [...makePeople(count, city, 42)];
    const started = performance.now();
    const columns = new PeopleColumns(people, benchNow);
    const built = (performance.now() - started) / 1000;
    const needs = Array.from({ length: runs }, (_, at) => makeNeed(at, city, random));
    const asked = needs.map((need, at) => ({
      need,
      seat: need.seats[at % 2]!,
      context: { ...context, excluded: someIds(people, random) },
    }));
    for (const { need, seat, context } of asked.slice(0, 100)) rankPeople(columns, need, seat, context, 50);
    const times: number[] = [];
    for (const { need, seat, context } of asked) {
      const start = performance.now();
      rankPeople(columns, need, seat, context, 50);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const p50 = times[runs >> 1]!;
    const change = changing(columns, people, random);
    let plain = 0;
    let equal = 0;
    for (const { need, seat, context } of asked.slice(0, compared)) {
      const start = performance.now();
      const right = rankPlainly(people, need, seat, context, 50);
      plain += performance.now() - start;
      if (told(right) === told(rankPeople(columns, need, seat, context, 50))) equal++;
    }
    print(
      [
        String(count).padEnd(9),
        p50.toFixed(3).padStart(8),
        times[Math.floor(runs * 0.99)]!.toFixed(3).padStart(8),
        ((p50 * 1e6) / count).toFixed(1).padStart(11),
        (plain / compared).toFixed(0).padStart(10),
        built.toFixed(2).padStart(9),
        change.toFixed(1).padStart(11),
        `  ${equal} of ${compared}`,
      ].join(' '),
    );
  }
}

/** Microseconds to take in one changed record. */
function changing(columns: PeopleColumns, people: readonly Person[], random: () => number): number {
  const changed = Array.from({ length: 2000 }, () => people[Math.floor(random() * people.length)]!);
  const start = performance.now();
  for (const person of changed) columns.setPerson(person);
  return ((performance.now() - start) * 1000) / changed.length;
}

const someIds = (people: readonly Person[], random: () => number): MatchContext['excluded'] =>
  new Set(Array.from({ length: 20 }, () => people[Math.floor(random() * people.length)]!.id));

const told = ({ best, eligible, excluded }: ReturnType<typeof rankPlainly>): string =>
  JSON.stringify([best.map(({ person, score }) => [person.id, score]), eligible, Object.entries(excluded).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
