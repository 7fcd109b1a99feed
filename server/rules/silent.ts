import { isAskedByItself } from '../../shared/lifecycle.ts';
import { priorities, type Assignment, type Need, type Person } from '../../shared/records.ts';
import { endAssignment } from './dispatch.ts';
import type { Draft } from './draft.ts';
import { holdsOf } from './held-until.ts';
import { find } from './rule.ts';
import type { View } from './view.ts';

/**
 * A quarter of those asked do not see the alert (docs/simulation.md), and others press nothing. Whoever is held until their
 * window ends for each of these silences is missing where they might have come; where many needs come at once those are most of
 * the people there are. So an offer that Muster made by itself holds for two fifths of its window: from then on Muster may ask
 * its person for another need. Until it does they may still answer, and their yes counts afterwards too. What somebody at a
 * desk has asked for holds to its end. The share is ours.
 */
const holdingShare = 0.4;

/** When an offer that Muster made by itself stops keeping its person from being asked for another need. */
export const silentFrom = ({ offeredAt, answerBy }: Pick<Assignment, 'offeredAt' | 'answerBy'>): number =>
  offeredAt + Math.round((answerBy - offeredAt) * holdingShare);

const isSilent = (assignment: Assignment, now: number): boolean =>
  isAskedByItself(assignment) && assignment.startAt === undefined && silentFrom(assignment) <= now;

/** Each is looked at for each seat that is asked for, the longest silent first. */
const mostLookedAt = 2000;

const silentIn = new WeakMap<Draft, { assignment: Assignment; free: Person; urgency: number }[]>();

/**
 * Those who have been silent for so long at other needs, none of them more urgent, as if nothing held them. Looked up once for
 * each decision.
 */
export function silentElsewhere(draft: Draft, need: Need): Person[] {
  const { view, now } = draft.context;
  let silent = silentIn.get(draft);
  if (!silent) {
    silent = view
      .list('offersByItself', 'all')
      .filter((assignment) => isSilent(assignment, now))
      .toSorted((a, b) => a.offeredAt - b.offeredAt || (a.id < b.id ? -1 : 1))
      .slice(0, mostLookedAt)
      .flatMap((assignment) => {
        const person = view.get('person', assignment.personId);
        const asking = view.get('need', assignment.needId);
        if (!person || !asking || (person.heldNextBy ?? null) !== null) return [];
        return [{ assignment, free: { ...person, heldBy: null }, urgency: priorities.indexOf(asking.priority) }];
      });
    silentIn.set(draft, silent);
  }
  const least = priorities.indexOf(need.priority);
  return silent.flatMap(({ assignment, free, urgency }) =>
    assignment.needId !== need.id && urgency >= least && isStillHeldBy(view, assignment) ? [free] : [],
  );
}

/** A later step of the same decision may have asked them already. */
const isStillHeldBy = (view: View, { id, personId }: Assignment): boolean =>
  view.get('person', personId)?.heldBy === id;

/** What holds somebody only until Muster needs them for something else is let go of; a yes to it is heard all the same. */
export function letGoOfSilence(draft: Draft, personId: string): void {
  const { view, now } = draft.context;
  for (const held of holdsOf(view, find(view, 'person', personId)))
    if (isSilent(held, now)) draft.put(...endAssignment(draft.context, held, 'expired'));
}
