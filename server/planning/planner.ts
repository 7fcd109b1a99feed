import { Worker } from 'node:worker_threads';
import { Refusal } from '../../shared/problem.ts';
import type { Incident, Need, Period, Person, Stint } from '../../shared/records.ts';
import type { PeopleKept } from '../people-kept.ts';
import { startOf } from '../rules/accept-plan.ts';
import { careIn } from '../rules/care-limits.ts';
import type { Spine } from '../spine.ts';
import { bare, cellCentres, isToPlan, needsToPlan, needToPlan, workOverBy } from './board-to-plan.ts';
import type { MadePlan, NeedToPlan, StandingOffer } from './make-plan.ts';
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
  /** Brings the plan for now of every open incident up to date, or makes it, for administrators and for its prices. */
  keepUp: () => Promise<void>;
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
/** So many plans are kept the best at a time. */
const mostAlive = 6;
/** A plan for now is made anew once its moment is so old, and no more often than takes a twentieth of the thread's time. */
const momentLastsMs = 5 * 60_000;

interface Alive {
  /** Ids of needs that may not be what the thread has. */
  dirty: Set<string>;
  /** Need id → its offers that may be changed. */
  standing: Map<string, StandingOffer[]>;
  startAt: number | undefined;
  forAt: number;
  /** When it was last made from scratch, and how long that took. */
  solvedAt: number;
  tookMs: number;
}

const isFresh = (one: Alive, startAt: number | undefined, at: number): boolean =>
  one.startAt === startAt &&
  (startAt !== undefined || at < one.solvedAt + Math.max(momentLastsMs, 20 * one.tookMs)) &&
  at >= one.solvedAt;

