import { PeopleColumns } from '../../server/matching/people-columns.ts';
import { keepPlan } from '../../server/matching/live-plan.ts';
import { planBoard, type PlanRequest, type StandingPlan } from '../../server/matching/plan.ts';
import type { Need } from '../../shared/records.ts';
import { median, timed } from './measuring.ts';
import { benchNow, contextAt, makeCity, makeNeed, makePeople, seeded, type City } from './ranking-people.ts';
import type { Verdicts } from './verdicts.ts';

/** Two seats a need, one to four places each; the goal is ours. */
const sizes = [
  { people: 1000, needs: 100, runs: 3 },
  { people: 10_000, needs: 1000, runs: 3 },
  { people: 100_000, needs: 10_000, runs: 1, goalSeconds: 60 },
];

/** How long the plan of a whole board takes from the records on: everybody asked for every seat, solved and certified. */
export async function benchStandingPlan(
  print: (line: string) => void,
  verdicts: Verdicts,
  quick: boolean,
): Promise<void> {
  const city = makeCity(20);
  print('The standing plan of a board with 400 cells, first run (best of the later ones); memory of the whole process');
  print(
    'people × needs        ms                sent   short   gap   certificate   edges       MB   one no ms   ten needs ms',
  );
  for (const { people, needs, runs, goalSeconds } of quick ? sizes.slice(0, 2) : sizes) {
    const { line, ms, isProved } = planLine(city, people, needs, runs);
    print(line);
    const name = `standing plan of ${people.toLocaleString('en')} × ${needs.toLocaleString('en')}`;
    verdicts.holds(name, isProved, isProved ? 'certified, gap 0' : 'not proved to be the best');
    if (goalSeconds !== undefined) verdicts.atMost(name, ms / 1000, goalSeconds, 's', 1);
    await Promise.resolve();
  }
  print('');
}

function planLine(
  city: City,
  people: number,
  count: number,
  runs: number,
): { line: string; ms: number; isProved: boolean } {
  const random = seeded(11);
  const columns = new PeopleColumns(makePeople(people, city, 5), benchNow);
  const needs = Array.from({ length: count }, (_, at) => makeNeed(at, city, random));
  const context = contextAt(city, benchNow);
  const excluded = new Map<string, Set<string>>();
  const request: PlanRequest = {
    needs,
    columns,
    openPlaces: ({ seats }) => new Map(seats.map((seat) => [seat.id, seat.count])),
    contextOf: ({ id }) => ({ ...context, excluded: excluded.get(id) ?? context.excluded }),
  };
  const plan = () => timed(() => planBoard(request));
  const [made, ms] = plan();
  const later = Array.from({ length: runs - 1 }, () => plan()[1]);
  const short = made.short.reduce((sum, { places }) => sum + places, 0);
  const keeping = keepingUp({ ...request, excluded }, made, (at) => makeNeed(at, city, random));
  const line = [
    `${people.toLocaleString('en')} × ${count.toLocaleString('en')}`.padEnd(16),
    `${ms.toFixed(0)}${later.length > 0 ? ` (${Math.min(...later).toFixed(0)})` : ''}`.padStart(12),
    String(made.sendings.length).padStart(15),
    String(short).padStart(7),
    String(made.gap).padStart(5),
    (made.certificate.valid ? 'valid' : made.certificate.violation).padStart(13),
    made.problem.edgePerson.length.toLocaleString('en').padStart(9),
    (process.memoryUsage().rss / 1e6).toFixed(0).padStart(7),
    keeping.no.toFixed(0).padStart(10),
    keeping.needs.toFixed(0).padStart(13),
  ].join(' ');
  return { line, ms, isProved: made.certificate.valid && made.gap === 0 };
}

/** Milliseconds to have the plan the best again, certified: after somebody sent said no, and after ten needs came and ten went. */
function keepingUp(
  request: PlanRequest & { excluded: Map<string, Set<string>> },
  made: StandingPlan,
  newNeed: (at: number) => Need,
): { no: number; needs: number } {
  const live = keepPlan(request, made);
  const nothing = { needs: [], gone: [], people: [], standing: [] };
  const refusals = made.sendings.slice(0, 5).map(({ needId, personId }) => {
    request.excluded.set(needId, new Set([personId]));
    const need = request.needs.find(({ id }) => id === needId)!;
    return timed(() => live.change({ ...nothing, needs: [need] }) && live.plan())[1];
  });
  const tens = [0, 1, 2].map((turn) => {
    const needs = Array.from({ length: 10 }, (_, at) => newNeed(request.needs.length + 10 * turn + at));
    const gone = request.needs.slice(20 * turn, 20 * turn + 10).map(({ id }) => id);
    return timed(() => live.change({ ...nothing, needs, gone }) && live.plan())[1];
  });
  return { no: median(refusals), needs: median(tens) };
}
