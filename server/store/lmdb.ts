import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { open, type Database, type RootDatabase } from 'lmdb';
import { checkDirectory, checkFile } from './lmdb-file.ts';
import { refuseHalfMoved } from './half-moved.ts';
import { documentText, parseDocument } from './hash-document.ts';
import { holdDirectory } from './lmdb-holder.ts';
import { keepRoom } from './lmdb-room.ts';
import {
  StoreAway,
  StoreRefused,
  type JournalDocument,
  type Loaded,
  type Materialised,
  type RememberedRequest,
  type Store,
  type StoredRecord,
} from './store.ts';

export interface LmdbStoreOptions {
  /** For `npm run move`, which fills a store. */
  moving?: boolean;
  /** Refuses to make a new one. */
  mustExist?: boolean;
  /** How much of the disk stays free; 32 MiB unless told. */
  reserveBytes?: number;
}

/**
 * The embedded store: one file in one directory, held by one process. Every write resolves after the disk has it;
 * writes of the same turn share one transaction and one sync.
 */
export async function openLmdbStore(dir: string, options: LmdbStoreOptions = {}): Promise<Store> {
  const path = join(dir, 'muster.mdb');
  if (options.mustExist && !existsSync(path)) throw new StoreRefused(`${dir} holds no Muster store.`);
  checkDirectory(dir);
  await checkFile(path);
  const root = openFile(path);
  let release: () => void = () => {};
  try {
    release = await holdDirectory(dir, root);
    const rooms = openRooms(root, path);
    const store = lmdbStore(root, rooms, release, keepRoom(dir, options.reserveBytes ?? 32 * 2 ** 20));
    if (!options.moving) await refuseHalfMoved(store);
    return store;
  } catch (error) {
    release();
    await root.close();
    throw error;
  }
}

const schema = 1;
/** Enough to keep one transaction's turn on the main thread to a few milliseconds. */
const putsPerTransaction = 500;

interface Rooms {
  facts: Database<string, string>;
  mark: Database<{ upTo: number; hash: string }, string>;
  /** JSON, as it was hashed. */
  journal: Database<string, number>;
  /** `kind/id` → record, with the seq as the entry's version. */
  records: Database<StoredRecord, string>;
  requests: Database<[seq: number, index: number], [at: number, requestId: string]>;
  /** '' where the key was destroyed. */
  keys: Database<string, string>;
}

function openFile(path: string): RootDatabase<unknown, string> {
  try {
    // overlappingSync would resolve a write once it is visible, before it is on the disk.
    return open({ path, noSubdir: true, overlappingSync: false, maxDbs: 8, maxReaders: 64 });
  } catch (error) {
    throw new StoreRefused(`${path} cannot be opened as Muster's store: ${message(error)}.`, { cause: error });
  }
}

function openRooms(root: RootDatabase<unknown, string>, path: string): Rooms {
  const program = root.get('program');
  if (program === undefined) {
    if (root.getKeysCount({ limit: 1 }) > 0)
      throw new StoreRefused(`${path} is a database of another program. Give DATA_DIR a directory of its own.`);
    root.putSync('program', { name: 'muster', schema });
  } else {
    const { name, schema: theirs } = program as { name?: unknown; schema?: unknown };
    if (name !== 'muster' || typeof theirs !== 'number')
      throw new StoreRefused(`${path} is a database of another program. Give DATA_DIR a directory of its own.`);
    if (theirs > schema)
      throw new StoreRefused(
        `${path} was written by a newer Muster (schema ${theirs}; this one knows ${schema}). Run that version.`,
      );
  }
  return {
    facts: root.openDB('facts', { encoding: 'string' }),
    mark: root.openDB('mark', {}),
    journal: root.openDB('journal', { encoding: 'string', keyEncoding: 'uint32' }),
    records: root.openDB('records', { useVersions: true, sharedStructuresKey: Symbol.for('structures') }),
    requests: root.openDB('requests', {}),
    keys: root.openDB('keys', { encoding: 'string' }),
  };
}