const keyOf = ({ incident, period, madeFor }: PlanOrder): string => `${incident.id} ${period?.id ?? 'now'} ${madeFor}`;

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
  let waitingPlans = new Map<string, { done: (told: FromWorker) => void; fail: (error: unknown) => void }>();
  let waitingDuals = new Map<number, (told: { seat: number | undefined; person: number | undefined }) => void>();
  let asked = 0;
  let stopped = false;
  /** Plans that the thread keeps the best: what it has not been told yet of each. The least lately made first. */
  const alive = new Map<string, Alive>();
  spine.onPut((record) => {
    if (record.kind === 'person') untold?.set(record.id, record);
    // Everybody is measured anew, which no plan that is kept was made with.
    if (record.kind === 'careLimits') letGo(alive.keys());
    const needId = record.kind === 'need' ? record.id : record.kind === 'assignment' ? record.needId : null;
    if (needId !== null) for (const { dirty } of alive.values()) dirty.add(needId);
  });

  function start(): Worker {
    const started = new Worker(new URL('./plan-worker.mjs', import.meta.url));
    started.unref();
    started.on('message', (message: FromWorker) => {
      if (message.told === 'duals') return waitingDuals.get(message.asking)?.(message);
      const waiting = waitingPlans.get(message.planId);
      if (message.told !== 'failed') waiting?.done(message);
      else waiting?.fail(new Error(message.stack));
    });
    // Out of memory, or ended: whoever waits is told, and the next plan starts another thread.
    const over = (error: unknown): void => {
      if (worker !== started) return;
      worker = null;
      untold = null;
      kept.clear();
      alive.clear();
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

  async function make(order: PlanOrder): Promise<KeptPlan> {
    if (stopped) throw new Refusal('stopping', {}, { retryAfterSeconds: 2 });
    worker ??= start();
    const to = worker;
    const { incident, period, madeFor } = order;
    const key = keyOf(order);
    const madeAt = now();
    const startedAt = performance.now();
    const startAt = startOf(period, madeAt);
    const utcOffsetMinutes = utcOffsetMinutesAt(startAt ?? madeAt);
    const planId = newId();
    const workBefore = (standing: readonly StandingOffer[]): Map<string, Stint> =>
      startAt === undefined
        ? new Map()
        : new Map(workOverBy(view, startAt, { now: madeAt, utcOffsetMinutes }, standing));

    let one = alive.get(key);
    let told: FromWorker | undefined;
    if (one && isFresh(one, startAt, madeAt)) {
      const dirty = [...one.dirty];
      one.dirty.clear();
      const gone: string[] = [];
      await sendNeeds(to, dirty, (id) => {
        const need = view.get('need', id);
        const isMine = need?.incidentId === incident.id && isToPlan(need) && order.mayPlan(need);
        const toPlan = isMine ? toPlanFor(need, startAt, one!.standing) : null;
        if (toPlan) return [toPlan];
        one!.standing.delete(id);
        gone.push(id);
        return [];
      });
      await sendPeople(to);
      const standing = [...one.standing.values()].flat();
      const change = { gone, standing, workBefore: workBefore(standing) };
      told = await ask(to, planId, { do: 'bringUpToDate', planId, key, change });
    }
    if (told?.told !== 'plan') {
      one = { dirty: new Set(), standing: new Map(), startAt, solvedAt: madeAt, tookMs: 0, forAt: startAt ?? madeAt };
      alive.delete(key);
      alive.set(key, one);
      const needs = needsToPlan(view, incident.id, order.mayPlan, one.forAt);
      await sendNeeds(to, needs, (need) => toPlanFor(need, startAt, one!.standing) ?? []);
      await sendPeople(to);
      const standing = [...one.standing.values()].flat();
      const cells = cellCentres(view);
      const { forAt } = one;
      const task = { standing, workBefore: workBefore(standing), cells, forAt, utcOffsetMinutes, care: careIn(view) };
      told = await ask(to, planId, { do: 'plan', planId, key, task }).catch((error: unknown) => {
        alive.delete(key);
        throw error;
      });
      one.tookMs = performance.now() - startedAt;
      letGo([...alive.keys()].slice(0, Math.max(0, alive.size - mostAlive)));
    }
    if (told.told !== 'plan') throw new Refusal('planFailed', {}, { retryAfterSeconds: 30 });
    const { plan } = told;
    const tookMs = Math.round(performance.now() - startedAt);
    const made = { ...plan, planId, incidentId: incident.id, period, madeFor, madeAt, forAt: one!.forAt, tookMs };
    keep(made);
    if (startAt === undefined) await people.priceAt(incident.id, plan.prices, madeAt);
    return made;
  }

  function toPlanFor(
    need: Need,
    startAt: number | undefined,
    standing: Map<string, StandingOffer[]>,
  ): NeedToPlan | null {
    const found = needToPlan(view, need, startAt);
    if (found.toPlan && found.standing.length > 0) standing.set(need.id, found.standing);
    else standing.delete(need.id);
    return found.toPlan;
  }

  async function sendNeeds<A>(
    to: Worker,
    list: readonly A[],
    of: (one: A) => NeedToPlan | readonly NeedToPlan[],
  ): Promise<void> {
    for await (const needs of inParts(list, (one) => [of(one)].flat() as NeedToPlan[]))
      to.postMessage({ do: 'needs', needs } satisfies ToWorker);
  }

  async function sendPeople(to: Worker): Promise<void> {
    const changed = [...(untold?.values() ?? [])];
    untold?.clear();
    for await (const part of inParts(changed, (person) => [bare(person)]))
      to.postMessage({ do: 'people', people: part } satisfies ToWorker);
    if (worker !== to) throw new Refusal('planFailed', {}, { retryAfterSeconds: 2 });
  }

  async function ask(to: Worker, planId: string, message: ToWorker): Promise<FromWorker> {
    return new Promise<FromWorker>((done, fail) => {
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
      to.postMessage(message);
    });
  }

  function letGo(keys: Iterable<string>): void {
    for (const key of keys) {
      alive.delete(key);
      worker?.postMessage({ do: 'letGo', key } satisfies ToWorker);
    }
  }

  function keep(plan: KeptPlan): void {
    kept.set(plan.planId, plan);
    for (const { planId, madeAt } of kept.values()) {
      if (kept.size <= mostKept && madeAt + keptForMs > plan.madeAt) break;
      kept.delete(planId);
      worker?.postMessage({ do: 'forget', planId } satisfies ToWorker);
    }
  }

  async function plan(order: PlanOrder): Promise<KeptPlan> {
    const key = keyOf(order);
    let running = making.get(key);
    if (!running) {
      // One at a time: the parts of two plans must not mix on their way.
      running = last.then(() => make(order)).finally(() => making.delete(key));
      making.set(key, running);
      last = running.catch(() => undefined);
    }
    return running;
  }

  return {
    plan,
    async keepUp() {
      for (const incident of view.all('incident')) {
        if (incident.closedAt !== null) continue;
        const order = { incident, period: null, mayPlan: () => true, madeFor: 'all' };
        const one = alive.get(keyOf(order));
        // Without a need there is nothing to plan, and nobody is worth anything elsewhere.
        if (!one && !view.list('liveNeeds', incident.id).some(isToPlan)) continue;
        if (one && one.dirty.size === 0 && untold?.size === 0 && isFresh(one, undefined, now())) continue;
        await plan(order);
      }
    },
    kept(planId) {
      const plan = kept.get(planId);
      return plan && plan.madeAt + keptForMs > now() ? plan : undefined;
    },
    latest(incidentId, madeFor, maxAgeMs) {
      const fits = (plan: KeptPlan): boolean =>
        plan.incidentId === incidentId &&
        plan.madeFor === madeFor &&
        plan.period === null &&
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
