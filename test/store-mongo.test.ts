import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { openMongoStore, type MongoStore, type MongoStoreOptions } from '../server/store/mongo.ts';
import { eventually } from './support/eventually.ts';
import { startFaultProxy, type Fault, type FaultProxy } from './support/fault-proxy.ts';
import { freePort } from './support/programs.ts';
import { mongoOrSkip, type TestMongo } from './support/mongo-server.ts';
import { storeContract } from './support/store-contract.ts';
import { documentAfter, put, record } from './support/store-samples.ts';

describe('the MongoDB store', () => {
  let mongo: TestMongo;
  let uri: string;
  let store: MongoStore;
  const closing: { close(): Promise<void> }[] = [];
  before(async function () {
    mongo = await mongoOrSkip(this);
  });
  beforeEach(async () => {
    uri = mongo.freshUri();
    store = await openMongoStore(uri);
  });
  afterEach(async () => {
    for (const one of closing.splice(0).reverse()) await one.close();
    await store.close();
    await mongo.drop(uri);
  });

  storeContract({
    store: () => store,
    async reopen() {
      await store.close();
      store = await openMongoStore(uri);
      return store;
    },
  });

  describe('its database', () => {
    it('is shared by several processes, which see what the others wrote', async () => {
      const other = await openOther(uri);
      const rivals = Array.from({ length: 64 }, (_, n) => documentAfter(undefined, [put(record(`r${n}`))]));
      const results = await Promise.all(rivals.map((rival, n) => (n % 2 ? store : other).append(rival)));
      expect(results.filter((said) => said === 'appended')).to.have.lengthOf(1);
      expect(await other.readFrom(1, 9)).to.deep.equal(await store.readFrom(1, 9));
      expect((await store.beat('a', 1)).size).to.equal(1);
      expect((await other.beat('b', 1)).size).to.equal(2);
    });

    it('is claimed by many newcomers at once', async () => {
      const fresh = mongo.freshUri();
      const all = await Promise.all(Array.from({ length: 6 }, () => openOther(fresh)));
      const answers = await Promise.all(all.map((one, n) => one.settle('schema', String(n))));
      expect(new Set(answers)).to.have.lengthOf(1);
      await mongo.drop(fresh);
    });

    it('is refused where it holds what is not Muster’s, and left as it is', async () => {
      const foreign = mongo.freshUri();
      const client = clientFor(foreign);
      await client.db().collection('invoices').insertOne({ total: 1 });
      expect(await refusal(foreign)).to.match(
        /^StoreRefused: The database \S+ holds what is not Muster's \(invoices\)/,
      );
      expect((await client.db().listCollections().toArray()).map(({ name }) => name)).to.deep.equal(['invoices']);
      await client.db().dropDatabase();
    });

    it('is refused where a newer Muster wrote it, and left as it is', async () => {
      const newer = mongo.freshUri();
      const client = clientFor(newer);
      const deployment = client.db().collection<{ _id: string; program: string; schema: number }>('deployment');
      await deployment.insertOne({ _id: 'program', program: 'muster', schema: 99 });
      expect(await refusal(newer)).to.match(/^StoreRefused: .*newer Muster \(schema 99/);
      expect(await client.db().listCollections().toArray()).to.have.lengthOf(1);
      await client.db().dropDatabase();
    });

    it('is refused where an older Muster wrote its journal another way, and left as it is', async () => {
      const older = mongo.freshUri();
      const client = clientFor(older);
      const deployment = client.db().collection<{ _id: string; program: string; schema: number }>('deployment');
      await deployment.insertOne({ _id: 'program', program: 'muster', schema: 1 });
      expect(await refusal(older)).to.match(/^StoreRefused: .*older Muster \(schema 1; .*Move it to a directory/);
      expect(await client.db().listCollections().toArray()).to.have.lengthOf(1);
      await client.db().dropDatabase();
    });

    it('keeps the entries of a journal document as the text that was hashed', async () => {
      const document = documentAfter(undefined);
      await store.append(document);
      const found = await clientFor(uri)
        .db()
        .collection<{ _id: number; entries: string }>('journal')
        .findOne({ _id: 1 });
      expect(found!.entries).to.equal(JSON.stringify(document.entries));
    });

    it('keeps records flat, one collection per kind, under the id', async () => {
      const need = record('n1', { cellId: 'cell-7' });
      await store.materialise([{ seq: 3, record: need }], [], 3, 'h');
      const found = await clientFor(uri).db().collection('needs').findOne({ cellId: 'cell-7' });
      expect(found).to.deep.equal({ _id: 'n1', seq: 3, ...need });
    });

    it('takes no record whose identity is not one', async () => {
      const bad = [record('no spaces please'), { ...record('n1'), _id: 'n2' }, { ...record('n1'), seq: 0 }];
      for (const wrong of bad) {
        const said = await store.materialise([{ seq: 1, record: wrong }], [], 1, 'h').then(
          () => 'taken',
          (error: Error) => error.name,
        );
        expect(said).to.match(/ValidationError|TypeError/);
      }
      expect(await store.load(0)).to.deep.equal({ materialisedUpTo: 0, hash: '', records: [], requests: [] });
    });

    it('warns where one server stands alone, because nothing takes over for it', async function () {
      const warnings: string[] = [];
      const other = await openOther(uri, { warn: (message) => warnings.push(message) });
      expect(warnings.length).to.equal(other.replicated ? 0 : 1);
      if (!other.replicated) expect(warnings[0]).to.match(/standalone server: nothing takes over/);
    });
  });

  describe('an address that cannot be used', () => {
    for (const [given, said] of [
      ['mysql://somewhere', /^StoreRefused: MONGODB_URI is not one/],
      ['mongodb://', /^StoreRefused: MONGODB_URI is not one/],
      ['mongodb://user:se/cret@host:99999999/x', /^StoreRefused: MONGODB_URI is not one/],
      ['mongodb://localhost/muster?nonsense=1', /^StoreRefused: MONGODB_URI is not one.*nonsense/],
    ] as const)
      it(`is refused in words, without its password: ${given}`, async () => {
        const words = await refusal(given);
        expect(words).to.match(said);
        expect(words).not.to.contain('cret');
      });

    it('is told apart when nobody answers there, without its password', async () => {
      const silent = `127.0.0.1:${await freePort()}`;
      const words = await refusal(`mongodb://user:secret@${silent}/x`, { timeoutMs: 300 });
      expect(words).to.match(new RegExp(`^StoreAway: MongoDB at ${silent} does not answer`));
      expect(words).not.to.contain('secret');
    });
  });

  describe('a user without the rights for it', () => {
    it('is refused at the start with what to grant, whatever it may not do, and nothing is written', async () => {
      const proxy = await startFaultProxy(new URL(mongo.base).host);
      closing.push(proxy);
      const closed = mongo.freshUri();
      for (const command of ['find', 'listCollections', 'insert', 'createIndexes']) {
        proxy.answerWith({ code: 13, codeName: 'Unauthorized' }, [command]);
        expect(await refusal(proxy.uri(closed)), command).to.match(
          /^StoreRefused: The user in MONGODB_URI may not do what Muster needs \(Unauthorized\)\. Grant it readWrite/,
        );
        const written = (await clientFor(closed).db().listCollections().toArray()).map(({ name }) => name);
        // Whose the database is was settled before the last of these was found out.
        expect(written, command).to.deep.equal(command === 'createIndexes' ? ['deployment'] : []);
      }
      proxy.answerWith(null);
      await (await openOther(proxy.uri(closed))).ping();
    });
  });

  describe('when the network breaks', () => {
    let proxy: FaultProxy;
    let behind: MongoStore;
    beforeEach(async () => {
      proxy = await startFaultProxy(new URL(mongo.base).host);
      closing.push(proxy);
      behind = await openOther(proxy.uri(uri), { timeoutMs: 1500 });
    });

    for (const fault of ['cut', 'reset', 'halfOpen', 'loseAnswers'] as const satisfies Fault[])
      it(`says that it is away ("${fault}"), and goes on by itself afterwards`, async () => {
        const document = documentAfter(undefined);
        await behind.append(document);
        proxy.set(fault);
        const next = documentAfter(document);
        const calls = [
          () => behind.ping(),
          () => behind.readFrom(1, 9),
          () => behind.load(0),
          () => behind.append(next),
          () => behind.materialise([{ seq: 1, record: record('n1') }], [], 1, 'h'),
          () => behind.addKeys([{ subjectId: 'p1', wrapped: 'w' }]),
          () => behind.settle('schema', '1'),
          () => behind.beat('a', 1),
        ];
        const said = await Promise.all(
          calls.map((call) =>
            call().then(
              () => 'answered',
              (error: Error) => `${error.name === 'StoreAway' ? '' : error.stack}${error.name}`,
            ),
          ),
        );
        expect(said.filter((name) => name !== 'StoreAway')).to.deep.equal([]);
        proxy.set('through');
        await eventually(() => isBack(behind));
        expect(await behind.append(next)).to.equal('appended');
        expect(await behind.readFrom(1, 9)).to.deep.equal([document, next]);
      });

    it('waits for ever on no connection, even one that dies in the moment it is taken', async function () {
      this.timeout(120_000);
      let last = documentAfter(undefined);
      await behind.append(last);
      for (let round = 0; round < 25; round += 1) {
        const next = documentAfter(last);
        proxy.set('cut');
        // As far into the cut as one turn more each time.
        for (let turn = 0; turn < round % 5; turn += 1) await new Promise(setImmediate);
        const said = outcome(behind.append(next));
        await pause(20);
        proxy.set('through');
        expect(await said).to.be.oneOf(['appended', 'StoreAway']);
        await eventually(() => isBack(behind));
        expect(await behind.append(next)).to.equal('appended');
        last = next;
      }
    });

    it('never puts an older record over a newer one that came in between asking and putting', async () => {
      const at = (seq: number) => [{ seq, record: record('n1', { n: seq }) }];
      await store.materialise(at(1), [], 1, 'h');
      const held = proxy.holdBack('update');
      const older = behind.materialise(at(2), [], 2, 'h');
      const release = await held;
      await store.materialise(at(3), [], 3, 'h');
      release();
      await older;
      expect((await store.load(0)).records.map(({ seq }) => seq)).to.deep.equal([3]);
    });

    it('puts a record again where an older one was inserted at the same moment', async () => {
      const at = (seq: number) => [{ seq, record: record('n1', { n: seq }) }];
      const held = proxy.holdBack('insert');
      const newer = behind.materialise(at(5), [], 5, 'h');
      const release = await held;
      await store.materialise(at(4), [], 4, 'h');
      release();
      await newer;
      expect((await store.load(0)).records.map(({ seq }) => seq)).to.deep.equal([5]);
    });

    it('settles an append whose answer was lost by the same append again, for the winner and the loser', async () => {
      const [mine, theirs] = [documentAfter(undefined), documentAfter(undefined, [put(record('other'))])];
      proxy.set('loseAnswers');
      expect(await outcome(behind.append(mine))).to.equal('StoreAway');
      expect(await store.readFrom(1, 9)).to.deep.equal([mine]);
      proxy.set('through');
      await eventually(() => isBack(behind));
      expect(await behind.append(mine)).to.equal('appended');
      expect(await behind.append(theirs)).to.equal('taken');
      expect(await store.readFrom(1, 9)).to.deep.equal([mine]);
    });
  });

  async function openOther(where: string, options: MongoStoreOptions = {}): Promise<MongoStore> {
    const other = await openMongoStore(where, options);
    closing.push(other);
    return other;
  }

  function clientFor(where: string): MongoClient {
    const client = new MongoClient(where);
    closing.push(client);
    return client;
  }
});

function isBack(store: MongoStore): Promise<boolean> {
  return store.ping().then(
    () => true,
    () => false,
  );
}

function outcome(call: Promise<unknown>): Promise<string> {
  return call.then(
    (answer) => String(answer),
    (error: Error) => error.name,
  );
}

async function refusal(uri: string, options: MongoStoreOptions = {}): Promise<string> {
  try {
    await (await openMongoStore(uri, options)).close();
    return 'opened';
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}
