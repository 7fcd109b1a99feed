import { StoreAway } from './store/store.ts';

/** Whether the store gives and takes data, as far as the calls made to it tell. */
export interface Reach {
  /** Since when the store has not answered reads or not taken appends, or null. */
  readonly awaySinceAt: number | null;
  /** Runs a call that asks, and keeps note of whether it is answered. */
  reading: <T>(call: () => Promise<T>) => Promise<T>;
  /** The same for an append. That reads are answered says nothing of these: a full disk still reads. */
  appending: <T>(call: () => Promise<T>) => Promise<T>;
  onChange: (listener: (awaySinceAt: number | null) => void) => void;
}

/** A call that has no answer by now counts as "away", long before the driver gives up on it. */
const patienceMs = 2500;
/** A timer that comes later than this says more about this process than about the store. */
const latestMs = 250;

export function watchReach(now: () => number): Reach {
  const since = { reading: null as number | null, appending: null as number | null };
  const listeners: ((awaySinceAt: number | null) => void)[] = [];
  let told: number | null = null;

  const away = () =>
    since.reading === null || since.appending === null
      ? (since.reading ?? since.appending)
      : Math.min(since.reading, since.appending);

  function note(what: 'reading' | 'appending', at: number | null): void {
    // The first call that failed says since when.
    since[what] = at === null ? null : (since[what] ?? at);
    const before = told;
    told = away();
    if ((before === null) !== (told === null)) for (const tell of listeners) tell(told);
  }

  async function watched<T>(what: 'reading' | 'appending', call: () => Promise<T>): Promise<T> {
    const startedAt = now();
    let dueAt = performance.now() + patienceMs;
    let waiting = setTimeout(function judge() {
      const lateMs = performance.now() - dueAt;
      if (lateMs < latestMs) return note(what, startedAt);
      // This process was busy, or asleep: the answer may lie behind this very timer.
      dueAt = performance.now() + latestMs;
      waiting = setTimeout(judge, latestMs);
    }, patienceMs);
    try {
      const answer = await call();
      note(what, null);
      return answer;
    } catch (error) {
      if (error instanceof StoreAway) note(what, startedAt);
      throw error;
    } finally {
      clearTimeout(waiting);
    }
  }

  return {
    get awaySinceAt() {
      return away();
    },
    reading: (call) => watched('reading', call),
    appending: (call) => watched('appending', call),
    onChange: (listener) => void listeners.push(listener),
  };
}
