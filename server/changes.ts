import type { Key } from './rules/visibility.ts';

/**
 * What looks different since when, the latest first: each thing stands once, at its latest change, so that a crowd of
 * screens that come back is answered in as many steps as things have changed, however often.
 */
export interface Changes {
  /** By name, so that two keys of one thing are one. */
  add: (keys: ReadonlyMap<string, Key>, seq: number) => void;
  /** What changed after `seq`, or null where that is too long ago to tell, or has not come yet. */
  since: (seq: number) => Key[] | null;
}

interface Change {
  name: string;
  key: Key;
  seq: number;
  newer: Change | null;
  older: Change | null;
}

/** Knows nothing of what happened up to `from`, and forgets the oldest where more than `most` things have changed. */
export function rememberChanges(from: number, most = 100_000): Changes {
  const byName = new Map<string, Change>();
  let latest: Change | null = null;
  let oldest: Change | null = null;
  let upTo = from;
  let knownFrom = from;

  function take(change: Change): void {
    if (change.newer) change.newer.older = change.older;
    else latest = change.older;
    if (change.older) change.older.newer = change.newer;
    else oldest = change.newer;
  }

  return {
    add(keys, seq) {
      upTo = seq;
      for (const [name, key] of keys) {
        const before = byName.get(name);
        if (before) take(before);
        const change: Change = { name, key, seq, newer: null, older: latest };
        if (latest) latest.newer = change;
        else oldest = change;
        latest = change;
        byName.set(name, change);
      }
      while (oldest && byName.size > most) {
        knownFrom = oldest.seq;
        byName.delete(oldest.name);
        take(oldest);
      }
    },
    since(seq) {
      if (seq < knownFrom || seq > upTo) return null;
      const keys: Key[] = [];
      for (let change = latest; change && change.seq > seq; change = change.older) keys.push(change.key);
      return keys;
    },
  };
}
