import { io } from 'socket.io-client';
import type { Frame } from '../../shared/board.ts';

/** Many screens of the open door, in a process of their own: `crowd.ts URL COUNT`. Says when all are live, and at the end what they saw. */
const [url, count] = [process.argv[2]!, Number(process.argv[3])];
const delays: number[] = [];
const seen: number[] = [];
await Promise.all(
  Array.from({ length: count }, async (_, number) => {
    // A few hundred at once is a crowd; all in the same millisecond is only a full accept queue.
    await new Promise((resume) => setTimeout(resume, number / 2));
    await new Promise<void>((resolve) => {
      const socket = io(url, { transports: ['websocket'], auth: { after: 0 }, forceNew: true });
      let isFirst = true;
      socket.on('frame', (frame: Frame) => {
        if (isFirst) {
          isFirst = false;
          seen[number] = 0;
          return resolve();
        }
        const incident = frame.puts.find(({ kind }) => kind === 'incident') as
          { periods?: { startAt: number }[] } | undefined;
        if (!incident) return;
        seen[number]! += 1;
        delays.push(performance.timeOrigin + performance.now());
      });
    });
  }),
);
process.stdout.write('live\n');
process.stdin.resume();
process.stdin.on('end', () => {
  // The first screen to hear of an event is the start of it; the last is what the others waited for.
  const most = Math.max(...seen);
  const bursts = delays.toSorted((a, b) => a - b);
  const spread: number[] = [];
  for (let from = 0; from < bursts.length; from += count)
    for (let i = from; i < Math.min(bursts.length, from + count); i += 1) spread.push(bursts[i]! - bursts[from]!);
  spread.sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((spread[Math.min(spread.length - 1, Math.floor(spread.length * share))] ?? 0) * 10) / 10;
  process.stdout.write(
    `${JSON.stringify({ p50: at(0.5), p99: at(0.99), missed: seen.reduce((sum, one) => sum + most - one, 0) })}\n`,
  );
  process.exit(0);
});
