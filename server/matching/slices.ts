import { wordsFor } from './bits.ts';

const codeBits = 8;
const highestCode = (1 << codeBits) - 1;

/**
 * One figure of each row, coarsely and bit by bit: 8 words hold the figures of 32 rows, so that all 32 are compared with a
 * threshold at once. A hundred thousand figures take 100 KB and stay in the cache, where as numbers of 8 bytes they do not.
 */
export class Slices {
  words = new Int32Array(0);
  /** Of each word the lowest and the highest code it ever had: bounds, since they are never drawn in again. */
  lowest = new Uint8Array(0);
  highest = new Uint8Array(0);
  from: number;
  readonly #step: number;

  /** Figures from `from` on are told apart in steps of `step`; below and beyond the 256 steps they are taken together. */
  constructor(from: number, step: number) {
    this.from = from;
    this.#step = step;
  }

  /** Moves the steps; every figure must be set again. */
  startAt(from: number): void {
    this.from = from;
    this.lowest.fill(highestCode);
    this.highest.fill(0);
  }

  /** Never falls as the figure rises. */
  codeOf(figure: number): number {
    const steps = (figure - this.from) / this.#step;
    return steps <= 0 ? 0 : steps >= highestCode ? highestCode : Math.floor(steps);
  }

  set(row: number, figure: number): void {
    const code = this.codeOf(figure);
    const { words } = this;
    const w = row >> 5;
    const bit = 1 << (row & 31);
    if (code < this.lowest[w]!) this.lowest[w] = code;
    if (code > this.highest[w]!) this.highest[w] = code;
    for (let at = w * codeBits, b = 0; b < codeBits; b++, at++) {
      if (((code << b) & 0x80) !== 0) words[at]! |= bit;
      else words[at]! &= ~bit;
    }
  }

  growTo(rows: number): void {
    const grown = new Int32Array(wordsFor(rows) * codeBits);
    grown.set(this.words);
    this.words = grown;
    const lowest = new Uint8Array(wordsFor(rows)).fill(highestCode);
    lowest.set(this.lowest);
    this.lowest = lowest;
    const most = new Uint8Array(wordsFor(rows));
    most.set(this.highest);
    this.highest = most;
  }
}

/** After `rowsBelow`: the rows whose code is the threshold's own, so that only the figure itself can tell. */
export const equalRows = new Int32Array(1);

/** The rows of word `w` whose code is below `code`. */
export function rowsBelow({ words, lowest, highest }: Slices, w: number, code: number): number {
  if (code < lowest[w]! || code > highest[w]!) {
    equalRows[0] = 0;
    return code < lowest[w]! ? 0 : -1;
  }
  let below = 0;
  let equal = -1;
  for (let at = w * codeBits, end = at + codeBits, rest = code; at < end; at++, rest <<= 1) {
    const has = words[at]!;
    if ((rest & 0x80) !== 0) {
      below |= equal & ~has;
      equal &= has;
    } else {
      equal &= ~has;
    }
  }
  equalRows[0] = equal;
  return below;
}
