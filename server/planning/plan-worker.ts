import { parentPort } from 'node:worker_threads';
import type { Person } from '../../shared/records.ts';
import type { PlanDuals } from '../matching/choosing.ts';
import { PeopleColumns } from '../matching/people-columns.ts';
import { makePlan, type MadePlan, type NeedToPlan, type PlanTask } from './make-plan.ts';

/**
 * Plans in a thread of its own, with its own copy of everybody, so that a plan of thousands of places keeps nobody waiting.
 * People come as they change, needs in parts before each plan; each message is small, since taking it in blocks as well.
 */
export type ToWorker =
  | { do: 'people'; people: readonly Person[] }
  | { do: 'needs'; needs: readonly NeedToPlan[] }
  | { do: 'plan'; planId: string; task: Omit<PlanTask, 'needs'> }
  | { do: 'duals'; asking: number; planId: string; needId: string; seatId: string; personId: string }
  | { do: 'forget'; planId: string };
export type FromWorker =
  | { told: 'plan'; planId: string; plan: MadePlan }
  | { told: 'failed'; planId: string; stack: string }
  | { told: 'duals'; asking: number; seat: number | undefined; person: number | undefined };

const port = parentPort!;
const people = new Map<string, Person>();
let columns: PeopleColumns | undefined;
let needs: NeedToPlan[] = [];
const dualsByPlan = new Map<string, PlanDuals>();

const tell = (message: FromWorker): void => port.postMessage(message);

port.on('message', (message: ToWorker) => {
  switch (message.do) {
    case 'people':
      for (const person of message.people) {
        if (columns) columns.setPerson(person);
        else people.set(person.id, person);
      }
      return;
    case 'needs':
      needs.push(...message.needs);
      return;
    case 'plan': {
      const { planId, task } = message;
      try {
        // Everybody is there by now, so neighbours can be given neighbouring rows.
        columns ??= new PeopleColumns(people.values(), task.forAt);
        people.clear();
        const { plan, duals } = makePlan(columns, { ...task, needs });
        dualsByPlan.set(planId, duals);
        tell({ told: 'plan', planId, plan });
      } catch (error) {
        tell({ told: 'failed', planId, stack: (error as Error).stack ?? String(error) });
      }
      needs = [];
      return;
    }
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
