import type { CareLimits } from '../../shared/care.ts';
import type { Need, Person, Stint } from '../../shared/records.ts';
import type { PlannedShort } from '../../shared/operations.ts';
import type { Point } from '../../shared/shapes.ts';
import { dualsOf, type PlanDuals } from '../matching/choosing.ts';
import type { MatchContext } from '../matching/eligibility.ts';
import { afterWork } from '../matching/hours.ts';
import type { PeopleColumns } from '../matching/people-columns.ts';
import { keepPlan, type LivePlan } from '../matching/live-plan.ts';
import { planBoard, whyShort, type PlanRequest, type Sending, type StandingPlan } from '../matching/plan.ts';
import { bestRelaxation } from '../matching/relax.ts';
import { packPrices, type PackedPrices } from '../matching/seat-prices.ts';
import { unmetCost } from '../matching/unmet-cost.ts';

/** A need to plan for, with what the records say of its seats. */
export interface NeedToPlan {
  need: Need;
  /** Seat id → places to plan for. */
  places: ReadonlyMap<string, number>;
  /** Ids of those who said no to it. */
  excluded: readonly string[];
}

/** An offer without an answer that the plan may change. */
export interface StandingOffer {
  assignmentId: string;
  needId: string;
  seatId: string;
  personId: string;
}

/** All that a plan is made from beside the people, as plain data that can go to another thread. */
export interface PlanTask {
  /** Most urgent first. */
  needs: readonly NeedToPlan[];
  standing: readonly StandingOffer[];
  /** Who is kept by work now that is over by `forAt`, by person. */
  workBefore: ReadonlyMap<string, Stint>;
  /** Cell id → centre. */
  cells: ReadonlyMap<string, Point>;
  /** The moment at which availability, rest and hours are judged. */
  forAt: number;
  utcOffsetMinutes: number;
  care: CareLimits;
}

/** Somebody to be sent, and what changes for it. */
export interface PlannedStep extends Sending {
  change: 'new' | 'moved' | 'kept';
  /** The standing offer that is withdrawn for it. */
  replaces: string | null;
}

export interface MadePlan {
  /** In the order of the needs. */
  steps: PlannedStep[];
  /** Most urgent first, at most `mostShort`. */
  short: PlannedShort[];
  shortTotal: number;
  shortPlaces: number;
  places: number;
  isCertified: boolean;
  gapPoints: number;
  /** In points, over leaving every place empty. */
  worth: number;
  prices: PackedPrices;
}

/** So many seats are told with their reasons; a longer list nobody reads. */
export const mostShort = 200;

/** A plan that is kept the best, with what it was made from as that stands now. */
export interface TaskKept {
  task: PlanTask;
  byId: Map<string, NeedToPlan>;
  live: LivePlan;
}

/** What has changed since: needs that are new or not what they were, and those there is nothing to plan for any more. */
export interface TaskChange extends Pick<PlanTask, 'needs' | 'standing' | 'workBefore'> {
  gone: readonly string[];
  people: ReadonlySet<string>;
}

export interface Made {
  plan: MadePlan;
  duals: PlanDuals;
}

/** Makes the best plan for a task. The columns are left as they were, but for the moment they stand at. */
export function makePlan(columns: PeopleColumns, task: PlanTask): Made & { kept: TaskKept | null } {
  const byId = new Map(task.needs.map((one) => [one.need.id, one]));
  return whileFree(columns, task, () => {
    const request = requestOf(columns, task, byId);
    const found = planBoard(request);
    const kept = byId.size === 0 ? null : { task, byId, live: keepPlan(request, found) };
    return { ...madeOf(columns, task, byId, found), kept };
  });
}

/** The same plan, the best again after what changed; null where planning anew is less work. */
export function bringUpToDate(columns: PeopleColumns, kept: TaskKept, change: TaskChange): Made | null {
  const people = new Set(change.people);
  const before = kept.task.workBefore;
  for (const [id, work] of before) if (change.workBefore.get(id)?.endAt !== work.endAt) people.add(id);
  for (const [id, work] of change.workBefore) if (before.get(id)?.endAt !== work.endAt) people.add(id);
  for (const id of change.gone) kept.byId.delete(id);
  for (const one of change.needs) kept.byId.set(one.need.id, one);
  kept.task = { ...kept.task, standing: change.standing, workBefore: change.workBefore };
  const { task, byId, live } = kept;
  return whileFree(columns, task, () => {
    const needs = change.needs.map(({ need }) => need);
    const isKept = live.change({ needs, gone: change.gone, people, standing: task.standing });
    return isKept ? madeOf(columns, task, byId, live.plan()) : null;
  });
}

function requestOf(columns: PeopleColumns, task: PlanTask, byId: ReadonlyMap<string, NeedToPlan>): PlanRequest {
  return {
    needs: task.needs.map(({ need }) => need),
    openPlaces: ({ id }) => byId.get(id)!.places,
    columns,
    contextOf: contextFor(task, byId),
    standing: task.standing,
  };
}

