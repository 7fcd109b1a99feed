import type { Logger } from 'pino';
import type { Board } from '../board.ts';

const everyMs = 10_000;
/** A plan that failed is not tried again for so long, and twice as long each time after. */
const firstPauseMs = 10 * 60_000;

/**
 * Keeps the plan for now of every open incident up to date in this process, so that its prices are there whenever one need
 * is ranked alone, and whoever opens the plan finds it made. Each process does this for itself: prices are not in the journal.
 */
export function keepPlanned(board: Board, log: Logger): { stop: () => void } {
  let timer: NodeJS.Timeout;
  let pauseMs = firstPauseMs;
  let stopped = false;
  const next = (ms: number): void => {
    if (stopped) return;
    timer = setTimeout(() => void round(), ms);
    timer.unref();
  };
  async function round(): Promise<void> {
    try {
      await board.planner.keepUp();
      pauseMs = firstPauseMs;
      next(everyMs);
    } catch (error) {
      if (!stopped) log.warn({ err: error, againInMs: pauseMs }, 'the standing plan could not be kept up');
      next(pauseMs);
      pauseMs *= 2;
    }
  }
  next(everyMs);
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
