import { priorities, type Need } from '../../shared/records.ts';
import { filledPlaces } from './seats.ts';
import type { View } from './view.ts';

/** Whom to ask first for a place, and for which need first, when Muster asks by itself. */

/**
 * What somebody asked in vain costs, in minutes of a longer way: a notice more, and a wait for nothing. So whoever says yes
 * every other time comes before somebody ten minutes nearer who does every third. The figure is ours.
 */
const inVainMinutes = 10;

/** People in the order in which to ask them: by score, less what it costs until one such person has said yes. */
export const inOrderOfAsking = <T extends { score: number; chance: number }>(people: readonly T[]): T[] =>
  people.toSorted((a, b) => worth(b) - worth(a));

const worth = ({ score, chance }: { score: number; chance: number }): number =>
  score - inVainMinutes * (1 / Math.max(chance, 0.01) - 1);

/**
 * Needs in the order in which people are looked for: the most urgent; of these what can still be in time, the earliest deadline
 * first; then what is late already, whatever lacks fewest people first, since one who comes alone helps little.
 */
export function inOrderOfNeed(view: View, needs: readonly Need[], now: number): Need[] {
  const lacking = new Map(
    needs.map((need) => {
      const filled = filledPlaces(view, need.id);
      return [need.id, need.seats.reduce((sum, { id, count }) => sum + Math.max(0, count - (filled.get(id) ?? 0)), 0)];
    }),
  );
  const isLate = (need: Need): number => (need.deadlineAt <= now ? 1 : 0);
  return needs.toSorted(
    (a, b) =>
      priorities.indexOf(a.priority) - priorities.indexOf(b.priority) ||
      isLate(a) - isLate(b) ||
      (isLate(a) ? lacking.get(a.id)! - lacking.get(b.id)! : 0) ||
      a.deadlineAt - b.deadlineAt ||
      (a.id < b.id ? -1 : 1),
  );
}
