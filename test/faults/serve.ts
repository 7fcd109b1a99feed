import { writeFileSync } from 'node:fs';
import { readConfig } from '../../server/config.ts';
import { startMuster } from '../../server/start.ts';
import { StoreAway } from '../../server/store/store.ts';
import { canonical } from './canonical.ts';

/**
 * A server process to be killed, put to sleep and cut off. Says its address; on a message `{ board: FILE }` it writes its
 * whole board there and says so.
 */
try {
  const muster = await startMuster(readConfig(process.env));
  process.on('message', ({ board: file }: { board: string }) => {
    const { seq, sight } = muster.board.spine;
    writeFileSync(
      file,
      canonical(seq, (kind) => sight.view.all(kind)),
    );
    process.send?.({ seq });
  });
  process.on('SIGTERM', () => void muster.stop().then(() => process.exit(0)));
  void muster.lost.then(() => process.exit(1));
  process.stdout.write(`${muster.url}\n`);
} catch (error) {
  // Its database is cut off: whoever started it tries again.
  if (!(error instanceof StoreAway)) console.error(error);
  process.exit(78);
}
