import { day, time } from '../words/format.ts';
import { goWords } from '../words/go.ts';

/** A time as the pocket says it: the clock alone for today, with the day for any other. */
export function moment(at: number, now: number): string {
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000);
  if (days === 0) return time(at);
  return days === 1 ? goWords().tomorrow(time(at)) : `${day(at)} ${time(at)}`;
}

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** Asked ahead: whoever says yes sets out then, not now. */
export const isAhead = <A extends { startAt?: number | undefined }>(
  assignment: A,
  now: number,
): assignment is A & { startAt: number } => (assignment.startAt ?? 0) > now;
