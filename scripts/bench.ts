import { cpus } from 'node:os';
import { benchBundles } from './bench/bundles.ts';
import { benchDurable } from './bench/durable.ts';
import { benchScreens } from './bench/screens.ts';

/** `npm run bench`: what Muster costs here. Ratios are of figures taken in this one run. `-- --quick` is shorter. */
const quick = process.argv.includes('--quick');
const print = (line: string) => console.log(line);
print(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}\n`);
await benchDurable(print, quick);
print('');
await benchScreens(print, quick);
print('');
benchBundles(print);
