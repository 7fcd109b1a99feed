import { fillsSeat } from '../../shared/lifecycle.ts';
import type { Need } from '../../shared/records.ts';
import type { View } from './view.ts';

/** Seat id → people who said yes, are there or have finished. */
export function filledPlaces(view: View, needId: string): Map<string, number> {
  return count(view, needId, fillsSeat);
}

/** Seat id → places neither filled nor asked for. */
export function openPlaces(view: View, need: Need): Map<string, number> {
  const taken = count(view, need.id, (assignment) => fillsSeat(assignment) || assignment.status === 'offered');
  return new Map(need.seats.map((seat) => [seat.id, Math.max(0, seat.count - (taken.get(seat.id) ?? 0))]));
}

function count(
  view: View,
  needId: string,
  counts: (assignment: Parameters<typeof fillsSeat>[0]) => boolean,
): Map<string, number> {
  const bySeat = new Map<string, number>();
  for (const assignment of view.list('assignmentsOfNeed', needId))
    if (counts(assignment)) bySeat.set(assignment.seatId, (bySeat.get(assignment.seatId) ?? 0) + 1);
  return bySeat;
}
