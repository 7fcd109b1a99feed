import type { Need, Person, Stint } from '../../shared/records.ts';
import type { PlannedShort } from '../../shared/operations.ts';
import type { Point } from '../../shared/shapes.ts';
import { dualsOf, type PlanDuals } from '../matching/choosing.ts';
import type { MatchContext } from '../matching/eligibility.ts';
import { afterWork } from '../matching/hours.ts';
import type { PeopleColumns } from '../matching/people-columns.ts';
import { planBoard, type Sending } from '../matching/plan.ts';
import { bestRelaxation } from '../matching/relax.ts';
import type { PriceTable } from '../matching/seat-prices.ts';

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
  prices: PriceTable;
}

/** So many seats are told with their reasons; a longer list nobody reads. */
export const mostShort = 200;

/** Makes the best plan for a task. The columns are left as they were, but for the moment they stand at. */
export function makePlan(columns: PeopleColumns, task: PlanTask): { plan: MadePlan; duals: PlanDuals } {
  const { needs, standing, cells, forAt, utcOffsetMinutes } = task;
  const byId = new Map(needs.map((one) => [one.need.id, one]));
  const contextOf = ({ id }: Need): MatchContext => ({
    now: forAt,
    utcOffsetMinutes,
    cellCentre: (cellId) => cells.get(cellId),
    excluded: new Set(byId.get(id)!.excluded),
  });
  const lifted = liftHolds(columns, standing, task.workBefore);
  try {
    const found = planBoard({
      needs: needs.map(({ need }) => need),
      openPlaces: ({ id }) => byId.get(id)!.places,
      columns,
      contextOf,
      standing,
    });
    const orderOf = new Map(needs.map(({ need }, at) => [need.id, at]));
    const inOrder = <T extends { needId: string }>(list: readonly T[]): T[] =>
      list.toSorted((a, b) => orderOf.get(a.needId)! - orderOf.get(b.needId)!);
    const short = inOrder(found.short);
    const plan: MadePlan = {
      steps: inOrder(stepsOf(found.sendings, standing)),
      short: short.slice(0, mostShort).map((seat) => {
        const { need } = byId.get(seat.needId)!;
        const asked = need.seats.find(({ id }) => id === seat.seatId)!;
        const relax = seat.elsewhere > 0 ? null : bestRelaxation(columns, need, asked, contextOf(need));
        return { ...seat, excluded: seat.excluded as Record<string, number>, relax };
      }),
      shortTotal: short.length,
      shortPlaces: short.reduce((sum, { places }) => sum + places, 0),
      places: found.problem.demand.reduce((sum, places) => sum + places, 0),
      isCertified: found.certificate.valid,
      gapPoints: found.gap,
      worth: found.worth,
      prices: found.priceTable,
    };
    return { plan, duals: dualsOf(found, columns) };
  } finally {
    for (const person of lifted) columns.setPerson(person);
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
