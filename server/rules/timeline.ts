import type { Output } from '../../shared/operations.ts';
import type { Assignment, Need } from '../../shared/records.ts';
import { nameFor, type Sight } from './visibility.ts';

type Event = Output<'readTimeline'>['events'][number];

/** What happened to a need, oldest first: the desk's steps and everything its people did. */
export function timelineOf(need: Need, sight: Sight): Event[] {
  const nameOf = (by: string) => {
    const id = by.startsWith('person:') ? by.slice(7) : by;
    const person = sight.view.get('person', id);
    return person ? nameFor(person, sight) : null;
  };
  const steps = need.steps.map(({ at, operation, by }) => ({ at, operation, by: nameOf(by), about: {} }));
  const answers = sight.view.list('assignmentsOfNeed', need.id).flatMap((assignment) => {
    const person = nameOf(assignment.personId);
    const about = (status: Assignment['status']) => ({
      assignmentId: assignment.id,
      ...(person ? { person } : {}),
      status,
    });
    const event = (at: number | null, operation: string, by: string, status: Assignment['status']) =>
      at === null ? [] : [{ at, operation, by: nameOf(by), about: about(status) }];
    return [
      ...event(assignment.offeredAt, cameBy(assignment), assignment.offeredBy, 'offered'),
      ...event(
        assignment.status === 'declined' || cameBy(assignment) !== 'offer' ? null : assignment.answeredAt,
        assignment.status === 'standby' ? 'standBy' : assignment.lateAt === undefined ? 'acceptOffer' : 'acceptLate',
        assignment.personId,
        'accepted',
      ),
      ...event(assignment.enRouteAt, 'setOut', assignment.personId, 'enRoute'),
      ...event(assignment.checkedInAt, 'checkIn', assignment.personId, 'checkedIn'),
      ...event(assignment.troubleAt, 'reportTrouble', assignment.personId, assignment.status),
      ...event(assignment.calledUpAt ?? null, 'callUp', assignment.personId, 'accepted'),
      ...event(assignment.endedAt, endingOf(assignment), assignment.personId, assignment.status),
    ];
  });
  return [...steps, ...answers].toSorted((a, b) => a.at - b.at);
}

function endingOf({ status, stoodDownBecause, lapsedAt, movedToId }: Assignment): string {
  if (movedToId !== undefined) return 'moveToNeed';
  if (lapsedAt !== undefined) return 'releaseStaleClaims';
  if (stoodDownBecause === 'filled' || stoodDownBecause === 'enough') return 'thankAsFilled';
  if (stoodDownBecause === 'elsewhere') return 'expireOffers';
  if (stoodDownBecause === 'closed' || stoodDownBecause === 'changed') return 'standDown';
  return endedBy[status] ?? 'endAssignment';
}

/** Not everybody is asked: some are added to a team, some moved from one need to the next. */
const cameBy = ({ joined, movedFromId }: Assignment): string =>
  joined ? 'joinTeam' : movedFromId === undefined ? 'offer' : 'moveHere';

const endedBy: Partial<Record<Assignment['status'], string>> = {
  declined: 'declineOffer',
  expired: 'expireOffers',
  stoodDown: 'withdrawOffer',
  completed: 'checkOut',
  noShow: 'markNoShow',
  released: 'release',
};
