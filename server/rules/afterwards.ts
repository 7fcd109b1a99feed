import { isAwaited, isCommitted, isLive } from '../../shared/lifecycle.ts';
import type { AnyRecord, Assignment, Need, Wave, WaveCounts } from '../../shared/records.ts';
import { startDraft, type Draft } from './draft.ts';
import { inOrderOfNeed } from './asking-order.ts';
import { dueSeats, seatStates, tryNextAt } from './due-seats.ts';
import { endAssignment } from './dispatch.ts';
import { newWave, nextToAsk, openNextWave } from './open-wave.ts';
import { makeOffer } from './make-offer.ts';
import type { Context } from './rule.ts';
import { filledPlaces } from './seats.ts';
import { letGoOfSilence } from './silent.ts';
import { calledUp, mayBeCalledUp, standbyPlaces } from './standby.ts';
import { windowMinutes } from './wave-sizing.ts';
import type { View } from './view.ts';

/**
 * What follows, in the same commit, from whatever was decided about a need or its people: who was asked stands in a wave,
 * the rest are told once the places are filled, who dropped out is replaced, the next wave opens, outcomes are counted.
 * It looks at the records alone, so it holds for every operation there is and will be.
 */
export function afterwards(context: Context, puts: AnyRecord[]): AnyRecord[] {
  const needIds = new Set<string>();
  for (const put of puts) {
    if (put.kind === 'need') needIds.add(put.id);
    if (put.kind === 'assignment') needIds.add(put.needId);
  }
  if (needIds.size === 0) return puts;
  // Whoever's answer brings it about, it is Muster that asks the next.
  const draft = startDraft({ ...context, actor: { kind: 'system' } }, puts);
  let rankings = mostRankings;
  const known = [...needIds].flatMap((id) => draft.context.view.get('need', id) ?? []);
  for (const { id: needId } of inOrderOfNeed(draft.context.view, known, context.now)) {
    const need = () => draft.context.view.get('need', needId);
    const changed = draft
      .puts()
      .filter((put): put is Assignment => put.kind === 'assignment' && put.needId === needId)
      .map((now) => ({ now, before: context.view.get('assignment', now.id) }));
    gatherIntoWave(
      draft,
      need()!,
      changed.filter(({ before }) => !before).map(({ now }) => now),
    );
    tellTheRest(draft, need()!);
    callUpStandbys(draft, need()!);
    if (asksByItself(need()!)) {
      const gone = changed.filter(({ now, before }) => before && wasCounted(before) && hasLeft(now));
      for (const { now, before } of gone) {
        if (before!.status !== 'offered' || rankings <= 0) continue;
        rankings -= 1;
        replace(draft, need()!, now);
      }
      const dropped = new Set(gone.flatMap(({ now, before }) => (isCommitted(before!) ? [now.seatId] : [])));
      if (rankings > 0 && askOn(draft, need()!, dropped)) rankings -= 1;
    }
    clearLapses(draft, need()!);
  }
  // Last, since somebody silent at one need may have been asked away from it for another.
  const touched = draft.puts().flatMap((put) => (put.kind === 'assignment' ? [put.needId] : []));
  for (const needId of new Set([...needIds, ...touched])) countWaves(draft, needId);
  return draft.puts();
}

/** Everybody is looked at for each ranking, so that one commit makes a bounded number; the sweep goes on. */
const mostRankings = 20;
/** Nobody is asked for the same need by itself more often than this. */
const mostAsksByItself = 2;

const leftBy: ReadonlySet<Assignment['status']> = new Set(['declined', 'released', 'noShow']);
const hasLeft = ({ status, stoodDownBecause }: Assignment) => leftBy.has(status) || stoodDownBecause === 'elsewhere';
const wasCounted = (before: Assignment) => before.status === 'offered' || isCommitted(before);

/** Whether Muster asks for it without being told each time. */
export const asksByItself = (need: Need): boolean =>
  need.status === 'open' && need.asking?.automatic === true && (need.enoughAt ?? null) === null;

