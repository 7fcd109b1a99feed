import { countBits } from './bits.ts';
import type { MatchContext, SeatDemand } from './eligibility.ts';
import type { PeopleAt } from './people-at.ts';
import { languageBit } from './people-columns.ts';
import { markRows, workOf } from './rank-rules.ts';
import { languagesOf, weights, type NeedScored } from './score.ts';
import { TopRows } from './top-rows.ts';
import { wayTable, type WayTable } from './way-table.ts';

/** The ways to a need, and the groups of people who may come, those with the most points for the way first. */
export interface NearWays extends WayTable {
  nearestFirst: Int32Array;
  /** By group: nobody in it has more points for the way. Never rises along `nearestFirst`. */
  most: Int32Array;
}

/** Groups that are so many points behind the nearest are taken together. */
const pointsApart = 1024;

export function nearWays({ columns, groups, farthestKm }: PeopleAt, need: NeedScored, context: MatchContext): NearWays {
  const ways = wayTable(columns.cellIds, need, context);
  const { km, points } = ways;
  const most = new Int32Array(groups.length).fill(-0x80000000);
  let nearest = -0x80000000;
  let count = 0;
  for (let g = 0; g < groups.length; g++) {
    const { cells } = groups[g]!;
    let best = -0x80000000;
    for (let i = 0; i < cells.length; i++) {
      const from = cells[i]!;
      if (points[from]! > best && km[from]! <= farthestKm) best = points[from]!;
    }
    if (best === -0x80000000) continue;
    most[g] = best;
    count++;
    if (best > nearest) nearest = best;
  }
  const before = new Int32Array(pointsApart + 1);
  for (let g = 0; g < groups.length; g++) {
    if (most[g] === -0x80000000) continue;
    const behind = Math.min(pointsApart - 1, nearest - most[g]!);
    most[g] = nearest - behind;
    before[behind + 1]!++;
  }
  for (let i = 1; i <= pointsApart; i++) before[i]! += before[i - 1]!;
  const nearestFirst = new Int32Array(count);
  for (let g = 0; g < groups.length; g++) {
    if (most[g] !== -0x80000000) nearestFirst[before[nearest - most[g]!]!++] = g;
  }
  return { ...ways, nearestFirst, most };
}

export interface Above {
  /** At most k, best first; equal scores by id. */
  rows: Int32Array;
  scores: Float64Array;
  /** Whether nobody else scores as much as was asked for. */
  isAll: boolean;
}

/**
 * The k best people for a seat among those who score `least` or more, less what they are worth elsewhere: what `rankRows`
 * says of them. It looks from the nearest cell on, only as far as somebody could still come in, and counts nobody else;
 * that is what many seats asked at one moment need. With `only`, nobody outside these words of 32 rows is looked at.
 */
export function rankAbove(
  people: PeopleAt,
  need: NeedScored,
  seat: SeatDemand,
  context: MatchContext,
  ways: NearWays,
  k: number,
  least: number,
  only?: Int32Array,
): Above {
  const { columns, net, bestOfWord, farthestOfWord, groups } = people;
  const { points, km, finish, isNight, nearestFirst } = ways;
  const { cell, languages, availableUntil, maxKm } = columns.columns;
  const { excluded, workedHere } = columns.bits;
  const { cellOfWord } = columns;
  const top = new TopRows(k, columns.people);
  if (top.least < least) top.least = least;
  const work = workOf(need);
  const sets = people.setsFor(seat, work);
  const skills = seat.skills.map(({ code, level }) => ({ level, levels: columns.skill(code)?.levels ?? noLevels }));
  const shared = languagesOf(need, seat).reduce((mask, tag) => mask | languageBit(tag), 0);
  const extra = weights.language * countBits(shared) + weights.level * weights.surplusLevels * skills.length;
  const fitAtNight = isNight.includes(1) ? people.fitAtNight(work.ms) : null;
  markRows(columns, need.cellId, context.excluded, true);

  const steps = only ? 1 : nearestFirst.length;
  for (let step = 0; step < steps && nearestFirst.length > 0; step++) {
    const group = nearestFirst[step]!;
    const mostHere = ways.most[group]!;
    // Nor from any group after it.
    if (mostHere + people.best + extra + weights.continuity < top.least) break;
    const words = only ?? groups[group]!.words;
    for (let i = 0; i < words.length; i++) {
      const w = words[i]!;
      const home = cellOfWord[w]!;
      const here = workedHere[w]!;
      const most = extra + (here !== 0 ? weights.continuity : 0);
      if ((home >= 0 ? points[home]! : mostHere) + bestOfWord[w]! + most < top.least) continue;
      if (home >= 0 && farthestOfWord[w]! < km[home]!) continue;
      let left = ~excluded[w]!;
      for (let s = 0; s < sets.length; s++) left &= sets[s]![w]!;
      if (left === 0) continue;
      if (home >= 0 && fitAtNight !== null && isNight[home] === 1) left &= fitAtNight[w]!;
      for (; left !== 0; left &= left - 1) {
        const bit = left & -left;
        const row = (w << 5) + 31 - Math.clz32(bit);
        const from = home >= 0 ? home : cell[row]!;
        let score = points[from]! + net[row]!;
        if (score + most < top.least) continue;
        if (maxKm[row]! < km[from]! || availableUntil[row]! < finish[from]!) continue;
        if (home < 0 && isNight[from] === 1 && (fitAtNight![w]! & bit) === 0) continue;
        if (shared !== 0) score += weights.language * countBits(languages[row]! & shared);
        if ((here & bit) !== 0) score += weights.continuity;
        for (let s = 0; s < skills.length; s++) {
          const { level, levels } = skills[s]!;
          score += weights.level * Math.min(weights.surplusLevels, levels[row]! - level);
        }
        if (score >= top.least) top.offer(row, score);
      }
    }
  }

  markRows(columns, need.cellId, context.excluded, false);
  const { rows, scores } = top.take();
  return { rows, scores, isAll: rows.length < k };
}

const noLevels = new Uint8Array(0);
