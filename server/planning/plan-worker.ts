import { parentPort } from 'node:worker_threads';
import type { Person } from '../../shared/records.ts';
import type { PlanDuals } from '../matching/choosing.ts';
import { PeopleColumns } from '../matching/people-columns.ts';
import {
  bringUpToDate,
  makePlan,
  type Made,
  type MadePlan,
  type NeedToPlan,
  type PlanTask,
  type TaskChange,
  type TaskKept,
} from './make-plan.ts';
import { teamsOfCells, type CellTeamsTask, type MadeCellTeams } from './teams-of-cells.ts';

/**
 * Plans in a thread of its own, with its own copy of everybody, so that a plan of thousands of places keeps nobody waiting.
 * People come as they change, needs in parts before each plan; each message is small, since taking it in blocks as well.
 */
export type ToWorker =
  | { do: 'people'; people: readonly Person[] }
  | { do: 'needs'; needs: readonly NeedToPlan[] }
  | { do: 'plan'; planId: string; key: string; task: Omit<PlanTask, 'needs'> }
  /** The needs sent before are those that changed. */
  | { do: 'bringUpToDate'; planId: string; key: string; change: Omit<TaskChange, 'needs' | 'people'> }
  | { do: 'letGo'; key: string }
  | { do: 'teams'; planId: string; task: CellTeamsTask }
  | { do: 'duals'; asking: number; planId: string; needId: string; seatId: string; personId: string }
  | { do: 'forget'; planId: string };
export type FromWorker =
  | { told: 'plan'; planId: string; plan: MadePlan }
  | { told: 'teams'; planId: string; made: MadeCellTeams }
  /** It has to be made anew. */
  | { told: 'stale'; planId: string }
  | { told: 'failed'; planId: string; stack: string }
  | { told: 'duals'; asking: number; seat: number | undefined; person: number | undefined };

const port = parentPort!;
const people = new Map<string, Person>();
let columns: PeopleColumns | undefined;
let needs: NeedToPlan[] = [];
/** Plans that are kept the best, each with the people who changed since. */
const alive = new Map<string, { kept: TaskKept; changed: Set<string> }>();
const dualsByPlan = new Map<string, PlanDuals>();

const tell = (message: FromWorker): void => port.postMessage(message);

port.on('message', (message: ToWorker) => {
  switch (message.do) {
    case 'people':
      for (const person of message.people) {
        if (columns) columns.setPerson(person);
        else people.set(person.id, person);
        for (const { changed } of alive.values()) changed.add(person.id);
      }
      return;
    case 'needs':
      needs.push(...message.needs);
      return;
    case 'plan':
      answer(message.planId, () => {
        alive.delete(message.key);
        const made = makePlan(everybody(message.task), { ...message.task, needs });
        if (made.kept) alive.set(message.key, { kept: made.kept, changed: new Set() });
        return made;
      });
      return;
    case 'bringUpToDate':
      answer(message.planId, () => {
        const one = alive.get(message.key);
        if (!one || !columns) return null;
        const { changed: people } = one;
        one.changed = new Set();
        // Whatever goes wrong halfway, a plan that may be wrong is not gone on with.
        alive.delete(message.key);
        const made = bringUpToDate(columns, one.kept, { ...message.change, needs, people });
        if (made) alive.set(message.key, one);
        return made;
      });
      return;
    case 'teams':
      attempt(message.planId, () => {
        const made = teamsOfCells(everybody(message.task), message.task);
        tell({ told: 'teams', planId: message.planId, made });
      });
      return;
    case 'letGo':
      alive.delete(message.key);
      return;
    case 'duals': {
      const { asking, planId, needId, seatId, personId } = message;
      const duals = dualsByPlan.get(planId);
      tell({ told: 'duals', asking, seat: duals?.seat(needId, seatId), person: duals?.person(personId) });
      return;
    }
    case 'forget':
      dualsByPlan.delete(message.planId);
  }
});

/** Made when first needed: everybody is there by then, so neighbours can be given neighbouring rows. */
function everybody({ forAt, care }: Pick<PlanTask, 'forAt' | 'care'>): PeopleColumns {
  columns ??= new PeopleColumns(people.values(), forAt, care);
  columns.protectBy(care);
  people.clear();
  return columns;
}

function answer(planId: string, make: () => Made | null): void {
  attempt(planId, () => {
    const made = make();
    if (made) {
      dualsByPlan.set(planId, made.duals);
      tell({ told: 'plan', planId, plan: made.plan });
    } else tell({ told: 'stale', planId });
  });
  needs = [];
}

function attempt(planId: string, does: () => void): void {
  try {
    does();
  } catch (error) {
    tell({ told: 'failed', planId, stack: (error as Error).stack ?? String(error) });
  }
}
