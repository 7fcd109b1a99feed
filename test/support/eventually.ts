import { setTimeout as pause } from 'node:timers/promises';

/** Asks until it is so; fails after `withinMs`, far beyond what it should ever take. */
export async function eventually(isSo: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  for (const until = Date.now() + withinMs; Date.now() < until; await pause(10)) if (await isSo()) return;
  throw new Error(`did not come to be within ${withinMs} ms: ${String(isSo)}`);
}
