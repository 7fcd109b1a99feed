import { care, isHard } from '../../shared/care.ts';
import { countBits, putBit, type Bits } from './bits.ts';
import { ineligibleReasons, type IneligibleReason, type NeedPlace, type SeatDemand } from './eligibility.ts';
import { credentialBits, languageBits, type PeopleColumns } from './people-columns.ts';
import type { WayTable } from './way-table.ts';

const reasonAt = Object.fromEntries(ineligibleReasons.map((reason, at) => [reason, at])) as Record<
  IneligibleReason,
  number
>;

/** What is asked of whoever goes. */
export interface Work {
  ms: number;
  isHard: boolean;
  /** By how much somebody's own hours of a day are stretched, never beyond what holds for everybody. */
  stretchMs: number;
}

export const workOf = (need: NeedPlace, stretchMs = 0): Work => ({
  ms: need.estimatedMinutes * 60_000,
  isHard: isHard(need),
  stretchMs,
});

/**
 * Leaves in `left` the rows for which every rule is met, and adds to `excluded`, in the order of `ineligibleReasons`, how
 * many fall to which rule first. What is a plain yes or no is settled for 32 people at once.
 */
export function settleRules(
  columns: PeopleColumns,
  seat: SeatDemand,
  work: Work,
  ways: WayTable,
  now: number,
  excluded: Int32Array,
): Bits {
  const { bits } = columns;
  const words = (columns.size + 31) >> 5;
  const left = bits.left;
  left.set(bits.approved);
  excluded[reasonAt.notApproved] = columns.size - countAll(left, words);
  excluded[reasonAt.role] = keepOnly(left, bits[seat.role], words);
  for (const { code } of seat.skills) excluded[reasonAt.skill]! += keepOnly(left, columns.skill(code)?.holders, words);
  for (const { code, level } of seat.skills) {
    const levels = columns.skill(code)?.levels;
    if (level > 1 && levels) excluded[reasonAt.skill]! += keepFrom(left, words, levels, level);
  }
  const { credentials, languages } = columns.columns;
  if (seat.credentialCodes.length > 0) {
    excluded[reasonAt.credential] = keepMasked(left, words, credentials, credentialBits(seat.credentialCodes));
  }
  if (seat.languages.length > 0) {
    excluded[reasonAt.language] = keepMasked(left, words, languages, languageBits(seat.languages));
  }
  excluded[reasonAt.unavailable] = keepOnly(left, bits.availableNow, words);
  settleFigures(columns, left, words, work, ways, now, excluded);
  return left;
}

const manyOf32 = 10;

