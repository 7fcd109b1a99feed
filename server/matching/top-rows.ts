import type { Person } from '../../shared/records.ts';

/** Keeps the k best rows offered, the worst of them at the root of a heap; of equal scores the smaller id is better. */
export class TopRows {
  /** A row with a lower score than this need not be offered. */
  least = -Infinity;
  readonly k: number;
  readonly #people: readonly Person[];
  readonly #rows: Int32Array;
  readonly #scores: Float64Array;
  #count = 0;

  constructor(k: number, people: readonly Person[]) {
    this.k = k;
    this.#people = people;
    this.#rows = new Int32Array(k);
    this.#scores = new Float64Array(k);
    if (k === 0) this.least = Infinity;
  }

  offer(row: number, score: number): void {
    const rows = this.#rows;
    const scores = this.#scores;
    if (this.#count < this.k) {
      let at = this.#count++;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!this.#isWorse(row, score, rows[parent]!, scores[parent]!)) break;
        rows[at] = rows[parent]!;
        scores[at] = scores[parent]!;
        at = parent;
      }
      rows[at] = row;
      scores[at] = score;
      if (this.#count === this.k) this.least = scores[0]!;
      return;
    }
    if (!this.#isWorse(rows[0]!, scores[0]!, row, score)) return;
    this.#sink(row, score);
    this.least = scores[0]!;
  }

  /** Best first. The heap is empty afterwards. */
  take(): { rows: Int32Array; scores: Float64Array } {
    const rows = new Int32Array(this.#count);
    const scores = new Float64Array(this.#count);
    while (this.#count > 0) {
      const at = --this.#count;
      rows[at] = this.#rows[0]!;
      scores[at] = this.#scores[0]!;
      if (at > 0) this.#sink(this.#rows[at]!, this.#scores[at]!);
    }
    return { rows, scores };
  }

  /** Puts a row in at the root, in place of the one that is there. */
  #sink(row: number, score: number): void {
    const rows = this.#rows;
    const scores = this.#scores;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#count) break;
      if (child + 1 < this.#count && this.#isWorse(rows[child + 1]!, scores[child + 1]!, rows[child]!, scores[child]!))
        child++;
      if (this.#isWorse(row, score, rows[child]!, scores[child]!)) break;
      rows[at] = rows[child]!;
      scores[at] = scores[child]!;
      at = child;
    }
    rows[at] = row;
    scores[at] = score;
  }

  #isWorse(row: number, score: number, otherRow: number, otherScore: number): boolean {
    return score === otherScore ? this.#people[row]!.id > this.#people[otherRow]!.id : score < otherScore;
  }
}
