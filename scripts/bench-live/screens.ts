import { testMongo } from '../../test/support/mongo-server.ts';
import { startChild, type Child } from './child.ts';
import type { CrowdHeard } from './crowd.ts';
import type { Worked } from './one-process.ts';
import { onMongo } from './processes.ts';

interface Report {
  url: string;
  rssBytes: number;
  cpuMs: number;
}

const report = (child: Child): Promise<Report> => child.ask<Report>({ do: 'report' });
const sum = (reports: readonly Report[], of: 'rssBytes' | 'cpuMs'): number =>
  reports.reduce((total, each) => total + each[of], 0);

/** Ten thousand screens over two processes, in rooms of a hundred; the same with plain `ws` and bare Socket.IO; and a storm. */
export async function benchManyScreens(print: (line: string) => void, quick: boolean): Promise<void> {
  const mongo = await testMongo();
  if (!mongo) return print('many screens: not measured, no MongoDB');
  const count = quick ? 1000 : 10_000;
  const people = count / 100;
  const seconds = quick ? 5 : 20;
  const uri = mongo.freshUri();
  const servers = [await startChild('one-process', onMongo(uri)), await startChild('one-process', onMongo(uri))];
  await servers[0]!.ask({ do: 'lay', helpers: people + 64 });
  await new Promise((resume) => setTimeout(resume, 1500));
  // Each person speaks through the process that their own screens are on; what crosses over is measured in `across`.
  const tell = (perSecond: number, time: number) =>
    Promise.all(
      servers.map((server, at) => {
        const own = Array.from({ length: people }, (_, person) => person).filter((person) => person % 2 === at);
        return server.ask<Worked>({ do: 'tell', people: own, perSecond: perSecond / 2, seconds: time });
      }),
    );

  // What the same events cost where nobody looks on.
  const idle = await Promise.all(servers.map(report));
  await tell(100, seconds);
  const worked = await Promise.all(servers.map(report));
  const unseenMs = sum(worked, 'cpuMs') - sum(idle, 'cpuMs');

  const urls = worked.map(({ url }) => url.replace('localhost', '127.0.0.1'));
  const cookies = await signIn(servers[0]!, urls[0]!, people);
  const crowd = await startChild('crowd', {});
  const openedMs = await crowd.ask<number>({ do: 'open', urls, cookies, count });
  print(
    `${count} screens over two processes, ${people} rooms of 100; live after ${(openedMs / 1000).toFixed(1)} s more`,
  );
  const before = await Promise.all(servers.map(report));
  const perScreenKb = (sum(before, 'rssBytes') - sum(worked, 'rssBytes')) / count / 1024;
  print(`  server memory                ${perScreenKb.toFixed(1)} KB a screen (goal: at most 30)`);
  await crowd.ask({ do: 'forget' });
  const told = await tell(100, seconds);
  await new Promise((resume) => setTimeout(resume, 1000));
  const after = await Promise.all(servers.map(report));
  const heard = await crowd.ask<CrowdHeard>({ do: 'heard' });
  const expected = 100 * seconds * 100;
  const all = (sum(after, 'cpuMs') - sum(before, 'cpuMs')) / heard.delivered;
  const sending = all - unseenMs / heard.delivered;
  print(
    `  delivered                    ${heard.delivered} of ${expected}, gaps ${heard.gaps}, out of order ${heard.outOfOrder}`,
  );
  const committed = (of: 'p50Ms' | 'p99Ms'): string => Math.max(...told.map((each) => each[of])).toFixed(0);
  print(
    `  a room event, to each screen p50 ${heard.p50Ms} ms, p99 ${heard.p99Ms} ms (goal: at most 50); until it was stored p50 ${committed('p50Ms')} ms, p99 ${committed('p99Ms')} ms`,
  );

  const peers: Record<string, { us: number; p50Ms: number; p99Ms: number }> = {};
  for (const kind of ['ws', 'socket.io']) peers[kind] = await benchBare(kind, count, people, seconds);
  for (const [kind, { us, p50Ms, p99Ms }] of Object.entries(peers))
    print(`  bare ${kind.padEnd(10)}              ${us.toFixed(1)} µs a message, p50 ${p50Ms} ms, p99 ${p99Ms} ms`);
  const ratio = (ms: number): string => ((ms * 1000) / peers['ws']!.us).toFixed(2);
  print(
    `  CPU for a delivered message  ${(sending * 1000).toFixed(1)} µs, ${ratio(sending)} times ws (goal: at most 2); with deciding and storing the events ${(all * 1000).toFixed(1)} µs, ${ratio(all)} times`,
  );
  await storm(print, servers[1]!, crowd, { people, tell, seconds });
  await crowd.stop();
  for (const server of servers) await server.stop();
  await mongo.drop(uri);
}

