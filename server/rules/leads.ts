import { Refusal } from '../../shared/problem.ts';
import type { Assignment } from '../../shared/records.ts';
import { teamOn } from '../../shared/teams.ts';
import { mayHandle } from './intake.ts';
import { find, isDesk, type Context } from './rule.ts';
import type { View } from './view.ts';

/** Who leads on a need: those committed to it who hold a seat that leads or were named. In the order of their ids. */
export function leadIdsOf(view: View, needId: string): string[] {
  const need = view.get('need', needId);
  if (!need) return [];
  return teamOn(need, view.list('assignmentsOfNeed', needId), view.get('team', needId))
    .leads.map(({ personId }) => personId)
    .toSorted();
}

export type StandsAs = 'self' | 'lead' | 'desk';

/** As what the caller may speak for whoever holds the assignment; a stranger learns nothing from guessing ids. */
export function standsFor(context: Context, assignment: Assignment): StandsAs {
  const { actor, view } = context;
  if (actor.kind === 'person' && actor.personId === assignment.personId) return 'self';
  if (actor.kind === 'person' && leadIdsOf(view, assignment.needId).includes(actor.personId)) return 'lead';
  if (!isDesk(actor)) throw new Refusal('notFound', { what: 'assignment', id: assignment.id });
  mayHandle(context, find(view, 'need', assignment.needId));
  return 'desk';
}

export const actorId = (context: Pick<Context, 'actor'>): string | null =>
  context.actor.kind === 'person' ? context.actor.personId : null;