/** People whom somebody asked one by one are a wave too. */
function gatherIntoWave(draft: Draft, need: Need, fresh: readonly Assignment[]): void {
  const loose = fresh.filter(({ status, waveId }) => status === 'offered' && waveId === undefined);
  if (loose.length === 0) return;
  const id = draft.context.newId();
  const filled = filledPlaces(draft.context.view, need.id);
  const asked = loose.map((assignment): Assignment => ({ ...assignment, waveId: id }));
  draft.put(...asked);
  const seats = [...new Set(asked.map(({ seatId }) => seatId))].map((seatId) => ({
    seatId,
    places: (need.seats.find((seat) => seat.id === seatId)?.count ?? 0) - (filled.get(seatId) ?? 0),
    quota: asked.filter((assignment) => assignment.seatId === seatId).length,
  }));
  newWave(draft, need, { id, asked, seats, sizedFrom: null });
}

/** Once a seat is full, its need is over or there are enough, nobody waits or stands by for it unless that is wanted. */
function tellTheRest(draft: Draft, need: Need): void {
  const { view } = draft.context;
  const awaited = view.list('assignmentsOfNeed', need.id).filter(isAwaited);
  if (awaited.length === 0) return;
  const filled = filledPlaces(view, need.id);
  for (const assignment of awaited.toSorted(byOffer)) {
    const why = whyOver(need, assignment, filled, standing(view, need.id, assignment.seatId));
    if (why) draft.put(...endAssignment(draft.context, { ...assignment, stoodDownBecause: why }, 'stoodDown'));
  }
}

function whyOver(
  need: Need,
  { seatId, status }: Assignment,
  filled: ReadonlyMap<string, number>,
  standbys: number,
): Assignment['stoodDownBecause'] | null {
  if (!isLive(need)) return 'closed';
  if ((need.enoughAt ?? null) !== null) return 'enough';
  const seat = need.seats.find(({ id }) => id === seatId);
  if (!seat) return 'changed';
  if ((filled.get(seatId) ?? 0) < seat.count) return null;
  if (need.asking?.standby !== true) return 'filled';
  return status === 'offered' && standbys >= standbyPlaces(seat) ? 'filled' : null;
}

const standing = (view: View, needId: string, seatId: string): number =>
  view.list('assignmentsOfNeed', needId).filter((other) => other.seatId === seatId && other.status === 'standby')
    .length;

/** Whoever has stood by longest takes a place that came free. */
function callUpStandbys(draft: Draft, need: Need): void {
  const { view } = draft.context;
  if (need.status !== 'open') return;
  const waiting = view.list('assignmentsOfNeed', need.id).filter(({ status }) => status === 'standby');
  for (const assignment of waiting.toSorted(byAnswer)) {
    const seat = need.seats.find(({ id }) => id === assignment.seatId);
    const filled = filledPlaces(view, need.id).get(assignment.seatId) ?? 0;
    if (!seat || filled >= seat.count || !mayBeCalledUp(draft.context, need, seat, assignment)) continue;
    draft.put(...calledUp(draft.context, assignment));
  }
}

/** One more is asked for the place of somebody who declined, in the same wave and with a window of their own, unless those still waited for should do. */
function replace(draft: Draft, need: Need, gone: Assignment): void {
  const { view } = draft.context;
  const seat = need.seats.find(({ id }) => id === gone.seatId);
  const wave = gone.waveId === undefined ? undefined : view.get('wave', gone.waveId);
  if (!seat || !wave || seatStates(draft.context, need).get(seat.id)!.room <= 0) return;
  // Asked for a later period: whoever ranks best now may be asleep then, so it is left to the next plan.
  if (gone.startAt !== undefined && gone.startAt > draft.context.now) return;
  const inWave = wave.assignmentIds.flatMap((id) => view.get('assignment', id)?.personId ?? []);
  const excluded = new Set([...inWave, ...askedEnough(view, need)]);
  const next = nextToAsk(draft, need, seat, excluded);
  if (!next) return;
  letGoOfSilence(draft, next.id);
  const [made, held] = makeOffer(draft.context, need, seat, next.id, {
    minutes: windowMinutes(need),
    prices: draft.context.prices,
  });
  const assignment: Assignment = { ...made, waveId: wave.id };
  draft.put(assignment, held, { ...wave, assignmentIds: [...wave.assignmentIds, assignment.id], closedAt: null });
}

