import type { AnyRecord } from '../shared/records.ts';
import { createTallies } from './rules/tally.ts';
import { createRecords } from './rules/view.ts';
import { touchedBy, type Key, type Sight } from './rules/visibility.ts';
import { checkLink, hashDocument } from './store/hash-document.ts';
import {
  StoreAway,
  type JournalDocument,
  type JournalEntry,
  type Materialised,
  type RememberedRequest,
  type Store,
  type StoredRecord,
} from './store/store.ts';
import type { Vault } from './vault.ts';

/**
 * The records in memory and the journal they follow from. Whatever the journal says is folded in here, in order,
 * whoever wrote it; nothing else changes a record.
 */
export interface Spine {
  readonly seq: number;
  readonly sight: Sight;
  /** Since when the store has not answered, or null. */
  readonly awaySinceAt: number | null;
  /**
   * Makes the entries durable as the next document and folds it in. `taken`: another process went first; its documents
   * are folded in and the entries must be decided again. Does not return while it is not known which.
   */
  commit: (entries: JournalEntry[]) => Promise<'committed' | 'taken'>;
  /** Folds in what other processes wrote. Resolves with how many documents there were. */
  follow: () => Promise<number>;
  remembered: (requestId: string) => RememberedRequest | undefined;
  entryOf: (request: RememberedRequest) => Promise<JournalEntry>;
  /** What looks different since a seq, or null where that is too long ago to tell. */
  changedSince: (seq: number) => Key[] | null;
  onChange: (listener: (keys: readonly Key[], seq: number) => void) => void;
  onPut: (listener: (record: AnyRecord) => void) => void;
  onStoreState: (listener: (awaySinceAt: number | null) => void) => void;
  /** Writes the records as they stand now beside the journal, so that a start need not replay it all. */
  materialise: () => Promise<void>;
  /** Gives up on an append in doubt: only when the process stops. */
  abandon: () => void;
}

const day = 24 * 3_600_000;
/** A retried request is recognised this long; a pocket gives up after three days. */
export const requestMemoryMs = 7 * day;
const longestHistory = 100_000;

