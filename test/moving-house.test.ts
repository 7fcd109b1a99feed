import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { move } from '../scripts/move/move.ts';
import { openLmdbStore } from '../server/store/lmdb.ts';
import { openMongoStore } from '../server/store/mongo.ts';
import type { JournalDocument, Store } from '../server/store/store.ts';
import { mongoOrSkip, type TestMongo } from './support/mongo-server.ts';
import { replay } from './support/replay.ts';
import { documentAfter, put, record, requestOf } from './support/store-samples.ts';

describe('moving house', () => {
  let dir: string;
  let uri: string | undefined;
  let mongo: TestMongo | null;
  const opened: Store[] = [];
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'muster-move-'));
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    rmSync(dir, { recursive: true, force: true });
    if (uri) await mongo?.drop(uri);
    uri = undefined;
  });

  const lmdb = (name: string, options = {}) => keep(openLmdbStore(join(dir, name), options));
  async function keep(opening: Promise<Store>): Promise<Store> {
    const store = await opening;
    opened.push(store);
    return store;
  }

  it('carries everything from LMDB to MongoDB and back, equal to the byte', async function () {
    mongo = await mongoOrSkip(this);
    uri = mongo.freshUri();
    const source = await lmdb('source');
    await furnish(source, 2600);
    const before = await inventory(source);
    const there = await keep(openMongoStore(uri, { moving: true }));
    const moved = await move(source, there);
    expect(moved).to.include({ documents: 2600, records: 300, requests: 2, keys: 1 });
    expect(await inventory(there)).to.equal(before);
    expect(await inventory(source)).to.equal(before);

    const back = await lmdb('back', { moving: true });
    await move(there, back);
    expect(await inventory(back)).to.equal(before);
    await back.close();
    expect(await inventory(await lmdb('back'))).to.equal(before);
  });

  for (const [name, open] of [
    ['LMDB', () => lmdb('target', { moving: true })],
    ['MongoDB', () => keep(openMongoStore(uri!, { moving: true }))],
  ] as const)
    it(`goes on where it was stopped, again and again, and is whole in the end (${name})`, async function () {
      mongo = name === 'MongoDB' ? await mongoOrSkip(this) : null;
      uri = mongo?.freshUri();
      const source = await lmdb('source');
      await furnish(source, 4300);
      const target = await open();
      let stops = 0;
      for (const stopAt of [1, 2000, 4200, 4301, Infinity]) {
        const stop = new AbortController();
        const onProgress = (done: number) => void (done >= stopAt && stop.abort());
        await move(source, target, { signal: stop.signal, onProgress }).catch(() => (stops += 1));
      }
      expect(stops).to.equal(4);
      expect(await inventory(target)).to.equal(await inventory(source));
    });

  it('leaves no half-filled store that Muster would open', async () => {
    const source = await lmdb('source');
    await furnish(source, 1500);
    const target = await lmdb('target', { moving: true });
    const stop = new AbortController();
    stop.abort();
    await move(source, target, { signal: stop.signal }).catch(() => {});
    await target.close();
    expect(await refusal(lmdb('target'))).to.match(/^StoreRefused: .*only partly filled/);
    const again = await lmdb('target', { moving: true });
    await move(source, again);
    await again.close();
    expect(await (await lmdb('target')).readFrom(1500, 2)).to.have.lengthOf(1);
  });

  it('refuses a target that is not empty, and leaves it as it is', async () => {
    const source = await lmdb('source');
    await furnish(source, 30);
    const full = await lmdb('full');
    await furnish(full, 20);
    const before = await inventory(full);
    expect(await refusal(move(source, full))).to.match(/^MoveRefused: The target is not empty/);
    expect(await inventory(full)).to.equal(before);
    const target = await lmdb('target', { moving: true });
    await move(source, target);
    expect(await refusal(move(source, target))).to.match(/^MoveRefused: The target is not empty: .*completed/);
  });

  it('stops at a document that is not the one that was written there', async () => {
    const source = await lmdb('source');
    const first = documentAfter(undefined);
    const forged = { ...documentAfter(first), entries: [put(record('forged'))] };
    await source.append(first);
    await source.append(forged);
    const target = await lmdb('target', { moving: true });
    expect(await refusal(move(source, target))).to.match(/document 2 is not the one/);
    expect(await target.readFrom(2, 1)).to.deep.equal([]);
  });

  describe('as a command', () => {
    it('moves, says how much, and says why not', async () => {
      const source = await lmdb('source');
      await furnish(source, 12);
      await source.close();
      const places = [`lmdb:${join(dir, 'source')}`, `lmdb:${join(dir, 'target')}`] as const;
      const done = run('--from', places[0], '--to', places[1]);
      expect(done.stdout).to.match(/Moved 12 journal documents, 12 records, 2 requests and 1 keys/);
      expect(run('--from', places[0], '--to', places[1])).to.include({ status: 1 });
      const missing = run('--from', `lmdb:${join(dir, 'nowhere')}`, '--to', places[1]);
      expect(missing.stderr).to.match(/nowhere holds no Muster store/);
      expect(existsSync(join(dir, 'nowhere'))).to.equal(false);
      expect(run('--from', places[0]).stderr).to.match(/^usage:/);
      expect(run('--from', 'redis://u:secret@x', '--to', places[1]).stderr).to.match(/^x is neither lmdb:DIR nor/);
    });

    it('does not make a database where it was told to read one', async function () {
      mongo = await mongoOrSkip(this);
      uri = mongo.freshUri();
      const { stderr } = run('--from', uri, '--to', `lmdb:${join(dir, 'target')}`);
      expect(stderr).to.match(/holds no Muster store/);
    });
  });

  function run(...args: string[]) {
    const script = join(import.meta.dirname, '../scripts/move.ts');
    return spawnSync(process.execPath, ['--import', 'tsx', script, ...args], { encoding: 'utf8' });
  }
});

/** A journal with its records materialised for the most part, as a stopped Muster leaves it. */
async function furnish(store: Store, documents: number): Promise<void> {
  const journal: JournalDocument[] = [];
  for (let n = 0; n < documents; n += 1)
    journal.push(documentAfter(journal.at(-1), [put(record(`r${n % 300}`, { n, zh: '台风', sealed: 'AAEC' }))]));
  await store.appendAll(journal);
  const upTo = Math.max(1, documents - 7);
  const part = [...replay(journal.slice(0, upTo)).values()];
  const newer = [...replay(journal).values()].filter((found) => found.seq > upTo);
  await store.materialise(
    [...part, ...newer],
    [requestOf('request-1', 10), requestOf('request-2', 20, 2)],
    upTo,
    journal[upTo - 1]!.hash,
  );
  await store.addKeys([
    { subjectId: 'p1', wrapped: 'wrapped' },
    { subjectId: 'erased', wrapped: 'gone' },
  ]);
  await store.destroyKey('erased');
  await store.settle('keyCheck', 'value');
}

/** Everything in it, as text. */
async function inventory(store: Store): Promise<string> {
  const { records, requests, ...mark } = await store.load(0);
  const sorted = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).sort();
  const facts = [...(await store.loadFacts())].filter(([name]) => !name.startsWith('mov'));
  return JSON.stringify({
    journal: await store.readFrom(1, 100_000),
    mark,
    records: sorted(records),
    requests: sorted(requests),
    keys: sorted(await store.loadKeys()),
    facts: sorted(facts),
  });
}

function refusal(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: Error) => `${error.name}: ${error.message}`,
  );
}
