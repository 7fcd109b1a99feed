import { fillsSeat } from '../../shared/lifecycle.ts';
import type { Need, Seat } from '../../shared/records.ts';
import type { Context } from './rule.ts';
import type { View } from './view.ts';
import { isPending, mostAskedPerPlace, patienceMs, windowMinutes } from './wave-sizing.ts';

/** For which seats of a need more people are to be asked now, and when to look again. */

type Moment = Pick<Context, 'now'> & { view: View };

/** Whether a look at this need would find a seat to ask for. */
export const isDue = (context: Moment, need: Need): boolean =>
  (need.asking?.nextTryAt ?? 0) <= context.now && dueSeats(context, need).length > 0;

/** Seats with open places where everybody asked has answered or been waited for long enough, or somebody dropped out. */
export function dueSeats(context: Moment, need: Need, dropped: ReadonlySet<string> = new Set()): Seat[] {
  const states = seatStates(context, need);
  return need.seats.filter((seat) => {
    const { places, room, runsUntil } = states.get(seat.id)!;
    return places > 0 && room > 0 && (runsUntil <= context.now || dropped.has(seat.id));
  });
}

/**
 * Nobody fits, or those who were asked should do: it is looked at again after a while, not at every turn; earlier where another
 * seat of the need is only waiting for its turn.
 */
export function tryNextAt(context: Moment, need: Need, due: readonly Seat[]): number {
  const { now } = context;
  const states = seatStates(context, need);
  const isWaitedFor = due.some((seat) => states.get(seat.id)!.pending > 0);
  const offer = { offeredAt: now, answerBy: now + windowMinutes(need) * 60_000 };
  const turns = need.seats.flatMap((seat) => {
    const { places, room, runsUntil } = states.get(seat.id)!;
    return places > 0 && room > 0 && runsUntil > now ? [runsUntil] : [];
  });
  return Math.min(now + (isWaitedFor ? patienceMs(offer) : tryAgainMs), ...turns);
}

interface SeatState {
  /** Places that nobody has said yes to. */
  places: number;
  pending: number;
  /** How many more may be asked. */
  room: number;
  /** Until when those asked are waited for before more are asked beside them. */
  runsUntil: number;
}

export function seatStates({ view, now }: Moment, need: Need): Map<string, SeatState> {
  const states = new Map(need.seats.map(({ id, count }) => [id, { places: count, pending: 0, room: 0, runsUntil: 0 }]));
  for (const assignment of view.list('assignmentsOfNeed', need.id)) {
    const state = states.get(assignment.seatId);
    if (!state) continue;
    if (fillsSeat(assignment)) state.places -= 1;
    if (!isPending(assignment, now)) continue;
    state.pending += 1;
    state.runsUntil = Math.max(state.runsUntil, assignment.offeredAt + patienceMs(assignment));
  }
  for (const state of states.values()) state.room = mostAskedPerPlace * state.places - state.pending;
  return states;
}

const tryAgainMs = 10 * 60_000;
