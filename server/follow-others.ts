import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Spine } from './spine.ts';
import { StoreAway, type Store } from './store/store.ts';

/** Keeps a process that shares its store up with the others, and fair to them. */
export interface Others {
  /**
   * A random moment of up to about four round trips where others write too. Without it the process that won a race has the
   * next number already and wins every following one, and the others starve.
   */
  makeRoom: () => Promise<void> | void;
  stop: () => Promise<void>;
}

const beatEveryMs = 2000;

/** Asks for the next document every `everyMs`, and says "I am here" every two seconds. */
export function followOthers(
  spine: Spine,
  store: Store,
  log: Logger,
  { everyMs, now }: { everyMs: number; now: () => number },
): Others {
  const memberId = randomUUID();
  let members = 1;
  let roundTripMs = 1;
  let stopped = false;
  let nextBeatAt = 0;
  let round: Promise<void> = Promise.resolve();

  async function once(): Promise<void> {
    try {
      if (now() >= nextBeatAt) {
        nextBeatAt = now() + beatEveryMs;
        members = await store.beat(memberId, now(), 3 * beatEveryMs);
      }
      const start = performance.now();
      const found = await spine.follow();
      if (found === 0) roundTripMs = 0.8 * roundTripMs + 0.2 * (performance.now() - start);
    } catch (error) {
      // Away: the spine says so to the screens, and the next round finds out when it is back.
      if (!(error instanceof StoreAway)) log.error({ err: error }, 'following the journal failed');
    }
  }
  const timer = setTimeout(function again() {
    round = once().then(() => {
      if (!stopped) timer.refresh();
    });
  }, everyMs);

  return {
    makeRoom: () =>
      members > 1
        ? new Promise((resume) => setTimeout(resume, Math.random() * 4 * Math.max(1, roundTripMs)))
        : undefined,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
      await store.leave(memberId).catch(() => undefined);
    },
  };
}
