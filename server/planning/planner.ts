import { Worker } from 'node:worker_threads';
import { Refusal } from '../../shared/problem.ts';
import type { Incident, Need, Period, Person } from '../../shared/records.ts';
import { pricesFrom } from '../matching/seat-prices.ts';
import type { PeopleKept } from '../people-kept.ts';
import { startOf } from '../rules/accept-plan.ts';
import type { Spine } from '../spine.ts';
import { bare, cellCentres, needsToPlan, needToPlan, workOverBy } from './board-to-plan.ts';
import type { MadePlan, StandingOffer } from './make-plan.ts';
import type { FromWorker, ToWorker } from './plan-worker.ts';

/** A plan that was made, kept for half an hour so that it can be read on and asked about. */
export interface KeptPlan extends MadePlan {
  planId: string;
  incidentId: string;
  period: Period | null;
  /** Whose desk it was made for; what others keep to themselves is not in it. */
  madeFor: string;
  madeAt: number;
  forAt: number;
  tookMs: number;
}

export interface PlanOrder {
  incident: Incident;
  /** Null: for now. */
  period: Period | null;
  mayPlan: (need: Need) => boolean;
  /** Who shares this plan: orders with the same words while one is being made are answered by it. */
  madeFor: string;
}

export interface Planner {
  /** Makes a plan. Refused where that cannot be done. */
  plan: (order: PlanOrder) => Promise<KeptPlan>;
  kept: (planId: string) => KeptPlan | undefined;
  /** The youngest plan for now that is not older than `maxAgeMs`. */
  latest: (incidentId: string, madeFor: string, maxAgeMs: number) => KeptPlan | undefined;
  /** What the plan's proof says the seat and the person are worth. */
  duals: (
    plan: KeptPlan,
    choice: { needId: string; seatId: string; personId: string },
  ) => Promise<{ seat: number | undefined; person: number | undefined }>;
  stop: () => Promise<void>;
}

interface PlannerParts {
  spine: Spine;
  people: PeopleKept;
  now: () => number;
  newId: () => string;
  utcOffsetMinutesAt: (at: number) => number;
}

const keptForMs = 30 * 60_000;
const mostKept = 20;
const longestPlanMs = 180_000;
/** Work goes to the thread in parts of about this many milliseconds, with a turn for everybody else in between. */
const partMs = 5;

