import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { readConfig } from '../server/config.ts';
import { startMuster } from '../server/start.ts';
import { openLmdbStore } from '../server/store/lmdb.ts';
import { checkLink } from '../server/store/hash-document.ts';
import type { JournalDocument } from '../server/store/store.ts';
import { createRecords } from '../server/rules/view.ts';
import { operations, type OperationName } from '../shared/operations.ts';
import { kinds, type AnyRecord } from '../shared/records.ts';
import { eventually } from './support/eventually.ts';
import { breaches, misshapen } from './support/invariants.ts';
import { randomFrom, seedOf } from './support/random.ts';

const seed = seedOf(process.env['KILL_SEED']);
const kills = 8;

describe('a Muster killed in the middle of its work', function () {
  this.timeout(300_000);
  let dir: string;
  let child: ChildProcess | undefined;
  before(() => (dir = mkdtempSync(path.join(tmpdir(), 'muster-killed-'))));
  after(() => {
    child?.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  });

  it(`keeps all it acknowledged and leaves nothing half done, ${kills} times over (KILL_SEED=${seed})`, async () => {
    const random = randomFrom(seed);
    const acknowledged = new Map<string, { operation: string; seq: number }>();
    for (let kill = 1; kill <= kills; kill += 1) {
      const lines = await livesUntil(100 + random.below(600), random.below(2 ** 31));
      for (const line of lines) {
        const [requestId, operation, seq] = line.split(' ') as [string, string, string];
        acknowledged.set(requestId, { operation, seq: Number(seq) });
      }
      const journal = await read();
      const entries = new Map(
        journal.flatMap(({ _id, entries }) => entries.map((entry) => [entry.requestId, { ...entry, seq: _id }])),
      );
      const lost = [...acknowledged].filter(([requestId, { operation, seq }]) => {
        const entry = entries.get(requestId);
        // Who asked while the commit before stood is told the seq they are certain to find it by.
        return entry
          ? entry.operation !== operation || entry.seq > seq
          : // A sweep that found nothing to do is acknowledged and writes nothing.
            operations[operation as OperationName].who !== 'system';
      });
      expect(lost, `acknowledged before kill ${kill}`).to.deep.equal([]);

      // What stands after every single document, not only after the last.
      const records = createRecords();
      for (const { _id, entries } of journal) {
        for (const { puts } of entries) for (const put of puts) records.put(put as unknown as AnyRecord);
        if (_id % 97 === 0 || _id > journal.length - 20)
          expect(breaches(records), `after document ${_id}`).to.deep.equal([]);
      }
      const shapes = kinds.flatMap((kind) => misshapen(records.all(kind)));
      expect(shapes).to.deep.equal([]);

      const restarted = await startMuster(readConfig({ DATA_DIR: dir, LOG_LEVEL: 'silent' }), {
        listens: false,
        sweeps: false,
      });
      try {
        expect(restarted.board.spine.seq).to.equal(journal.length);
        for (const kind of kinds)
          expect(
            [...restarted.board.spine.sight.view.all(kind)].toSorted(byId),
            `${kind}s after a restart`,
          ).to.deep.equal([...records.all(kind)].toSorted(byId));
        // Everybody's name can still be read.
        for (const person of restarted.board.spine.sight.view.all('person'))
          expect(restarted.board.spine.sight.open(person)).to.have.property('name');
      } finally {
        await restarted.stop();
      }
    }
    expect(acknowledged.size).to.be.greaterThan(kills * 100);
  });

  /** Starts the child, kills it when it acknowledged so many, and resolves with all that it said whole. */
  async function livesUntil(enough: number, childSeed: number): Promise<string[]> {
    const started = spawn(
      process.execPath,
      ['--import', 'tsx', 'test/support/live-forever.ts', dir, String(childSeed)],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    child = started;
    let said = '';
    let complaint = '';
    let ended = false;
    started.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    started.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    const gone = new Promise<void>((resolve) => {
      started.on('close', () => {
        ended = true;
        resolve();
      });
    });
    await eventually(() => ended || said.split('\n').length > enough + 1, 60_000);
    expect(ended, complaint).to.equal(false);
    started.kill('SIGKILL');
    await gone;
    return said
      .slice(0, said.lastIndexOf('\n'))
      .split('\n')
      .filter((line) => line !== 'begun');
  }

  async function read(): Promise<JournalDocument[]> {
    const store = await openLmdbStore(dir);
    const journal = await store.readFrom(1, 1_000_000);
    await store.close();
    let last = { seq: 0, hash: '' };
    for (const document of journal) {
      checkLink(document, last);
      last = { seq: document._id, hash: document.hash };
    }
    return journal;
  }
});

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
