import { Worker } from 'node:worker_threads';
import { Refusal } from '../../shared/problem.ts';
import type { Person } from '../../shared/records.ts';
import type { Spine } from '../spine.ts';
import { bare } from './board-to-plan.ts';
import type { NeedToPlan } from './make-plan.ts';
import type { FromWorker, ToWorker } from './plan-worker.ts';

/** The thread that plans, as long as it lives. */
export interface PlanThread {
  sendNeeds: <A>(list: readonly A[], of: (one: A) => NeedToPlan | readonly NeedToPlan[]) => Promise<void>;
  /** Tells it of everybody who has changed since. */
  sendPeople: () => Promise<void>;
  /** Asks for something of that id; refused where it takes longer than three minutes, and the thread is ended. */
  ask: (id: string, message: ToWorker) => Promise<FromWorker>;
  post: (message: ToWorker) => void;
}

export interface PlanThreads {
  /** The thread, started with the first call and whenever the one before ended. */
  running: () => PlanThread;
  /** The same, without starting one. */
  current: () => PlanThread | null;
  /** Whether everybody is as the thread knows them. */
  isTold: () => boolean;
  stop: () => Promise<void>;
}

const longestMs = 180_000;
/** Work goes to the thread in parts of about this many milliseconds, with a turn for everybody else in between. */
const partMs = 5;

/** One thread at a time, which has its own copy of everybody. `onOver`: it has ended, and what it kept is lost. */
export function planThreads(
  spine: Spine,
  told: { onOver: () => void; onDuals: (message: FromWorker & { told: 'duals' }) => void },
): PlanThreads {
  let current: { thread: PlanThread; worker: Worker } | null = null;
  /** People the thread has not been told of as they are now; null while there is no thread. */
  let untold: Map<string, Person> | null = null;
  let stopped = false;
  spine.onPut((record) => {
    if (record.kind === 'person') untold?.set(record.id, record);
  });

  function start(): PlanThread {
    const worker = new Worker(new URL('./plan-worker.mjs', import.meta.url));
    const waiting = new Map<string, { done: (told: FromWorker) => void; fail: (error: unknown) => void }>();
    worker.unref();
    worker.on('message', (message: FromWorker) => {
      if (message.told === 'duals') return told.onDuals(message);
      const asked = waiting.get(message.planId);
      if (message.told !== 'failed') asked?.done(message);
      else asked?.fail(new Error(message.stack));
    });
    // Out of memory, or ended: whoever waits is told, and the next plan starts another thread.
    const over = (error: unknown): void => {
      if (current?.worker !== worker) return;
      current = null;
      untold = null;
      told.onOver();
      for (const { fail } of waiting.values()) fail(error);
      waiting.clear();
    };
    worker.on('error', over);
    worker.on('exit', () => over(stopped ? new Refusal('stopping', {}) : new Refusal('planFailed', {})));
    untold = new Map();
    for (const person of spine.sight.view.all('person')) untold.set(person.id, person);
    const thread: PlanThread = {
      post: (message) => worker.postMessage(message),
      async sendNeeds(list, of) {
        for await (const needs of inParts(list, (one) => [of(one)].flat() as NeedToPlan[]))
          thread.post({ do: 'needs', needs });
      },
      async sendPeople() {
        const changed = [...(untold?.values() ?? [])];
        untold?.clear();
        for await (const people of inParts(changed, (person) => [bare(person)])) thread.post({ do: 'people', people });
        if (current?.worker !== worker) throw new Refusal('planFailed', {}, { retryAfterSeconds: 2 });
      },
      ask(id, message) {
        return new Promise<FromWorker>((done, fail) => {
          const patience = setTimeout(() => {
            fail(new Refusal('planFailed', {}, { retryAfterSeconds: 30 }));
            void worker.terminate();
          }, longestMs);
          patience.unref();
          const finish =
            <T>(tell: (told: T) => void) =>
            (told: T) => {
              clearTimeout(patience);
              waiting.delete(id);
              tell(told);
            };
          waiting.set(id, { done: finish(done), fail: finish(fail) });
          thread.post(message);
        });
      },
    };
    current = { thread, worker };
    return thread;
  }

  return {
    running: () => current?.thread ?? start(),
    current: () => current?.thread ?? null,
    isTold: () => untold?.size === 0,
    async stop() {
      stopped = true;
      await current?.worker.terminate();
    },
  };
}

/** What `of` makes of each, in parts that took about `partMs` to make. */
async function* inParts<A, B>(list: readonly A[], of: (one: A) => readonly B[]): AsyncGenerator<B[]> {
  let part: B[] = [];
  let since = performance.now();
  for (const one of list) {
    part.push(...of(one));
    // Copying a part for the thread takes several times as long as making it.
    if (part.length < 200 && performance.now() - since < partMs) continue;
    yield part;
    part = [];
    await new Promise(setImmediate);
    since = performance.now();
  }
  if (part.length > 0) yield part;
}
