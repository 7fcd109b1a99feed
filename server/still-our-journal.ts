import { StoreRefused, type JournalDocument, type Store } from './store/store.ts';

/**
 * Whether the journal is still the one this process has read. A database that was reset, or restored from a backup, while
 * the process slept or was cut off has nothing under the next number, and would take its next document as if nothing had
 * happened: a hole for everybody else.
 */
export interface StillOurJournal {
  /** Throws StoreRefused where the journal is another one; asks the store only where the last proof is older than `maxAgeMs`. */
  prove: (maxAgeMs: number) => Promise<void>;
  /** A document that follows on ours was read: proof in itself, unless it is our own. */
  met: (document: JournalDocument) => void;
  /** A document of our own is about to be appended; it says nothing about those before it. */
  appending: (document: JournalDocument) => void;
  settled: (document: JournalDocument, outcome: 'appended' | 'taken') => void;
}

/** `start`: a document that stands in the journal. `read`: runs a call to the store and keeps note of whether it answers. */
export function stillOurJournal(
  store: Store,
  start: { seq: number; hash: string },
  read: <T>(call: () => Promise<T>) => Promise<T>,
): StillOurJournal {
  /** The last document known to stand in the journal, and what we appended after it. */
  let sure = start;
  let sureSince = performance.now();
  let unproven: JournalDocument[] = [];
  let inDoubt: JournalDocument | null = null;

  function stands(document: JournalDocument): void {
    if (document._id > (unproven.at(-1)?._id ?? sure.seq)) unproven.push(document);
  }

  return {
    async prove(maxAgeMs) {
      const askedAt = performance.now();
      if (askedAt - sureSince <= maxAgeMs) return;
      const checked = [...(sure.seq === 0 ? [] : [sure]), ...unproven.map(({ _id: seq, hash }) => ({ seq, hash }))];
      const standing =
        checked.length === 0 ? new Map() : await read(() => store.hashesAt(checked.map(({ seq }) => seq)));
      const missing = checked.find(({ seq, hash }) => standing.get(seq) !== hash);
      if (!missing) {
        // Better proof may have come in meanwhile.
        const last = checked.at(-1);
        if (last && last.seq > sure.seq) sure = last;
        unproven = unproven.filter(({ _id }) => _id > sure.seq);
        sureSince = Math.max(sureSince, askedAt);
        return;
      }
      // What we appended behind it follows nothing. Nobody can have built on that: what they read last is another document.
      const orphans = [...unproven, ...(inDoubt ? [inDoubt] : [])].filter(({ _id }) => _id > missing.seq);
      for (const own of orphans.toReversed()) await store.takeBack(own).catch(() => undefined);
      throw new StoreRefused(
        `The database was reset or restored: document ${missing.seq} of its journal ${standing.has(missing.seq) ? 'is not the one that this process has read' : 'is gone'}. Nothing more is written. Start again to go on with what is there now.`,
      );
    },
    met(document) {
      if (inDoubt?.hash === document.hash) return stands(document);
      sure = { seq: document._id, hash: document.hash };
      unproven = unproven.filter(({ _id }) => _id > document._id);
      sureSince = performance.now();
    },
    appending: (document) => void (inDoubt = document),
    settled(document, outcome) {
      if (outcome === 'appended') stands(document);
      inDoubt = null;
    },
  };
}
