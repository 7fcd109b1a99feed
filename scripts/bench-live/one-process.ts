import { readConfig } from '../../server/config.ts';
import { startMuster } from '../../server/start.ts';
import { lay, oneNeed } from '../bench/mix.ts';
import { answerParent, quantile } from './child.ts';

/** One Muster process of the bench, told over IPC what to do. Its settings come from the environment, as always. */
export type Told =
  | { do: 'lay'; helpers: number }
  | { do: 'link'; personId: string }
  | { do: 'work'; firstHelper: number; callers: number; seconds: number }
  | { do: 'steady'; firstHelper: number; perSecond: number; seconds: number }
  | { do: 'tell'; people: number[]; perSecond: number; seconds: number }
  | { do: 'report' };

export interface Worked {
  operations: number;
  /** Refused, and why the first was. */
  refused?: { count: number; why: string };
  p50Ms: number;
  p99Ms: number;
}

const hour = 3_600_000;
/** Events are numbered over the whole life of the process, so that each screen can say whether any came out of order. */
let lastEvent = 0;
const muster = await startMuster(readConfig(process.env), { sweeps: false });
process.once('SIGTERM', () => void muster.stop().then(() => process.exit(0)));

/** Called `perSecond` times a second whatever the answers take; resolves when the last is answered. */
async function steadily(perSecond: number, seconds: number, act: (number: number) => Promise<unknown>) {
  const times: number[] = [];
  const open: Promise<unknown>[] = [];
  const refused = { count: 0, why: '' };
  const start = performance.now();
  for (let number = 0; number < perSecond * seconds; number++) {
    const due = start + (number * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resume) => setTimeout(resume, wait));
    // Measured from when it was due: a late start is the server's lateness too.
    open.push(
      act(number).then(
        () => times.push(performance.now() - due),
        (error: unknown) => (refused.count++, (refused.why ||= String(error))),
      ),
    );
  }
  await Promise.all(open);
  return { operations: times.length, refused, p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
}

/** What a volunteer says about when they can be asked; the first moment carries when it was said. */
const sayAvailable = (personId: string, number: number) => {
  const fromAt = Date.now();
  const self = { kind: 'person', personId, organisationId: 'office', roles: ['volunteer'], approved: true } as const;
  return muster.perform('setAvailability', self, {
    personId,
    availability: [{ fromAt, untilAt: fromAt + hour + number }],
  });
};

answerParent(async (told: Told) => {
  switch (told.do) {
    case 'lay':
      await lay(muster, told.helpers);
      return;
    case 'link':
      return muster.signInLink(told.personId);
    case 'work': {
      const times: number[] = [];
      const timed = {
        ...muster,
        perform: async (...given: Parameters<typeof muster.perform>) => {
          const start = performance.now();
          const answer = await muster.perform(...given);
          times.push(performance.now() - start);
          return answer;
        },
      } as typeof muster;
      const until = performance.now() + told.seconds * 1000;
      await Promise.all(
        Array.from({ length: told.callers }, async (_, at) => {
          while (performance.now() < until) await oneNeed(timed, `helper-${told.firstHelper + at}`);
        }),
      );
      return { operations: times.length, p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
    }
    case 'steady':
      return steadily(told.perSecond, told.seconds, (number) =>
        sayAvailable(`helper-${told.firstHelper + (number % 64)}`, number),
      );
    case 'tell':
      return steadily(told.perSecond, told.seconds, (number) =>
        sayAvailable(`helper-${told.people[number % told.people.length]!}`, ++lastEvent),
      );
    case 'report': {
      globalThis.gc?.();
      const { user, system } = process.cpuUsage();
      return { url: muster.url, rssBytes: process.memoryUsage().rss, cpuMs: (user + system) / 1000 };
    }
  }
});
