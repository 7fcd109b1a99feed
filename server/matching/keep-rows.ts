import { countBits, type Bits } from './bits.ts';
import type { PeopleColumns } from './people-columns.ts';
import type { Work } from './rank-rules.ts';
import { equalRows, rowsBelow, type Slices } from './slices.ts';
import type { WayTable } from './way-table.ts';

// One rule each, over all words of 32 rows: leaves in `left` the rows that meet it and returns how many fell to it. No
// branch depends on the figure of one row where it can be helped: it would be guessed wrong every other time.

const hour = 3_600_000;

/** From so many rows of a word on, comparing all 32 at once costs less than looking at each. */
const manyOf32 = 5;

/** Those of the set; nobody where there is no such set. */
export function keepOnly(left: Bits, these: Bits | undefined, words: number): number {
  let out = 0;
  for (let w = 0; w < words; w++) {
    const word = left[w]!;
    if (word !== 0) out += takeOut(left, w, word & ~(these ? these[w]! : 0));
  }
  return out;
}

/** Those not of the set. */
export function keepOut(left: Bits, these: Bits, words: number): number {
  let out = 0;
  for (let w = 0; w < words; w++) out += takeOut(left, w, left[w]! & these[w]!);
  return out;
}

/** Those with at least such a level. */
export function keepFrom(left: Bits, words: number, levels: Uint8Array, least: number): number {
  let out = 0;
  for (let w = 0; w < words; w++) {
    let low = 0;
    for (let rest = left[w]!; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      low |= bit & -Number(levels[rowOf(w, bit)]! < least);
    }
    out += takeOut(left, w, low);
  }
  return out;
}

/** Those available until the way and the work are done. */
export const keepInTime = (left: Bits, words: number, people: PeopleColumns, { finish }: WayTable): number =>
  keepReaching(left, words, people, people.columns.availableUntil, people.slices.availableUntil, finish);

/** Those whose own limit is not too near. */
export const keepNear = (left: Bits, words: number, people: PeopleColumns, { km }: WayTable): number =>
  keepReaching(left, words, people, people.columns.maxKm, people.slices.maxKm, km);

/** Those whose figure is at least what their home cell asks for. */
function keepReaching(
  left: Bits,
  words: number,
  { cellOfWord, columns: { cell } }: PeopleColumns,
  figures: Float64Array,
  slices: Slices,
  least: Float64Array,
): number {
  let out = 0;
  let coded = -1;
  let code = 0;
  for (let w = 0; w < words; w++) {
    const word = left[w]!;
    if (word === 0) continue;
    const home = cellOfWord[w]!;
    let below = 0;
    let unsure = word;
    if (home >= 0 && countBits(word) >= manyOf32) {
      if (home !== coded) code = slices.codeOf(least[(coded = home)]!);
      below = rowsBelow(slices, w, code);
      unsure &= equalRows[0]!;
    }
    for (; unsure !== 0; unsure &= unsure - 1) {
      const bit = unsure & -unsure;
      const row = rowOf(w, bit);
      below |= bit & -Number(figures[row]! < least[cell[row]!]!);
    }
    out += takeOut(left, w, word & below);
  }
  return out;
}

/** Those with hours of work left for it, today and by their own limit. */
export function keepUnspent(left: Bits, words: number, people: PeopleColumns, work: Work, now: number): number {
  const { sliding } = people.bits;
  const { workedMs, slidingStints, maxWorkMs } = people.columns;
  const ownMs = work.ms - work.stretchMs;
  const spentFor = people.spentFor(ownMs);
  const mostInADay = people.care.maxHoursPerDay * hour;
  let out = 0;
  for (let w = 0; w < words; w++) {
    const word = left[w]!;
    let spent = word & spentFor[w]! & ~sliding[w]!;
    for (let rest = word & spentFor[w]! & sliding[w]!; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const row = rowOf(w, bit);
      spent |= bit & -Number(workedMs[row]! - slidingStints[row]! * now + ownMs > maxWorkMs[row]!);
    }
    if (work.stretchMs > 0) {
      for (let rest = word; rest !== 0; rest &= rest - 1) {
        const bit = rest & -rest;
        const row = rowOf(w, bit);
        spent |= bit & -Number(workedMs[row]! - slidingStints[row]! * now + work.ms > mostInADay);
      }
    }
    out += takeOut(left, w, spent);
  }
  return out;
}

/** Those who would not work too long without a break. */
export function keepUnbroken(
  left: Bits,
  words: number,
  { bits: { inARow }, columns, care }: PeopleColumns,
  work: Work,
): number {
  const { inARowMs } = columns;
  const most = care.maxHoursInARow * hour;
  let out = 0;
  for (let w = 0; w < words; w++) {
    const word = left[w]!;
    let long = work.ms > most ? word : 0;
    for (let rest = word & inARow[w]! & ~long; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      long |= bit & -Number(inARowMs[rowOf(w, bit)]! + work.ms > most);
    }
    out += takeOut(left, w, long);
  }
  return out;
}

/** Where it reaches into the night: those who take nights, and are not too tired for one. */
export function keepFitForNight(
  left: Bits,
  words: number,
  { bits: { nights }, columns, care }: PeopleColumns,
  work: Work,
  { isNight }: WayTable,
  now: number,
): number {
  if (!isNight.includes(1)) return 0;
  const { cell, workedMs, slidingStints } = columns;
  const most = care.maxNightHours * hour;
  let out = 0;
  for (let w = 0; w < words; w++) {
    let unfit = 0;
    for (let rest = left[w]!; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const row = rowOf(w, bit);
      const tooTired = workedMs[row]! - slidingStints[row]! * now + work.ms > most;
      unfit |= bit & -isNight[cell[row]!]! & (~nights[w]! | -Number(tooTired));
    }
    out += takeOut(left, w, unfit);
  }
  return out;
}

const rowOf = (w: number, bit: number): number => (w << 5) + 31 - Math.clz32(bit);

function takeOut(left: Bits, w: number, rows: number): number {
  if (rows === 0) return 0;
  left[w]! &= ~rows;
  return countBits(rows);
}
