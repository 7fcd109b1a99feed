import type { SeatProposals } from '../../shared/operations.ts';
import type { Need } from '../../shared/records.ts';
import { mostAskedPerPlace } from '../../server/rules/wave-sizing.ts';
import type { ActorRef, Door } from '../replay/door.ts';
import type { Pace } from '../replay/pace.ts';
import { unaskedIn, type Picture } from '../replay/picture.ts';
import { unlessRefused } from '../responders.ts';

/**
 * Ways to ask people. All see the same board, through the same operations and under the same rules; they differ in whom
 * they ask, how many at once, and which need comes first.
 */
export const policyNames = ['nearest', 'greedy', 'blast', 'ours'] as const;
export type PolicyName = (typeof policyNames)[number];

export interface PolicyParts {
  door: Door;
  pace: Pace;
  picture: Picture;
  deskOf: (organisationId: string) => ActorRef;
}

/** Starts the policy; the pace carries it on. */
export function startPolicy(name: PolicyName, parts: PolicyParts): void {
  if (name === 'ours') askInWaves(parts);
  else askByHand(parts, choices[name]);
}

/** Ours: Muster is told once per need to keep asking until it is filled; its waves do the rest. */
function askInWaves({ door, pace, picture, deskOf }: PolicyParts): void {
  const begun = new Set<string>();
  picture.onHeard((record) => {
    if (record.kind !== 'need' || record.status !== 'open' || begun.has(record.id)) return;
    begun.add(record.id);
    pace.at(pace.now(), async () => {
      await unlessRefused(
        door.perform('setAsking', { needId: record.id, automatic: true }, deskOf(record.organisationId)),
      );
    });
  });
}

interface Choice {
  /** Which need comes first. */
  order: (a: Need, b: Need) => number;
  /** Whom to ask for a seat, of those proposed; `unasked`: places that nobody has said yes to or is asked for. */
  choose: (seat: SeatProposals, unasked: number, places: number) => string[];
  /** How many of the best it looks at: everybody who may be proposed, unless told. */
  looksAt?: (unasked: number) => number;
}
/** `proposePeople` tells of no more. */
const mostProposed = 50;

const rank = { immediate: 0, urgent: 1, routine: 2 } as const;
const byArrival = (a: Need, b: Need) => a.reportedAt - b.reportedAt || (a.id < b.id ? -1 : 1);
const byPriority = (a: Need, b: Need) =>
  rank[a.priority] - rank[b.priority] || a.deadlineAt - b.deadlineAt || byArrival(a, b);

const choices: Record<Exclude<PolicyName, 'ours'>, Choice> = {
  // First come first served: one person per place, the nearest; whoever declines or stays silent is replaced by the next.
  nearest: {
    order: byArrival,
    choose: ({ people }, unasked) =>
      people
        .toSorted((a, b) => a.travelMinutes - b.travelMinutes || (a.personId < b.personId ? -1 : 1))
        .slice(0, Math.max(0, unasked))
        .map(({ personId }) => personId),
  },
  // The most urgent need first, one person per place, the best by score.
  greedy: {
    order: byPriority,
    choose: ({ people }, unasked) => people.slice(0, Math.max(0, unasked)).map(({ personId }) => personId),
    looksAt: (unasked) => unasked,
  },
  // Everybody who may be asked, as far as the rules let it: again whenever nobody is waited for.
  blast: {
    order: byPriority,
    choose: ({ people }, unasked, places) =>
      unasked < places ? [] : people.slice(0, mostAskedPerPlace * places).map(({ personId }) => personId),
  },
};

/** A round over the needs a minute after something came in or fell through; where nobody was found, again after ten minutes. */
function askByHand(
  { door, pace, picture, deskOf }: PolicyParts,
  { order, choose, looksAt = () => mostProposed }: Choice,
): void {
  const open = new Map<string, Need>();
  const notBefore = new Map<string, number>();
  let plannedAt = Infinity;

  function plan(at: number): void {
    if (at >= plannedAt) return;
    plannedAt = at;
    pace.at(at, async () => {
      if (plannedAt !== at) return;
      plannedAt = Infinity;
      await round();
    });
  }

  async function round(): Promise<void> {
    const now = pace.now();
    for (const need of [...open.values()].toSorted(order)) {
      const again = notBefore.get(need.id) ?? 0;
      if (again > now) {
        plan(again);
        continue;
      }
      const assignments = picture.assignmentsOf(need.id);
      if (!need.seats.some((seat) => unaskedIn(seat, assignments) > 0)) continue;
      if (await ask(need)) continue;
      notBefore.set(need.id, now + 10 * minute);
      plan(now + 10 * minute);
    }
  }

  /** True where everybody who was wanted could be asked. */
  async function ask(need: Need): Promise<boolean> {
    const as = deskOf(need.organisationId);
    const taken = askedEnough(need);
    const asked = picture.assignmentsOf(need.id);
    const wanted = need.seats.reduce((sum, seat) => sum + Math.max(0, unaskedIn(seat, asked)), 0);
    // Those whom it may not ask again stand among the best; a seat's people are taken for the next.
    const limit = Math.min(mostProposed, looksAt(wanted) + taken.size);
    const proposed = await unlessRefused(door.perform('proposePeople', { needId: need.id, limit }, as));
    if (!proposed) return false;
    let isWhole = true;
    for (const seat of proposed.answer.seats) {
      const assignments = picture.assignmentsOf(need.id);
      const known = need.seats.find(({ id }) => id === seat.seatId);
      if (!known) continue;
      const unasked = unaskedIn(known, assignments);
      if (unasked <= 0) continue;
      const waiting = assignments.filter((one) => one.seatId === known.id && one.status === 'offered').length;
      const free = { ...seat, people: seat.people.filter(({ personId }) => !taken.has(personId)) };
      const personIds = choose(free, unasked, unasked + waiting);
      if (personIds.length < unasked) isWhole = false;
      if (personIds.length === 0) continue;
      for (const personId of personIds) taken.add(personId);
      await unlessRefused(door.perform('offer', { needId: need.id, seatId: known.id, personIds }, as));
    }
    return isWhole;
  }

  /** Nobody is asked more than twice for the same need, as with ours: otherwise the nearest who never answers is asked for ever. */
  function askedEnough({ id }: Need): Set<string> {
    const times = new Map<string, number>();
    for (const { personId } of picture.assignmentsOf(id)) times.set(personId, (times.get(personId) ?? 0) + 1);
    return new Set([...times].flatMap(([personId, count]) => (count >= 2 ? [personId] : [])));
  }

  picture.onHeard((record) => {
    if (record.kind === 'need') {
      if (record.status === 'open') open.set(record.id, record);
      else open.delete(record.id);
    }
    if (record.kind === 'need' || (record.kind === 'assignment' && record.endedAt !== null)) plan(pace.now() + minute);
  });
}

const minute = 60_000;