/**
 * The next wave, where everybody asked has answered or been waited for long enough, or somebody dropped out; as large as is
 * called for beside those who may still answer. True if it looked for people.
 */
export function askOn(draft: Draft, need: Need, dropped: ReadonlySet<string> = new Set()): boolean {
  const { view, now } = draft.context;
  const { asking } = need;
  if (!asking || !asksByItself(need)) return false;
  if (asking.nextTryAt !== null && asking.nextTryAt > now && dropped.size === 0) return false;
  const due = dueSeats(draft.context, need, dropped);
  if (due.length === 0) return false;
  const opened = openNextWave(draft, need, { seats: due, excluded: askedEnough(view, need) });
  const nextTryAt = opened ? null : tryNextAt(draft.context, need, due);
  if (nextTryAt !== asking.nextTryAt) draft.put({ ...need, asking: { ...asking, nextTryAt } });
  return true;
}

/** Asked often enough for this need, or taken off it by the desk. */
function askedEnough(view: View, need: Need): Set<string> {
  const times = new Map<string, number>();
  for (const { personId, stoodDownBecause } of view.list('assignmentsOfNeed', need.id))
    times.set(personId, (times.get(personId) ?? 0) + (stoodDownBecause === 'withdrawn' ? mostAsksByItself : 1));
  return new Set([...times].flatMap(([personId, count]) => (count >= mostAsksByItself ? [personId] : [])));
}

/** A place that is filled again has nothing left to tell of the claim that lapsed. */
function clearLapses(draft: Draft, need: Need): void {
  const { view, now } = draft.context;
  for (const alert of view.list('openAlertsOfNeed', need.id)) {
    if (alert.type !== 'claimLapsed') continue;
    const of = alert.assignmentId === null ? undefined : view.get('assignment', alert.assignmentId);
    const seat = need.seats.find(({ id }) => id === of?.seatId);
    if (isLive(need) && seat && (filledPlaces(view, need.id).get(seat.id) ?? 0) < seat.count) continue;
    draft.put({ ...alert, clearedAt: now });
  }
}

/** Every wave with what became of those asked in it; closed once nobody is waited for. */
function countWaves(draft: Draft, needId: string): void {
  const { view, now } = draft.context;
  const touched = new Set(
    draft.puts().flatMap((put) => (put.kind === 'assignment' && put.needId === needId ? [put.waveId] : [])),
  );
  for (const wave of view.list('wavesOfNeed', needId)) {
    if (!touched.has(wave.id)) continue;
    const counts = countsOf(wave, view);
    draft.put({ ...wave, counts, closedAt: counts.waiting > 0 ? null : (wave.closedAt ?? now) });
  }
}

function countsOf(wave: Wave, view: View): WaveCounts {
  const counts: WaveCounts = { waiting: 0, accepted: 0, standby: 0, declined: 0, expired: 0, stoodDown: 0, late: 0 };
  for (const id of wave.assignmentIds) {
    const assignment = view.get('assignment', id);
    if (!assignment) continue;
    counts[countedAs[assignment.status]] += 1;
    if (assignment.lateAt !== undefined) counts.late += 1;
  }
  return counts;
}

/** Whoever said yes counts as a yes, whatever came of it. */
export const countedAs: Record<Assignment['status'], Exclude<keyof WaveCounts, 'late'>> = {
  offered: 'waiting',
  accepted: 'accepted',
  enRoute: 'accepted',
  checkedIn: 'accepted',
  completed: 'accepted',
  noShow: 'accepted',
  released: 'accepted',
  standby: 'standby',
  declined: 'declined',
  expired: 'expired',
  stoodDown: 'stoodDown',
};

const byOffer = (a: Assignment, b: Assignment) => a.offeredAt - b.offeredAt || (a.id < b.id ? -1 : 1);
const byAnswer = (a: Assignment, b: Assignment) =>
  (a.answeredAt ?? a.offeredAt) - (b.answeredAt ?? b.offeredAt) || (a.id < b.id ? -1 : 1);
