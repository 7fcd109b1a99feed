import type { Logger } from 'pino';
import type { Spine } from './spine.ts';
import { StoreAway, StoreRefused, type Store } from './store/store.ts';
import { takeTurns } from './take-turns.ts';

/** Keeps a process that shares its store up with the others, and fair to them. */
export interface Others {
  /**
   * Resolves when this process may write: those who have waited longer have written, or had nothing to write, and what they
   * wrote is read, because what is decided on an old board is decided in vain. At once while this process is alone, or the
   * store is away. `neededMs`: it lost its turn again and again, deciding for so long; then the others are asked for that
   * time first, by a document with nothing else in it.
   */
  myTurn: (neededMs?: number) => Promise<void> | void;
  /**
   * A random moment of about two round trips after a commit where nobody else is known to write: without it a process that
   * comes to write now finds each number taken.
   */
  makeRoom: () => Promise<void> | void;
  stop: () => Promise<void>;
}

const beatEveryMs = 2000;
/** A process that was not heard of for this long is not counted, and after the longer time its sign is taken down. */
const silentAfterMs = 3 * beatEveryMs;
const forgottenAfterMs = 300 * beatEveryMs;
/** A round trip that took longer says more about this machine's load, which waiting does not lessen. */
const longestTripMs = 10;
/** What was read less than this ago is not asked for again before deciding. */
const freshMs = 1;
/** The next try takes about as long as the last. */
const asksFor = { times: 1.5, moreMs: 20 };

/** Asks for the next document every `everyMs`, and says "I am here" every two seconds. */
export function followOthers(spine: Spine, store: Store, log: Logger, { everyMs }: { everyMs: number }): Others {
  const memberId = spine.processId;
  const heard = new Map<string, { count: number; at: number }>();
  const turns = takeTurns(memberId);
  let members = 1;
  let roundTripMs = 1;
  let readAt = -Infinity;
  let turnAt: number | null = null;
  let stopped = false;
  let beats = 0;
  let beatAt = -Infinity;
  let round: Promise<void> = Promise.resolve();
  spine.onChange((_keys, _seq, by, asksMs) => {
    const at = performance.now();
    if (by !== undefined) turns.wrote(by, at, asksMs);
    if (by !== memberId) readAt = at;
    else if (turnAt !== null) {
      turns.took(at - turnAt);
      turnAt = null;
    }
  });

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

  async function read(): Promise<void> {
    const startedAt = performance.now();
    const found = await spine.follow();
    readAt = performance.now();
    if (found === 0) roundTripMs = 0.8 * roundTripMs + 0.2 * (readAt - startedAt);
  }

  /** Away: the spine says so to the screens, and the next round finds out when it is back. */
  function note(error: unknown): void {
    if (!(error instanceof StoreAway || error instanceof StoreRefused))
      log.error({ err: error }, 'following the journal failed');
  }

  async function once(): Promise<void> {
    try {
      await read();
      if (readAt >= beatAt + beatEveryMs) await beat(readAt);
    } catch (error) {
      if (error instanceof StoreRefused) stopped = true;
      note(error);
    }
  }
  const timer = setTimeout(function again() {
    round = once().then(() => {
      if (!stopped) timer.refresh();
    });
  }, everyMs);

  async function comeToTurn(): Promise<void> {
    for (;;) {
      const at = performance.now();
      const before = turns.before(at);
      const until = turns.patientUntil(at);
      if (before === 0 || at >= until) {
        if (at - readAt >= freshMs) await read();
        turnAt = performance.now();
        return;
      }
      await pause(before === 1 ? Math.max(1, (until - at) / 50) : (until - at) / 3);
      await read();
    }
  }

  async function askForTime(neededMs: number): Promise<void> {
    do await comeToTurn().catch(note);
    while ((await spine.commit([], Math.ceil(asksFor.times * neededMs + asksFor.moreMs))) === 'taken');
  }

  return {
    myTurn(neededMs) {
      if (neededMs !== undefined) return askForTime(neededMs);
      if (members > 1 || turns.before(performance.now()) > 0) return comeToTurn().catch(note);
    },
    makeRoom() {
      if (members === 1 || turns.before(performance.now()) > 0) return;
      return pause(Math.random() * 4 * Math.min(longestTripMs, Math.max(1, roundTripMs)));
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
      await store.leave(memberId).catch(() => undefined);
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));
