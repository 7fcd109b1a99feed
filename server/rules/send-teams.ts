import type { Input } from '../../shared/operations.ts';
import { Refusal } from '../../shared/problem.ts';
import { cellTeamSeats } from '../../shared/teams.ts';
import { askAsPlanned, periodOf, startOf } from './accept-plan.ts';
import { startDraft, type Draft } from './draft.ts';
import { reportNeed } from './intake.ts';
import { find, type Rule } from './rule.ts';
import { deadlineFor } from './suggest.ts';

type Team = Input<'sendTeams'>['teams'][number];
type Told = ReturnType<typeof sendTeams>['answer'];

/**
 * A need in each cell and an offer to everybody of its team, all in one commit. Each team is checked on the board as those
 * before it leave it, by the rules of a report and of an offer; where one of its people cannot be asked any more the whole
 * team stays behind, and the reason comes back.
 */
export const sendTeams: Rule<'sendTeams'> = (context, input) => {
  const incident = find(context.view, 'incident', input.incidentId);
  if (incident.closedAt !== null) throw new Refusal('incidentClosed', { closedAt: incident.closedAt });
  const startAt = startOf(periodOf(incident, input.periodId, context.now), context.now);
  const draft = startDraft(context);
  const sent: Told['sent'] = [];
  const refused: Told['refused'] = [];
  for (const team of input.teams) {
    const attempt = startDraft(draft.context);
    try {
      sent.push({ cellId: team.cellId, ...send(attempt, input, team, startAt) });
      draft.put(...attempt.puts());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const params = error.params as Record<string, unknown>;
      const personId = typeof params['personId'] === 'string' ? params['personId'] : null;
      refused.push({ cellId: team.cellId, personId, code: error.code, params });
    }
  }
  return { puts: draft.puts(), answer: { sent, refused } };
};

function send(
  draft: Draft,
  { incidentId, title, category, estimatedMinutes }: Input<'sendTeams'>,
  { cellId, leadId, memberIds }: Team,
  startAt: number | undefined,
): { needId: string; assignmentIds: string[] } {
  const { context } = draft;
  const { puts, answer } = reportNeed(context, {
    incidentId,
    title,
    category,
    cellId,
    priority: 'urgent',
    deadlineAt: deadlineFor('urgent', startAt ?? context.now),
    estimatedMinutes,
    seats: [...cellTeamSeats(memberIds.length)],
    source: 'field',
    peopleCount: 1,
    vulnerable: [],
  });
  draft.put(...puts);
  const need = find(context.view, 'need', answer.needId);
  const [lead, others] = need.seats;
  const assignmentIds = [leadId, ...memberIds].map((personId) =>
    askAsPlanned(draft, need, personId === leadId ? lead! : others!, personId, startAt),
  );
  return { needId: need.id, assignmentIds };
}
