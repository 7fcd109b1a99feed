import { signal, type ReadonlySignal } from '@preact/signals';
import type { GivenInput, Output, WriteName } from '../shared/operations.ts';
import type { Problem } from '../shared/problem.ts';
import { Refused } from './refused.ts';

/** An operation that waits for a signal. It keeps its requestId, so it takes effect once however often it is sent. */
export interface Waiting {
  requestId: string;
  name: WriteName;
  input: unknown;
  madeAt: number;
  /** Whose it is: on a shared phone it waits until the same person is signed in again. Null: not known yet, anybody's. */
  as: string | null;
  tries: number;
}

/** One that will not be sent any more; `problem` is null when there was no signal for too long. */
export interface Dropped extends Waiting {
  droppedAt: number;
  problem: Problem | null;
}

/** Where waiting operations are kept. One entry each, so that two open pages do not overwrite each other's. */
export interface OutboxStorage {
  all: () => (Waiting | Dropped)[];
  put: (item: Waiting | Dropped) => void;
  remove: (requestId: string) => void;
}

export interface OutboxParts {
  storage: OutboxStorage;
  /** Rejects with `Refused` when the server says no, with anything else when it could not be asked. */
  perform: (name: WriteName, input: unknown, options: { requestId: string }) => Promise<unknown>;
  now: () => number;
  newRequestId: () => string;
  /** Who is signed in here; null while that is not known. */
  who: () => string | null;
  /** Calls back after so many milliseconds. */
  later: (ms: number, run: () => void) => void;
  /** Told of everything done, also of what was sent before this page was loaded. */
  onDone?: (item: Waiting, answer: unknown) => void;
}

/** What became of an operation. */
export type Sent<N extends WriteName> =
  { state: 'done'; answer: Output<N> } | { state: 'dropped'; problem: Problem | null };

export interface Outbox {
  /** Not sent yet, oldest first. */
  waiting: ReadonlySignal<Waiting[]>;
  /** Refused or given up, until dismissed: people must learn of it even after a reload. */
  dropped: ReadonlySignal<Dropped[]>;
  /** Keeps it, then sends it when its turn comes. Resolves when it is done or dropped, which may be days; never rejects. */
  send: <N extends WriteName>(name: N, input: GivenInput<N>) => Promise<Sent<N>>;
  /** Sends what waits, in order; call it when the line is up again and now and then. */
  flush: () => Promise<void>;
  dismiss: (requestId: string) => void;
}

export const giveUpAfterMs = 3 * 86_400_000;
const triesWhenBroken = 5;

/** A queue of operations that outlives the page, the signal and the battery. */
export function openOutbox(parts: OutboxParts): Outbox {
  const { storage, now } = parts;
  const waiting = signal<Waiting[]>([]);
  const dropped = signal<Dropped[]>([]);
  const promised = new Map<string, (sent: Sent<WriteName>) => void>();
  let flushing: Promise<void> | null = null;

  const look = (): void => {
    const items = storage.all().sort((a, b) => a.madeAt - b.madeAt || (a.requestId < b.requestId ? -1 : 1));
    waiting.value = items.filter((item) => !('droppedAt' in item));
    dropped.value = items.filter((item) => 'droppedAt' in item);
  };

  const settle = (requestId: string, sent: Sent<WriteName>): void => {
    promised.get(requestId)?.(sent);
    promised.delete(requestId);
    look();
  };

  const drop = (item: Waiting, problem: Problem | null): void => {
    storage.put({ ...item, droppedAt: now(), problem });
    settle(item.requestId, { state: 'dropped', problem });
  };

  // True when the next one may go.
  const trySend = async (item: Waiting): Promise<boolean> => {
    try {
      const answer = await parts.perform(item.name, item.input, { requestId: item.requestId });
      parts.onDone?.(item, answer);
      storage.remove(item.requestId);
      settle(item.requestId, { state: 'done', answer } as Sent<WriteName>);
      return true;
    } catch (error) {
      const tried = { ...item, tries: item.tries + 1 };
      const after = error instanceof Refused ? retryAfter(error.problem, tried.tries) : 0;
      if (after === null) {
        drop(tried, (error as Refused).problem);
        return true;
      }
      storage.put(tried);
      look();
      if (after > 0) parts.later(after, () => void flush());
      return false;
    }
  };

  const sendAll = async (): Promise<void> => {
    // Even with nothing to send it ends later than it starts, so that `flushing` is set before it is cleared.
    await Promise.resolve();
    look();
    for (const item of waiting.value) if (now() - item.madeAt > giveUpAfterMs) drop(item, null);
    const me = parts.who();
    const next = (): Waiting | undefined =>
      waiting.value.find((item) => me !== null && (item.as === null || item.as === me));
    try {
      for (let item = next(); item && (await trySend(item)); look(), item = next());
    } finally {
      flushing = null;
    }
  };

  const flush = (): Promise<void> => (flushing ??= sendAll());

  look();
  return {
    waiting,
    dropped,
    flush,
    send: <N extends WriteName>(name: N, input: GivenInput<N>) =>
      new Promise<Sent<N>>((resolve) => {
        const requestId = parts.newRequestId();
        promised.set(requestId, (sent) => resolve(sent as Sent<N>));
        // Later than the last one even where the phone's clock was set back or is too coarse: order matters.
        const madeAt = Math.max(now(), (waiting.value.at(-1)?.madeAt ?? 0) + 1);
        storage.put({ requestId, name, input, madeAt, as: parts.who(), tries: 0 });
        look();
        void flush();
      }),
    dismiss: (requestId) => {
      storage.remove(requestId);
      look();
    },
  };
}

// How long to wait before the same request may succeed, in milliseconds; 0: until somebody calls; null: never.
function retryAfter(problem: Problem, tries: number): number | null {
  if (problem.status === 503 || problem.status === 429) return (problem.retryAfterSeconds ?? 5) * 1000;
  if (problem.status === 401) return 0;
  return problem.status >= 500 && tries < triesWhenBroken ? tries * 5000 : null;
}
