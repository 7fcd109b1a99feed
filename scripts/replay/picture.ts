import { fillsSeat, isHolding } from '../../shared/lifecycle.ts';
import type { Assignment, Need, Seat } from '../../shared/records.ts';
import type { Heard } from './door.ts';

/** The needs and assignments as a script has heard of them, with who wants to hear of changes. */
export interface Picture {
  hear(record: Heard): void;
  /** Called after each record has been taken in. */
  onHeard(listener: (record: Heard) => void): void;
  need(id: string): Need | undefined;
  assignment(id: string): Assignment | undefined;
  assignmentsOf(needId: string): Assignment[];
  needs(): Iterable<Need>;
}

export function createPicture(): Picture {
  const needs = new Map<string, Need>();
  const assignments = new Map<string, Assignment>();
  const idsOfNeed = new Map<string, Set<string>>();
  const listeners: ((record: Heard) => void)[] = [];
  return {
    hear(record) {
      if (record.kind === 'need') needs.set(record.id, record);
      if (record.kind === 'assignment') {
        assignments.set(record.id, record);
        const ids = idsOfNeed.get(record.needId) ?? new Set();
        idsOfNeed.set(record.needId, ids.add(record.id));
      }
      for (const listener of listeners) listener(record);
    },
    onHeard: (listener) => void listeners.push(listener),
    need: (id) => needs.get(id),
    assignment: (id) => assignments.get(id),
    assignmentsOf: (needId) => [...(idsOfNeed.get(needId) ?? [])].flatMap((id) => assignments.get(id) ?? []),
    needs: () => needs.values(),
  };
}

/** Places of a seat that nobody has said yes to. */
function lackingIn(seat: Seat, assignments: readonly Assignment[]): number {
  return seat.count - assignments.filter((one) => one.seatId === seat.id && fillsSeat(one)).length;
}

/** Places of a seat that nobody has said yes to or is being asked for. */
export function unaskedIn(seat: Seat, assignments: readonly Assignment[]): number {
  return (
    lackingIn(seat, assignments) -
    assignments.filter((one) => one.seatId === seat.id && one.status === 'offered').length
  );
}

export const isStaffed = (need: Need, assignments: readonly Assignment[]): boolean =>
  need.seats.length > 0 && need.seats.every((seat) => lackingIn(seat, assignments) <= 0);

export const holdingOf = (assignments: readonly Assignment[]): Assignment[] => assignments.filter(isHolding);
