import { readConfig } from '../../server/config.ts';
import { startMuster } from '../../server/start.ts';
import { answerParent } from './child.ts';

/** Starts Muster when asked, in a process that has done nothing else, and says after how many milliseconds it was ready. */
answerParent(async () => {
  const start = performance.now();
  const muster = await startMuster(readConfig(process.env), { sweeps: false });
  const took = performance.now() - start;
  process.once('SIGTERM', () => void muster.stop().then(() => process.exit(0)));
  return took;
});
