import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { readConfig } from '../../server/config.ts';
import { startMuster } from '../../server/start.ts';
import { entriesText } from '../../server/store/hash-document.ts';
import { openLmdbStore } from '../../server/store/lmdb.ts';
import { openMongoStore } from '../../server/store/mongo.ts';
import type { JournalDocument, Store } from '../../server/store/store.ts';
import { testMongo } from '../../test/support/mongo-server.ts';
import { desk, lay, volunteer } from '../bench/mix.ts';
import { move } from '../move/move.ts';
import { startChild } from './child.ts';
import { onMongo } from './processes.ts';

interface Size {
  people: number;
  needs: number;
  entries: number;
}

/** How soon a large deployment is ready again, on either store, and what moving it costs beside bare reading and writing. */
export async function benchRestartAndMove(print: (line: string) => void, quick: boolean): Promise<void> {
  const size = quick
    ? { people: 10_000, needs: 5000, entries: 20_000 }
    : { people: 100_000, needs: 50_000, entries: 500_000 };
  const dir = mkdtempSync(path.join(tmpdir(), 'muster-bench-'));
  const settings = { DATA_DIR: dir, LOG_LEVEL: 'silent', PORT: '0', HOST: '127.0.0.1' };
  await fill(settings, size);
  print(`${size.people} people, ${size.needs} needs, ${size.entries} journal entries`);
  const onLmdb = await startChild('ready-again', settings);
  print(
    `  ready on LMDB                ${(await onLmdb.ask<number>({})).toFixed(0)} ms (goal: at most 3,000 at 100,000 and 50,000)`,
  );
  await onLmdb.stop();

  const mongo = await testMongo();
  if (!mongo) return print('  MongoDB: not measured, there is none');
  const uri = mongo.freshUri();
  const from = await openLmdbStore(dir);
  const to = await openMongoStore(uri, { moving: true });
  const bareUri = mongo.freshUri();
  const { readMs, writeMs } = await bareReadAndWrite(from, bareUri);
  await mongo.drop(bareUri);
  const moved = await timed(() => move(from, to));
  const ratio = moved.ms / (readMs + writeMs);
  print(
    `  moving to MongoDB            ${ms(moved.ms)}; bare read ${ms(readMs)}, bare write ${ms(writeMs)}: ${ratio.toFixed(2)} times both (goal: at most 2); compared equal by the move itself`,
  );
  await from.close();
  await to.close();
  const { deploymentKey } = JSON.parse(readFileSync(path.join(dir, 'secrets.json'), 'utf8')) as {
    deploymentKey: string;
  };
  const bare = await timed(() => readRecords(uri));
  const onMongoDb = await startChild('ready-again', { ...onMongo(uri), MUSTER_SECRET: deploymentKey });
  const ready = await onMongoDb.ask<number>({});
  print(
    `  ready on MongoDB             ${ms(ready)}; the bare driver reads the same in ${ms(bare.ms)}: ${(ready / bare.ms).toFixed(2)} times (goal: at most 1.5)`,
  );
  await onMongoDb.stop();
  await mongo.drop(uri);
  rmSync(dir, { recursive: true, force: true });
}

const ms = (time: number): string => (time < 10_000 ? `${time.toFixed(0)} ms` : `${(time / 1000).toFixed(1)} s`);

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const start = performance.now();
  const value = await work();
  return { value, ms: performance.now() - start };
}

/** Through the public operations, as everything in a store comes to be there. */
async function fill(settings: Record<string, string>, { people, needs, entries }: Size): Promise<void> {
  const muster = await startMuster(readConfig(settings), { listens: false, sweeps: false });
  await lay(muster, 1);
  const sample = volunteer(Date.now());
  for (let from = 0; from < people; from += 2000)
    await muster.perform('importRecords', desk, {
      people: Array.from({ length: Math.min(2000, people - from) }, (_, at) => sample(`p${from + at}`)),
    });
  const crowd = async (total: number, act: (number: number) => Promise<unknown>): Promise<void> => {
    let next = 0;
    await Promise.all(
      Array.from({ length: 256 }, async () => {
        while (next < total) await act(next++);
      }),
    );
  };
  await crowd(needs, (number) =>
    muster.perform(
      'reportNeed',
      { kind: 'public' },
      {
        title: { en: `Need ${number}`, zh: `需求 ${number}` },
        category: 'other',
        cellId: 'cell',
        contactPhone: `139${String(10_000_000 + number)}`,
      },
    ),
  );
  await crowd(Math.max(0, entries - needs), (number) => {
    const personId = `p${(number * 7919) % people}`;
    const fromAt = Date.now();
    return muster.perform(
      'setAvailability',
      { kind: 'person', personId, organisationId: 'office', roles: ['volunteer'], approved: true },
      { personId, availability: [{ fromAt, untilAt: fromAt + 3_600_000 + number }] },
    );
  });
  await muster.stop();
}

interface Everything {
  documents: JournalDocument[];
  loaded: Awaited<ReturnType<Store['load']>>;
}

/** In a function of its own, so that what is moved next does not have to live beside all of it. */
async function bareReadAndWrite(from: Store, uri: string): Promise<{ readMs: number; writeMs: number }> {
  const read = await timed(() => readAll(from));
  const write = await timed(() => writeAll(uri, read.value));
  return { readMs: read.ms, writeMs: write.ms };
}

async function readAll(store: Store): Promise<Everything> {
  const documents: JournalDocument[] = [];
  for (let batch = await store.readFrom(1, 1000); batch.length > 0;) {
    documents.push(...batch);
    batch = await store.readFrom(documents.length + 1, 1000);
  }
  return { documents, loaded: await store.load(0) };
}

async function writeAll(uri: string, { documents, loaded }: Everything): Promise<void> {
  const client = await MongoClient.connect(uri);
  const insert = async (name: string, all: readonly object[]): Promise<void> => {
    for (let from = 0; from < all.length; from += 1000)
      await client
        .db()
        .collection(name)
        .insertMany(all.slice(from, from + 1000) as never, { ordered: false });
  };
  await insert(
    'journal',
    documents.map((document) => ({ ...document, entries: entriesText(document) })),
  );
  await insert(
    'records',
    loaded.records.map(({ seq, record }) => ({ _id: `${record.kind}/${record.id}`, seq, ...record })),
  );
  await client.close();
}

/** What a start reads: every record, remembered request and key. */
async function readRecords(uri: string): Promise<number> {
  const client = await MongoClient.connect(uri);
  let count = 0;
  for (const { collectionName } of await client.db().collections())
    if (collectionName !== 'journal')
      count += (await client.db().collection(collectionName).find({}, { batchSize: 5000 }).toArray()).length;
  await client.close();
  return count;
}
