import { randomUUID } from 'node:crypto';
import type { AnyRecord } from '../shared/records.ts';
import { rememberChanges, type Changes } from './changes.ts';
import { keepToRest } from './put-to-rest.ts';
import { watchReach } from './reach.ts';
import { createTallies } from './rules/tally.ts';
import { createRecords } from './rules/view.ts';
import { touchedBy, type Key, type Sight } from './rules/visibility.ts';
import { stillOurJournal } from './still-our-journal.ts';
import { checkLink, hashDocument } from './store/hash-document.ts';
import {
  StoreAway,
  StoreRefused,
  type JournalDocument,
  type JournalEntry,
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
  /** Since when the store has not answered, or has not taken anything, or null. */
  readonly awaySinceAt: number | null;
  /** When the latest entry was made, by the clock of the process that made it; 0 before the first. */
  readonly latestAt: number;
  /** Under this name it signs what it writes to a store that it shares. */
  readonly processId: string;
  /**
   * Makes the entries durable as the next document and folds it in. `taken`: another process went first; its documents
   * are folded in and the entries must be decided again. Does not return while it is not known which; rejects with InDoubt
   * where the process stops before that, and with StoreRefused once the journal is another one. `asksMs`: a hint to the
   * other processes (`take-turns.ts`).
   */
  commit: (entries: JournalEntry[], asksMs?: number) => Promise<'committed' | 'taken'>;
  /** Folds in what other processes wrote. Resolves with how many documents there were. */
  follow: () => Promise<number>;
  remembered: (requestId: string) => RememberedRequest | undefined;
  entryOf: (request: RememberedRequest) => Promise<JournalEntry>;
  /** What looks different since a seq, or null where that is too long ago to tell. */
  changedSince: (seq: number) => Key[] | null;
  /** `by`: the process that wrote it, where the store is shared, and what it asks of the others. */
  onChange: (listener: (keys: readonly Key[], seq: number, by?: string, asksMs?: number) => void) => void;
  onPut: (listener: (record: AnyRecord) => void) => void;
  onStoreState: (listener: (awaySinceAt: number | null) => void) => void;
  /** Told once, when the database turns out to be another one than was read. Nothing is written from then on. */
  onLost: (listener: (why: StoreRefused) => void) => void;
  /** Writes the records as they stand now beside the journal, so that a start need not replay it all. */
  materialise: () => Promise<void>;
  /** Gives up on an append in doubt: only when the process stops. */
  abandon: () => void;
}

/** It is not known whether an append took effect, and this process will not find out. */
export class InDoubt extends Error {
  override readonly name = 'InDoubt';
}

const day = 24 * 3_600_000;
/** How old the proof may be that the journal is still ours: when following, and before writing. */
const proofMs = { following: 200, writing: 500 };
/** A retried request is recognised this long; a pocket gives up after three days. */
export const requestMemoryMs = 7 * day;

/**
 * Loads what is materialised, replays the journal's tail and checks the chain on the way. `isShared`: others may write to
 * the store, or put another database in its place.
 */
