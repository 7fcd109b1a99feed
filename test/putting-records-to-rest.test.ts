import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { open } from 'lmdb';
import { openSpine, type Spine } from '../server/spine.ts';
import { openLmdbStore } from '../server/store/lmdb.ts';
import { StoreAway, type Store } from '../server/store/store.ts';
import { openVault } from '../server/vault.ts';
import { randomFrom, seedOf } from './support/random.ts';
import { put, record } from './support/store-samples.ts';

const seed = seedOf(process.env['SEED']);
const cells = 20_000;

describe(`putting records to rest beside the journal (SEED=${seed})`, function () {
  this.timeout(60_000);
  let dir: string;
  let store: Store;
  beforeEach(async () => {
    dir = mkdtempSync(path.join(tmpdir(), 'muster-rest-'));
    store = await openLmdbStore(dir);
  });
  afterEach(async () => {
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const start = async (over: Partial<Store> = {}): Promise<Spine> =>
    openSpine({ ...store, ...over }, await openVault(store, Buffer.alloc(32, 1)), Date.now);
  const cellsOf = (spine: Spine) =>
    [...spine.sight.view.all('cell')].toSorted((a, b) => (a.id < b.id ? -1 : 1)) as unknown[];

  /** Documents of 250 operations each, which put some cells once, some again and again. */
  async function write(spine: Spine, documents: number): Promise<void> {
    const random = randomFrom(seed);
    for (let number = 0; number < documents; number += 1)
      await spine.commit(
        Array.from({ length: 250 }, (_, index) => ({
          ...put(record(`c${random.below(cells)}`, { name: { en: `${number}.${index}` } }, 'cell')),
          at: Date.now(),
          requestId: `${number}.${index}`,
        })),
      );
  }

  it('keeps what was written of a round that was cut short: the next start replays the rest alone', async () => {
    const head = 80;
    await write(await start(), head);
    const marks: number[] = [];
    // One more slice gets through in each life, until a life begins with nothing to replay.
    for (let mark = 0; mark < head; mark = await store.markedUpTo()) {
      marks.push(mark);
      let slices = 0;
      const asked: number[] = [];
      const spine = await start({
        readFrom: (seq, limit) => (asked.push(seq), store.readFrom(seq, limit)),
        materialise: (...slice) =>
          (slices += 1) > 1 ? Promise.reject(new StoreAway('cut short')) : store.materialise(...slice),
      });
      expect(asked[0]).to.equal(mark + 1);
      expect(cellsOf(spine)).to.deep.equal(cellsOf(await start()));
      for (const requestId of ['0.0', '40.7', '79.249'])
        expect(spine.remembered(requestId)?.seq).to.equal(Number(requestId.split('.')[0]) + 1);
      await spine.materialise().catch(() => undefined);
      expect(await store.markedUpTo()).to.be.greaterThan(mark);
    }
    expect(marks.length).to.be.greaterThan(1);
    const whole = await start({ load: async () => ({ materialisedUpTo: 0, hash: '', records: [], requests: [] }) });
    expect(cellsOf(await start())).to.deep.equal(cellsOf(whole));
  });

  for (const [what, change] of [
    ['a value', (text: string) => text.replace('"1.0"', '"1.1"')],
    ['an operation added', (text: string) => text.replace('],"prevHash"', ',{}],"prevHash"')],
    ['entries put beside the entries', (text: string) => text.replace('],"prevHash"', '],"entries":[],"prevHash"')],
    ['another number', (text: string) => text.replace('{"_id":2,', '{"_id":3,')],
    ['another hash before it', (text: string) => text.replace('"prevHash":"', '"prevHash":"0')],
  ] as const)
    it(`starts on no journal that was changed on the disk: ${what}`, async () => {
      await write(await start(), 3);
      await store.close();
      const root = open({ path: path.join(dir, 'muster.mdb'), noSubdir: true, maxDbs: 8 });
      const journal = root.openDB<string, number>('journal', { encoding: 'string', keyEncoding: 'uint32' });
      const text = journal.get(2)!;
      expect(change(text)).not.to.equal(text);
      await journal.put(2, change(text));
      await root.close();
      store = await openLmdbStore(dir);
      const why = await start().then(
        () => 'started',
        (error: Error) => error.message,
      );
      expect(why).not.to.equal('started');
    });
});
