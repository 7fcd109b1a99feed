import type { Person } from '../../shared/records.ts';
import { ineligibleReasons } from '../../server/matching/eligibility.ts';
import { PeopleColumns } from '../../server/matching/people-columns.ts';
import { rankPeople } from '../../server/matching/rank.ts';
import { rankPlainly } from '../../server/matching/rank-plainly.ts';
import { quantile, sorted, timed } from './measuring.ts';
import { benchNow, contextAt, makeCity, makeNeed, makePeople, seeded, type City } from './ranking-people.ts';
import type { Verdicts } from './verdicts.ts';

const rounds = 5;

/**
 * How fast the best 50 are found, each question asked five times over and its median taken, the clock going on between
 * them; p99 is over the questions; beside the plain loop that says what right is, and a bare sum over one column that says how fast this machine is now.
 */
export async function benchRanking(print: (line: string) => void, verdicts: Verdicts, quick: boolean): Promise<void> {
  const city = makeCity(20);
  print('The best 50 for one need');
  print('people     p50 ms   p99 ms   one column ms   plain ms     equal   build s   change µs');
  const share = quick ? 5 : 1;
  const sizes = [
    { count: 100_000, questions: 1000 / share, compared: quick ? 5 : 20, goal: 1 },
    { count: 1_000_000, questions: 150 / share, compared: quick ? 1 : 4, goal: 20 },
  ];
  const found = [];
  for (const size of sizes) {
    found.push({ ...size, ...rankingLine(print, city, size) });
    await Promise.resolve();
  }
  print('');
  for (const { count, p99, goal } of found) {
    verdicts.atMost(`ranking the best 50 of ${count.toLocaleString('en')}, p99`, p99, goal, 'ms', 3);
  }
  verdicts.holds(
    'ranking equals brute force, ties included',
    found.every(({ equal, compared }) => equal === compared),
    found.map(({ count, equal, compared }) => `${equal} of ${compared} at ${count.toLocaleString('en')}`).join(', '),
  );
  print('');
}

function rankingLine(
  print: (line: string) => void,
  city: City,
  { count, questions, compared }: Record<'count' | 'questions' | 'compared', number>,
): { p99: number; equal: number } {
  const random = seeded(7);
  const people = [...makePeople(count, city, 42)];
  const [columns, built] = timed(() => new PeopleColumns(people, benchNow));
  const asked = Array.from({ length: questions }, (_, at) => {
    const need = makeNeed(at, city, random);
    return { need, seat: need.seats[at % 2]!, excluded: someIds(people, random), times: [] as number[] };
  });
  let now = benchNow;
  for (let round = -1; round < rounds; round++) {
    for (const { need, seat, excluded, times } of asked) {
      const context = contextAt(city, (now += 100), excluded);
      const [, ms] = timed(() => rankPeople(columns, need, seat, context, 50));
      // The first round is for the compiler.
      if (round >= 0) times.push(ms);
    }
  }
  const medians = asked.map(({ times }) => quantile(times, 0.5));
  const p99 = quantile(medians, 0.99);
  let plain = 0;
  let equal = 0;
  for (const { need, seat, excluded } of asked.slice(0, compared)) {
    const context = contextAt(city, now, excluded);
    const [right, ms] = timed(() => rankPlainly(people, need, seat, context, 50));
    plain += ms;
    if (told(right) === told(rankPeople(columns, need, seat, context, 50))) equal++;
  }
  print(
    [
      count.toLocaleString('en').padEnd(9),
      quantile(medians, 0.5).toFixed(3).padStart(7),
      p99.toFixed(3).padStart(8),
      oneColumn(count).toFixed(3).padStart(15),
      (plain / compared).toFixed(0).padStart(10),
      `${equal} of ${compared}`.padStart(9),
      (built / 1000).toFixed(2).padStart(9),
      changing(columns, people, random).toFixed(1).padStart(11),
    ].join(' '),
  );
  return { p99, equal };
}

/** Milliseconds for a bare sum over as many whole numbers: no scan can be faster. */
function oneColumn(count: number): number {
  const column = Int32Array.from({ length: count }, (_, at) => at & 1);
  const sum = (): number => {
    let total = 0;
    for (let at = 0; at < count; at++) total += column[at]!;
    return total;
  };
  const times: number[] = [];
  for (let run = 0; run < 200; run++) times.push(timed(sum)[1]);
  return sorted(times)[100]!;
}

/** Microseconds to take in one changed record. */
function changing(columns: PeopleColumns, people: readonly Person[], random: () => number): number {
  const changed = Array.from({ length: 2000 }, () => people[Math.floor(random() * people.length)]!);
  const [, ms] = timed(() => changed.forEach((person) => columns.setPerson(person)));
  return (ms * 1000) / changed.length;
}

const someIds = (people: readonly Person[], random: () => number): ReadonlySet<string> =>
  new Set(Array.from({ length: 20 }, () => people[Math.floor(random() * people.length)]!.id));

const told = ({ best, eligible, excluded }: ReturnType<typeof rankPlainly>): string =>
  JSON.stringify([
    best.map(({ person, score }) => [person.id, score]),
    eligible,
    ineligibleReasons.map((reason) => excluded[reason] ?? 0),
  ]);