const contextFor =
  ({ forAt, utcOffsetMinutes, care, cells }: PlanTask, byId: ReadonlyMap<string, NeedToPlan>) =>
  ({ id }: Need): MatchContext => ({
    now: forAt,
    utcOffsetMinutes,
    care,
    cellCentre: (cellId) => cells.get(cellId),
    excluded: new Set(byId.get(id)!.excluded),
  });

/** What is told of a plan, most urgent first. */
function madeOf(
  columns: PeopleColumns,
  task: PlanTask,
  byId: ReadonlyMap<string, NeedToPlan>,
  found: StandingPlan,
): Made {
  const urgent = [...byId.values()].map(({ need }) => need).sort(mostUrgentFirst(task.forAt));
  const orderOf = new Map(urgent.map(({ id }, at) => [id, at]));
  const inOrder = <T extends { needId: string }>(list: readonly T[]): T[] =>
    list.toSorted((a, b) => orderOf.get(a.needId)! - orderOf.get(b.needId)!);
  const contextOf = contextFor(task, byId);
  const short = inOrder(found.short);
  const plan: MadePlan = {
    steps: inOrder(stepsOf(found.sendings, task.standing)),
    short: short.slice(0, mostShort).map((seat) => {
      const { needId, seatId, places, filled } = seat;
      const { need } = byId.get(needId)!;
      const asked = need.seats.find(({ id }) => id === seatId)!;
      const why = whyShort(columns, need, asked, contextOf(need), filled);
      const relax = why.elsewhere > 0 ? null : bestRelaxation(columns, need, asked, contextOf(need));
      return { needId, seatId, places, ...why, excluded: why.excluded as Record<string, number>, relax };
    }),
    shortTotal: short.length,
    shortPlaces: short.reduce((sum, { places }) => sum + places, 0),
    places: found.problem.demand.reduce((sum, places) => sum + places, 0),
    isCertified: found.certificate.valid,
    gapPoints: found.gap,
    worth: found.worth,
    prices: packPrices(found.priceTable),
  };
  return { plan, duals: dualsOf(found, columns) };
}

/** Needs by what an empty place there costs the plan. */
export function mostUrgentFirst(forAt: number): (a: Need, b: Need) => number {
  // Compared many times each.
  const known = new Map<Need, number>();
  const urgency = (need: Need): number => {
    let cost = known.get(need);
    if (cost === undefined) known.set(need, (cost = unmetCost(need, { leads: false }, forAt)));
    return cost;
  };
  return (a, b) => urgency(b) - urgency(a) || a.deadlineAt - b.deadlineAt || (a.id < b.id ? -1 : 1);
}

/** Does something while those count as free whose offer may be changed, and those whose work is over by then. */
export function whileFree<T>(
  columns: PeopleColumns,
  { standing, workBefore }: Pick<PlanTask, 'standing' | 'workBefore'>,
  does: () => T,
): T {
  const lifted = liftHolds(columns, standing, workBefore);
  try {
    return does();
  } finally {
    for (const person of lifted.toReversed()) columns.setPerson(person);
  }
}

/** Frees those whose offer may be changed, and those whose work is over by then. Returns them as they were. */
function liftHolds(
  columns: PeopleColumns,
  standing: readonly StandingOffer[],
  workBefore: ReadonlyMap<string, Stint>,
): Person[] {
  const lifted: Person[] = [];
  const lift = (personId: string, as: (person: Person) => Person | null): void => {
    const row = columns.rowOf(personId);
    const person = row === undefined ? undefined : columns.people[row]!;
    const then = person && as(person);
    if (!then) return;
    columns.setPerson(then);
    lifted.push(person);
  };
  for (const [personId, work] of workBefore) lift(personId, (person) => afterWork(person, work));
  for (const { personId, assignmentId } of standing)
    lift(personId, (person) => (person.heldBy === assignmentId ? { ...person, heldBy: null } : null));
  return lifted;
}

/** What changes for each sending: nothing, another seat for somebody who is asked, or somebody new, perhaps in another's place. */
function stepsOf(sendings: readonly Sending[], standing: readonly StandingOffer[]): PlannedStep[] {
  const offerOf = new Map(standing.map((offer) => [offer.personId, offer]));
  const sentPeople = new Set(sendings.map(({ personId }) => personId));
  // Places of those whom the plan has no more use for, to be taken by whoever comes new to the same seat.
  const vacant = new Map<string, string[]>();
  for (const { personId, needId, seatId, assignmentId } of standing) {
    if (sentPeople.has(personId)) continue;
    const key = `${needId} ${seatId}`;
    vacant.set(key, [...(vacant.get(key) ?? []), assignmentId]);
  }
  return sendings.map((sending) => {
    const offer = offerOf.get(sending.personId);
    if (!offer) {
      const replaces = vacant.get(`${sending.needId} ${sending.seatId}`)?.pop() ?? null;
      return { ...sending, change: 'new', replaces };
    }
    const isKept = offer.needId === sending.needId && offer.seatId === sending.seatId;
    return { ...sending, change: isKept ? 'kept' : 'moved', replaces: isKept ? null : offer.assignmentId };
  });
}
