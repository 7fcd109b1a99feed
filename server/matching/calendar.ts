const minute = 60_000;

/** Which rows are due when. An entry may be out of date: whoever takes a row asks whether it is really due. */
export class Calendar {
  readonly #byMinute = new Map<number, number[]>();
  #from = 0;

  clear(now: number): void {
    this.#byMinute.clear();
    this.#from = Math.floor(now / minute);
  }

  add(row: number, at: number): void {
    const key = Math.floor(at / minute);
    const rows = this.#byMinute.get(key);
    if (rows) rows.push(row);
    else this.#byMinute.set(key, [row]);
  }

  /** Hands over every row with an entry up to now, and forgets those of minutes that are over. */
  take(now: number, each: (row: number) => void): void {
    const until = Math.floor(now / minute);
    // After a long pause it is shorter to look through the entries than through the minutes.
    const keys = until - this.#from > this.#byMinute.size ? [...this.#byMinute.keys()] : between(this.#from, until);
    for (const key of keys) {
      if (key > until) continue;
      const rows = this.#byMinute.get(key);
      if (!rows) continue;
      this.#byMinute.delete(key);
      for (const row of rows) each(row);
    }
    this.#from = until;
  }
}

function* between(from: number, until: number): Generator<number> {
  for (let key = from; key <= until; key++) yield key;
}
