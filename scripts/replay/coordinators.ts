import { fillsSeat } from '../../shared/lifecycle.ts';
import type { SeatProposals } from '../../shared/operations.ts';
import type { Assignment, Need } from '../../shared/records.ts';
import { unlessRefused } from '../responders.ts';
import { seeded } from '../scenario/seeded.ts';
import type { ActorRef, Door, Heard } from './door.ts';
import type { Judgement } from './feed.ts';
import type { Pace } from './pace.ts';
import { isStaffed, unaskedIn, type Picture } from './picture.ts';

/** Simulated coordinators: they triage what comes in, offer seats to the best ranked and follow up on who never came. */

export interface CoordinatorsParts {
  door: Door;
  pace: Pace;
  picture: Picture;
  seed: string;
  /** Needs they know about; everything else on the board is left to the people at the desk. */
  judgements: ReadonlyMap<string, Judgement>;
  /** Who acts for the organisation that holds the case. */
  deskOf: (organisationId: string) => { personId: string };
  /** False where somebody else asks people: then they triage and follow up alone. */
  asks?: boolean;
  /** Share of the needs, 0 to 1, that they do not touch for `patienceMinutes`, so that a real desk has something to do. */
  leave?: number;
  patienceMinutes?: number;
  /** Minutes an offer made now waits; without, the deployment decides. */
  answerWithinMinutes?: () => number | undefined;
  mayOffer?: (personId: string) => boolean;
}

const minute = 60_000;
const triageMinutes: Record<Need['priority'], readonly [number, number]> = {
  immediate: [1, 4],
  urgent: [2, 12],
  routine: [5, 40],
};

