import { performance } from 'node:perf_hooks';

/**
 * A door that lets screens in at the pace at which this process can greet them: when a line that ten thousand hang on comes
 * back, all of them knock at once, and whoever is already inside must not wait behind them.
 */
export interface Door {
  /** Calls `enter` at once where there is room, else when it is this one's turn. */
  knock: (enter: () => void) => void;
  close: () => void;
}

const turnMs = 20;
/** Of a turn, what greeting may take at most: the rest is for whoever is inside. */
const mostBusy = 0.7;
const least = 5;
const most = 25;

/** Additive increase, multiplicative decrease, as in TCP's congestion avoidance: one more a turn, half after a busy one. */
export function openDoor(): Door {
  let perTurn = 10;
  let entered = 0;
  let before = performance.eventLoopUtilization();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const waiting: (() => void)[] = [];

  function turn(): void {
    timer = null;
    const { utilization } = performance.eventLoopUtilization(before);
    perTurn = utilization > mostBusy ? Math.max(least, Math.floor(perTurn / 2)) : Math.min(most, perTurn + 1);
    entered = 0;
    for (const enter of waiting.splice(0, perTurn)) letIn(enter);
  }

  function letIn(enter: () => void): void {
    entered += 1;
    if (!timer) {
      before = performance.eventLoopUtilization();
      timer = setTimeout(turn, turnMs);
    }
    enter();
  }

  return {
    knock: (enter) => (waiting.length === 0 && entered < perTurn ? letIn(enter) : void waiting.push(enter)),
    close() {
      if (timer) clearTimeout(timer);
      for (const enter of waiting.splice(0)) enter();
    },
  };
}
