import { Agenda, type AgendaBackend } from 'agenda';
import type { Logger } from 'pino';
import type { Board } from '../board.ts';
import { sweeps, type Sweep } from './sweeps.ts';

/** Muster's background work. Stopping gives back every lock. */
export interface Jobs {
  stop: () => Promise<void>;
}

/**
 * Starts every sweep on the backend: one process at a time where the backend is shared, and what a killed process
 * left locked goes on elsewhere when the lock runs out.
 */
export async function startJobs(
  backend: AgendaBackend,
  board: Board,
  log: Logger,
  more: readonly Sweep[] = [],
): Promise<Jobs> {
  const all = [...sweeps, ...more];
  const agenda = new Agenda({
    backend: await connected(backend, log),
    processEvery: 1000,
    defaultConcurrency: 1,
    defaultLockLimit: 1,
    // A sweep takes milliseconds. A process that died in one keeps it from the others for this long.
    defaultLockLifetime: 10_000,
  });
  agenda.on('error', (error: unknown) => log.warn({ err: error }, 'agenda'));
  for (const { name, run } of all) {
    agenda.define(name, async () => {
      // Without its store nothing can be decided; the next round makes up for this one.
      if (board.spine.awaySinceAt !== null) return;
      try {
        await run(board);
      } catch (error) {
        log.warn({ err: error, sweep: name }, 'a sweep failed and will be tried again');
      }
    });
  }
  // Started last, so that nothing runs on where one of them could not be put down.
  for (const { name, everySeconds } of all) await agenda.every(`${everySeconds} seconds`, name);
  await agenda.start();
  return {
    async stop() {
      await agenda.stop().catch(keptByLock(log));
    },
  };
}

/**
 * Agenda waits neither for its backend to connect nor for a lock it gives back, and a promise that fails where nobody waits
 * for it ends the process: here the one is over before Agenda begins, and the other never fails.
 */
async function connected(backend: AgendaBackend, log: Logger): Promise<AgendaBackend> {
  await backend.connect();
  const { name, repository, ownsConnection } = backend;
  const unlockJob = repository.unlockJob.bind(repository);
  repository.unlockJob = (job) => unlockJob(job).catch(keptByLock(log));
  return { name, repository, ownsConnection, connect: async () => {}, disconnect: () => backend.disconnect() };
}

/** Whose lock could not be given back waits until it runs out. */
const keptByLock = (log: Logger) => (error: unknown) =>
  log.warn({ err: error }, 'a sweep stays locked until its lock runs out');
