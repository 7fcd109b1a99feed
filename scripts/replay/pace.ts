/**
 * What is to be done and when, in the stream's own time. Without a speed the clock jumps from one deed to the next;
 * with one, a minute of the stream takes a minute divided by the speed.
 */
export interface Pace {
  /** The stream's time, in milliseconds since 1970. */
  now(): number;
  /** Puts a deed on the list; one for a time that has passed is next. */
  at(time: number, deed: () => Promise<void>): void;
  /** Does what is due up to `until`, one after the other, and stands at `until` afterwards. */
  run(until: number, options?: { speed?: number; signal?: AbortSignal }): Promise<void>;
}

interface Due {
  time: number;
  order: number;
  deed: () => Promise<void>;
}

export function createPace(startAt: number): Pace {
  /** Latest first, so that the next one is popped. */
  const list: Due[] = [];
  let stood = startAt;
  let added = 0;
  let live: { wallAt: number; streamAt: number; speed: number } | null = null;
  let wake: () => void = () => undefined;

  const now = () => (live ? live.streamAt + Math.round((Date.now() - live.wallAt) * live.speed) : stood);

  async function waitFor(time: number, signal: AbortSignal | undefined): Promise<void> {
    if (!live) return;
    const ms = Math.min((time - now()) / live.speed, longestTimer);
    if (ms <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      signal?.addEventListener('abort', wake, { once: true });
    });
    signal?.removeEventListener('abort', wake);
  }

  return {
    now,
    at(time, deed) {
      // The deployment's instants are whole milliseconds.
      const due = { time: Math.max(Math.round(time), stood), order: (added += 1), deed };
      let low = 0;
      for (let high = list.length; low < high;) {
        const middle = (low + high) >> 1;
        if (isAfter(list[middle]!, due)) low = middle + 1;
        else high = middle;
      }
      list.splice(low, 0, due);
      if (low === list.length - 1) wake();
    },
    async run(until, { speed, signal } = {}) {
      if (speed !== undefined) live = { wallAt: Date.now(), streamAt: stood, speed };
      for (;;) {
        if (signal?.aborted) break;
        const next = list.at(-1);
        const time = Math.min(next?.time ?? until, until);
        if (live && now() < time) {
          await waitFor(time, signal);
          continue;
        }
        if (!next || next.time > until) break;
        list.pop();
        stood = Math.max(stood, next.time);
        await next.deed();
      }
      if (live) stood = now();
      else stood = Math.max(stood, until);
      live = null;
    },
  };
}

/** A Node timer cannot wait longer. */
const longestTimer = 2 ** 31 - 1;

const isAfter = (a: Due, b: Due): boolean => a.time > b.time || (a.time === b.time && a.order > b.order);
