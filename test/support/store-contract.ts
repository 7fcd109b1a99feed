import { expect } from 'chai';
import { replay } from './replay.ts';
import { documentAfter, put, record, requestOf } from './store-samples.ts';
import { randomFrom, seedOf } from './random.ts';
import { checkLink } from '../../server/store/hash-document.ts';
import type { JournalDocument, Store } from '../../server/store/store.ts';

/** What every store promises. `openFresh` gives an empty one; `reopen` closes it and opens the same place again. */
export interface StoreUnderTest {
  store(): Store;
  reopen(): Promise<Store>;
}

export function storeContract(under: StoreUnderTest): void {
  const store = () => under.store();

  describe('the journal', () => {
    it('keeps documents in order, without a gap, exactly as written, also after reopening', async () => {
      const written = await appendSome(store(), 7);
      expect(await store().readFrom(1, 100)).to.deep.equal(written);
      const again = await under.reopen();
      expect(JSON.stringify(await again.readFrom(1, 100))).to.equal(JSON.stringify(written));
      checkChain(await again.readFrom(1, 100));
    });

    it('starts at any number, stops at the limit, and has nothing after the end', async () => {
      const written = await appendSome(store(), 9);
      expect(await store().readFrom(4, 3)).to.deep.equal(written.slice(3, 6));
      expect(await store().readFrom(9, 5)).to.deep.equal(written.slice(8));
      expect(await store().readFrom(10, 5)).to.deep.equal([]);
      expect(await store().readFrom(1, 1)).to.deep.equal(written.slice(0, 1));
    });

    it('tells the hashes under numbers, and takes back exactly the document given', async () => {
      const written = await appendSome(store(), 3);
      expect([...(await store().hashesAt([3, 4]))]).to.deep.equal([[3, written[2]!.hash]]);
      await store().takeBack({ ...written[2]!, hash: 'another' });
      expect(await store().readFrom(1, 9)).to.deep.equal(written);
      await store().takeBack(written[2]!);
      expect(await store().readFrom(1, 9)).to.deep.equal(written.slice(0, 2));
    });

    it('reads more than one batch in one call', async () => {
      const written = [documentAfter(undefined)];
      while (written.length < 1203) written.push(documentAfter(written.at(-1)));
      await store().appendAll(written);
      expect((await store().readFrom(1, 5000)).map((document) => document._id)).to.deep.equal(
        written.map((document) => document._id),
      );
      expect(await store().readFrom(2, 1150)).to.have.lengthOf(1150);
    });

    it('shows no document behind a gap', async () => {
      await appendSome(store(), 3);
      const far = documentAfter({ _id: 5, hash: 'x' });
      expect(await store().append(far)).to.equal('appended');
      expect(await store().readFrom(2, 100)).to.have.lengthOf(2);
      expect(await store().readFrom(4, 100)).to.deep.equal([]);
    });

    it('says "appended" again to the same document, and "taken" to another with its number, and keeps the first', async () => {
      const [first] = await appendSome(store(), 1);
      expect(await store().append(first!)).to.equal('appended');
      const other = documentAfter(undefined, [put(record('other'))]);
      expect(other._id).to.equal(1);
      expect(await store().append(other)).to.equal('taken');
      expect(await store().append(first!)).to.equal('appended');
      expect(await store().readFrom(1, 10)).to.deep.equal([first]);
    });

    it('takes many documents at once, twice as well, and says "taken" where one of them is not what stands there', async () => {
      const written = await appendSome(store(), 3);
      const more = [...written];
      while (more.length < 40) more.push(documentAfter(more.at(-1)));
      expect(await store().appendAll(more)).to.equal('appended');
      expect(await store().appendAll(more.slice(20))).to.equal('appended');
      expect(await store().readFrom(1, 100)).to.deep.equal(more);
      expect(await store().appendAll([documentAfter(more[10], [put(record('other'))])])).to.equal('taken');
      expect(await store().readFrom(1, 100)).to.deep.equal(more);
    });

    it('gives each number to exactly one of 64 who want it at once', async () => {
      for (let round = 1, last: JournalDocument | undefined; round <= 5; round += 1) {
        const rivals = Array.from({ length: 64 }, (_, n) => documentAfter(last, [put(record(`r${round}-${n}`))]));
        const results = await Promise.all(rivals.map((rival) => store().append(rival)));
        const winners = rivals.filter((_, n) => results[n] === 'appended');
        expect(winners, `round ${round}`).to.have.lengthOf(1);
        expect(await store().readFrom(round, 10)).to.deep.equal(winners);
        last = winners[0];
      }
    });

    it('keeps every script, emoji, figure and shape of a record as it was hashed', async () => {
      const odd = record('odd', {
        words: { zh: '台风“海燕”过后，需要 2 名护士 🚑', en: 'Line\nbreak\ttab "quotes" \\ back' },
        figures: [0, -1, 1.5, 1e-7, 1e21, 4_102_444_800_000, 2_147_483_648],
        empty: { list: [], object: {}, text: '', none: null, no: false },
        keys: { b: 1, a: 2, 10: 'ten', 9: 'nine' },
      });
      const document = documentAfter(undefined, [put(odd)]);
      await store().append(document);
      await store().materialise([{ seq: 1, record: odd }], [], 1, document.hash);
      const again = await under.reopen();
      const [read] = await again.readFrom(1, 1);
      checkLink(read!, { seq: 0, hash: '' });
      expect(JSON.stringify((await again.load(0)).records[0]!.record)).to.equal(JSON.stringify(odd));
    });
  });

  describe('materialising', () => {
    it('keeps the newest of each record, whatever order the news comes in', async () => {
      const [old, fresh] = [record('p1', { status: 'invited' }), record('p1', { status: 'approved' })];
      await store().materialise([{ seq: 4, record: fresh }], [], 4, 'h4');
      await store().materialise([{ seq: 2, record: old }], [], 2, 'h2');
      await store().materialise([{ seq: 4, record: fresh }], [], 4, 'h4');
      const loaded = await (await under.reopen()).load(0);
      expect(loaded).to.deep.equal({
        materialisedUpTo: 4,
        hash: 'h4',
        records: [{ seq: 4, record: fresh }],
        requests: [],
      });
    });

    it('moves its mark forward only', async () => {
      await store().materialise([], [], 9, 'h9');
      await store().materialise([], [], 5, 'h5');
      expect(await store().load(0)).to.include({ materialisedUpTo: 9, hash: 'h9' });
      await store().materialise([], [], 10, 'h10');
      expect(await store().load(0)).to.include({ materialisedUpTo: 10, hash: 'h10' });
      expect(await store().markedUpTo()).to.equal(10);
    });

    it('drops the fields that the newer record no longer has', async () => {
      await store().materialise([{ seq: 1, record: record('n1', { handlerId: 'c1', sealed: 'AA==' }) }], [], 1, 'h1');
      await store().materialise([{ seq: 2, record: record('n1') }], [], 2, 'h2');
      expect((await store().load(0)).records).to.deep.equal([{ seq: 2, record: record('n1') }]);
    });

    it('tells records of different kinds apart that share an id', async () => {
      const pair = [record('same', {}, 'need'), record('same', {}, 'person')];
      await store().materialise(
        pair.map((record) => ({ seq: 1, record })),
        [],
        1,
        'h',
      );
      expect((await store().load(0)).records.map((found) => found.record)).to.have.deep.members(pair);
    });

    it('takes thousands of records in one call, and the same ones from several at once', async () => {
      const many = Array.from({ length: 1100 }, (_, n) => ({ seq: 3, record: record(`m${n}`, { n }) }));
      await Promise.all([
        store().materialise(many, [], 3, 'h3'),
        store().materialise(many, [], 3, 'h3'),
        store().materialise(
          many.map(({ record }) => ({ seq: 2, record: { ...record, n: -1 } })),
          [],
          2,
          'h2',
        ),
      ]);
      const { records } = await store().load(0);
      expect(records).to.have.lengthOf(1100);
      expect(records.every(({ seq, record }) => seq === 3 && record['n'] !== -1)).to.equal(true);
    });

    it('remembers requests since a moment, each once, until they are forgotten', async () => {
      const requests = [10, 20, 30].map((at) => requestOf(`request-${at}`, at));
      await store().materialise([], requests, 3, 'h');
      await store().materialise([], requests.slice(1), 3, 'h');
      const since = async (at: number) => (await store().load(at)).requests.sort((a, b) => a.at - b.at);
      expect(await since(0)).to.deep.equal(requests);
      expect(await since(20)).to.deep.equal(requests.slice(1));
      await store().forgetRequestsBefore(30);
      expect(await (await under.reopen()).load(0)).to.have.deep.property('requests', requests.slice(2));
    });
  });

  describe('the keys of subjects', () => {
    it('are kept, never replaced, and gone for good once destroyed', async () => {
      await store().addKeys([
        { subjectId: 'p1', wrapped: 'first' },
        { subjectId: 'p2', wrapped: 'second' },
      ]);
      await store().addKeys([
        { subjectId: 'p1', wrapped: 'another' },
        { subjectId: 'p3', wrapped: 'third' },
      ]);
      expect(byId(await store().loadKeys())).to.deep.equal({ p1: 'first', p2: 'second', p3: 'third' });
      expect(byId(await store().loadKeys(['p3', 'p1', 'nobody']))).to.deep.equal({ p1: 'first', p3: 'third' });
      await store().destroyKey('p1');
      await store().destroyKey('nobody');
      // A process that had not heard of the erasure adds the key once more.
      await store().addKeys([{ subjectId: 'p1', wrapped: 'first' }]);
      const again = await under.reopen();
      expect(byId(await again.loadKeys())).to.deep.equal({ p2: 'second', p3: 'third' });
      expect(await again.loadKeys(['p1'])).to.deep.equal([]);
      expect(await again.loadKeys([])).to.deep.equal([]);
    });
  });

  describe('the facts of the deployment', () => {
    it('are what the first of many writers said, for good', async () => {
      const answers = await Promise.all(Array.from({ length: 16 }, (_, n) => store().settle('keyCheck', `value ${n}`)));
      expect(new Set(answers)).to.have.lengthOf(1);
      expect(await (await under.reopen()).settle('keyCheck', 'late')).to.equal(answers[0]);
      expect(await under.store().settle('schema', '1')).to.equal('1');
      expect([...(await under.store().loadFacts())].sort()).to.deep.equal([
        ['keyCheck', answers[0]],
        ['schema', '1'],
      ]);
    });
  });

  describe('the members', () => {
    it('are told with how often each was heard of, without the ones that left', async () => {
      expect([...(await store().beat('a', 1))]).to.deep.equal([['a', 1]]);
      expect(new Map(await store().beat('b', 1))).to.deep.equal(new Map(Object.entries({ a: 1, b: 1 })));
      expect(new Map(await store().beat('b', 2))).to.deep.equal(new Map(Object.entries({ a: 1, b: 2 })));
      await store().leave('b');
      expect([...(await store().beat('a', 2))]).to.deep.equal([['a', 2]]);
    });
  });

  it('answers a ping, closes twice without complaint, and is away from then on', async () => {
    await store().ping();
    await store().close();
    await store().close();
    const errors = await Promise.all(
      [() => store().readFrom(1, 1), () => store().append(documentAfter(undefined)), () => store().ping()].map(
        async (call) => {
          try {
            await call();
            return 'answered';
          } catch (error) {
            return (error as Error).name;
          }
        },
      ),
    );
    expect(errors).to.deep.equal(['StoreAway', 'StoreAway', 'StoreAway']);
  });

  const seed = seedOf(process.env['STORE_SEED']);
  it(`stands after any history as a replay of its journal does (STORE_SEED=${seed})`, async () => {
    const random = randomFrom(seed);
    let last: JournalDocument | undefined;
    const journal: JournalDocument[] = [];
    for (let step = 0; step < 120; step += 1) {
      if (random.below(4) > 0) {
        const puts = Array.from({ length: 1 + random.below(4) }, () =>
          put(record(`r${random.below(20)}`, { step, ...(random.below(2) ? { sealed: `s${step}` } : {}) })),
        );
        const document = documentAfter(last, puts);
        const rival = documentAfter(last, [put(record('rival', { step }))]);
        const [first, second] = random.below(2) ? [document, rival] : [rival, document];
        const [one, two] = await Promise.all([store().append(first), store().append(second)]);
        expect([one, two].filter((said) => said === 'appended')).to.have.lengthOf(1);
        last = one === 'appended' ? first : second;
        journal.push(last);
      } else {
        const from = random.below(journal.length + 1);
        const upTo = from + random.below(journal.length - from + 1);
        const { mark } = { mark: (await store().load(0)).materialisedUpTo };
        // Whoever materialises begins at or before the mark: the mark promises all that is below it.
        const part = journal.slice(Math.min(from, mark), upTo);
        const state = replay(part);
        await store().materialise([...state.values()], [], upTo, journal[upTo - 1]?.hash ?? '');
      }
      if (random.below(40) === 0) await under.reopen();
    }
    const read = await under.store().readFrom(1, journal.length + 1);
    expect(read).to.deep.equal(journal);
    checkChain(read);
    const loaded = await under.store().load(0);
    expect(loaded.hash).to.equal(journal[loaded.materialisedUpTo - 1]?.hash ?? '');
    const tail = replay(journal.slice(loaded.materialisedUpTo), loaded.records);
    expect(sorted(tail)).to.deep.equal(sorted(replay(journal)));
  });
}

async function appendSome(store: Store, count: number): Promise<JournalDocument[]> {
  const written: JournalDocument[] = [];
  for (let n = 0; n < count; n += 1) {
    const document = documentAfter(written.at(-1), [put(record(`r${n % 5}`, { n }))]);
    expect(await store.append(document)).to.equal('appended');
    written.push(document);
  }
  return written;
}

export function checkChain(documents: readonly JournalDocument[]): void {
  let after = { seq: 0, hash: '' };
  for (const document of documents) {
    checkLink(document, after);
    after = { seq: document._id, hash: document.hash };
  }
}

function byId(keys: readonly { subjectId: string; wrapped: string }[]): Record<string, string> {
  return Object.fromEntries(keys.map(({ subjectId, wrapped }) => [subjectId, wrapped]));
}

function sorted(state: ReadonlyMap<string, unknown>): unknown[] {
  return [...state].sort(([a], [b]) => (a < b ? -1 : 1));
}
