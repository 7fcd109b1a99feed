import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../server/config.ts';
import { startMuster, type Muster } from '../server/start.ts';
import { parseEntries } from '../server/store/hash-document.ts';
import { eventually } from './support/eventually.ts';
import { mongoOrSkip, type TestMongo } from './support/mongo-server.ts';
import { actorOf, cells, everybody, system } from './support/world.ts';

describe('sweeps, where several processes share a store', function () {
  this.timeout(120_000);
  let mongo: TestMongo;
  let uri: string;
  let dir: string;
  let client: MongoClient;
  let processes: Muster[];
  let ahead: number;
  before(async function () {
    mongo = await mongoOrSkip(this);
  });
  beforeEach(async () => {
    uri = mongo.freshUri();
    dir = mkdtempSync(path.join(tmpdir(), 'muster-sweeps-'));
    client = new MongoClient(uri);
    ahead = 0;
    processes = [];
    for (let one = 0; one < 2; one += 1)
      processes.push(
        await startMuster(readConfig({ DATA_DIR: dir, MONGODB_URI: uri, LOG_LEVEL: 'silent' }), {
          listens: false,
          now: () => Date.now() + ahead,
        }),
      );
  });
  afterEach(async () => {
    await Promise.all(processes.map((one) => one.stop()));
    await client.close();
    await mongo.drop(uri);
    rmSync(dir, { recursive: true, force: true });
  });

  it('go on elsewhere when the process that had begun one is gone, and each takes effect once', async () => {
    const [one] = processes as [Muster, Muster];
    await one.perform('importRecords', system, {
      organisations: ['office', 'agency'].map((id) => ({
        kind: 'organisation' as const,
        id,
        name: { en: id },
        form: 'agency' as const,
        serviceCellIds: [],
        status: 'active' as const,
      })),
      cells,
      people: everybody.map((person) => ({
        ...person,
        availability: [{ fromAt: Date.now() - 3_600_000, untilAt: Date.now() + 100 * 3_600_000 }],
      })),
    });
    const incident = {
      name: { en: 'Flood' },
      hazard: 'flood',
      area: { en: 'Here' },
      centre: cells[0]!.centre,
    } as const;
    await one.perform('openIncident', system, incident);
    const desk = actorOf(everybody[0]!);
    const seats = [
      { role: 'volunteer' as const, count: 2, skills: [], credentialCodes: [], languages: [], leads: false },
    ];
    const report = { title: { en: 'Help' }, category: 'food' as const, cellId: 'cell-1', seats };
    const { needId } = (await one.perform('reportNeed', desk, report)).answer;
    const personIds = everybody.slice(6, 8).map(({ id }) => id);
    await one.perform('offer', desk, { needId, seatId: 's1', personIds, answerWithinMinutes: 1 });

    // As a process leaves them that is killed in the middle of a sweep: locked, by nobody any more.
    const jobs = client.db().collection('jobs');
    await jobs.updateMany({}, { $set: { lockedAt: new Date() } });
    ahead = 5 * 60_000;
    const statuses = () =>
      processes.map(({ board }) => [...board.spine.sight.view.all('assignment')].map(({ status }) => status));
    await eventually(
      () => statuses().every((all) => all.length === 2 && all.every((status) => status === 'expired')),
      60_000,
    );
    const locked = await jobs.find().toArray();
    expect(locked.length).to.be.greaterThan(0);
    expect(new Set(locked.map(({ name }) => name as string)).size, 'one job for each sweep').to.equal(locked.length);

    const journal = await client.db().collection<{ entries: string }>('journal').find().toArray();
    const expiries = journal
      .flatMap(({ entries }) => parseEntries(entries))
      .flatMap(({ puts }) => puts)
      .filter((put) => put.kind === 'assignment' && put['status'] === 'expired');
    expect(expiries).to.have.lengthOf(2);
  });
});
