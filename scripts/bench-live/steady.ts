import { testMongo } from '../../test/support/mongo-server.ts';
import { startChild, type Child } from './child.ts';
import type { Worked } from './one-process.ts';
import { onMongo } from './processes.ts';

/** A thousand operations a second, offered evenly to four processes whatever the answers take. */
export async function benchSteady(print: (line: string) => void, quick: boolean): Promise<void> {
  const mongo = await testMongo();
  if (!mongo) return print('a steady load: not measured, no MongoDB');
  const seconds = quick ? 5 : 20;
  const uri = mongo.freshUri();
  const children: Child[] = [];
  for (let at = 0; at < 4; at++) children.push(await startChild('one-process', onMongo(uri)));
  await children[0]!.ask({ do: 'lay', helpers: 256 });
  // Each has to have heard of the others.
  await new Promise((resume) => setTimeout(resume, 2500));
  const steady = (time: number) =>
    Promise.all(
      children.map((child, at) =>
        child.ask<Worked>({ do: 'steady', firstHelper: 64 * at, perSecond: 250, seconds: time }),
      ),
    );
  const cpuMs = async () =>
    (await Promise.all(children.map((child) => child.ask<{ cpuMs: number }>({ do: 'report' })))).reduce(
      (sum, report) => sum + report.cpuMs,
      0,
    );
  await steady(2);
  const before = await cpuMs();
  const worked = await steady(seconds);
  const served = worked.reduce((sum, { operations }) => sum + operations, 0);
  const most = (of: 'p50Ms' | 'p99Ms'): string => Math.max(...worked.map((each) => each[of])).toFixed(1);
  print(
    `1,000 a second over four on ${mongo.how}: ${served} of ${1000 * seconds} served, p50 ${most('p50Ms')} ms, p99 ${most('p99Ms')} ms (goal: at most 100); ${(((await cpuMs()) - before) / served).toFixed(2)} ms of CPU each in all four`,
  );
  for (const child of children) await child.stop();
  await mongo.drop(uri);
}
