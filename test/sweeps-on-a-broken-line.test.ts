import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../server/config.ts';
import { startMuster, type Muster } from '../server/start.ts';
import { StoreAway } from '../server/store/store.ts';
import { eventually } from './support/eventually.ts';
import { startFaultProxy, type FaultProxy } from './support/fault-proxy.ts';
import { mongoOrSkip, type TestMongo } from './support/mongo-server.ts';

describe('sweeps, where the line to the database breaks', function () {
  this.timeout(60_000);
  let mongo: TestMongo;
  let uri: string;
  let dir: string;
  let proxy: FaultProxy;
  let client: MongoClient;
  let muster: Muster | undefined;
  /** What fails where nobody waits for it ends a process. */
  let fatal: unknown[];
  const die = (reason: unknown) => void fatal.push(reason);
  before(async function () {
    mongo = await mongoOrSkip(this);
  });
  beforeEach(async () => {
    fatal = [];
    process.on('unhandledRejection', die);
    uri = mongo.freshUri();
    dir = mkdtempSync(path.join(tmpdir(), 'muster-sweeps-'));
    proxy = await startFaultProxy(new URL(mongo.base).host);
    client = new MongoClient(uri);
  });
  afterEach(async () => {
    await muster?.stop();
    muster = undefined;
    await proxy.close();
    await client.close();
    await mongo.drop(uri);
    rmSync(dir, { recursive: true, force: true });
    process.off('unhandledRejection', die);
    expect(fatal).to.deep.equal([]);
  });
  const start = () =>
    startMuster(readConfig({ DATA_DIR: dir, MONGODB_URI: proxy.uri(uri), LOG_LEVEL: 'silent' }), { listens: false });
  const jobs = () => client.db().collection('jobs');

  it('a process that cannot give back a lock lives on, and the sweep goes on when the lock has run out', async () => {
    muster = await start();
    const lost = proxy.loseAnswerTo('$unset');
    const name = 'refill offers made ahead';
    await eventually(async () => (await jobs().findOne({ name }))?.['lastFinishedAt'] != null);
    // Left by a killed process, and due only later: it is taken, seen to be too early, and its lock given back.
    const laterAt = new Date(Date.now() + 3_600_000);
    await jobs().updateOne({ name }, { $set: { lockedAt: new Date(Date.now() - 60_000), nextRunAt: laterAt } });
    await lost;
    const dueAt = new Date();
    await jobs().updateOne({ name }, { $set: { lockedAt: null, nextRunAt: dueAt } });
    await eventually(async () => (await jobs().findOne({ name }))?.['lastFinishedAt'] >= dueAt, 20_000);
  });

  it('a process that stops without its database comes to its end', async () => {
    muster = await start();
    const name = 'refill offers made ahead';
    await eventually(async () => (await jobs().findOne({ name }))?.['lastFinishedAt'] != null);
    proxy.set('reset');
    await muster.stop();
    muster = undefined;
  });

  it('a start whose line breaks as the sweeps are set up says that the store is away', async () => {
    const lost = proxy.loseAnswerTo('findAndLockNextJobIndex');
    const failed = await start().then(
      (started) => ((muster = started), null),
      (error: unknown) => error,
    );
    await lost;
    expect(failed).to.be.instanceOf(StoreAway);
    muster = await start();
  });
});
