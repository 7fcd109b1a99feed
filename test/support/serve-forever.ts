import { readConfig } from '../../server/config.ts';
import { startMuster } from '../../server/start.ts';

/** A process to be killed: serves DATA_DIR on a port of its own and says which. */
const muster = await startMuster(readConfig(process.env));
process.stdout.write(`${muster.url}\n`);