export async function openSpine(
  store: Store,
  vault: Vault,
  now: () => number,
  { isShared = false }: { isShared?: boolean } = {},
): Promise<Spine> {
  const records = createRecords();
  const tallies = createTallies();
  const requests = new Map<string, RememberedRequest>();
  // What happened before this start is told as a whole, not step by step.
  let changes: Changes | null = null;
  let seq = 0;
  let hash = '';
  let latestAt = 0;
  let abandoned = false;
  let lost: StoreRefused | null = null;
  let materialising: Promise<void> | null = null;
  const changeListeners: Parameters<Spine['onChange']>[0][] = [];
  const putListeners: ((record: AnyRecord) => void)[] = [];
  const lostListeners: ((why: StoreRefused) => void)[] = [];
  const reach = watchReach(now);
  const processId = randomUUID();

  const sight: Sight = {
    view: records,
    open: (record) => vault.open(record) as object | undefined,
    coverage: tallies.coverage,
    progress: tallies.progress,
  };

  /** Runs what would write or fold; where it finds another journal, nothing is written from then on. */
  async function whileOurs<T>(work: () => Promise<T>): Promise<T> {
    if (lost) throw lost;
    try {
      return await work();
    } catch (error) {
      if (error instanceof StoreRefused && !lost) {
        lost = error;
        for (const tell of lostListeners) tell(error);
      }
      throw error;
    }
  }

  function fold(document: JournalDocument, isNewer: (record: StoredRecord) => boolean = () => true): void {
    const touched = new Map<string, Key>();
    const puts: { put: AnyRecord; before: AnyRecord | undefined }[] = [];
    document.entries.forEach((entry, index) => {
      latestAt = Math.max(latestAt, entry.at);
      for (const record of entry.puts) {
        if (!isNewer(record)) continue;
        const put = record as unknown as AnyRecord;
        puts.push({ put, before: records.get(put.kind, put.id) });
        records.put(put);
        toRest.put(record, { seq: document._id, hash: document.hash });
      }
      if (entry.requestId === null) return;
      const request = { requestId: entry.requestId, seq: document._id, index, at: entry.at };
      requests.set(entry.requestId, request);
      toRest.remember(request);
    });
    for (const { put, before } of puts)
      for (const key of touchedBy(put, before, records)) touched.set(`${key.kind}:${key.id}`, key);
    const keys = [...touched.values()];
    for (const key of keys) if (key.kind === 'need') tallies.count(key.id, records);
    seq = document._id;
    hash = document.hash;
    changes?.add(touched, seq);
    for (const { put } of puts) for (const tell of putListeners) tell(put);
    for (const tell of changeListeners) tell(keys, seq, document.by, document.asksMs);
  }

  async function follow(): Promise<number> {
    return whileOurs(async () => {
      let count = 0;
      for (;;) {
        const documents = await reach.reading(() => store.readFrom(seq + 1, 500));
        await vault.learnKeys(documents.flatMap(({ entries }) => entries.flatMap(({ puts }) => puts)));
        for (const document of documents) {
          // A commit of our own may have been folded in while we read.
          if (document._id <= seq) continue;
          checkLink(document, { seq, hash });
          journal.met(document);
          fold(document);
          count += 1;
        }
        if (documents.length === 0 && isShared) await journal.prove(proofMs.following);
        if (documents.length < 500) return count;
      }
    });
  }

  async function settle(document: JournalDocument): Promise<'appended' | 'taken'> {
    let proof = proofMs.writing;
    for (let pause = 50; ; pause = Math.min(2000, pause * 2)) {
      try {
        return await reach.appending(async () => {
          if (isShared) await journal.prove(proof);
          return store.append(document);
        });
      } catch (error) {
        // Whether it took effect is not known: only the same document again can tell, so nobody is answered before.
        if (!(error instanceof StoreAway)) throw error;
        if (abandoned) throw new InDoubt('', { cause: error });
        if (lost) throw lost;
        // A line that broke may lead to another database when it is back.
        proof = 0;
        await new Promise((resume) => setTimeout(resume, pause));
      }
    }
  }

  // Both at once: one is taken in while the store looks for the other.
  const [loaded] = await Promise.all([store.load(now() - requestMemoryMs), vault.learnKeys()]);
  // Those that another process made meanwhile.
  await vault.learnKeys(loaded.records.map(({ record }) => record));
  const newer = new Map<string, number>();
  for (const { seq: at, record } of loaded.records) {
    records.put(record as unknown as AnyRecord);
    if (at > loaded.materialisedUpTo) newer.set(`${record.kind}:${record.id}`, at);
  }
  for (const request of loaded.requests) {
    requests.set(request.requestId, request);
    latestAt = Math.max(latestAt, request.at);
  }
  for (const need of records.all('need')) tallies.count(need.id, records);
  seq = loaded.materialisedUpTo;
  hash = loaded.hash;
  const toRest = keepToRest(store, seq);
  if (seq > 0 && (await store.hashesAt([seq])).get(seq) !== hash)
    throw new StoreRefused(
      `The records go up to document ${seq}, which the journal does not hold. Restore both from the same backup.`,
    );
  for (;;) {
    const documents = await store.readFrom(seq + 1, 500);
    await vault.learnKeys(documents.flatMap(({ entries }) => entries.flatMap(({ puts }) => puts)));
    for (const document of documents) {
      checkLink(document, { seq, hash });
      fold(document, (record) => (newer.get(`${record.kind}:${record.id}`) ?? 0) < document._id);
    }
    if (documents.length === 0) break;
  }
  changes = rememberChanges(seq);
  const journal = stillOurJournal(store, { seq, hash }, reach.reading);

  return {
    get seq() {
      return seq;
    },
    get awaySinceAt() {
      return reach.awaySinceAt;
    },
    get latestAt() {
      return latestAt;
    },
    sight,
    processId,
    async commit(entries, asksMs) {
      const document: JournalDocument = {
        _id: seq + 1,
        entries,
        prevHash: hash,
        hash: hashDocument(seq + 1, entries, hash),
        ...(isShared ? { by: processId } : {}),
        ...(asksMs === undefined ? {} : { asksMs }),
      };
      return whileOurs(async () => {
        journal.appending(document);
        const outcome = await settle(document);
        journal.settled(document, outcome);
        // Found out while this was on its way: it follows nothing.
        if (lost && outcome === 'appended') await store.takeBack(document);
        if (lost) throw lost;
        if (outcome === 'taken') {
          await follow();
          return 'taken';
        }
        // Following may have come across our own document before its append was answered.
        if (seq < document._id) fold(document);
        return 'committed';
      });
    },
    follow,
    remembered: (requestId) => requests.get(requestId),
    async entryOf(request) {
      const [document] = await reach.reading(() => store.readFrom(request.seq, 1));
      const entry = document?._id === request.seq ? document.entries[request.index] : undefined;
      if (!entry) throw new Error(`journal: no entry ${request.index} in document ${request.seq}`);
      return entry;
    },
    changedSince: (since) => changes!.since(since),
    onChange: (listener) => void changeListeners.push(listener),
    onPut: (listener) => void putListeners.push(listener),
    onStoreState: reach.onChange,
    onLost: (listener) => void lostListeners.push(listener),
    async materialise() {
      materialising ??= whileOurs(async () => {
        if (isShared) {
          await journal.prove(proofMs.writing);
          toRest.leaveOut(await reach.reading(() => store.markedUpTo()));
        }
        await toRest.write({ seq, hash });
        const oldest = now() - requestMemoryMs;
        const known = requests.size;
        for (const [requestId, request] of requests) {
          if (request.at >= oldest) break;
          requests.delete(requestId);
        }
        if (requests.size < known) await store.forgetRequestsBefore(oldest);
      }).finally(() => (materialising = null));
      return materialising;
    },
    abandon() {
      abandoned = true;
    },
  };
}
