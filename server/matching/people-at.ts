import { putBit, wordsFor, type Bits } from './bits.ts';
import type { SeatDemand } from './eligibility.ts';
import type { PeopleColumns } from './people-columns.ts';
import type { Work } from './rank-rules.ts';
import { fatiguePoints, hoursSinceOffer, loadPoints } from './score.ts';

const hour = 3_600_000;

/**
 * Everybody at one moment, the one at which the columns stand, for asking very many seats about them: whatever does not
 * depend on the way is settled once, as bits for 32 people at a time and as one figure of each. Of no use any more once
 * anybody's record or the columns' moment has changed.
 */
export class PeopleAt {
  readonly columns: PeopleColumns;
  readonly now: number;
  readonly words: number;
  /** Points of the person alone, less what they are worth elsewhere (`priceAt`). */
  readonly net: Int32Array;
  /** The highest of `net` in each word, and of all. */
  readonly bestOfWord: Int32Array;
  best = 0;
  /** Nobody in the word goes farther. */
  readonly farthestOfWord: Float64Array;
  readonly farthestKm: number;
  /** Words whose people live in the same cells: all of those of one cell, and each word of several by itself. */
  readonly groups: readonly { cells: Int32Array; words: Int32Array }[];
  readonly #own: Int32Array;
  readonly #worked: Float64Array;
  readonly #fit = new Map<string, Bits>();
  readonly #fitAtNight = new Map<number, Bits>();
  readonly #skilled = new Map<string, Bits>();

  constructor(columns: PeopleColumns, now: number) {
    const { size } = columns;
    this.columns = columns;
    this.now = now;
    this.words = wordsFor(size);
    this.#own = new Int32Array(size);
    this.#worked = new Float64Array(size);
    this.net = new Int32Array(size);
    this.bestOfWord = new Int32Array(this.words);
    this.farthestOfWord = new Float64Array(this.words);
    const { trust, strain, workedMs, slidingStints, lastOfferedAt, maxKm } = columns.columns;
    for (let row = 0; row < size; row++) {
      const worked = (this.#worked[row] = workedMs[row]! - slidingStints[row]! * now);
      const offeredAt = lastOfferedAt[row]! === -Infinity ? null : lastOfferedAt[row]!;
      const load = loadPoints(hoursSinceOffer(offeredAt, now));
      this.#own[row] = trust[row]! + strain[row]! + load + (worked > 0 ? fatiguePoints(worked) : 0);
      if (maxKm[row]! > this.farthestOfWord[row >> 5]!) this.farthestOfWord[row >> 5] = maxKm[row]!;
    }
    this.farthestKm = this.farthestOfWord.reduce((a, b) => Math.max(a, b), 0);
    this.groups = groupsOf(columns, this.words);
    this.priceAt(null);
  }

  /** What everybody is worth elsewhere, in whole points ≥ 0, comes off their score from now on. */
  priceAt(worth: Int32Array | null): void {
    const { net, bestOfWord, words } = this;
    let best = -0x80000000;
    for (let w = 0; w < words; w++) {
      let bestHere = -0x80000000;
      for (let row = w << 5, end = Math.min(row + 32, net.length); row < end; row++) {
        const points = this.#own[row]! - (worth === null ? 0 : worth[row]!);
        net[row] = points;
        if (points > bestHere) bestHere = points;
      }
      bestOfWord[w] = bestHere;
      if (bestHere > best) best = bestHere;
    }
    this.best = best;
  }

  /** Whoever meets every rule is in all of these sets; the way, the night and a no of one's own are looked at apart. */
  setsFor(seat: SeatDemand, work: Work): Bits[] {
    const { columns } = this;
    const sets: (Bits | undefined)[] = [this.fitFor(work), columns.bits[seat.role]];
    for (const { code, level } of seat.skills) sets.push(this.skilled(code, level));
    for (const code of seat.credentialCodes) sets.push(columns.credentialed.of(code));
    for (const tag of seat.languages) sets.push(columns.speakers.of(tag));
    return sets.map((set) => set ?? new Int32Array(this.words));
  }

  /** Those whom nothing keeps from such work but the seat, the way, the night and their own no. */
  fitFor(work: Work): Bits {
    const key = `${work.ms} ${work.isHard}`;
    let fit = this.#fit.get(key);
    if (!fit) {
      const { bits, columns } = this.columns;
      fit = new Int32Array(this.words);
      const mostInARow = this.columns.care.maxHoursInARow * hour;
      for (let row = 0; row < this.net.length; row++) {
        const isFit =
          this.#worked[row]! + work.ms <= columns.maxWorkMs[row]! && columns.inARowMs[row]! + work.ms <= mostInARow;
        if (isFit) putBit(fit, row, true);
      }
      for (let w = 0; w < this.words; w++) {
        fit[w]! &= bits.approved[w]! & bits.availableNow[w]! & ~bits.held[w]! & ~bits.resting[w]!;
        if (work.isHard) fit[w]! &= ~bits.hardDone[w]!;
      }
      this.#fit.set(key, fit);
    }
    return fit;
  }

  /** Those who take nights and are not too tired for so much work in one. */
  fitAtNight(ms: number): Bits {
    let fit = this.#fitAtNight.get(ms);
    if (!fit) {
      const most = this.columns.care.maxNightHours * hour;
      fit = this.columns.bits.nights.slice(0, this.words);
      for (let row = 0; row < this.net.length; row++) if (this.#worked[row]! + ms > most) putBit(fit, row, false);
      this.#fitAtNight.set(ms, fit);
    }
    return fit;
  }

  /** Those with at least such a level of a skill. */
  skilled(code: string, level: number): Bits {
    const key = `${code} ${level}`;
    let skilled = this.#skilled.get(key);
    if (!skilled) {
      skilled = new Int32Array(this.words);
      const levels = this.columns.skill(code)?.levels;
      if (levels) for (let row = 0; row < this.net.length; row++) if (levels[row]! >= level) putBit(skilled, row, true);
      this.#skilled.set(key, skilled);
    }
    return skilled;
  }
}

function groupsOf({ size, cellOfWord, cellIds, columns: { cell } }: PeopleColumns, words: number): PeopleAt['groups'] {
  const ofCell: number[][] = cellIds.map(() => []);
  const mixed: PeopleAt['groups'][number][] = [];
  for (let w = 0; w < words; w++) {
    if (cellOfWord[w]! >= 0) ofCell[cellOfWord[w]!]!.push(w);
    else {
      const cells = Int32Array.from(new Set(cell.subarray(w << 5, Math.min((w + 1) << 5, size))));
      mixed.push({ cells, words: Int32Array.of(w) });
    }
  }
  const whole = ofCell.flatMap((words, at) =>
    words.length === 0 ? [] : [{ cells: Int32Array.of(at), words: Int32Array.from(words) }],
  );
  return [...whole, ...mixed];
}
