/**
 * Who writes next, where several processes write to one journal. Whoever wrote last goes last, as everybody reads from the
 * journal itself; so nobody decides in vain, and nobody waits for more than one turn of each other. Who takes longer to
 * decide than the others are patient would lose its turn for ever, and asks for the time it needs.
 */
export interface Turns {
  /** A document by `by` was met at `at` (ms, of a clock that nobody sets), which asks for so much time. */
  wrote: (by: string, at: number, asksMs?: number) => void;
  /** How many others have their turn before this process has. */
  before: (at: number) => number;
  /** Until when they are waited for: who has nothing to write, or is gone, is passed over. */
  patientUntil: (at: number) => number;
  /** This process had its turn and took so long from its beginning to its end. */
  took: (ms: number) => void;
}

/** Who wrote nothing for this long, or let this many turns go by while others wrote, is not waited for. */
const quietAfterMs = 1000;
const missesAllowed = 3;
/** How long each of those before may take: a bit more than this process takes itself, within these bounds. */
const patienceMs = { least: 10, most: 60 };
/** The most anybody is given who asks. */
const longestAskMs = 3000;

export function takeTurns(me: string): Turns {
  /** Those who write, who wrote longest ago first. */
  const order = new Map<string, { at: number; missed: number }>();
  let lastAt = -Infinity;
  let turnMs = patienceMs.least / 4;
  /** Who goes before everybody, until it has written: one at a time. */
  let asking: { by: string; until: number } | null = null;

  const before = (at: number): number => {
    if (asking && at < asking.until) return asking.by === me ? 0 : 1;
    let count = 0;
    for (const [by, last] of order) {
      if (by === me) return count;
      if (at - last.at < quietAfterMs) count += 1;
    }
    // Not having written for long, it goes at once.
    return 0;
  };

  return {
    wrote(by, at, asksMs = 0) {
      lastAt = at;
      if (asking?.by === by || (asking && at >= asking.until)) asking = null;
      if (asksMs > 0) asking ??= { by, until: at + Math.min(longestAskMs, asksMs) };
      if (order.has(by))
        for (const [earlier, last] of order) {
          if (earlier === by) break;
          last.missed += 1;
          if (last.missed >= missesAllowed || at - last.at >= quietAfterMs) order.delete(earlier);
        }
      order.delete(by);
      order.set(by, { at, missed: 0 });
    },
    before,
    patientUntil: (at) =>
      asking && at < asking.until
        ? asking.until
        : lastAt + before(at) * Math.min(patienceMs.most, Math.max(patienceMs.least, 4 * turnMs)),
    took(ms) {
      turnMs = 0.9 * turnMs + 0.1 * ms;
    },
  };
}
