import { minute, nowAt, second } from '../clock.ts';

/** The server's time, rendering the component again every minute, or every second for a countdown. */
export function useNow(every: 'minute' | 'second' = 'minute'): number {
  // Read for its tick: its value stands still in between, and what has just happened would lie in the future.
  void (every === 'second' ? second : minute).value;
  return nowAt();
}
