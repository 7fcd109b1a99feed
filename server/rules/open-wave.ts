import type { SeatProposals, WavePreview } from '../../shared/operations.ts';
import type { Assignment, Need, Person, Seat, Wave } from '../../shared/records.ts';
import { chanceOfYes, chanceStillToCome, partOfDay } from '../matching/chance.ts';
import type { Ranking } from '../matching/rank-plainly.ts';
import { inOrderOfAsking } from './asking-order.ts';
import type { Draft } from './draft.ts';
import { makeOffer } from './make-offer.ts';
import { rankFor } from './rank-for.ts';
import { filledPlaces } from './seats.ts';
import { letGoOfSilence } from './silent.ts';
import type { View } from './view.ts';
import {
  howManyToAsk,
  isPending,
  largestQuota,
  mostAskedPerPlace,
  wavesLeft,
  wavesToCome,
  windowMinutes,
} from './wave-sizing.ts';

/** Asking several people at once. */

export interface WaveWanted {
  seats: readonly Seat[];
  /** People to ask for each seat; without, as many as are called for. */
  quota?: number | undefined;
  answerWithinMinutes?: number | undefined;
  /** People whom this wave leaves alone. */
  excluded?: ReadonlySet<string>;
}

/** How many are looked at for one seat: enough to know who would be left for later waves. */
export const lookedAt = 120;

/** Asks the next best people for these seats, all in one wave; null where nobody can be asked, or nobody more has to be. */
export function openNextWave(draft: Draft, need: Need, wanted: WaveWanted): { wave: Wave; asked: Assignment[] } | null {
  const { context } = draft;
  const { view, now } = context;
  const minutes = windowMinutes(need, wanted.answerWithinMinutes);
  const left = wavesLeft(need, minutes, now);
  const part = partOfDay(now, context.utcOffsetMinutes);
  const filled = filledPlaces(view, need.id);
  const taken = new Set(wanted.excluded);
  const waveId = context.newId();
  const asked: Assignment[] = [];
  const seats: Wave['seats'] = [];
  const asking: number[] = [];
  const choices = wanted.seats
    .map((seat) => ({ seat, ranking: rankFor(draft, need, seat, lookedAt, taken) }))
    // The seat with the fewest to choose from chooses first, or a broad seat would take its only person.
    .toSorted((a, b) => a.ranking.eligible - b.ranking.eligible);
  for (const { seat, ranking } of choices) {
    const places = seat.count - (filled.get(seat.id) ?? 0);
    const people = toAsk(ranking, part, taken);
    const chances = people.map(({ chance }) => chance);
    const pending = pendingOf(view, need, seat.id, now, part);
    const toCome = wavesToCome(need, minutes, now);
    const chosen = people.slice(0, quotaOf(need, places, toCome, chances, pending, wanted.quota));
    if (chosen.length === 0) continue;
    seats.push({ seatId: seat.id, places, quota: chosen.length });
    for (const { person, chance } of chosen) {
      letGoOfSilence(draft, person.id);
      const [assignment, held] = makeOffer(draft.context, need, seat, person.id, { minutes, prices: context.prices });
      taken.add(person.id);
      asking.push(chance);
      asked.push({ ...assignment, waveId });
      draft.put({ ...assignment, waveId }, held);
    }
  }
  if (asked.length === 0) return null;
  const wave = newWave(draft, need, {
    id: waveId,
    asked,
    seats,
    sizedFrom:
      wanted.quota === undefined ? { chanceOfYes: mean(asking), wavesLeft: left, deadlineAt: need.deadlineAt } : null,
  });
  return { wave, asked };
}

/** Whom to ask next for a seat while others are still waited for; null where nobody fits, or those should do. */
export function nextToAsk(draft: Draft, need: Need, seat: Seat, excluded: ReadonlySet<string>): Person | null {
  const { view, now, utcOffsetMinutes } = draft.context;
  const minutes = windowMinutes(need);
  const part = partOfDay(now, utcOffsetMinutes);
  const places = seat.count - (filledPlaces(view, need.id).get(seat.id) ?? 0);
  const people = toAsk(rankFor(draft, need, seat, lookedAt, excluded), part);
  const chances = people.map(({ chance }) => chance);
  const pending = pendingOf(view, need, seat.id, now, part);
  return quotaOf(need, places, wavesToCome(need, minutes, now), chances, pending) > 0 ? people[0]!.person : null;
}

