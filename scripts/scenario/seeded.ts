/** Draws that come out the same for the same seed, so that a scenario can be told again. */
export interface Draw {
  /** 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `min` up to and with `max`. */
  int(min: number, max: number): number;
  between(min: number, max: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One item, each as likely as its weight says. */
  weighted<T>(list: readonly T[], weight: (item: T) => number): T;
  /** `count` different items in a drawn order, fewer where the list is shorter. */
  some<T>(list: readonly T[], count: number): T[];
}

/** A draw for `seed`; text seeds let every subject have its own, so that adding one shifts no other. */
export function seeded(seed: string): Draw {
  let state = hash(seed);
  const next = (): number => {
    // mulberry32: small, and even enough for a rehearsal.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(next() * list.length)];
    if (item === undefined) throw new RangeError('there is nothing to pick from');
    return item;
  };
  return {
    next,
    pick,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    between: (min, max) => min + next() * (max - min),
    chance: (share) => next() < share,
    weighted: (list, weight) => {
      let left = next() * list.reduce((sum, item) => sum + weight(item), 0);
      return list.find((item) => (left -= weight(item)) < 0) ?? pick(list);
    },
    some: (list, count) => {
      const rest = [...list];
      return Array.from(
        { length: Math.min(count, rest.length) },
        () => rest.splice(Math.floor(next() * rest.length), 1)[0]!,
      );
    },
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value | 0;
}
