import { isHolding } from '../../shared/lifecycle.ts';
import type { Assignment, Need, Person, Stint } from '../../shared/records.ts';
import { stintOfWork } from './care.ts';
import type { Context } from './rule.ts';
import type { View } from './view.ts';

type Setting = Pick<Context, 'now' | 'utcOffsetMinutes'> & { view: View };

/** From when to when somebody is expected to work at what they are asked for or doing, told by its need; never before `now`. */
export function expectedWork(assignment: Assignment, need: Need, now: number): { startAt: number; endAt: number } {
  const { checkedInAt, enRouteAt, startAt = 0, travelMinutes } = assignment;
  const arriveAt = (enRouteAt ?? Math.max(now, startAt)) + travelMinutes * 60_000;
  const from = checkedInAt ?? Math.max(now, arriveAt);
  return { startAt: from, endAt: Math.max(now, from + need.estimatedMinutes * 60_000) };
}

/** The work that keeps somebody now and is over, way home included, before `startAt`; undefined where there is no such work. */
export function workBefore(setting: Setting, person: Person, startAt: number): Stint | undefined {
  const { view, now } = setting;
  const held = person.heldBy === null ? undefined : view.get('assignment', person.heldBy);
  const need = held && view.get('need', held.needId);
  if (!held || !need || !isHolding(held)) return undefined;
  const expected = expectedWork(held, need, now);
  if (expected.endAt + held.travelMinutes * 60_000 > startAt) return undefined;
  return stintOfWork(held.id, need, expected.startAt, Math.max(expected.endAt, expected.startAt + 1), setting);
}

/** What keeps somebody, and what waits its turn behind it. */
export const holdsOf = (view: View, { heldBy, heldNextBy = null }: Person): Assignment[] =>
  [heldBy, heldNextBy].flatMap((id) => (id === null ? [] : (view.get('assignment', id) ?? [])));

/** The hold given back: what was made ahead follows. */
export const withoutHold = (person: Person, assignmentId: string): Pick<Person, 'heldBy' | 'heldNextBy'> => {
  const next = person.heldNextBy ?? null;
  if (person.heldBy === assignmentId) return { heldBy: next, ...(next === null ? {} : { heldNextBy: null }) };
  return { heldBy: person.heldBy, ...(next === assignmentId ? { heldNextBy: null } : {}) };
};

/** The hold taken by a yes, which waits its turn where another assignment is not over. */
export const withHold = (person: Person, assignmentId: string): Pick<Person, 'heldBy'> => ({
  heldBy: person.heldNextBy === assignmentId ? person.heldBy : assignmentId,
});
