import { isCommitted } from '../../shared/lifecycle.ts';
import type { Assignment } from '../../shared/records.ts';
import { raiseAlert } from './alerts.ts';
import { clearedFor, endAssignment } from './dispatch.ts';
import { find, type Rule } from './rule.ts';

/**
 * One person has one commitment, and it is a hold that runs out: an offer when its window ends (`expireOffers`), a promise
 * when nothing was heard for long after its check-in was due. Who is on scene is never let go by the clock.
 */

/** Minutes after the check-in was due, or after the last word since, when a claim lapses. Who set out is waited for longer. */
export const lapseMinutes = { accepted: 120, enRoute: 240 } as const;

/** When the claim lapses, or null where no clock lets go of it. */
export function lapsesAt(assignment: Assignment): number | null {
  const { status, checkInDueAt, troubleAt } = assignment;
  if ((status !== 'accepted' && status !== 'enRoute') || checkInDueAt === null) return null;
  return Math.max(checkInDueAt, troubleAt ?? 0) + lapseMinutes[status] * 60_000;
}

export const releaseStaleClaims: Rule<'releaseStaleClaims'> = (context) => {
  const lapsed = context.view
    .list('holdingAssignments', 'all')
    .filter((assignment) => isCommitted(assignment) && (lapsesAt(assignment) ?? Infinity) <= context.now)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, most);
  return {
    puts: lapsed.flatMap((assignment) => {
      const need = find(context.view, 'need', assignment.needId);
      const alert = raiseAlert(context, 'claimLapsed', {
        incidentId: need.incidentId,
        organisationId: need.organisationId,
        needId: need.id,
        assignmentId: assignment.id,
      });
      return [
        ...endAssignment(context, { ...assignment, lapsedAt: context.now }, 'released'),
        ...clearedFor(context, assignment),
        alert,
      ];
    }),
    answer: { count: lapsed.length },
  };
};

/** Per sweep, so that one commit stays small; the next sweep goes on. */
const most = 200;
