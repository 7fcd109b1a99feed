import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { certify } from '../../server/matching/certify.ts';
import { solveBoard } from '../../server/matching/flow/solve.ts';
import { boardShapes, makeBoard } from './board-shapes.ts';
import { median, timed } from './measuring.ts';
import type { Verdicts } from './verdicts.ts';

const self = fileURLToPath(import.meta.url);

/** The first plan a process makes, its code not compiled yet: plan and certificate, in a fresh process each time. */
export function benchFirstPlan(print: (line: string) => void, verdicts: Verdicts, quick: boolean): void {
  print('First plan in a fresh process, with its certificate');
  print('shape                      median ms   processes');
  let worst = 0;
  for (const shape of boardShapes.filter(({ people }) => people === 10_000)) {
    const runs = quick ? 1 : 5;
    const times = Array.from({ length: runs }, () => {
      const { stdout, status } = spawnSync(process.execPath, ['--import', 'tsx', self, shape.name], {
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`the first plan of ${shape.name} failed`);
      return Number(stdout);
    });
    worst = Math.max(worst, median(times));
    print(`${shape.name.padEnd(25)} ${median(times).toFixed(1).padStart(10)} ${String(runs).padStart(11)}`);
  }
  print('');
  verdicts.atMost('first plan in a fresh process, worst shape', worst, 200, 'ms', 0);
  print('');
}

if (process.argv[1] === self) {
  const shape = boardShapes.find(({ name }) => name === process.argv[2])!;
  const problem = makeBoard(shape, 1);
  const [certificate, ms] = timed(() => certify(problem, solveBoard(problem)));
  console.log(ms);
  process.exitCode = certificate.valid ? 0 : 1;
}
