/** Sets of rows, one bit each, 32 to a word. */
export type Bits = Int32Array;

export const wordsFor = (rows: number): number => (rows + 31) >> 5;

export function putBit(bits: Bits, row: number, on: boolean): void {
  if (on) bits[row >> 5]! |= 1 << (row & 31);
  else bits[row >> 5]! &= ~(1 << (row & 31));
}

/** How many bits of a word are set. */
export function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** A set of rows for each of some names: who speaks a language, who holds a credential. */
export class RowSets {
  readonly #sets = new Map<string, Bits>();
  #rows = 0;

  /** Undefined where no row was ever put under the name. */
  of(name: string): Bits | undefined {
    return this.#sets.get(name);
  }

  put(name: string, row: number, on: boolean): void {
    let set = this.#sets.get(name);
    if (!set) {
      if (!on) return;
      this.#sets.set(name, (set = new Int32Array(wordsFor(this.#rows))));
    }
    putBit(set, row, on);
  }

  growTo(rows: number): void {
    this.#rows = rows;
    for (const [name, set] of this.#sets) {
      const grown = new Int32Array(wordsFor(rows));
      grown.set(set);
      this.#sets.set(name, grown);
    }
  }
}
