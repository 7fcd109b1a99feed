import { rmSync } from 'node:fs';
import { expect } from 'chai';
import { check } from './faults/check.ts';
import { dieOverStaleWrites, roughStore, withoutGuard } from './faults/guards.ts';
import { run, type RunOptions } from './faults/run.ts';
import { mongoOrSkip, type TestMongo } from './support/mongo-server.ts';
import { seedOf } from './support/random.ts';

const seed = seedOf(process.env['FAULTS_SEED']);

/** The short form of `npm run test:faults`: bounded by what is done, and by the clock only where a machine is very slow. */
describe(`three processes on one database, killed, put to sleep and cut off (FAULTS_SEED=${seed})`, function () {
  this.timeout(400_000);
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

  async function judge(options: Partial<RunOptions>) {
    const result = await run({
      uri,
      seed,
      plan: { kills: 4, sleeps: 4, faults: 10 },
      operations: 400,
      people: 60,
      spanMs: 12_000,
      longestMs: 90_000,
      ...options,
    });
    ({ dir } = result);
    return { ...result, ...(await check(result.dir)) };
  }

  it('lose nothing, do nothing twice and end with the same board, on every screen too', async () => {
    const { broken, figures, done, complaints } = await judge({ patches: roughStore });
    expect(broken, complaints.slice(0, 5).join('')).to.deep.equal([]);
    expect(figures.acknowledged).to.be.greaterThan(50);
    expect(done.kills + done.sleeps + done.faults).to.be.greaterThan(3);
  });

  for (const [guard, patches] of Object.entries(withoutGuard))
    it(`are found out by the checker without ${guard}`, async () => {
      const isStale = guard.startsWith('the seq asked');
      const { broken } = await judge({
        patches,
        plan: isStale ? { kills: 0, sleeps: 0, faults: 0 } : { kills: 3, sleeps: 6, faults: 6 },
        ...(isStale ? { instead: dieOverStaleWrites } : {}),
        operations: 200,
        spanMs: 10_000,
        // Shorter than the sleeps, so that a retry meets the first try elsewhere.
        patienceMs: guard.startsWith('the request id') ? 1000 : 5000,
        calmWithinMs: 5000,
      });
      expect(broken).to.not.deep.equal([]);
    });
});
