import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Spine } from './spine.ts';
import { StoreAway, StoreRefused, type Store } from './store/store.ts';

/** Keeps a process that shares its store up with the others, and fair to them. */
export interface Others {
  /** Reads what others have written up to now, before something is decided; nothing while this process is alone. */
  catchUp: () => Promise<unknown> | undefined;
  /**
   * A random moment of about two round trips after a commit where others write too. Without it the process that won a race
   * has the next number already and wins every following one, and the others starve. Who has had less than an even share
   * lately waits less, who has had more waits longer.
   */
  makeRoom: () => Promise<void> | void;
  stop: () => Promise<void>;
}

const beatEveryMs = 2000;
/** A process that was not heard of for this long is not counted, and after the longer time its sign is taken down. */
const silentAfterMs = 3 * beatEveryMs;
const forgottenAfterMs = 300 * beatEveryMs;
/** Others who wrote nothing for this long are not waiting for a number either. */
const quietAfterMs = 1000;
/** A round trip that took longer says more about this machine's load, which waiting does not lessen. */
const longestTripMs = 10;

/** Asks for the next document every `everyMs`, and says "I am here" every two seconds. */
export function followOthers(spine: Spine, store: Store, log: Logger, { everyMs }: { everyMs: number }): Others {
  const memberId = randomUUID();
  const heard = new Map<string, { count: number; at: number }>();
  let members = 1;
  let roundTripMs = 1;
  /** Of the latest documents, how much of one is this process's own, the older the less. */
  let share = 0;
  let sharedUpTo = spine.seq;
  let metAt = -Infinity;
  let stopped = false;
  let beats = 0;
  let beatAt = -Infinity;
  let round: Promise<void> = Promise.resolve();

  /** Whose count still grows, by a clock that nobody sets. */
  async function beat(at: number): Promise<void> {
    beatAt = at;
    const counts = await store.beat(memberId, (beats += 1));
    for (const [id, count] of counts) if (heard.get(id)?.count !== count) heard.set(id, { count, at });
    for (const [id, last] of heard) {
      if (counts.has(id) && at - last.at < forgottenAfterMs) continue;
      heard.delete(id);
      if (counts.has(id)) await store.leave(id);
    }
    members = [...heard.values()].filter((last) => at - last.at < silentAfterMs).length;
  }

  async function once(): Promise<void> {
    try {
      const startedAt = performance.now();
      const found = await spine.follow();
      const endedAt = performance.now();
      if (found === 0) roundTripMs = 0.8 * roundTripMs + 0.2 * (endedAt - startedAt);
      if (endedAt >= beatAt + beatEveryMs) await beat(endedAt);
    } catch (error) {
      // Away: the spine says so to the screens, and the next round finds out when it is back.
      if (error instanceof StoreRefused) stopped = true;
      else if (!(error instanceof StoreAway)) log.error({ err: error }, 'following the journal failed');
    }
  }
  const timer = setTimeout(function again() {
    round = once().then(() => {
      if (!stopped) timer.refresh();
    });
  }, everyMs);

  return {
    catchUp: () => (members > 1 ? spine.follow() : undefined),
    makeRoom() {
      const documents = spine.seq - sharedUpTo;
      sharedUpTo = spine.seq;
      if (documents > 1) metAt = performance.now();
      const weight = 1 / (4 * members);
      share = share * (1 - weight) ** documents + weight;
      if (members === 1) return;
      const ahead = performance.now() - metAt < quietAfterMs ? Math.min(2, share * members) ** 2 : 1;
      const waitMs = Math.random() * 4 * ahead * Math.min(longestTripMs, Math.max(1, roundTripMs));
      return new Promise((resume) => setTimeout(resume, waitMs));
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
      await store.leave(memberId).catch(() => undefined);
    },
  };
}