/** Availability to the end, hours, hours in a row, rest, night, distress, distance, a no to this need, another assignment. */
function settleFigures(
  { bits, columns, cellOfWord }: PeopleColumns,
  left: Bits,
  words: number,
  work: Work,
  { km, finish, isNight }: WayTable,
  now: number,
  excluded: Int32Array,
): void {
  const { inARow, resting, nights, hardDone, held, sliding, excluded: saidNo } = bits;
  const { cell, availableUntil, workedMs, slidingStints, inARowMs, maxWorkMs, workLeftMs, maxKm } = columns;
  const ownMs = work.ms - work.stretchMs;
  const mostInARow = care.maxHoursInARow * 3_600_000;
  const mostAtNight = care.maxNightHours * 3_600_000;
  const mostInADay = care.maxHoursPerDay * 3_600_000;
  const firsts = new Int32Array(9);
  for (let w = 0; w < words; w++) {
    let word = left[w]!;
    if (word === 0) continue;
    let late = 0;
    let spent = 0;
    let far = 0;
    let dark = 0;
    // No branch depends on the figures here: it would be guessed wrong every other time.
    const shared = cellOfWord[w]!;
    if (shared >= 0) {
      const over = finish[shared]!;
      const away = km[shared]!;
      dark = -isNight[shared]!;
      if (countBits(word) >= manyOf32) {
        // Looking at all 32 in order costs less than finding each of many.
        const first = w << 5;
        for (let at = 0; at < 32; at++) late |= Number(availableUntil[first + at]! < over) << at;
        for (let at = 0; at < 32; at++) spent |= Number(ownMs > workLeftMs[first + at]!) << at;
        for (let at = 0; at < 32; at++) far |= Number(away > maxKm[first + at]!) << at;
      } else {
        for (let rest = word; rest !== 0; rest &= rest - 1) {
          const bit = rest & -rest;
          const row = (w << 5) + 31 - Math.clz32(bit);
          late |= bit & -Number(availableUntil[row]! < over);
          spent |= bit & -Number(ownMs > workLeftMs[row]!);
          far |= bit & -Number(away > maxKm[row]!);
        }
      }
    } else {
      for (let rest = word; rest !== 0; rest &= rest - 1) {
        const bit = rest & -rest;
        const row = (w << 5) + 31 - Math.clz32(bit);
        const home = cell[row]!;
        late |= bit & -Number(availableUntil[row]! < finish[home]!);
        spent |= bit & -Number(ownMs > workLeftMs[row]!);
        far |= bit & -Number(km[home]! > maxKm[row]!);
        dark |= bit & -isNight[home]!;
      }
    }
    for (let rest = word & sliding[w]!; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const row = (w << 5) + 31 - Math.clz32(bit);
      const worked = workedMs[row]! - slidingStints[row]! * now;
      spent = worked + ownMs > maxWorkMs[row]! ? spent | bit : spent & ~bit;
    }
    if (work.stretchMs > 0)
      for (let rest = word; rest !== 0; rest &= rest - 1) {
        const bit = rest & -rest;
        const row = (w << 5) + 31 - Math.clz32(bit);
        spent |= bit & -Number(workedMs[row]! - slidingStints[row]! * now + work.ms > mostInADay);
      }
    let unbroken = work.ms > mostInARow ? word : 0;
    for (let rest = word & inARow[w]!; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const row = (w << 5) + 31 - Math.clz32(bit);
      unbroken |= bit & -Number(inARowMs[row]! + work.ms > mostInARow);
    }
    let tooDark = dark & ~nights[w]!;
    for (let rest = word & dark & nights[w]!; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const row = (w << 5) + 31 - Math.clz32(bit);
      tooDark |= bit & -Number(workedMs[row]! - slidingStints[row]! * now + work.ms > mostAtNight);
    }
    firsts[0]! += countBits(word & late);
    word &= ~late;
    firsts[1]! += countBits(word & spent);
    word &= ~spent;
    firsts[2]! += countBits(word & unbroken);
    word &= ~unbroken;
    firsts[3]! += countBits(word & resting[w]!);
    word &= ~resting[w]!;
    firsts[4]! += countBits(word & tooDark);
    word &= ~tooDark;
    const distressed = work.isHard ? hardDone[w]! : 0;
    firsts[5]! += countBits(word & distressed);
    word &= ~distressed;
    firsts[6]! += countBits(word & far);
    word &= ~far;
    firsts[7]! += countBits(word & saidNo[w]!);
    word &= ~saidNo[w]!;
    firsts[8]! += countBits(word & held[w]!);
    left[w] = word & ~held[w]!;
  }
  for (let at = 0; at < firsts.length; at++) excluded[reasonAt.unavailable + at]! += firsts[at]!;
}

/** Marks who said no to the need and who has worked in its cell; `on` false takes the marks away again. */
export function markRows(columns: PeopleColumns, cellId: string, excluded: ReadonlySet<string>, on: boolean): void {
  for (const id of excluded) {
    const row = columns.rowOf(id);
    if (row !== undefined) putBit(columns.bits.excluded, row, on);
  }
  for (const row of columns.workedIn(cellId)) putBit(columns.bits.workedHere, row, on);
}

export function countAll(bits: Bits, words: number): number {
  let count = 0;
  for (let w = 0; w < words; w++) count += countBits(bits[w]!);
  return count;
}

/** Each `keep` returns how many rows it took out. */
function keepOnly(left: Bits, these: Bits | undefined, words: number): number {
  let out = 0;
  for (let w = 0; w < words; w++) {
    const word = left[w]!;
    if (word === 0) continue;
    const kept = these ? word & these[w]! : 0;
    out += countBits(word ^ kept);
    left[w] = kept;
  }
  return out;
}

function keepFrom(left: Bits, words: number, levels: Uint8Array, least: number): number {
  let out = 0;
  for (let w = 0; w < words; w++) {
    let word = left[w]!;
    for (let rest = word; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      if (levels[(w << 5) + 31 - Math.clz32(bit)]! >= least) continue;
      word ^= bit;
      out++;
    }
    left[w] = word;
  }
  return out;
}

/** Without a mask one of the names is in no vocabulary, and nobody has it. */
function keepMasked(left: Bits, words: number, masks: Int32Array, mask: number | undefined): number {
  if (mask === undefined) return keepOnly(left, undefined, words);
  let out = 0;
  for (let w = 0; w < words; w++) {
    let word = left[w]!;
    for (let rest = word; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      if ((masks[(w << 5) + 31 - Math.clz32(bit)]! & mask) === mask) continue;
      word ^= bit;
      out++;
    }
    left[w] = word;
  }
  return out;
}
