import { randomBytes } from 'node:crypto';
import { testMongo } from '../../test/support/mongo-server.ts';
import { startChild, type Child } from './child.ts';
import type { Worked } from './one-process.ts';

/** Settings of a process on a database of MongoDB. */
export const onMongo = (uri: string): Record<string, string> => ({
  MONGODB_URI: uri,
  MUSTER_SECRET: secret,
  PORT: '0',
  HOST: '127.0.0.1',
  TRUST_PROXIES: '1',
  LOG_LEVEL: 'silent',
  REPORTS_PER_10_MIN: '100000',
});
const secret = randomBytes(32).toString('base64');

/** Several processes racing on one database: what they get done together, and how evenly. */
export async function benchProcesses(print: (line: string) => void, quick: boolean): Promise<void> {
  const mongo = await testMongo();
  if (!mongo) return print('several processes: not measured, no MongoDB');
  const seconds = quick ? 3 : 8;
  print(`several processes on ${mongo.how}, 64 callers each, ${seconds} s`);
  print('processes   operations/s   of one alone   p50 slowest   p99 slowest   p99 slowest/fastest');
  let alone = 0;
  for (const count of [1, 2, 4]) {
    const uri = mongo.freshUri();
    const children: Child[] = [];
    for (let at = 0; at < count; at++) children.push(await startChild('one-process', onMongo(uri)));
    await children[0]!.ask({ do: 'lay', helpers: 64 * count });
    // Each has to have read the field before it can be worked on, and heard of the others.
    await new Promise((resume) => setTimeout(resume, 2500));
    const work = (time: number): Promise<Worked[]> =>
      Promise.all(
        children.map((child, at) =>
          child.ask<Worked>({ do: 'work', firstHelper: 64 * at, callers: 64, seconds: time }),
        ),
      );
    await work(1);
    const worked = await work(seconds);
    const perSecond = worked.reduce((sum, { operations }) => sum + operations, 0) / seconds;
    if (count === 1) alone = perSecond;
    const p99s = worked.map(({ p99Ms }) => p99Ms);
    const [slowest, fastest] = [Math.max(...p99s), Math.min(...p99s)];
    print(
      [
        String(count).padStart(9),
        perSecond.toFixed(0).padStart(12),
        (perSecond / alone).toFixed(2).padStart(12),
        `${Math.max(...worked.map(({ p50Ms }) => p50Ms)).toFixed(1)} ms`.padStart(11),
        `${slowest.toFixed(1)} ms`.padStart(11),
        (slowest / fastest).toFixed(2).padStart(19),
      ].join('   '),
    );
    for (const child of children) await child.stop();
    await mongo.drop(uri);
  }
  print('goals: two at least 0.4, four at least 0.3 of one alone; p99 of the slowest at most 3 times the fastest');
}
