import type { Board } from '../board.ts';
import { asksByItself } from '../rules/afterwards.ts';
import type { View } from '../rules/view.ts';
import { isToPlan } from './board-to-plan.ts';

/**
 * Asks somebody in the place of whoever said no to an offer made ahead, did not answer it or took their yes back, as the plan
 * for that period now has it. It is decided from the records alone, so a round that was missed is made up for by the next.
 * Returns how many were asked.
 */
export async function refillAhead(board: Board, now: number): Promise<number> {
  const { view } = board.spine.sight;
  let asked = 0;
  for (const incident of view.all('incident')) {
    if (incident.closedAt !== null) continue;
    for (const period of incident.periods) {
      if (period.closedAt !== null || period.startAt <= now) continue;
      const left = placesGivenBack(view, incident.id, period.startAt);
      if (left.size === 0) continue;
      const plan = await board.planner.plan({ incident, period, mayPlan: () => true, madeFor: 'all' });
      const sendings = plan.steps.filter(({ needId, seatId, change, replaces }) => {
        const key = `${needId} ${seatId}`;
        const places = left.get(key) ?? 0;
        if (change !== 'new' || replaces !== null || places === 0) return false;
        left.set(key, places - 1);
        return true;
      });
      for (let from = 0; from < sendings.length; from += mostAtOnce) {
        const input = {
          incidentId: incident.id,
          periodId: period.id,
          sendings: sendings
            .slice(from, from + mostAtOnce)
            .map(({ needId, seatId, personId }) => ({ needId, seatId, personId, replaces: null })),
        };
        // Each is looked at again by the rule: somebody else may have filled the place meanwhile.
        const { answer } = await board.perform('acceptPlan', { kind: 'system' }, input);
        asked += answer.offered.length;
      }
    }
  }
  return asked;
}

/** As many as `acceptPlan` takes. */
const mostAtOnce = 200;

/** Places by need and seat that were asked for ahead, came back without the desk's doing and have not been asked for since. */
function placesGivenBack(view: View, incidentId: string, startAt: number): Map<string, number> {
  const left = new Map<string, number>();
  for (const need of view.list('liveNeeds', incidentId)) {
    // Where waves are at work they fill what is open, for now.
    if (!isToPlan(need) || asksByItself(need)) continue;
    const ahead = view.list('assignmentsOfNeed', need.id).filter((assignment) => assignment.startAt === startAt);
    for (const seat of need.seats) {
      const ofSeat = ahead.filter(({ seatId }) => seatId === seat.id);
      const back = ofSeat.filter(({ status }) => gaveBack.has(status)).length;
      const places = back - ofSeat.filter(({ offeredBy }) => offeredBy === 'system').length;
      if (places > 0) left.set(`${need.id} ${seat.id}`, places);
    }
  }
  return left;
}

const gaveBack: ReadonlySet<string> = new Set(['declined', 'expired', 'released']);
