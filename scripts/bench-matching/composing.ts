import { certifyTeams } from '../../server/matching/certify-teams.ts';
import { composeTeams } from '../../server/matching/teams.ts';
import type { Judge } from './judge.ts';
import { timed } from './measuring.ts';
import { makeTeams, teamsProgram } from './team-boards.ts';
import type { Verdicts } from './verdicts.ts';

const limitMs = 5_000;

/** Teams in five seconds, beside the mixed-integer solver, which is given longer. */
export function benchTeams(print: (line: string) => void, verdicts: Verdicts, judge: Judge, quick: boolean): void {
  print(`Teams, ${limitMs / 1_000} s each`);
  print('people   teams   seed   formed        cost      bound   cost / bound   seconds   HiGHS cost   cost / HiGHS');
  const boards: [people: number, teams: number, seed: number, judgeSeconds: number][] = [
    [1_000, 300, 1, quick ? 60 : 300],
    ...(quick
      ? []
      : ([
          [1_000, 300, 2, 300],
          [1_000, 300, 3, 300],
        ] satisfies [number, number, number, number][])),
    [2_000, 600, 1, 0],
  ];
  let worst = 0;
  let beyond = '';
  let valid = true;
  for (const [people, teams, seed, judgeSeconds] of boards) {
    const problem = makeTeams(people, teams, 20, seed);
    const from = performance.now();
    // Ends a little early: what is under way is finished, and the certificate is part of the time.
    const stop = (): boolean => performance.now() - from > 0.9 * limitMs;
    const [[plan, certificate], ms] = timed(() => {
      const plan = composeTeams(problem, { tries: Infinity, stop });
      return [plan, certifyTeams(problem, plan)] as const;
    });
    if (!certificate.valid || ms > limitMs) valid = false;
    const ratio = plan.objective / plan.bound;
    const judged = judgeSeconds > 0 ? judge.attempt(teamsProgram(problem), judgeSeconds) : undefined;
    // What HiGHS could not finish still cannot be below our bound, so that ratio is the harder one and stands in.
    const isOptimum = judged?.status === 'Optimal';
    const against = isOptimum ? plan.objective / judged.objective : ratio;
    if (people === 1_000) worst = Math.max(worst, against);
    else beyond = `${teams} teams within ${ratio.toFixed(5)} of the bound`;
    print(
      [
        String(people).padEnd(7),
        String(teams).padStart(7),
        String(seed).padStart(6),
        String(plan.formed.reduce((sum, each) => sum + each, 0)).padStart(8),
        String(plan.objective).padStart(11),
        String(plan.bound).padStart(10),
        ratio.toFixed(5).padStart(14),
        (ms / 1_000).toFixed(2).padStart(9),
        (judged === undefined ? '-' : isOptimum ? judged.objective.toFixed(0) : judged.status).padStart(12),
        (judged === undefined ? '-' : isOptimum ? against.toFixed(5) : '-').padStart(14),
      ].join(' '),
    );
  }
  print('');
  verdicts.atMost(
    "teams, 1,000 people × 300 teams, cost in HiGHS's optimum (or our bound), worst seed",
    worst,
    1.001,
    '',
    5,
  );
  verdicts.holds(`teams: valid plans within ${limitMs / 1_000} s, also at 2,000 × 600, with a bound`, valid, beyond);
  print('');
}
