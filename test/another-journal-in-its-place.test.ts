import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { readConfig } from '../server/config.ts';
import { startMuster, type Muster } from '../server/start.ts';
import { openMongoStore } from '../server/store/mongo.ts';
import type { JournalDocument } from '../server/store/store.ts';
import { startFaultProxy, type FaultProxy } from './support/fault-proxy.ts';
import { refusalOf } from './support/house.ts';
import { mongoOrSkip, type TestMongo } from './support/mongo-server.ts';
import { cells, system } from './support/world.ts';

const report = { title: { en: 'Help' }, category: 'food' as const, cellId: 'cell-1' };

describe('a database that was reset or restored under a running process', function () {
  this.timeout(120_000);
  let mongo: TestMongo;
  let uri: string;
  let dir: string;
  let proxy: FaultProxy;
  let muster: Muster;
  before(async function () {
    mongo = await mongoOrSkip(this);
  });
  beforeEach(async () => {
    uri = mongo.freshUri();
    dir = mkdtempSync(path.join(tmpdir(), 'muster-reset-'));
    proxy = await startFaultProxy(new URL(mongo.base).host);
    muster = await start(proxy.uri(uri));
    await muster.perform('importRecords', system, {
      organisations: [
        {
          kind: 'organisation',
          id: 'office',
          name: { en: 'Office' },
          form: 'agency',
          serviceCellIds: [],
          status: 'active',
        },
      ],
      cells,
    });
    const incident = {
      name: { en: 'Flood' },
      hazard: 'flood',
      area: { en: 'Here' },
      centre: cells[0]!.centre,
    } as const;
    await muster.perform('openIncident', system, incident);
    for (let n = 0; n < 5; n += 1) await muster.perform('reportNeed', system, report);
  });
  afterEach(async () => {
    await muster.stop();
    await proxy.close();
    await mongo.drop(uri);
    rmSync(dir, { recursive: true, force: true });
  });

  const start = (where: string) =>
    startMuster(readConfig({ DATA_DIR: dir, MONGODB_URI: where, LOG_LEVEL: 'silent' }), {
      listens: false,
      sweeps: false,
    });
  const database = async <T>(work: (client: MongoClient) => Promise<T>): Promise<T> => {
    const client = new MongoClient(uri);
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  };
  const journal = () =>
    database((client) => client.db().collection<JournalDocument>('journal').find().sort({ _id: 1 }).toArray());
  /** As a backup of some time ago would bring it back. */
  const restoreTo = (seq: number) =>
    database((client) =>
      client
        .db()
        .collection<JournalDocument>('journal')
        .deleteMany({ _id: { $gt: seq } }),
    );

  it('stops a process that has read further, which says so and writes nothing into it', async () => {
    await restoreTo(4);
    const before = await journal();
    const why = await muster.lost;
    expect(why.message).to.match(/database was reset or restored: document \d+ of its journal is gone/);
    expect((await refusalOf(muster.perform('reportNeed', system, report))).code).to.equal('otherJournal');
    await muster.board.spine.materialise().catch(() => undefined);
    expect(await journal()).to.deep.equal(before);
  });

  it('stops a process that slept through it, before its next append', async () => {
    // Cut off in silence, with an operation under way: the request to append is tried again when the line is back.
    proxy.set('halfOpen');
    const late = refusalOf(muster.perform('reportNeed', system, report));
    await restoreTo(3);
    const before = await journal();
    proxy.set('through');
    await muster.lost;
    expect((await late).code).to.equal('otherJournal');
    expect(await journal()).to.deep.equal(before);
  });

  it('is given back what a process appended to it before it could know', async () => {
    const held = proxy.holdBack('prevHash');
    const late = muster.perform('reportNeed', system, report).catch(() => undefined);
    const release = await held;
    await restoreTo(3);
    const before = await journal();
    // The request was on its way already, and there is room for it.
    release();
    await Promise.all([late, muster.lost]);
    expect(await journal()).to.deep.equal(before);
  });

  it('stops a process where others went on with it meanwhile', async () => {
    proxy.set('cut');
    await restoreTo(3);
    // The records at rest are restored as well.
    await database(async (client) => {
      await client
        .db()
        .collection('deployment')
        .deleteOne({ _id: 'mark' as never });
      await client.db().collection('needs').deleteMany({});
    });
    const other = await start(uri);
    for (let n = 0; n < 9; n += 1) await other.perform('reportNeed', system, report);
    const before = await journal();
    proxy.set('through');
    const why = await muster.lost;
    expect(why.message).to.match(/journal/);
    expect(await journal()).to.deep.equal(before);
    await other.perform('reportNeed', system, report);
    await other.stop();
  });

  it('is refused at a start where the records go further than the journal', async () => {
    await muster.board.spine.materialise();
    await muster.stop();
    await restoreTo(2);
    const told = await start(uri).then(
      () => 'started',
      (error: Error) => `${error.name}: ${error.message}`,
    );
    expect(told).to.match(/^StoreRefused: The records go up to document \d+, which the journal does not hold.*backup/);
    const store = await openMongoStore(uri);
    expect(await store.readFrom(1, 9)).to.have.lengthOf(2);
    await store.close();
  });
});
