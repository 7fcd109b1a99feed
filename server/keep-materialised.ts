import type { Logger } from 'pino';
import type { Spine } from './spine.ts';

/**
 * Writes the journal's tail into the records at rest, every few seconds and once more when stopping. Each process does it
 * for itself, being guarded by seq; a round that fails costs a longer replay and nothing else.
 */
export function keepMaterialised(spine: Spine, log: Logger, everyMs = 5000): { stop: () => Promise<void> } {
  let stopped = false;
  const round = () =>
    spine
      .materialise()
      .catch((error: unknown) => log.warn({ err: error }, 'the records at rest could not be written; tried again'));
  const timer = setInterval(() => {
    if (stopped) return;
    // While nobody may write, nobody would notice that the store is back.
    if (spine.awaySinceAt === null) void round();
    else spine.follow().catch(() => undefined);
  }, everyMs);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      // A round under way does not hold what came since it began.
      await round();
      await round();
    },
  };
}
