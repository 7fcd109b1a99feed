import { mayFollow } from '../../shared/lifecycle.ts';
import type { Assignment, AssignmentStatus, Person } from '../../shared/records.ts';
import type { OperationName } from '../../shared/operations.ts';

/** A step that was taken on this phone and has not reached the server. */
export interface Unsent {
  name: OperationName;
  input: Record<string, unknown>;
  savedAt: number;
}

const leadsTo: Partial<Record<OperationName, AssignmentStatus>> = {
  acceptOffer: 'accepted',
  declineOffer: 'declined',
  setOut: 'enRoute',
  checkIn: 'checkedIn',
  checkOut: 'completed',
  release: 'released',
};

/**
 * The assignment as it will stand when the unsent steps arrive, so that somebody without signal can go on
 * to the next step. Steps the server would refuse for their order change nothing here either.
 */
export function asIfDone(assignment: Assignment, unsent: readonly Unsent[]): Assignment {
  let seen = assignment;
  for (const { name, input, savedAt } of unsent) {
    const status = leadsTo[name];
    if (input['assignmentId'] !== assignment.id) continue;
    if (name === 'reportTrouble') {
      seen = { ...seen, trouble: input['trouble'] as Assignment['trouble'], troubleAt: savedAt };
    } else if (status && mayFollow(seen.status, status) && !(name === 'acceptOffer' && seen.status === 'standby')) {
      seen = { ...seen, status, ...timeOf(status, savedAt) };
    }
  }
  return seen;
}

/** The person with the availability and limits that were set here and have not arrived yet. */
export function withUnsentAvailability(person: Person, unsent: readonly Unsent[]): Person {
  const last = unsent.findLast(
    ({ name, input }) => name === 'setAvailability' && input['personId'] === person.id,
  )?.input;
  if (!last) return person;
  const { availability, limits } = last as { availability: Person['availability']; limits?: Person['limits'] };
  return { ...person, availability, limits: limits ?? person.limits };
}

function timeOf(status: AssignmentStatus, at: number): Partial<Assignment> {
  if (status === 'accepted') return { answeredAt: at };
  if (status === 'declined') return { answeredAt: at, endedAt: at };
  if (status === 'enRoute') return { enRouteAt: at };
  if (status === 'checkedIn') return { checkedInAt: at };
  return { endedAt: at };
}
