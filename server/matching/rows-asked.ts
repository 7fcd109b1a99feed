/**
 * Since when nobody is left who would make a plan better in a row of it. As long as the row does not want people more than
 * it did, only those who have become cheaper since can be such: who scores more than `enough`, less what they are worth
 * where they are.
 */
export class RowsAsked {
  readonly #round: Int32Array;
  readonly #enough: Float64Array;
  readonly #fellIn: Int32Array;
  readonly #fellSince = new Map<number, Int32Array>();
  #now = 0;

  constructor(rows: number, words: number) {
    this.#round = new Int32Array(rows);
    this.#enough = new Float64Array(rows).fill(Infinity);
    this.#fellIn = new Int32Array(words);
  }

  /** Another round, at these prices. */
  begin(worth: Int32Array, before: Int32Array | undefined): void {
    this.#now++;
    this.#fellSince.clear();
    if (before) for (let p = 0; p < worth.length; p++) if (worth[p]! < before[p]!) this.#fellIn[p >> 5] = this.#now;
  }

  /** The words of 32 people in which somebody may be missed; undefined: anywhere. */
  where(row: number, enough: number): Int32Array | undefined {
    if (enough < this.#enough[row]!) return undefined;
    const since = this.#round[row]!;
    let words = this.#fellSince.get(since);
    if (!words) {
      const found: number[] = [];
      for (const [w, round] of this.#fellIn.entries()) if (round > since) found.push(w);
      this.#fellSince.set(since, (words = Int32Array.from(found)));
    }
    return words;
  }

  /** Whoever scores more than `enough` in the row is listed now. */
  all(row: number, enough: number): void {
    this.#round[row] = this.#now;
    this.#enough[row] = enough;
  }
}
