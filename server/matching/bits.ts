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