/** Those of a ranking who may be asked, in the order in which they are. */
const toAsk = ({ best }: Ranking, part: number, taken: ReadonlySet<string> = new Set()) =>
  inOrderOfAsking(
    best
      .filter(({ person }) => !taken.has(person.id))
      .map(({ person, score }) => ({ person, score, chance: chanceOfYes(person, part) })),
  );

/** What a wave opened now would be, from a ranking of the seats. */
export function previewWave(
  view: View,
  need: Need,
  ranked: readonly Pick<SeatProposals, 'seatId' | 'people' | 'eligible'>[],
  now: number,
  utcOffsetMinutes: number,
): WavePreview {
  const answerWithinMinutes = windowMinutes(need);
  const left = wavesLeft(need, answerWithinMinutes, now);
  const filled = filledPlaces(view, need.id);
  const part = partOfDay(now, utcOffsetMinutes);
  const taken = new Set<string>();
  const seats: WavePreview['seats'] = [];
  for (const { seatId, people } of ranked.toSorted((a, b) => a.eligible - b.eligible)) {
    const seat = need.seats.find(({ id }) => id === seatId);
    const places = (seat?.count ?? 0) - (filled.get(seatId) ?? 0);
    if (places <= 0) continue;
    const free = inOrderOfAsking(
      people
        .filter(({ personId }) => !taken.has(personId))
        .map(({ personId, score, chanceOfYes: chance }) => ({ personId, score, chance })),
    );
    const pending = pendingOf(view, need, seatId, now, part);
    const chances = free.map(({ chance }) => chance);
    const quota = quotaOf(need, places, wavesToCome(need, answerWithinMinutes, now), chances, pending);
    const asked = free.slice(0, quota);
    for (const { personId } of asked) taken.add(personId);
    seats.push({ seatId, places, quota, chanceOfYes: mean(asked.map(({ chance }) => chance)) });
  }
  return { answerWithinMinutes, wavesLeft: left, seats };
}

/** The chances of those who were asked in time and have not answered yet. */
const pendingOf = (view: View, need: Need, seatId: string, now: number, part: number): number[] =>
  view
    .list('assignmentsOfNeed', need.id)
    .filter((other) => other.seatId === seatId && isPending(other, now))
    .flatMap(({ personId, offeredAt, answerBy }) => {
      const person = view.get('person', personId);
      const waited = (now - offeredAt) / (answerBy - offeredAt);
      return person ? [chanceStillToCome(chanceOfYes(person, part), waited)] : [];
    });

/** As many as `wanted`, or as are called for, within what may be asked at once. */
const quotaOf = (
  need: Need,
  places: number,
  toCome: number,
  chances: number[],
  pending: number[],
  wanted?: number,
): number =>
  Math.max(
    0,
    Math.min(
      wanted ?? howManyToAsk(need, { places, wavesLeft: toCome, chances, pending }),
      chances.length,
      largestQuota,
      mostAskedPerPlace * places - pending.length,
    ),
  );

/** The record of people who have just been asked. */
export function newWave(
  draft: Draft,
  need: Need,
  of: { id: string; asked: readonly Assignment[]; seats: Wave['seats']; sizedFrom: Wave['sizedFrom'] },
): Wave {
  const { view, now } = draft.context;
  const wave: Wave = {
    kind: 'wave',
    id: of.id,
    incidentId: need.incidentId,
    needId: need.id,
    number: Math.max(0, ...view.list('wavesOfNeed', need.id).map(({ number }) => number)) + 1,
    openedAt: now,
    answerBy: Math.max(...of.asked.map(({ answerBy }) => answerBy)),
    openedBy: of.asked[0]!.offeredBy,
    seats: of.seats,
    sizedFrom: of.sizedFrom,
    standby: need.asking?.standby ?? false,
    assignmentIds: of.asked.map(({ id }) => id),
    counts: { waiting: of.asked.length, accepted: 0, standby: 0, declined: 0, expired: 0, stoodDown: 0, late: 0 },
    closedAt: null,
  };
  draft.put(wave);
  return wave;
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
