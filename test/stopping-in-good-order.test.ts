import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { check } from './faults/check.ts';
import type { Line } from './faults/history.ts';
import { run } from './faults/run.ts';
import { eventually } from './support/eventually.ts';
import { mongoOrSkip, type TestMongo } from './support/mongo-server.ts';

describe('a process that is told to stop', function () {
  this.timeout(300_000);
  let mongo: TestMongo;
  let uri: string;
  let dir: string | undefined;
  before(async function () {
    mongo = await mongoOrSkip(this);
  });
  beforeEach(() => (uri = mongo.freshUri()));
  afterEach(async () => {
    if (dir !== undefined) rmSync(dir, { recursive: true, force: true });
    await mongo.drop(uri);
  });
  const usual = { seed: 1, people: 40, plan: { kills: 0, sleeps: 0, faults: 0 }, spanMs: 1000, longestMs: 90_000 };

  it('hands everything over: two processes are upgraded one after the other under load, and nobody notices', async () => {
    const ends: { ms: number; code: number | null }[] = [];
    const result = await run({
      ...usual,
      uri,
      processes: 2,
      operations: 200,
      async instead({ members, addresses }) {
        await pause(3000);
        for (const member of members) {
          ends.push(await member.end());
          await eventually(() => addresses().length === 2, 60_000);
        }
      },
    });
    ({ dir } = result);
    const { broken, figures } = await check(dir);
    expect(broken).to.deep.equal([]);
    expect(ends.map(({ code }) => code)).to.deep.equal([0, 0]);
    for (const { ms } of ends) expect(ms).to.be.lessThan(10_000);
    // No call without an answer, none refused for another reason than what the board says.
    expect([figures.unknown, figures.doubted]).to.deep.equal([0, 0]);
    const lines = readFileSync(path.join(dir, 'history.jsonl'), 'utf8').trim().split('\n');
    const codes = lines
      .map((line) => JSON.parse(line) as Line)
      .flatMap((line) => (line.what === 'refused' ? line.code : []));
    expect(
      codes.filter((code) => ['none', 'stopping', 'behind', 'storeAway', 'unexpected'].includes(code)),
    ).to.deep.equal([]);
    expect(figures.acknowledged).to.be.greaterThan(100);
  });

  it('ends within ten seconds where its database is cut off in silence, and nothing is lost by it', async () => {
    const ends: { ms: number; code: number | null }[] = [];
    const result = await run({
      ...usual,
      uri,
      operations: 100,
      async instead({ members }) {
        await pause(2000);
        members[0]!.proxy.set('halfOpen');
        await pause(300);
        ends.push(await members[0]!.end());
        members[0]!.proxy.set('through');
      },
    });
    ({ dir } = result);
    expect((await check(dir)).broken).to.deep.equal([]);
    expect(ends[0]!.ms).to.be.lessThan(10_000);
  });
});
