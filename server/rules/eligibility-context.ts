import type { AssignmentStatus, Need } from '../../shared/records.ts';
import type { MatchContext } from '../matching/eligibility.ts';
import { careIn } from './care-limits.ts';
import type { View } from './view.ts';

const hasAnswered: ReadonlySet<AssignmentStatus> = new Set(['declined', 'released', 'noShow', 'standby']);

/** What matching may know of a need beside the records: whoever declined it, left it, never came or stands by is not asked for it again. */
export function eligibilityFor(
  context: { view: View; now: number; utcOffsetMinutes: number },
  need: Need,
): MatchContext {
  return {
    now: context.now,
    utcOffsetMinutes: context.utcOffsetMinutes,
    care: careIn(context.view),
    cellCentre: (cellId) => context.view.get('cell', cellId)?.centre,
    excluded: new Set(
      context.view
        .list('assignmentsOfNeed', need.id)
        // Whoever was moved on did not say no, and may come back.
        .filter((assignment) => hasAnswered.has(assignment.status) && assignment.movedToId === undefined)
        .map((assignment) => assignment.personId),
    ),
  };
}
