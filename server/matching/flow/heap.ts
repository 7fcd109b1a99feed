/** Binary min-heap of small ids with a key each; `push` also lowers a key. Reused between searches: `clear` is O(what is in it). */
export class IdHeap {
  readonly #ids: Int32Array;
  readonly #keys: Float64Array;
  readonly #place: Int32Array;
  size = 0;

  constructor(ids: number) {
    this.#ids = new Int32Array(ids);
    this.#keys = new Float64Array(ids);
    this.#place = new Int32Array(ids).fill(-1);
  }

  topKey(): number {
    return this.#keys[0]!;
  }

  /** The key must not be higher than the one the id already has. */
  push(id: number, key: number): void {
    let at = this.#place[id]!;
    if (at < 0) at = this.size++;
    const ids = this.#ids;
    const keys = this.#keys;
    const place = this.#place;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (keys[parent]! <= key) break;
      const moved = ids[parent]!;
      ids[at] = moved;
      keys[at] = keys[parent]!;
      place[moved] = at;
      at = parent;
    }
    ids[at] = id;
    keys[at] = key;
    place[id] = at;
  }

  pop(): number {
    const ids = this.#ids;
    const keys = this.#keys;
    const place = this.#place;
    const top = ids[0]!;
    place[top] = -1;
    const size = --this.size;
    if (size === 0) return top;
    const id = ids[size]!;
    const key = keys[size]!;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && keys[child + 1]! < keys[child]!) child++;
      if (keys[child]! >= key) break;
      const moved = ids[child]!;
      ids[at] = moved;
      keys[at] = keys[child]!;
      place[moved] = at;
      at = child;
    }
    ids[at] = id;
    keys[at] = key;
    place[id] = at;
    return top;
  }

  clear(): void {
    for (let i = 0; i < this.size; i++) this.#place[this.#ids[i]!] = -1;
    this.size = 0;
  }
}