function lmdbStore(
  root: RootDatabase<unknown, string>,
  rooms: Rooms,
  release: () => void,
  checkRoom: () => void,
): Store {
  const { facts, mark, journal, records, requests, keys } = rooms;
  // One process holds the directory, so who is here needs no disk.
  const members = new Map<string, number>();
  let closing: Promise<void> | undefined;
  let broken: StoreAway | undefined;
  /** Calls that are not over. LMDB ends the whole process when it finds its file closed in the middle of a write. */
  const underWay = new Set<Promise<unknown>>();

  async function reach<T>(work: () => Promise<T> | T): Promise<T> {
    stayOpen();
    return work();
  }

  function stayOpen(): void {
    if (closing) throw new StoreAway('The store is closed.');
  }

  async function write<T>(work: () => Promise<T> | T): Promise<T> {
    return reach(async () => {
      if (broken) throw broken;
      checkRoom();
      const writing = (async () => work())();
      underWay.add(writing);
      try {
        return await writing;
      } catch (error) {
        if (error instanceof StoreAway) throw error;
        // LMDB hands the cause over as one more rejected promise.
        const cause = await (error as { commitError?: Promise<unknown> }).commitError?.catch((why: unknown) => why);
        broken = new StoreAway(
          `DATA_DIR did not take a write: ${message(cause ?? error)}. Nothing acknowledged is lost; mend the disk and restart Muster.`,
          { cause: error },
        );
        throw broken;
      } finally {
        underWay.delete(writing);
      }
    });
  }

  function appendOnce(document: JournalDocument): Promise<'appended' | 'taken'> {
    const text = documentText(document);
    return write(async () => {
      const free = await journal.ifNoExists(document._id, () => ignore(journal.put(document._id, text)));
      if (free) return 'appended';
      const standing = journal.get(document._id);
      return standing !== undefined && parseDocument(standing).hash === document.hash ? 'appended' : 'taken';
    });
  }

  async function putBatch(puts: readonly Materialised[]): Promise<void> {
    // Closing does not wait for a long round to finish: what it left out is replayed at the next start.
    stayOpen();
    return records.transaction(() => {
      for (const { seq, record } of puts) {
        const key = `${record.kind}/${record.id}`;
        const standing = records.getEntry(key)?.version ?? 0;
        if (standing < seq) ignore(records.put(key, record, seq));
      }
    });
  }

  return {
    name: 'lmdb',
    append: appendOnce,
    appendAll: async (documents) =>
      (await Promise.all(documents.map(appendOnce))).includes('taken') ? 'taken' : 'appended',

    readFrom: (seq, limit) =>
      reach(() => {
        const found: JournalDocument[] = [];
        for (const { key, value } of journal.getRange({ start: seq, limit })) {
          if (key !== seq + found.length) break;
          found.push(parseDocument(value));
        }
        return found;
      }),

    hashesAt: (seqs) =>
      reach(() => {
        const found = new Map<number, string>();
        for (const seq of seqs) {
          const standing = journal.get(seq);
          if (standing !== undefined) found.set(seq, parseDocument(standing).hash);
        }
        return found;
      }),

    takeBack: ({ _id, hash }) =>
      write(() =>
        journal.transaction(() => {
          const standing = journal.get(_id);
          if (standing !== undefined && parseDocument(standing).hash === hash) ignore(journal.remove(_id));
        }),
      ),

    load: (requestsSinceAt) =>
      reach((): Loaded => {
        const { upTo, hash } = mark.get('mark') ?? { upTo: 0, hash: '' };
        const loaded: Materialised[] = [];
        for (const { value, version } of records.getRange({ versions: true }))
          loaded.push({ seq: version ?? 0, record: value });
        const remembered: RememberedRequest[] = [];
        for (const { key, value } of requests.getRange({ start: [requestsSinceAt, ''] }))
          remembered.push({ requestId: key[1], seq: value[0], index: value[1], at: key[0] });
        return { materialisedUpTo: upTo, hash, records: loaded, requests: remembered };
      }),

    materialise: (puts, remembered, upTo, hash) =>
      write(async () => {
        for (let from = 0; from < puts.length; from += putsPerTransaction)
          await putBatch(puts.slice(from, from + putsPerTransaction));
        await Promise.all(
          remembered.map(({ at, requestId, seq, index }) => requests.put([at, requestId], [seq, index])),
        );
        await mark.transaction(() => {
          if ((mark.get('mark')?.upTo ?? 0) < upTo) ignore(mark.put('mark', { upTo, hash }));
        });
      }),

    markedUpTo: () => reach(() => mark.get('mark')?.upTo ?? 0),

    forgetRequestsBefore: (at) =>
      write(async () => {
        const old = [...requests.getKeys({ end: [at, ''] })];
        await Promise.all(old.map((key) => requests.remove(key)));
      }),

    addKeys: (added) =>
      write(async () => {
        await Promise.all(
          added.map(({ subjectId, wrapped }) => keys.ifNoExists(subjectId, () => ignore(keys.put(subjectId, wrapped)))),
        );
      }),

    loadKeys: (subjectIds) =>
      reach(() => {
        const all = subjectIds
          ? subjectIds.map((subjectId) => ({ subjectId, wrapped: keys.get(subjectId) ?? '' }))
          : [...keys.getRange({})].map(({ key, value }) => ({ subjectId: key, wrapped: value }));
        return all.filter(({ wrapped }) => wrapped !== '');
      }),

    destroyKey: (subjectId) =>
      write(async () => {
        await keys.put(subjectId, '');
      }),

    settle: (name, value) =>
      write(async () => {
        await facts.ifNoExists(name, () => ignore(facts.put(name, value)));
        return facts.get(name) ?? value;
      }),

    loadFacts: () => reach(() => new Map([...facts.getRange({})].map(({ key, value }) => [key, value]))),

    beat: (memberId, count) => reach(() => new Map(members.set(memberId, count))),

    leave: (memberId) => reach(() => void members.delete(memberId)),

    ping: () =>
      reach(async () => {
        if (broken) throw broken;
        checkRoom();
        await root.flushed;
      }),

    close: () => {
      closing ??= (async () => {
        await Promise.allSettled(underWay);
        await root.close();
      })().finally(release);
      return closing;
    },
  };
}

/** The write around it says what became of it. */
function ignore(inner: Promise<unknown>): void {
  inner.catch?.(() => {});
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
