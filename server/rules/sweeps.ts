import type { Alert, AnyRecord } from '../../shared/records.ts';
import { raiseAlert } from './alerts.ts';
import { endAssignment } from './dispatch.ts';
import type { Rule } from './rule.ts';
import { openPlaces } from './seats.ts';

/** What time itself brings. A sweep looks at the board as it stands, so one that was missed is made up by the next. */

export const expireOffers: Rule<'expireOffers'> = (context) => {
  const overdue = context.view
    .list('holdingAssignments', 'all')
    .filter((assignment) => assignment.status === 'offered' && assignment.answerBy <= context.now)
    .toSorted(byId)
    .slice(0, most);
  return {
    puts: overdue.flatMap((assignment) => endAssignment(context, assignment, 'expired')),
    answer: { count: overdue.length },
  };
};

export const raiseMissedCheckIns: Rule<'raiseMissedCheckIns'> = (context) => {
  const missed = context.view
    .list('holdingAssignments', 'all')
    .filter(
      (assignment) =>
        (assignment.status === 'accepted' || assignment.status === 'enRoute') &&
        assignment.checkInDueAt !== null &&
        assignment.checkInDueAt <= context.now &&
        !context.view
          .list('openAlertsOfNeed', assignment.needId)
          .some((alert) => alert.type === 'missedCheckIn' && alert.assignmentId === assignment.id),
    )
    .toSorted(byId)
    .slice(0, most);
  const puts = missed.map((assignment): Alert => {
    const need = context.view.get('need', assignment.needId);
    return raiseAlert(context, 'missedCheckIn', {
      incidentId: assignment.incidentId,
      organisationId: need?.organisationId ?? assignment.organisationId,
      needId: assignment.needId,
      assignmentId: assignment.id,
    });
  });
  return { puts, answer: { count: puts.length } };
};

/** An unmet need past its deadline is raised again every half hour until somebody is sent. */
export const escalateUnmetNeeds: Rule<'escalateUnmetNeeds'> = (context) => {
  const puts: AnyRecord[] = [];
  let count = 0;
  for (const incident of context.view.all('incident')) {
    for (const need of context.view.list('liveNeeds', incident.id).toSorted(byId)) {
      if (count >= most) break;
      if (need.deadlineAt > context.now || (need.escalatedAt !== null && need.escalatedAt + againAfterMs > context.now))
        continue;
      if ((need.enoughAt ?? null) !== null) continue;
      if (need.status === 'open' && ![...openPlaces(context.view, need).values()].some((open) => open > 0)) continue;
      count += 1;
      const known = context.view.list('openAlertsOfNeed', need.id).find((alert) => alert.type === 'unmetPastDeadline');
      puts.push({ ...need, escalatedAt: context.now, escalations: need.escalations + 1 });
      puts.push(
        known
          ? { ...known, raisedAt: context.now, acknowledgedAt: null, acknowledgedBy: null }
          : raiseAlert(context, 'unmetPastDeadline', {
              incidentId: need.incidentId,
              organisationId: need.organisationId,
              needId: need.id,
              assignmentId: null,
            }),
      );
    }
  }
  return { puts, answer: { count } };
};

/** Per sweep, so that one commit stays small; the next sweep goes on. */
const most = 500;
const againAfterMs = 30 * 60_000;
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
