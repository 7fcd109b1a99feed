import { Refusal } from '../../shared/problem.ts';
import type { Incident, Need, Period, Stint } from '../../shared/records.ts';
import type { PeopleKept } from '../people-kept.ts';
import { startOf } from '../rules/accept-plan.ts';
import { careIn } from '../rules/care-limits.ts';
import type { Spine } from '../spine.ts';
import { cellCentres, isToPlan, needsToPlan, needToPlan, workOverBy } from './board-to-plan.ts';
import type { MadePlan, NeedToPlan, StandingOffer } from './make-plan.ts';
import { planThreads } from './plan-thread.ts';
import type { FromWorker } from './plan-worker.ts';
import type { CellTeamsTask, MadeCellTeams } from './teams-of-cells.ts';

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

export interface TeamsOrder extends Pick<
  CellTeamsTask,
  'cellIds' | 'members' | 'category' | 'estimatedMinutes' | 'apart'
> {
  /** Null: for now. */
  period: Period | null;
}

export interface CellTeamsMade extends MadeCellTeams {
  madeAt: number;
  forAt: number;
  tookMs: number;
}

export interface Planner {
  /** Makes a plan. Refused where that cannot be done. */
  plan: (order: PlanOrder) => Promise<KeptPlan>;
  /** Composes teams for cells from whoever is free then. Refused where that cannot be done. */
  composeTeams: (order: TeamsOrder) => Promise<CellTeamsMade>;
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

/** Plans in a thread of its own, which starts with the first plan and follows the journal from then on. */
export function createPlanner({ spine, people, now, newId, utcOffsetMinutesAt }: PlannerParts): Planner {
  const { view } = spine.sight;
  const kept = new Map<string, KeptPlan>();
  const making = new Map<string, Promise<KeptPlan>>();
  let last: Promise<unknown> = Promise.resolve();
  let waitingDuals = new Map<number, (told: { seat: number | undefined; person: number | undefined }) => void>();
  let asked = 0;
  let stopped = false;
  /** Plans that the thread keeps the best: what it has not been told yet of each. The least lately made first. */
  const alive = new Map<string, Alive>();
  spine.onPut((record) => {
    // Everybody is measured anew, which no plan that is kept was made with.
    if (record.kind === 'careLimits') letGo(alive.keys());
    const needId = record.kind === 'need' ? record.id : record.kind === 'assignment' ? record.needId : null;
    if (needId !== null) for (const { dirty } of alive.values()) dirty.add(needId);
  });
  const threads = planThreads(spine, {
    onOver() {
      kept.clear();
      alive.clear();
      for (const done of waitingDuals.values()) done({ seat: undefined, person: undefined });
      waitingDuals = new Map();
    },
    onDuals: (message) => waitingDuals.get(message.asking)?.(message),
  });

  async function make(order: PlanOrder): Promise<KeptPlan> {
    if (stopped) throw new Refusal('stopping', {}, { retryAfterSeconds: 2 });
    const thread = threads.running();
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
      await thread.sendNeeds(dirty, (id) => {
        const need = view.get('need', id);
        const isMine = need?.incidentId === incident.id && isToPlan(need) && order.mayPlan(need);
        const toPlan = isMine ? toPlanFor(need, startAt, one!.standing) : null;
        if (toPlan) return [toPlan];
        one!.standing.delete(id);
        gone.push(id);
        return [];
      });
      await thread.sendPeople();
      const standing = [...one.standing.values()].flat();
      const change = { gone, standing, workBefore: workBefore(standing) };
      told = await thread.ask(planId, { do: 'bringUpToDate', planId, key, change });
    }
    if (told?.told !== 'plan') {
      one = { dirty: new Set(), standing: new Map(), startAt, solvedAt: madeAt, tookMs: 0, forAt: startAt ?? madeAt };
      alive.delete(key);
      alive.set(key, one);
      const needs = needsToPlan(view, incident.id, order.mayPlan, one.forAt);
      await thread.sendNeeds(needs, (need) => toPlanFor(need, startAt, one!.standing) ?? []);
      await thread.sendPeople();
      const standing = [...one.standing.values()].flat();
      const cells = cellCentres(view);
      const { forAt } = one;
      const task = { standing, workBefore: workBefore(standing), cells, forAt, utcOffsetMinutes, care: careIn(view) };
      told = await thread.ask(planId, { do: 'plan', planId, key, task }).catch((error: unknown) => {
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

  function letGo(keys: Iterable<string>): void {
    for (const key of keys) {
      alive.delete(key);
      threads.current()?.post({ do: 'letGo', key });
    }
  }

  function keep(plan: KeptPlan): void {
    kept.set(plan.planId, plan);
    for (const { planId, madeAt } of kept.values()) {
      if (kept.size <= mostKept && madeAt + keptForMs > plan.madeAt) break;
      kept.delete(planId);
      threads.current()?.post({ do: 'forget', planId });
    }
  }

  async function compose({ period, ...order }: TeamsOrder): Promise<CellTeamsMade> {
    if (stopped) throw new Refusal('stopping', {}, { retryAfterSeconds: 2 });
    const thread = threads.running();
    const [madeAt, startedAt, planId] = [now(), performance.now(), newId()];
    const startAt = startOf(period, madeAt);
    const forAt = startAt ?? madeAt;
    const utcOffsetMinutes = utcOffsetMinutesAt(forAt);
    await thread.sendPeople();
    const over = startAt === undefined ? [] : workOverBy(view, startAt, { now: madeAt, utcOffsetMinutes }, []);
    const setting = { cells: cellCentres(view), forAt, utcOffsetMinutes, care: careIn(view) };
    const task = { ...order, ...setting, workBefore: new Map(over) };
    const told = await thread.ask(planId, { do: 'teams', planId, task });
    if (told.told !== 'teams') throw new Refusal('planFailed', {}, { retryAfterSeconds: 30 });
    return { ...told.made, madeAt, forAt, tookMs: Math.round(performance.now() - startedAt) };
  }

  async function plan(order: PlanOrder): Promise<KeptPlan> {
    const key = keyOf(order);
    let running = making.get(key);
    if (!running) {
      running = inTurn(() => make(order)).finally(() => making.delete(key));
      making.set(key, running);
    }
    return running;
  }

  /** One at a time: the parts of two plans must not mix on their way. */
  function inTurn<T>(does: () => Promise<T>): Promise<T> {
    const mine = last.then(does);
    last = mine.catch(() => undefined);
    return mine;
  }

  return {
    plan,
    composeTeams: (order) => inTurn(() => compose(order)),
    async keepUp() {
      for (const incident of view.all('incident')) {
        if (incident.closedAt !== null) continue;
        const order = { incident, period: null, mayPlan: () => true, madeFor: 'all' };
        const one = alive.get(keyOf(order));
        // Without a need there is nothing to plan, and nobody is worth anything elsewhere.
        if (!one && !view.list('liveNeeds', incident.id).some(isToPlan)) continue;
        if (one && one.dirty.size === 0 && threads.isTold() && isFresh(one, undefined, now())) continue;
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
      const thread = threads.current();
      if (!thread) return { seat: undefined, person: undefined };
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
        thread.post({ do: 'duals', asking, planId, ...choice });
      });
    },
    async stop() {
      stopped = true;
      await threads.stop();
    },
  };
}
