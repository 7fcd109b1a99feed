import { isHard } from '../../shared/care.ts';
import { countBits, putBit, type Bits } from './bits.ts';
import { ineligibleReasons, type IneligibleReason, type NeedPlace, type SeatDemand } from './eligibility.ts';
import {
  keepFitForNight,
  keepFrom,
  keepInTime,
  keepNear,
  keepOnly,
  keepOut,
  keepUnbroken,
  keepUnspent,
} from './keep-rows.ts';
import type { PeopleColumns } from './people-columns.ts';
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
  for (const code of seat.credentialCodes) {
    excluded[reasonAt.credential]! += keepOnly(left, columns.credentialed.of(code), words);
  }
  for (const tag of seat.languages) excluded[reasonAt.language]! += keepOnly(left, columns.speakers.of(tag), words);
  excluded[reasonAt.unavailable] = keepOnly(left, bits.availableNow, words);
  excluded[reasonAt.unavailable]! += keepInTime(left, words, columns, ways);
  excluded[reasonAt.hours]! += keepUnspent(left, words, columns, work, now);
  excluded[reasonAt.inARow]! += keepUnbroken(left, words, columns, work);
  excluded[reasonAt.resting]! += keepOut(left, bits.resting, words);
  excluded[reasonAt.night]! += keepFitForNight(left, words, columns, work, ways, now);
  if (work.isHard) excluded[reasonAt.hard]! += keepOut(left, bits.hardDone, words);
  excluded[reasonAt.distance]! += keepNear(left, words, columns, ways);
  excluded[reasonAt.excluded]! += keepOut(left, bits.excluded, words);
  excluded[reasonAt.held]! += keepOut(left, bits.held, words);
  return left;
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
