import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { openLmdbStore } from '../server/store/lmdb.ts';
import { openMongoStore } from '../server/store/mongo.ts';
import { StoreAway, StoreRefused, type Store } from '../server/store/store.ts';
import { MoveRefused, move } from './move/move.ts';

/** `npm run move -- --from lmdb:DIR --to mongodb://…`, or back. */
const usage = `usage: npm run move -- --from lmdb:DIR|mongodb://… --to lmdb:DIR|mongodb://…
Copies everything to an empty store and checks it. Stop Muster first. A move that was stopped goes on when called again.`;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

const opened: Store[] = [];
try {
  const { from, to } = readArguments();
  opened.push(await openPlace(from, { mustExist: true }));
  opened.push(await openPlace(to, { moving: true }));
  const bar = new SingleBar({
    format: 'moving |{bar}| {percentage} % · {value} of {total} · {eta_formatted} to go',
    noTTYOutput: true,
    notTTYSchedule: 5000,
  });
  let isShown = false;
  try {
    const moved = await move(opened[0]!, opened[1]!, {
      signal: stop.signal,
      onProgress(done, total) {
        if (!isShown) bar.start(total, done);
        isShown = true;
        bar.update(done);
      },
    });
    if (isShown) bar.stop();
    console.log(
      `Moved ${moved.documents} journal documents, ${moved.records} records, ${moved.requests} requests and ${moved.keys} keys.`,
    );
    console.log(`The chain of hashes holds and ends with ${moved.hash}. The source is as it was.`);
  } finally {
    if (isShown) bar.stop();
  }
} catch (error) {
  const isExpected = [MoveRefused, StoreRefused, StoreAway].some((kind) => error instanceof kind);
  if (stop.signal.aborted) console.error('Stopped. The same command goes on from here.');
  else console.error(isExpected ? (error as Error).message : error);
  process.exitCode = 1;
} finally {
  for (const store of opened) await store.close();
}

function readArguments(): { from: string; to: string } {
  try {
    const { from, to } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } }).values;
    if (from && to && from !== to) return { from, to };
  } catch {
    // Said below.
  }
  throw new MoveRefused(usage);
}

function openPlace(place: string, options: { moving: true } | { mustExist: true }): Promise<Store> {
  if (place.startsWith('lmdb:')) return openLmdbStore(place.slice('lmdb:'.length), options);
  if (/^mongodb(\+srv)?:/.test(place)) return openMongoStore(place, options);
  throw new MoveRefused(`${place.split('@').at(-1)} is neither lmdb:DIR nor mongodb://…\n${usage}`);
}
