import { io } from 'socket.io-client';
import type { Frame } from '../../shared/board.ts';
import { testMongo } from '../../test/support/mongo-server.ts';
import { quantile, startChild } from './child.ts';
import { onMongo } from './processes.ts';

/** From an action in one process to the frame on a screen of another, 100 operations a second. */
export async function benchAcross(print: (line: string) => void, quick: boolean): Promise<void> {
  const mongo = await testMongo();
  if (!mongo) return print('across processes: not measured, no MongoDB');
  const uri = mongo.freshUri();
  const [one, other] = [await startChild('one-process', onMongo(uri)), await startChild('one-process', onMongo(uri))];
  await one.ask({ do: 'lay', helpers: 64 });
  await new Promise((resume) => setTimeout(resume, 1000));
  const { url: here } = await one.ask<{ url: string }>({ do: 'report' });
  const { url: there } = await other.ask<{ url: string }>({ do: 'report' });
  const open = async (url: string, personId: string) => {
    const token = new URL(await one.ask<string>({ do: 'link', personId })).hash.slice(1);
    const signedIn = await fetch(`${here}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
    const socket = io(url, { transports: ['websocket'], extraHeaders: { cookie }, auth: { after: 0 }, forceNew: true });
    await new Promise((resolve) => socket.once('frame', resolve));
    return socket;
  };
  const eye = await open(there, 'desk');
  // Several, because nobody may ask more than 60 times a second.
  const hands = [];
  for (let at = 0; at < 8; at++) hands.push(await open(here, `helper-${at}`));
  const askedAt = new Map<string, number>();
  const seenAt = new Map<string, number>();
  eye.on('frame', (frame: Frame) => {
    for (const put of frame.puts) if (put.kind === 'need' && !seenAt.has(put.id)) seenAt.set(put.id, performance.now());
  });
  const total = 100 * (quick ? 5 : 20);
  const start = performance.now();
  const answers: Promise<void>[] = [];
  for (let number = 0; number < total; number++) {
    const wait = start + number * 10 - performance.now();
    if (wait > 1) await new Promise((resume) => setTimeout(resume, wait));
    const at = performance.now();
    const input = { title: { en: `Need ${number}` }, category: 'food', cellId: 'cell' };
    const asked = hands[number % hands.length]!.emitWithAck('operation', { name: 'reportNeed', input }) as Promise<{
      answer?: { needId: string };
    }>;
    answers.push(asked.then(({ answer }) => void (answer && askedAt.set(answer.needId, at))));
  }
  await Promise.all(answers);
  await new Promise((resume) => setTimeout(resume, 1000));
  const delays = [...askedAt].flatMap(([id, at]) => (seenAt.has(id) ? [seenAt.get(id)! - at] : []));
  print(
    `from an action in one process to a screen of another, 100 a second: p50 ${quantile(delays, 0.5).toFixed(0)} ms (goal: at most 60), p99 ${quantile(delays, 0.99).toFixed(0)} ms (goal: at most 150), seen ${delays.length} of ${total}`,
  );
  for (const hand of hands) hand.disconnect();
  eye.disconnect();
  await one.stop();
  await other.stop();
  await mongo.drop(uri);
}
