import { cpus } from 'node:os';
import { benchAcross } from './bench-live/across.ts';
import { benchProcesses } from './bench-live/processes.ts';
import { benchRestartAndMove } from './bench-live/restart-and-move.ts';
import { benchManyScreens } from './bench-live/screens.ts';
import { benchSteady } from './bench-live/steady.ts';

/**
 * `npm run bench:live [-- --quick] [-- processes steady across screens restart]`: several processes on one MongoDB, many screens,
 * a storm, a restart and a move. Ratios are of figures taken in this one run.
 */
const parts = {
  processes: benchProcesses,
  steady: benchSteady,
  across: benchAcross,
  screens: benchManyScreens,
  restart: benchRestartAndMove,
};
const quick = process.argv.includes('--quick');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = wanted.filter((word) => !Object.hasOwn(parts, word));
if (unknown.length > 0) {
  console.error(`${unknown.join(', ')} is not a part; accepted: ${Object.keys(parts).join(', ')}`);
  process.exit(1);
}
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}\n`);
for (const [name, bench] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  await bench((line) => console.log(line), quick);
  console.log('');
}
process.exit(0);
