import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { io, type Socket } from 'socket.io-client';
import { readConfig } from '../../server/config.ts';
import { startMuster } from '../../server/start.ts';
import { desk, lay } from './mix.ts';

/** Round trips over a socket, from one screen to another, and what many screens cost. */
export async function benchScreens(print: (line: string) => void, quick: boolean): Promise<void> {
  const dir = mkdtempSync(path.join(tmpdir(), 'muster-bench-'));
  const muster = await startMuster(
    readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dir, LOG_LEVEL: 'silent', REPORTS_PER_10_MIN: '100000' }),
    { sweeps: false },
  );
  await lay(muster, 1);
  const { personId } = desk as { personId: string };
  const token = new URL(await muster.signInLink(personId)).hash.slice(1);
  const signedIn = await fetch(`${muster.url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
  const [one, other] = await Promise.all([open(muster.url, cookie), open(muster.url, cookie)]);
  const trips: number[] = [];
  const sights: number[] = [];
  for (let round = 0; round < (quick ? 100 : 500); round += 1) {
    const start = performance.now();
    const seen = new Promise((resolve) => other.once('frame', resolve)).then(() =>
      sights.push(performance.now() - start),
    );
    await one.emitWithAck('operation', {
      name: 'reportNeed',
      input: { title: { en: 'Need' }, category: 'food', cellId: 'cell' },
    });
    trips.push(performance.now() - start);
    await seen;
  }
  print(`operation over a socket            p50 ${at(trips, 0.5)} ms   p99 ${at(trips, 0.99)} ms`);
  print(`one screen's action on another      p50 ${at(sights, 0.5)} ms   p99 ${at(sights, 0.99)} ms`);

  const screens = quick ? 500 : 2000;
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const crowd = spawn(process.execPath, ['--import', 'tsx', 'scripts/bench/crowd.ts', muster.url, String(screens)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(crowd.stdout)[Symbol.asyncIterator]();
  await lines.next();
  globalThis.gc?.();
  const perScreen = (process.memoryUsage().rss - before) / screens / 1024;
  const events = quick ? 20 : 60;
  for (let round = 0; round < events; round += 1) {
    await muster.perform('openPeriod', desk, period(muster, round));
    await new Promise((resume) => setTimeout(resume, 100));
  }
  crowd.stdin.end();
  const { value } = (await lines.next()) as { value: string };
  const { p50, p99, missed } = JSON.parse(value) as { p50: number; p99: number; missed: number };
  print(`${screens} screens: server memory         ${perScreen.toFixed(1)} KB a screen`);
  print(`${screens} screens: an event to all       p50 ${p50} ms   p99 ${p99} ms   missed ${missed}`);
  one.disconnect();
  other.disconnect();
  await muster.stop();
  rmSync(dir, { recursive: true, force: true });
}

function period(muster: Awaited<ReturnType<typeof startMuster>>, round: number) {
  const [incident] = muster.board.spine.sight.view.all('incident');
  const startAt = Date.now() + 13 * 3_600_000 + round * 3_600_000;
  return { incidentId: incident!.id, startAt, endAt: startAt + 3_600_000 };
}

async function open(url: string, cookie: string): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], extraHeaders: { cookie }, auth: { after: 0 }, forceNew: true });
  await new Promise((resolve) => socket.once('frame', resolve));
  return socket;
}

const at = (times: number[], share: number): string =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1);
