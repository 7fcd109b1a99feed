import type { Board } from '../board.ts';
import type { Actor } from '../rules/rule.ts';

/** What Muster looks after by itself. Each looks at the board as it stands, so a round that was missed is made up by the next. */
export interface Sweep {
  name: string;
  everySeconds: number;
  run: (board: Board) => Promise<unknown>;
}

export const system: Actor = { kind: 'system' };

export const sweeps: readonly Sweep[] = [
  // Somebody waits for each answer: the seat reopens within seconds of the window's end.
  { name: 'expire unanswered offers', everySeconds: 2, run: (board) => board.perform('expireOffers', system, {}) },
  { name: 'open due waves', everySeconds: 3, run: (board) => board.perform('openDueWaves', system, {}) },
  { name: 'release stale claims', everySeconds: 10, run: (board) => board.perform('releaseStaleClaims', system, {}) },
  { name: 'raise missed check-ins', everySeconds: 5, run: (board) => board.perform('raiseMissedCheckIns', system, {}) },
  { name: 'raise relief', everySeconds: 30, run: (board) => board.perform('raiseRelief', system, {}) },
  {
    name: 'ask whether all is well',
    everySeconds: 10,
    run: (board) => board.perform('askWhetherAllIsWell', system, {}),
  },
  { name: 'escalate unmet needs', everySeconds: 5, run: (board) => board.perform('escalateUnmetNeeds', system, {}) },
];