/** Plans in a thread of its own, which starts with the first plan and follows the journal from then on. */
export function createPlanner({ spine, people, now, newId, utcOffsetMinutesAt }: PlannerParts): Planner {
  const { view } = spine.sight;
  const kept = new Map<string, KeptPlan>();
  const making = new Map<string, Promise<KeptPlan>>();
  let last: Promise<unknown> = Promise.resolve();
  let worker: Worker | null = null;
  /** People the thread has not been told of as they are now; null while there is no thread. */
  let untold: Map<string, Person> | null = null;
  let waitingPlans = new Map<string, { done: (plan: MadePlan) => void; fail: (error: unknown) => void }>();
  let waitingDuals = new Map<number, (told: { seat: number | undefined; person: number | undefined }) => void>();
  let asked = 0;
  let stopped = false;
  spine.onPut((record) => {
    if (record.kind === 'person') untold?.set(record.id, record);
  });

  function start(): Worker {
    const started = new Worker(new URL('./plan-worker.mjs', import.meta.url));
    started.unref();
    started.on('message', (message: FromWorker) => {
      if (message.told === 'duals') return waitingDuals.get(message.asking)?.(message);
      const waiting = waitingPlans.get(message.planId);
      if (message.told === 'plan') waiting?.done(message.plan);
      else waiting?.fail(new Error(message.stack));
    });
    // Out of memory, or ended: whoever waits is told, and the next plan starts another thread.
    const over = (error: unknown): void => {
      if (worker !== started) return;
      worker = null;
      untold = null;
      kept.clear();
      for (const { fail } of waitingPlans.values()) fail(error);
      for (const done of waitingDuals.values()) done({ seat: undefined, person: undefined });
      waitingPlans = new Map();
      waitingDuals = new Map();
    };
    started.on('error', over);
    started.on('exit', () => over(stopped ? new Refusal('stopping', {}) : new Refusal('planFailed', {})));
    untold = new Map();
    for (const person of view.all('person')) untold.set(person.id, person);
    return started;
  }

  async function make({ incident, period, mayPlan, madeFor }: PlanOrder): Promise<KeptPlan> {
    if (stopped) throw new Refusal('stopping', {}, { retryAfterSeconds: 2 });
    worker ??= start();
    const to = worker;
    const send = (message: ToWorker): void => to.postMessage(message);
    const madeAt = now();
    const startedAt = performance.now();
    const startAt = startOf(period, madeAt);
    const forAt = startAt ?? madeAt;
    const planId = newId();
    const standing: StandingOffer[] = [];
    for await (const needs of inParts(needsToPlan(view, incident.id, mayPlan, forAt), (need) => {
      const found = needToPlan(view, need, startAt);
      if (found.toPlan) standing.push(...found.standing);
      return found.toPlan ? [found.toPlan] : [];
    }))
      send({ do: 'needs', needs });
    const changed = [...(untold?.values() ?? [])];
    untold?.clear();
    for await (const part of inParts(changed, (person) => [bare(person)])) send({ do: 'people', people: part });
    if (worker !== to) throw new Refusal('planFailed', {}, { retryAfterSeconds: 2 });
    const plan = await new Promise<MadePlan>((done, fail) => {
      const patience = setTimeout(() => {
        fail(new Refusal('planFailed', {}, { retryAfterSeconds: 30 }));
        void to.terminate();
      }, longestPlanMs);
      patience.unref();
      const finish =
        <T>(tell: (told: T) => void) =>
        (told: T) => {
          clearTimeout(patience);
          waitingPlans.delete(planId);
          tell(told);
        };
      waitingPlans.set(planId, { done: finish(done), fail: finish(fail) });
      const utcOffsetMinutes = utcOffsetMinutesAt(forAt);
      const work = startAt === undefined ? [] : workOverBy(view, startAt, { now: madeAt, utcOffsetMinutes }, standing);
      const task = { standing, workBefore: new Map(work), cells: cellCentres(view), forAt, utcOffsetMinutes };
      send({ do: 'plan', planId, task });
    });
    const tookMs = Math.round(performance.now() - startedAt);
    const made = { ...plan, planId, incidentId: incident.id, period, madeFor, madeAt, forAt, tookMs };
    keep(made);
    if (startAt === undefined && plan.places > 0) await people.priceAt(pricesFrom(plan.prices), madeAt);
    return made;
  }

  function keep(plan: KeptPlan): void {
    kept.set(plan.planId, plan);
    for (const { planId, madeAt } of kept.values()) {
      if (kept.size <= mostKept && madeAt + keptForMs > plan.madeAt) break;
      kept.delete(planId);
      worker?.postMessage({ do: 'forget', planId } satisfies ToWorker);
    }
  }

  return {
    async plan(order) {
      const key = `${order.incident.id} ${order.period?.id ?? 'now'} ${order.madeFor}`;
      let running = making.get(key);
      if (!running) {
        // One at a time: the parts of two plans must not mix on their way.
        running = last.then(() => make(order)).finally(() => making.delete(key));
        making.set(key, running);
        last = running.catch(() => undefined);
      }
      return running;
    },
    kept(planId) {
      const plan = kept.get(planId);
      return plan && plan.madeAt + keptForMs > now() ? plan : undefined;
    },
    latest(incidentId, madeFor, maxAgeMs) {
      const fits = (plan: KeptPlan): boolean =>
        plan.incidentId === incidentId &&
        plan.madeFor === madeFor &&
        plan.forAt === plan.madeAt &&
        plan.madeAt + maxAgeMs > now();
      return [...kept.values()].findLast(fits);
    },
    async duals({ planId }, choice) {
      const to = worker;
      if (!to) return { seat: undefined, person: undefined };
      const asking = (asked += 1);
      return new Promise((done) => {
        const answer = (told: { seat: number | undefined; person: number | undefined }): void => {
          clearTimeout(patience);
          waitingDuals.delete(asking);
          done(told);
        };
        // The thread may be in the middle of a long plan; whoever asks why not is not kept waiting for a figure.
        const patience = setTimeout(() => answer({ seat: undefined, person: undefined }), 2000);
        waitingDuals.set(asking, answer);
        to.postMessage({ do: 'duals', asking, planId, ...choice } satisfies ToWorker);
      });
    },
    async stop() {
      stopped = true;
      await worker?.terminate();
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