async function storm(
  print: (line: string) => void,
  server: Child,
  crowd: Child,
  {
    people,
    tell,
    seconds,
  }: { people: number; tell: (perSecond: number, time: number) => Promise<unknown>; seconds: number },
): Promise<void> {
  // Others go on working, and what the screens miss meanwhile is news to all of them.
  const working = Promise.all([
    server.ask<Worked>({ do: 'steady', firstHelper: people, perSecond: 50, seconds }),
    tell(20, seconds - 1),
  ]);
  const backMs = await crowd.ask<number>({ do: 'storm', within: 2000 });
  const [others] = await working;
  await new Promise((resume) => setTimeout(resume, 1000));
  const { gaps, outOfOrder, shown } = await crowd.ask<CrowdHeard>({ do: 'heard' });
  const behind = shown.filter(([least, most]) => least !== most).length;
  print(`storm: all drop at once and come back within 2 s`);
  print(`  all back                     after ${(backMs / 1000).toFixed(1)} s (goal: at most 30)`);
  print(`  rooms whose screens differ   ${behind}, gaps ${gaps}, out of order ${outOfOrder}`);
  print(
    `  others' operations           p50 ${others.p50Ms.toFixed(1)} ms, p99 ${others.p99Ms.toFixed(1)} ms (goal: at most 500)`,
  );
  await crowd.ask({ do: 'sleep', screens: 100 });
  await crowd.ask({ do: 'forget' });
  await tell(100, seconds);
  const awake = await crowd.ask<CrowdHeard>({ do: 'heard' });
  print(`  100 screens stop reading     the others: p50 ${awake.p50Ms} ms, p99 ${awake.p99Ms} ms`);
}

async function benchBare(kind: string, count: number, rooms: number, seconds: number) {
  const server = await startChild('bare-server', { KIND: kind });
  await server.ask({ do: 'rooms', rooms });
  const crowd = await startChild('crowd', {});
  const { url } = await report(server);
  await crowd.ask({ do: 'open', urls: [url], cookies: Array.from({ length: rooms }, () => ''), count });
  await crowd.ask({ do: 'forget' });
  const before = await report(server);
  await server.ask({ do: 'tell', perSecond: 100, seconds, put: samplePerson });
  await new Promise((resume) => setTimeout(resume, 500));
  const after = await report(server);
  const { delivered, p50Ms, p99Ms } = await crowd.ask<CrowdHeard>({ do: 'heard' });
  await crowd.stop();
  await server.stop();
  return { us: ((after.cpuMs - before.cpuMs) * 1000) / delivered, p50Ms, p99Ms };
}

/** About as long as what a pocket is told of its person. */
const samplePerson = { kind: 'person', id: 'helper-1', more: 'x'.repeat(420) };

/** A session each. Signing in is limited by address, so each comes from one of its own. */
async function signIn(server: Child, url: string, people: number): Promise<string[]> {
  const cookies: string[] = [];
  for (let at = 0; at < people; at++) {
    const link = await server.ask<string>({ do: 'link', personId: `helper-${at}` });
    const answer = await fetch(`${url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.${at >> 8}.${at & 255}` },
      body: JSON.stringify({ token: new URL(link).hash.slice(1) }),
    });
    const cookie = answer.headers.get('set-cookie');
    if (!cookie) throw new Error(`signing in helper-${at} was answered ${answer.status}`);
    cookies.push(cookie.split(';')[0]!);
  }
  return cookies;
}