/** Starts them; the pace carries them on. Returns why seats stayed empty at the latest attempt, by need. */
export function simulateCoordinators(parts: CoordinatorsParts): ReadonlyMap<string, string> {
  const { door, pace, picture, judgements, asks = true } = parts;
  const seen = new Set<string>();
  const planned = new Set<string>();
  const attempts = new Map<string, number>();
  const emptyBecause = new Map<string, string>();
  // The pace may run faster than the clock by which records are dated, so waiting is counted from when a need was heard of.
  const heardAt = new Map<string, number>();

  const isLeftAlone = ({ id }: Need) =>
    seeded(`${parts.seed}:leave:${id}`).chance(parts.leave ?? 0) &&
    pace.now() < (heardAt.get(id) ?? 0) + (parts.patienceMinutes ?? 0) * minute;
  /** Somebody real has taken it up. */
  const isTaken = ({ handlerId, organisationId }: Need) =>
    handlerId !== null && handlerId !== parts.deskOf(organisationId).personId;

  const once = (key: string, afterMinutes: number, deed: () => Promise<unknown>) => {
    if (seen.has(key)) return;
    seen.add(key);
    pace.at(pace.now() + afterMinutes * minute, async () => void (await deed()));
  };

  async function triage(needId: string): Promise<void> {
    const need = picture.need(needId);
    if (need?.status !== 'reported' || isTaken(need)) return;
    if (isLeftAlone(need)) {
      pace.at(pace.now() + 30 * minute, () => triage(needId));
      return;
    }
    const as = parts.deskOf(need.organisationId);
    await unlessRefused(door.perform('triageNeed', { needId, ...judgements.get(needId) }, as));
  }

  async function round(needId: string): Promise<void> {
    planned.delete(needId);
    const need = picture.need(needId);
    if (need?.status !== 'open' || isTaken(need)) return;
    if (isLeftAlone(need)) return plan(needId, 30);
    const assignments = picture.assignmentsOf(needId);
    if (isStaffed(need, assignments) || need.seats.every((seat) => unaskedIn(seat, assignments) <= 0)) return;
    const as = parts.deskOf(need.organisationId);
    const proposed = await unlessRefused(door.perform('proposePeople', { needId, limit: 20 }, as));
    if (!proposed) return;
    const asked = new Set<string>();
    for (const seat of proposed.answer.seats) await offerTo(need, seat, asked, as);
    const missing = proposed.answer.seats.find((seat) => seat.people.length < seat.open);
    if (!missing) {
      emptyBecause.delete(needId);
      attempts.delete(needId);
      return;
    }
    emptyBecause.set(needId, reasonFor(missing));
    // Somebody may come on duty or get free: ask again after half an hour, then ever more rarely.
    const tried = (attempts.get(needId) ?? 0) + 1;
    attempts.set(needId, tried);
    plan(needId, Math.min(720, 20 * 1.7 ** tried));
  }

  async function offerTo(need: Need, seat: SeatProposals, asked: Set<string>, as: ActorRef): Promise<void> {
    const personIds = seat.people
      .map(({ personId }) => personId)
      .filter((personId) => !asked.has(personId) && (parts.mayOffer?.(personId) ?? true))
      .slice(0, seat.open);
    if (personIds.length === 0) return;
    for (const personId of personIds) asked.add(personId);
    const answerWithinMinutes = parts.answerWithinMinutes?.();
    const within = answerWithinMinutes === undefined ? {} : { answerWithinMinutes };
    await unlessRefused(door.perform('offer', { needId: need.id, seatId: seat.seatId, personIds, ...within }, as));
  }

  function plan(needId: string, afterMinutes: number): void {
    if (planned.has(needId)) return;
    planned.add(needId);
    pace.at(pace.now() + afterMinutes * minute, () => round(needId));
  }

  /** Missed by far: the seat goes to somebody else. Who reported trouble on the way is waited for a little longer. */
  async function callOff(id: string, status: Assignment['status'], isPatient = true): Promise<void> {
    const assignment = picture.assignment(id);
    const need = assignment && picture.need(assignment.needId);
    if (!need || assignment.status !== status) return;
    if (isPatient && assignment.trouble !== null) {
      pace.at(pace.now() + 45 * minute, () => callOff(id, status, false));
      return;
    }
    await unlessRefused(door.perform('markNoShow', { assignmentId: id }, parts.deskOf(need.organisationId)));
  }

  picture.onHeard((record: Heard) => {
    const needId = record.kind === 'need' ? record.id : record.needId;
    // Reports are heard of before the answer to them arrives, so what is known is only looked up when it is time.
    const ifKnown = (deed: () => Promise<unknown>) => async () => judgements.has(needId) && (await deed());
    const draw = seeded(`${parts.seed}:desk:${record.id}`);
    if (record.kind === 'need') {
      if (!heardAt.has(record.id)) heardAt.set(record.id, pace.now());
      const [soonest, latest] = triageMinutes[record.priority];
      const afterMinutes = draw.int(soonest, latest);
      if (record.status === 'reported')
        once(
          `${record.id}:triage`,
          afterMinutes,
          ifKnown(() => triage(record.id)),
        );
      if (record.status === 'open' && asks)
        once(
          `${record.id}:open`,
          Math.ceil(afterMinutes / 2),
          ifKnown(() => round(record.id)),
        );
    }
    if (record.kind === 'assignment') {
      const isOver = record.endedAt !== null && !fillsSeat(record);
      if (isOver && asks)
        once(
          `${record.id}:over`,
          draw.int(1, 6),
          ifKnown(async () => plan(needId, 1)),
        );
      if (record.status === 'enRoute' || record.status === 'accepted') {
        once(
          `${record.id}:${record.status}`,
          record.travelMinutes + 50,
          ifKnown(() => callOff(record.id, record.status)),
        );
      }
    }
  });
  return emptyBecause;
}

/** The rule whose relaxing would help most; else the one that keeps most people from the seat. */
function reasonFor(seat: SeatProposals): string {
  const [first] = Object.entries(seat.excluded)
    .filter(([reason]) => reason !== 'role')
    .sort(([, a], [, b]) => b - a);
  return seat.relax?.reason ?? first?.[0] ?? 'nobody';
}
