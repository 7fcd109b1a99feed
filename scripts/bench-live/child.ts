import { fork } from 'node:child_process';
import path from 'node:path';

/** A program in a process of its own that is asked things over IPC. */
export interface Child {
  ask: <T>(what: object) => Promise<T>;
  stop: () => Promise<void>;
}

/** Starts `scripts/bench-live/<program>.ts`. Rejects where it ends before it says that it is ready. */
export async function startChild(program: string, settings: Record<string, string>): Promise<Child> {
  const child = fork(path.join(import.meta.dirname, `${program}.ts`), {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    env: { ...process.env, ...settings },
  });
  const open = new Map<number, (answer: unknown) => void>();
  let asked = 0;
  const ask = <T>(what: object): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const number = ++asked;
      const ended = (code: number | null): void => reject(new Error(`${program} ended with ${code}`));
      child.once('exit', ended);
      open.set(number, (answer) => {
        child.off('exit', ended);
        resolve(answer as T);
      });
      child.send({ number, what });
    });
  child.setMaxListeners(50);
  child.on('message', ({ number, answer }: { number: number; answer: unknown }) => open.get(number)?.(answer));
  // Nothing is lost by asking at once: the question waits until the program listens.
  await ask({ do: 'begin' });
  return {
    ask,
    stop: () =>
      new Promise((resolve) => {
        const patience = setTimeout(() => child.kill('SIGKILL'), 15_000);
        child.once('exit', () => {
          clearTimeout(patience);
          resolve();
        });
        child.kill('SIGTERM');
      }),
  };
}

/** Answers each question the parent asks with what `answer` resolves with. */
export function answerParent(answer: (what: never) => unknown): void {
  process.on('message', ({ number, what }: { number: number; what: { do?: string } }) => {
    void (async () =>
      process.send!({ number, answer: what.do === 'begin' ? null : ((await answer(what as never)) ?? null) }))();
  });
}

/** A share of the sorted figures, in their unit: 0.5 is the median. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
