import type { Assignment, Need } from '../../shared/records.ts';
import { waveSize } from '../matching/wave-size.ts';
import { answerMinutes } from './suggest.ts';

/** How many to ask, and what that follows from. */

/** At most so many people are asked at a time for each place that nobody has said yes to. */
export const mostAskedPerPlace = 20;
/** One wave asks at most so many people for one seat. */
export const largestQuota = 50;
const mostWavesAhead = 6;

export const windowMinutes = (need: Need, wanted?: number): number =>
  wanted ?? need.asking?.answerWithinMinutes ?? answerMinutes[need.priority];

/** Waves that fit before somebody must be on scene, this one included; past the deadline there is one. */
export const wavesLeft = (need: Need, minutes: number, now: number): number =>
  Math.max(1, Math.min(mostWavesAhead, Math.floor((need.deadlineAt - now) / (minutes * 60_000))));

/** Waves to weigh this one against: past the deadline nothing more is lost by another but the time it takes. */
export const wavesToCome = (need: Need, minutes: number, now: number): number =>
  need.deadlineAt <= now ? mostWavesAhead : wavesLeft(need, minutes, now);

/**
 * What asking, waiting and an empty place cost, in notices: an immediate need that stays empty is worth two hundred people
 * disturbed, one wave's delay twenty. Whoever says yes in vain was disturbed more than whoever only reads it. The figures are ours.
 */
const costs: Record<Need['priority'], { emptyCost: number; delayCost: number }> = {
  immediate: { emptyCost: 200, delayCost: 20 },
  urgent: { emptyCost: 100, delayCost: 15 },
  routine: { emptyCost: 40, delayCost: 1 },
};
const noticeCost = 1;
const surplusCost = 1;

/** How many of `chances`, best first, to ask now, with those in `pending` still to answer: the cheapest wave in expectation. */
export const howManyToAsk = (
  need: Pick<Need, 'priority'>,
  of: { places: number; wavesLeft: number; chances: readonly number[]; pending: readonly number[] },
): number => waveSize({ ...of, ...costs[need.priority], noticeCost, surplusCost }).ask;

/**
 * Whoever has not answered in a seventh of their window may well not come any more: from then on more may be asked beside them,
 * though their window stays open. The figure is ours.
 */
export const patienceMs = ({ offeredAt, answerBy }: Pick<Assignment, 'offeredAt' | 'answerBy'>): number =>
  Math.round((answerBy - offeredAt) / 7);

/** Asked in time and not answered yet. */
export const isPending = (assignment: Assignment, now: number): boolean =>
  assignment.status === 'offered' && assignment.answerBy > now;
