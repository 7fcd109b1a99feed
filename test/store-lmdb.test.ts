import { spawn, type ChildProcess } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { open } from 'lmdb';
import { openLmdbStore } from '../server/store/lmdb.ts';
import type { JournalDocument, Store } from '../server/store/store.ts';
import { eventually } from './support/eventually.ts';
import { randomFrom, seedOf } from './support/random.ts';
import { replay } from './support/replay.ts';
import { checkChain, storeContract } from './support/store-contract.ts';
import { documentAfter, put, record } from './support/store-samples.ts';

describe('the LMDB store', () => {
  let dir: string;
  let store: Store;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'muster-lmdb-'));
    store = await openLmdbStore(dir);
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  });

  storeContract({
    store: () => store,
    async reopen() {
      await store.close();
      store = await openLmdbStore(dir);
      return store;
    },
  });

  describe('its directory', () => {
    it('is held by one opening at a time in the same process too, and free after closing', async () => {
      expect(await refusal(dir)).to.match(new RegExp(`in use by process ${process.pid}`));
      expect(await store.append(documentAfter(undefined))).to.equal('appended');
      await store.close();
      store = await openLmdbStore(dir);
      expect(await store.readFrom(1, 9)).to.have.lengthOf(1);
    });

    it('is refused to a second process with the number of the first, and free once that one was killed', async () => {
      await store.close();
      const child = appending(dir);
      await begun(child);
      expect(await refusal(dir)).to.match(new RegExp(`in use by process ${child.pid}\\b`));
      await killed(child);
      store = await openLmdbStore(dir);
    });

    it('is not blocked by a process number that went to another program', async () => {
      const holder = holderOf(dir);
      await store.close();
      writeHolder(dir, { ...holder, started: 'long ago' });
      store = await openLmdbStore(dir);
    });

    it('is taken over from another machine or container only when that one no longer touches it', async () => {
      const holder = { ...holderOf(dir), world: 'another', pid: 4711 };
      await store.close();
      writeHolder(dir, holder);
      const touching = setInterval(() => writeHolder(dir, holder), 100);
      try {
        expect(await refusal(dir)).to.match(/in use by process 4711/);
      } finally {
        clearInterval(touching);
      }
      const longAgo = new Date(Date.now() - 60_000);
      utimesSync(join(dir, 'muster.pid'), longAgo, longAgo);
      store = await openLmdbStore(dir);
    });

    it('is refused where it is a file, or the database of another program, and left as it is', async () => {
      const file = join(dir, 'file');
      writeFileSync(file, 'text');
      expect(await refusal(file)).to.match(/is not a directory/);

      const other = join(dir, 'other');
      mkdirSync(other);
      const foreign = open({ path: join(other, 'muster.mdb'), noSubdir: true });
      await foreign.put('theirs', 1);
      await foreign.close();
      expect(await refusal(other)).to.match(/database of another program/);

      const classic = join(dir, 'classic');
      mkdirSync(classic);
      writeFileSync(join(classic, 'data.mdb'), 'x');
      expect(await refusal(classic)).to.match(/database of another program \(data\.mdb\)/);
    });

    it('is refused where a newer Muster wrote it', async () => {
      const newer = join(dir, 'newer');
      mkdirSync(newer);
      const root = open({ path: join(newer, 'muster.mdb'), noSubdir: true, maxDbs: 8 });
      await root.put('program', { name: 'muster', schema: 99 });
      await root.close();
      expect(await refusal(newer)).to.match(/newer Muster \(schema 99/);
    });

    it('is refused where its file is not a store, cut short or damaged at the head, without changing it', async () => {
      await fill(store, 400);
      await store.close();
      const whole = join(dir, 'muster.mdb');
      const damages: Record<string, (path: string) => void> = {
        text: (path) => writeFileSync(path, 'This is not a database. '.repeat(1000)),
        head: (path) => writeFileSync(path, Buffer.concat([Buffer.alloc(8192, 7), readFileSync(path).subarray(8192)])),
        short: (path) => truncateSync(path, 40_960),
        stump: (path) => truncateSync(path, 100),
      };
      for (const [name, damage] of Object.entries(damages)) {
        const copy = join(dir, name);
        mkdirSync(copy);
        const path = join(copy, 'muster.mdb');
        copyFileSync(whole, path);
        damage(path);
        const before = readFileSync(path);
        expect(await refusal(copy), name).to.match(/(is not a Muster store|is cut short).*restore a backup/);
        expect(readFileSync(path).equals(before), name).to.equal(true);
      }
    });
  });

  it('is away for writes while the disk is nearly full, and goes on reading', async () => {
    const first = documentAfter(undefined);
    await store.append(first);
    await store.close();
    store = await openLmdbStore(dir, { reserveBytes: Number.MAX_SAFE_INTEGER });
    const next = documentAfter(first);
    const writes = [
      () => store.append(next),
      () => store.materialise([{ seq: 1, record: record('n1') }], [], 1, first.hash),
      () => store.addKeys([{ subjectId: 'p1', wrapped: 'w' }]),
      () => store.settle('schema', '1'),
      () => store.ping(),
    ];
    for (const write of writes) {
      const said = await write().then(
        () => 'done',
        (error: Error) => `${error.name}: ${error.message}`,
      );
      expect(said).to.match(/^StoreAway: The disk under DATA_DIR .* is full/);
    }
    expect(await store.readFrom(1, 9)).to.deep.equal([first]);
    await store.close();
    store = await openLmdbStore(dir);
    expect(await store.append(next)).to.equal('appended');
  });

  it('can be closed in the middle of writing many records, and is whole when opened again', async () => {
    const puts = Array.from({ length: 5000 }, (_, n) => ({ seq: 1, record: record(`n${n}`) }));
    const first = documentAfter(undefined);
    const [written, appended] = [store.materialise(puts, [], 1, first.hash), store.append(first)].map((writing) =>
      writing.then(
        () => 'done',
        (error: Error) => error.name,
      ),
    );
    await store.close();
    expect(await written).to.equal('StoreAway');
    expect(await appended).to.equal('done');
    store = await openLmdbStore(dir);
    // The mark moves last, so what is missing is replayed.
    expect((await store.load(0)).materialisedUpTo).to.equal(0);
    expect(await store.readFrom(1, 9)).to.deep.equal([first]);
  });

  const seed = seedOf(process.env['KILL_SEED']);
  it(`loses nothing acknowledged when its process is killed 12 times under load (KILL_SEED=${seed})`, async function () {
    this.timeout(120_000);
    await store.close();
    const random = randomFrom(seed);
    const acknowledged = new Map<number, string>();
    for (let kill = 0; kill < 12; kill += 1) {
      const child = appending(dir);
      const said = await begun(child);
      const enough = acknowledged.size + 1 + random.below(400);
      child.stdout!.on('data', (chunk: Buffer) => said.push(chunk.toString()));
      const heard = () => said.join('').split('\n').length;
      const target = heard() + (enough - acknowledged.size);
      await eventually(() => heard() > target);
      await killed(child);
      const lines = said
        .join('')
        .split('\n')
        .slice(0, -1)
        .filter((line) => line !== 'begun');
      for (const line of lines) {
        const [seq, hash] = line.split(' ') as [string, string];
        acknowledged.set(Number(seq), hash);
      }
    }
    store = await openLmdbStore(dir);
    const journal: JournalDocument[] = await store.readFrom(1, 1_000_000);
    checkChain(journal);
    const lost = [...acknowledged].filter(([seq, hash]) => journal[seq - 1]?.hash !== hash);
    expect(lost).to.deep.equal([]);
    const loaded = await store.load(0);
    const restarted = replay(journal.slice(loaded.materialisedUpTo), loaded.records);
    expect([...restarted.values()]).to.have.deep.members([...replay(journal).values()]);
  });

  function appending(where: string): ChildProcess {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, 'support/append-forever.ts'), where],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    children.push(child);
    return child;
  }
});

function holderOf(dir: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(dir, 'muster.pid'), 'utf8')) as Record<string, unknown>;
}

function writeHolder(dir: string, holder: Record<string, unknown>): void {
  writeFileSync(join(dir, 'muster.pid'), JSON.stringify(holder));
}

async function refusal(dir: string): Promise<string> {
  try {
    await (await openLmdbStore(dir)).close();
    return 'opened';
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

/** Resolves with what it said until then, once it holds the store. */
function begun(child: ChildProcess): Promise<string[]> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said.push(chunk.toString());
      if (!said.join('').includes('begun\n')) return;
      child.stdout!.off('data', hear);
      resolve(said);
    };
    child.stdout!.on('data', hear);
    child.on('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
}

function killed(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('close', () => resolve());
    child.kill('SIGKILL');
  });
}

async function fill(store: Store, count: number): Promise<void> {
  let last: JournalDocument | undefined;
  for (let n = 0; n < count; n += 1) {
    last = documentAfter(last, [put(record(`r${n}`, { text: 'x'.repeat(500) }))]);
    await store.append(last);
  }
}
