import type { Input, Output } from '../../shared/operations.ts';
import { Refusal } from '../../shared/problem.ts';
import type { NeedCategory } from '../../shared/records.ts';
import { proposalOf } from '../matching/propose.ts';
import type { Asked } from '../questions.ts';
import { periodOf } from '../rules/accept-plan.ts';
import { careIn } from '../rules/care-limits.ts';
import { find } from '../rules/rule.ts';
import { nameFor } from '../rules/visibility.ts';
import { proofOf } from './questions.ts';
import { isLearner, mostLookedAt, workInCell } from './teams-of-cells.ts';

/** The best teams for some cells together, each person with the terms that say why. */
export async function composeTeams(asked: Asked, input: Input<'composeTeams'>): Promise<Output<'composeTeams'>> {
  const { view } = asked.sight;
  const { incidentId, periodId, ...order } = input;
  const incident = find(view, 'incident', incidentId);
  if (incident.closedAt !== null) throw new Refusal('incidentClosed', { closedAt: incident.closedAt });
  for (const cellId of order.cellIds) find(view, 'cell', cellId);
  const period = periodOf(incident, periodId, asked.now);
  const made = await asked.planner.composeTeams({ ...order, period });
  return {
    madeAt: made.madeAt,
    forAt: made.forAt,
    period: period?.number ?? null,
    teams: made.teams.map(({ cellId, personIds }) => ({
      cellId,
      people: told(asked, cellId, personIds, made.forAt, order),
    })),
    without: made.without,
    proof: { ...proofOf(made), most: made.isAll ? null : mostLookedAt },
    tookMs: made.tookMs,
  };
}

function told(
  asked: Asked,
  cellId: string,
  personIds: readonly string[],
  forAt: number,
  task: { category: NeedCategory; estimatedMinutes: number; members: number },
): Output<'composeTeams'>['teams'][number]['people'] {
  const { view } = asked.sight;
  const cellCentre = (id: string) => view.get('cell', id)?.centre;
  const utcOffsetMinutes = asked.utcOffsetMinutesAt(forAt);
  const setting = { forAt, utcOffsetMinutes, care: careIn(view), cellCentre };
  const { need, context } = workInCell(cellId, task, setting);
  return personIds.map((personId, at) => {
    const person = find(view, 'person', personId);
    const nameOf = () => nameFor(person, asked.sight);
    return {
      ...proposalOf(person, need.seats[at === 0 ? 0 : 1]!, { need, context, nameOf }),
      isLearner: isLearner(person),
    };
  });
}
