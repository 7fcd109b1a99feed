import { isCommitted } from '../../shared/lifecycle.ts';
import type { GivenInput, WriteName } from '../../shared/operations.ts';
import { needCategories, troubles, type Assignment, type Need, type Seat } from '../../shared/records.ts';
import type { Screen, ShownKind } from '../../shared/board.ts';
import type { Random } from '../support/random.ts';
import type { FaultWorld } from './world.ts';

/** What somebody does next, judged by what their own screen shows; null: nothing. */
export type Deed = { [N in WriteName]: { name: N; input: GivenInput<N> } }[WriteName];

const shown = <T>(screen: Screen, kind: ShownKind): T[] => [...(screen.records.get(kind)?.values() ?? [])] as T[];

/** More than this many live needs, and the desk closes rather than reports. */
const enoughNeeds = 120;

/** A coordinator. Desks look at the same few people at the same moment, so that two of them ask for the same one. */
export function deskDeed(screen: Screen, world: FaultWorld, random: Random, round: number): Deed | null {
  const pick = <T>(list: readonly T[]): T | undefined => list[random.below(list.length)];
  const needs = shown<Need>(screen, 'need');
  const live = needs.filter(({ status }) => status === 'open' || status === 'reported');
  const open = live.filter(({ status }) => status === 'open');
  const need = pick(live);
  const chance = random.below(100);
  if (live.length < 20 || (chance < 22 && live.length < enoughNeeds)) return report(world, random, true);
  if (chance < 30) {
    const reported = pick(live.filter(({ status }) => status === 'reported'));
    if (reported) return { name: 'triageNeed', input: { needId: reported.id, seats: seats(random) } };
  }
  if (chance < 34) {
    const known = pick(open);
    if (known)
      return {
        name: 'triageNeed',
        input: { needId: known.id, seats: known.seats.map((seat) => ({ ...seat, count: 1 + random.below(3) })) },
      };
  }
  if (chance < 70) {
    const target = pick(open.slice(-40));
    const seat = target && pick(target.seats);
    if (!target || !seat) return null;
    const ids = seat.role === 'socialWorker' ? world.workerIds : world.volunteerIds;
    const from = (round * 17) % ids.length;
    const few = Array.from({ length: 24 }, (_, n) => ids[(from + n) % ids.length]!);
    const personIds = [...new Set(Array.from({ length: 1 + random.below(2) }, () => pick(few)!))];
    return { name: 'offer', input: { needId: target.id, seatId: seat.id, personIds, answerWithinMinutes: 1 } };
  }
  const assignments = shown<Assignment>(screen, 'assignment');
  const committed = assignments.filter(isCommitted);
  if (chance < 74) {
    const offered = pick(assignments.filter(({ status }) => status === 'offered'));
    return offered ? { name: 'withdrawOffer', input: { assignmentId: offered.id } } : null;
  }
  if (chance < 80) {
    const arriving = pick(committed.filter(({ status }) => status !== 'checkedIn'));
    if (!arriving) return null;
    return random.below(4) === 0
      ? { name: 'markNoShow', input: { assignmentId: arriving.id } }
      : { name: 'checkIn', input: { assignmentId: arriving.id, how: { by: 'coordinator' } } };
  }
  if (chance < 84) {
    const there = pick(committed.filter(({ status }) => status === 'checkedIn'));
    return there ? { name: 'checkOut', input: { assignmentId: there.id } } : null;
  }
  if (chance < 88 && need) {
    const other = pick(live);
    return other ? { name: 'mergeNeeds', input: { needId: need.id, intoNeedId: other.id } } : null;
  }
  if (chance < 92 && need) return { name: 'closeNeed', input: { needId: need.id, outcome: 'notNeeded' } };
  if (chance < 94) {
    const closed = pick(needs.filter(({ status }) => status === 'closed').slice(-50));
    return closed ? { name: 'reopenNeed', input: { needId: closed.id } } : null;
  }
  if (chance < 97 && need) return { name: 'claimNeed', input: { needId: need.id, hold: random.below(3) > 0 } };
  const alert = pick(shown<{ id: string; acknowledgedAt: number | null }>(screen, 'alert').slice(-30));
  return alert ? { name: 'acknowledgeAlert', input: { alertId: alert.id } } : null;
}

/** Somebody with the pocket, who does what the next step is, mostly. */
export function pocketDeed(screen: Screen, personId: string, random: Random): Deed | null {
  const held = shown<Assignment>(screen, 'assignment').find(
    (one) => one.personId === personId && (one.status === 'offered' || isCommitted(one)),
  );
  const chance = random.below(100);
  if (!held) {
    if (chance >= 3) return null;
    const now = Date.now();
    return {
      name: 'setAvailability',
      input: {
        personId,
        availability: [{ fromAt: now - 60_000, untilAt: now + (200 + random.below(100)) * 3_600_000 }],
      },
    };
  }
  const assignmentId = held.id;
  switch (held.status) {
    case 'offered':
      if (chance < 75) return { name: 'acceptOffer', input: { assignmentId } };
      return chance < 88 ? { name: 'declineOffer', input: { assignmentId, reason: 'busy' } } : null;
    case 'accepted':
      if (chance < 5) return { name: 'release', input: { assignmentId } };
      if (chance < 9)
        return { name: 'reportTrouble', input: { assignmentId, trouble: troubles[random.below(troubles.length)]! } };
      if (chance < 55) return { name: 'setOut', input: { assignmentId } };
      return { name: 'checkIn', input: { assignmentId, how: { by: 'place' } } };
    case 'enRoute':
      return { name: 'checkIn', input: { assignmentId, how: { by: 'place' } } };
    default:
      return { name: 'checkOut', input: { assignmentId } };
  }
}

export function report(world: FaultWorld, random: Random, fromDesk: boolean): Deed {
  return {
    name: 'reportNeed',
    input: {
      title: { en: `Help ${random.below(100_000)}` },
      category: needCategories[random.below(needCategories.length)]!,
      cellId: world.cells[random.below(world.cells.length)]!.id,
      ...(fromDesk ? { seats: seats(random), priority: 'urgent' as const } : {}),
    },
  };
}

function seats(random: Random): Omit<Seat, 'id'>[] {
  const seat = (role: Seat['role'], count: number): Omit<Seat, 'id'> => ({
    role,
    count,
    skills: [],
    credentialCodes: [],
    languages: [],
    leads: false,
  });
  return [seat('volunteer', 1 + random.below(3)), ...(random.below(3) === 0 ? [seat('socialWorker', 1)] : [])];
}
