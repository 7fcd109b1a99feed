import { parseArgs } from 'node:util';
import { rmSync } from 'node:fs';
import { check } from '../test/faults/check.ts';
import { run } from '../test/faults/run.ts';
import { seedOf } from '../test/support/random.ts';
import { testMongo } from '../test/support/mongo-server.ts';

/**
 * `npm run test:faults -- [--kills 200] [--sleeps 100] [--faults 300] [--operations 20000] [--people 240] [--minutes 12]
 * [--seed N]`: three processes on one MongoDB under load and under attack, judged by a checker that reads files alone.
 * `--minutes` is what the trouble is spread over; twice that is the longest it may take.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    sleeps: { type: 'string', default: '100' },
    faults: { type: 'string', default: '300' },
    operations: { type: 'string', default: '20000' },
    people: { type: 'string', default: '240' },
    minutes: { type: 'string', default: '12' },
    seed: { type: 'string' },
  },
});
const seed = seedOf(values.seed);
const minutes = Number(values.minutes);
const mongo = await testMongo();
if (!mongo) process.exit(1);
const uri = mongo.freshUri();
const plan = { kills: Number(values.kills), sleeps: Number(values.sleeps), faults: Number(values.faults) };
console.log(
  `seed ${seed}; ${plan.kills} kills, ${plan.sleeps} sleeps, ${plan.faults} faults on the lines; MongoDB is ${mongo.how}`,
);
const result = await run({
  uri,
  seed,
  plan,
  operations: Number(values.operations),
  people: Number(values.people),
  spanMs: minutes * 60_000,
  longestMs: 2 * minutes * 60_000,
  say: (line) => console.log(line),
});
const { broken, figures } = await check(result.dir);
console.log({ seconds: result.seconds, ...result.done, byKind: result.byKind, ...figures });
if (result.complaints.length > 0) console.log(`The processes said:\n${result.complaints.slice(0, 20).join('')}`);
await mongo.drop(uri);
mongo.stop();
if (broken.length > 0) {
  console.error(`✘ ${broken.length} promises are broken; the evidence is in ${result.dir}\n${broken.join('\n')}`);
  process.exit(1);
}
rmSync(result.dir, { recursive: true, force: true });
const isWhole = (['kills', 'sleeps', 'faults'] as const).every((what) => result.done[what] >= plan[what]);
if (!isWhole || figures.acknowledged < Number(values.operations)) {
  console.error('✘ nothing is broken, but the time ran out before all of it was done');
  process.exit(1);
}
console.log('✔ nothing is lost and nothing is there twice');
process.exit(0);