/** Loads what is materialised, replays the journal's tail and checks the chain on the way. */
export async function openSpine(store: Store, vault: Vault, now: () => number): Promise<Spine> {
  const records = createRecords();
  const tallies = createTallies();
  const requests = new Map<string, RememberedRequest>();
  const dirty = new Map<string, Materialised>();
  let freshRequests: RememberedRequest[] = [];
  let history: { seq: number; keys: Key[] }[] = [];
  let historyKeys = 0;
  let seq = 0;
  let hash = '';
  let awaySinceAt: number | null = null;
  let abandoned = false;
  let materialising: Promise<void> | null = null;
  const changeListeners: ((keys: readonly Key[], seq: number) => void)[] = [];
  const putListeners: ((record: AnyRecord) => void)[] = [];
  const stateListeners: ((awaySinceAt: number | null) => void)[] = [];

  const sight: Sight = {
    view: records,
    open: (record) => vault.open(record) as object | undefined,
    coverage: tallies.coverage,
    progress: tallies.progress,
  };

  function setAway(since: number | null): void {
    if ((since === null) === (awaySinceAt === null)) return;
    awaySinceAt = since;
    for (const tell of stateListeners) tell(since);
  }

  /** Runs a call to the store and keeps note of whether it answers. */
  async function asking<T>(call: () => Promise<T>): Promise<T> {
    try {
      const answer = await call();
      setAway(null);
      return answer;
    } catch (error) {
      if (error instanceof StoreAway) setAway(now());
      throw error;
    }
  }

  function fold(document: JournalDocument, isNewer: (record: StoredRecord) => boolean = () => true): void {
    const touched = new Map<string, Key>();
    const puts: { put: AnyRecord; before: AnyRecord | undefined }[] = [];
    document.entries.forEach((entry, index) => {
      for (const record of entry.puts) {
        if (!isNewer(record)) continue;
        const put = record as unknown as AnyRecord;
        puts.push({ put, before: records.get(put.kind, put.id) });
        records.put(put);
        dirty.set(`${record.kind}:${record.id}`, { seq: document._id, record });
      }
      if (entry.requestId === null) return;
      const request = { requestId: entry.requestId, seq: document._id, index, at: entry.at };
      requests.set(entry.requestId, request);
      freshRequests.push(request);
    });
    for (const { put, before } of puts)
      for (const key of touchedBy(put, before, records)) touched.set(`${key.kind}:${key.id}`, key);
    const keys = [...touched.values()];
    for (const key of keys) if (key.kind === 'need') tallies.count(key.id, records);
    seq = document._id;
    hash = document.hash;
    history.push({ seq, keys });
    historyKeys += keys.length;
    if (historyKeys > longestHistory) {
      history = history.slice(Math.ceil(history.length / 2));
      historyKeys = history.reduce((sum, { keys }) => sum + keys.length, 0);
    }
    for (const { put } of puts) for (const tell of putListeners) tell(put);
    for (const tell of changeListeners) tell(keys, seq);
  }

  async function follow(): Promise<number> {
    let count = 0;
    for (;;) {
      const documents = await asking(() => store.readFrom(seq + 1, 500));
      await vault.learnKeys(documents.flatMap(({ entries }) => entries.flatMap(({ puts }) => puts)));
      for (const document of documents) {
        // A commit of our own may have been folded in while we read.
        if (document._id <= seq) continue;
        checkLink(document, { seq, hash });
        fold(document);
        count += 1;
      }
      if (documents.length < 500) return count;
    }
  }

  async function settle(document: JournalDocument): Promise<'appended' | 'taken'> {
    for (let pause = 50; ; pause = Math.min(2000, pause * 2)) {
      try {
        return await asking(() => store.append(document));
      } catch (error) {
        // Whether it took effect is not known: only the same document again can tell, so nobody is answered before.
        if (!(error instanceof StoreAway) || abandoned) throw error;
        await new Promise((resume) => setTimeout(resume, pause));
      }
    }
  }

  const loaded = await store.load(now() - requestMemoryMs);
  const newer = new Map<string, number>();
  for (const { seq: at, record } of loaded.records) {
    records.put(record as unknown as AnyRecord);
    if (at > loaded.materialisedUpTo) newer.set(`${record.kind}:${record.id}`, at);
  }
  for (const request of loaded.requests) requests.set(request.requestId, request);
  for (const need of records.all('need')) tallies.count(need.id, records);
  seq = loaded.materialisedUpTo;
  hash = loaded.hash;
  for (;;) {
    const documents = await store.readFrom(seq + 1, 500);
    await vault.learnKeys(documents.flatMap(({ entries }) => entries.flatMap(({ puts }) => puts)));
    for (const document of documents) {
      checkLink(document, { seq, hash });
      fold(document, (record) => (newer.get(`${record.kind}:${record.id}`) ?? 0) < document._id);
    }
    if (documents.length === 0) break;
  }
  // What happened before this start is told as a whole, not step by step.
  history = [];
  historyKeys = 0;
  const historyFrom = seq;

  return {
    get seq() {
      return seq;
    },
    get awaySinceAt() {
      return awaySinceAt;
    },
    sight,
    async commit(entries) {
      const document: JournalDocument = {
        _id: seq + 1,
        entries,
        prevHash: hash,
        hash: hashDocument(seq + 1, entries, hash),
      };
      if ((await settle(document)) === 'taken') {
        await follow();
        return 'taken';
      }
      // Following may have come across our own document before its append was answered.
      if (seq < document._id) fold(document);
      return 'committed';
    },
    follow,
    remembered: (requestId) => requests.get(requestId),
    async entryOf(request) {
      const [document] = await asking(() => store.readFrom(request.seq, 1));
      const entry = document?._id === request.seq ? document.entries[request.index] : undefined;
      if (!entry) throw new Error(`journal: no entry ${request.index} in document ${request.seq}`);
      return entry;
    },
    changedSince(since) {
      const from = history[0]?.seq ?? seq + 1;
      if (since < Math.max(historyFrom, from - 1) || since > seq) return null;
      const keys = new Map<string, Key>();
      for (let at = history.length - 1; at >= 0 && history[at]!.seq > since; at -= 1)
        for (const key of history[at]!.keys) keys.set(`${key.kind}:${key.id}`, key);
      return [...keys.values()];
    },
    onChange: (listener) => void changeListeners.push(listener),
    onPut: (listener) => void putListeners.push(listener),
    onStoreState: (listener) => void stateListeners.push(listener),
    async materialise() {
      materialising ??= (async () => {
        const upTo = seq;
        const puts = [...dirty.values()];
        const given = freshRequests;
        freshRequests = [];
        try {
          if (puts.length > 0) await asking(() => store.materialise(puts, given, upTo, hash));
          for (const { seq: at, record } of puts) {
            const key = `${record.kind}:${record.id}`;
            if (dirty.get(key)?.seq === at) dirty.delete(key);
          }
          const oldest = now() - requestMemoryMs;
          const known = requests.size;
          for (const [requestId, request] of requests) {
            if (request.at >= oldest) break;
            requests.delete(requestId);
          }
          if (requests.size < known) await asking(() => store.forgetRequestsBefore(oldest));
        } catch (error) {
          freshRequests = [...given, ...freshRequests];
          throw error;
        }
      })().finally(() => (materialising = null));
      return materialising;
    },
    abandon() {
      abandoned = true;
    },
  };
}
