import type { Assignment, Need } from '../../shared/records.ts';
import { answerMinutes } from './suggest.ts';

/** How many to ask, and what that follows from. */

/** At most so many people are asked at a time for each place that nobody has said yes to. */
export const mostAskedPerPlace = 20;
/** One wave asks at most so many people for one seat. */
export const largestQuota = 50;
const mostWavesAhead = 6;

export const windowMinutes = (need: Need, wanted?: number): number =>
  wanted ?? need.asking?.answerWithinMinutes ?? answerMinutes[need.priority];

/** Waves that fit before somebody must be on scene, this one included; past the deadline there is only this one. */
export const wavesLeft = (need: Need, minutes: number, now: number): number =>
  Math.max(1, Math.min(mostWavesAhead, Math.floor((need.deadlineAt - now) / (minutes * 60_000))));

/**
 * How many of `chances` to ask now. With waves to follow, as many as bring the places in expectation; in the last wave as
 * many as fill them in nine cases of ten, counting those who may still answer.
 */
export function howManyToAsk(of: {
  places: number;
  wavesLeft: number;
  chances: readonly number[];
  pending: readonly number[];
}): number {
  const isLast = of.wavesLeft <= 1;
  let yeses = [1];
  let mean = 0;
  const add = (chance: number) => {
    mean += chance;
    const next = Array.from({ length: yeses.length + 1 }, () => 0);
    yeses.forEach((share, count) => {
      next[count] = next[count]! + share * (1 - chance);
      next[count + 1] = next[count + 1]! + share * chance;
    });
    yeses = next;
  };
  for (const chance of of.pending) add(chance);
  const isEnough = () =>
    isLast ? yeses.slice(0, of.places).reduce((sum, share) => sum + share, 0) <= 0.1 : mean >= of.places - 1e-9;
  let ask = 0;
  while (ask < of.chances.length && !isEnough()) add(of.chances[ask++]!);
  return ask;
}

/** Asked in time and not answered yet. */
export const isPending = (assignment: Assignment, now: number): boolean =>
  assignment.status === 'offered' && assignment.answerBy > now;
