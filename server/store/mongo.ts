import { setTimeout as pause } from 'node:timers/promises';
import type { AnyBulkWriteOperation, Collection, Db } from 'mongodb';
import type { Model } from 'mongoose';
import type { Kind } from '../../shared/records.ts';
import { refuseHalfMoved } from './half-moved.ts';
import { entriesText, parseEntries } from './hash-document.ts';
import { duplicatesOf, isDuplicate, reaching } from './mongo-errors.ts';
import { checkIdentity, type RecordDocument } from './mongo-models.ts';
import { openMongo, type MongoStoreOptions, type OpenedMongo } from './mongo-open.ts';
import {
  StoreAway,
  type JournalDocument,
  type Loaded,
  type Materialised,
  type RememberedRequest,
  type Store,
  type StoredRecord,
} from './store.ts';

export type { MongoStoreOptions } from './mongo-open.ts';

export interface MongoStore extends Store {
  readonly name: 'mongo';
  /** Where Agenda keeps its jobs: the same database, the same connections. */
  agendaDb: Db;
  replicated: boolean;
}

/**
 * The store for production and for several processes. Nothing but plain reads, inserts and replacements by `_id`:
 * no transactions, no change streams, so every server that speaks MongoDB's protocol and keeps `_id` unique will do.
 */
export async function openMongoStore(uri: string, options: MongoStoreOptions = {}): Promise<MongoStore> {
  const store = mongoStore(await openMongo(uri, options), options);
  try {
    if (!options.moving) await refuseHalfMoved(store);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * A journal document at rest. Its entries are one text, as it was hashed: every follower would otherwise take them apart as
 * BSON, put them together again as JSON for the hash, and pay several times what the text costs.
 */
interface KeptDocument extends Omit<JournalDocument, 'entries'> {
  entries: string;
}
const kept = (document: JournalDocument): KeptDocument => ({
  _id: document._id,
  entries: entriesText(document),
  prevHash: document.prevHash,
  hash: document.hash,
  ...hintsOf(document),
});
const hintsOf = ({ by, asksMs }: Pick<JournalDocument, 'by' | 'asksMs'>): Pick<JournalDocument, 'by' | 'asksMs'> => ({
  ...(by === undefined ? {} : { by }),
  ...(asksMs === undefined ? {} : { asksMs }),
});

const idsPerRead = 1000;
const writesPerCall = 1000;

function mongoStore(
  { connection, mongoose, db, models, replicated }: OpenedMongo,
  { timeoutMs = 10_000, moving = false }: MongoStoreOptions,
): MongoStore {
  const journal = db.collection<KeptDocument>('journal');
  const facts = db.collection<{ _id: string; value: string }>('facts');
  const deployment = db.collection<{ _id: string; upTo: number; hash: string }>('deployment');
  /** Without `wrapped` where the key was destroyed. */
  const keys = db.collection<{ _id: string; wrapped?: string; destroyed?: true }>('keys');
  const members = db.collection<{ _id: string; count: number }>('members', { writeConcern: { w: 1 } });
  let closing: Promise<void> | undefined;
  /** For calls that carry many documents. */
  const bulkLimitMs = 60 * timeoutMs;

  /**
   * The driver's own limits do not cover a connection that died in the moment it was taken: that command never ends.
   * Every call may be made again, so none is waited for longer than all those limits together should take.
   */
  async function reach<T>(call: () => Promise<T>, limitMs = 1.5 * timeoutMs): Promise<T> {
    if (closing) throw new StoreAway('The store is closed.');
    let limit: ReturnType<typeof setTimeout> | undefined;
    try {
      return await Promise.race([
        reaching(call),
        new Promise<never>((_, reject) => {
          limit = setTimeout(() => reject(new StoreAway(`MongoDB did not answer within ${limitMs} ms.`)), limitMs);
        }),
      ]);
    } finally {
      clearTimeout(limit);
    }
  }

  /** What stands there once a majority has it: a duplicate key may tell of a document that a fail-over still takes back. */
  async function settled<T>(read: () => Promise<T | undefined | null>): Promise<T> {
    for (const until = Date.now() + timeoutMs; Date.now() < until; await pause(20)) {
      const found = await read();
      if (found) return found;
    }
    throw new StoreAway('MongoDB has the document, but no majority of its members confirms it.');
  }

  async function append(document: JournalDocument): Promise<'appended' | 'taken'> {
    try {
      await journal.insertOne(kept(document));
      return 'appended';
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const standing = await settled(() => journal.findOne({ _id: document._id }, { projection: { hash: 1 } }));
    return standing.hash === document.hash ? 'appended' : 'taken';
  }

  async function appendAll(documents: readonly JournalDocument[]): Promise<'appended' | 'taken'> {
    const met = await journal.insertMany(documents.map(kept), { ordered: false }).then(
      () => [],
      (error: unknown) => duplicatesOf(error).map((index) => documents[index]!),
    );
    for (const document of met) if ((await append(document)) === 'taken') return 'taken';
    return 'appended';
  }

  /** By number and not by range: the cheapest question any store answers, and the one that followers ask all day. */
  async function readFrom(seq: number, limit: number): Promise<JournalDocument[]> {
    const found: JournalDocument[] = [];
    for (let ask = Math.min(limit, 4); found.length < limit; ask = Math.min(limit - found.length, idsPerRead)) {
      const next = seq + found.length;
      const numbers = Array.from({ length: ask }, (_, n) => next + n);
      const documents = await journal.find({ _id: { $in: numbers } }, { batchSize: idsPerRead }).toArray();
      documents.sort((a, b) => a._id - b._id);
      const dense = documents.filter((document, n) => document._id === next + n);
      for (const document of dense) {
        const { _id, entries, prevHash, hash } = document;
        found.push({ _id, entries: parseEntries(entries), prevHash, hash, ...hintsOf(document) });
      }
      if (dense.length < ask) break;
    }
    return found;
  }

  async function load(requestsSinceAt: number): Promise<Loaded> {
    // The mark first: records that move on meanwhile are newer than it, which the replay skips.
    const mark = await deployment.findOne({ _id: 'mark' });
    // All kinds at once, so that the server looks for one while another is read.
    const found = await Promise.all(
      [...models.records.values()].map((model) =>
        nativeOf(model).find({}, { batchSize: 5000 }).map(materialisedOf).toArray(),
      ),
    );
    const records = found.flat();
    const remembered = await models.requests.find({ at: mongoose.trusted({ $gte: requestsSinceAt }) }).lean();
    const requests = remembered.map(({ _id, seq, index, at }) => ({ requestId: _id, seq, index, at }));
    return { materialisedUpTo: mark?.upTo ?? 0, hash: mark?.hash ?? '', records, requests };
  }

  async function materialise(puts: readonly Materialised[], requests: readonly RememberedRequest[]): Promise<void> {
    for (const [kind, model] of models.records) {
      const ofKind = newestOf(puts, kind);
      for (let from = 0; from < ofKind.length; from += writesPerCall)
        await putGuarded(model, ofKind.slice(from, from + writesPerCall));
    }
    for (let from = 0; from < requests.length; from += writesPerCall)
      await models.requests.bulkWrite(
        requests.slice(from, from + writesPerCall).map(({ requestId: _id, seq, index, at }) => ({
          replaceOne: { filter: { _id }, replacement: { _id, seq, index, at }, upsert: true },
        })),
        { ordered: false, throwOnValidationError: true },
      );
  }

  /**
   * Inserts what is absent and replaces what is older, until a majority has nothing older than these. What is there is
   * asked first (unless a new house is moved into) and again after every collision: a duplicate key alone could also tell of an older document that came
   * in at the same moment, or of a newer one that a fail-over is about to take back.
   */
  async function putGuarded(model: Model<RecordDocument>, documents: readonly RecordDocument[]): Promise<void> {
    await checkIdentity(model, documents);
    let left = documents;
    if (moving && (await replaceOlder(model, left, new Map()))) return;
    for (const until = Date.now() + timeoutMs; ; await pause(20)) {
      const standing = await seqsOf(model, left);
      left = left.filter((document) => (standing.get(document._id) ?? 0) < document.seq);
      if (left.length === 0 || (await replaceOlder(model, left, standing))) return;
      if (Date.now() > until)
        throw new StoreAway('MongoDB has the records, but no majority of its members confirms them.');
    }
  }

  async function seqsOf(
    model: Model<RecordDocument>,
    documents: readonly RecordDocument[],
  ): Promise<Map<string, number>> {
    const ids = documents.map((document) => document._id);
    const found = nativeOf(model).find({ _id: { $in: ids } }, { projection: { seq: 1 }, batchSize: writesPerCall });
    return new Map((await found.toArray()).map(({ _id, seq }) => [_id, seq]));
  }

  /** Whether each of them took the place it was meant for. */
  async function replaceOlder(
    model: Model<RecordDocument>,
    documents: readonly RecordDocument[],
    standing: ReadonlyMap<string, number>,
  ): Promise<boolean> {
    const operations: AnyBulkWriteOperation<RecordDocument>[] = documents.map((document) =>
      standing.has(document._id)
        ? { replaceOne: { filter: { _id: document._id, seq: { $lt: document.seq } }, replacement: document } }
        : { insertOne: { document } },
    );
    try {
      const { insertedCount, matchedCount } = await nativeOf(model).bulkWrite(operations, { ordered: false });
      return insertedCount + matchedCount === documents.length;
    } catch (error) {
      return duplicatesOf(error).length === 0;
    }
  }

  async function moveMark(upTo: number, hash: string): Promise<void> {
    try {
      await deployment.updateOne({ _id: 'mark', upTo: { $lt: upTo } }, { $set: { upTo, hash } }, { upsert: true });
    } catch (error) {
      // It stands at or beyond `upTo`; were two first ones racing, the lower is right too, only less far.
      if (!isDuplicate(error)) throw error;
    }
  }

  /** Inserts those that are absent, and resolves when a majority has something under every `_id`. */
  async function insertAbsent<T extends { _id: string }>(collection: Collection<T>, documents: T[]): Promise<void> {
    let left = documents;
    for (const until = Date.now() + timeoutMs; left.length > 0; await pause(20)) {
      const met = await collection.insertMany(left as never, { ordered: false }).then(
        () => [],
        (error: unknown) => duplicatesOf(error).map((index) => left[index]!),
      );
      if (met.length === 0) return;
      const ids = met.map((document) => document._id);
      const there = await collection.find({ _id: { $in: ids } } as never, { projection: { _id: 1 } }).toArray();
      const seen = new Set<unknown>(there.map((document) => document._id));
      left = met.filter((document) => !seen.has(document._id));
      if (left.length === 0) return;
      if (Date.now() > until) throw new StoreAway('MongoDB does not confirm what it holds.');
    }
  }

  return {
    name: 'mongo',
    agendaDb: db,
    replicated,
    append: (document) => reach(() => append(document)),
    appendAll: (documents) => reach(() => appendAll(documents), bulkLimitMs),
    readFrom: (seq, limit) => reach(() => readFrom(seq, limit)),
    hashesAt: (seqs) =>
      reach(async () => {
        const found = journal.find({ _id: { $in: [...seqs] } }, { projection: { hash: 1 } });
        return new Map((await found.toArray()).map(({ _id, hash }) => [_id, hash]));
      }),
    takeBack: ({ _id, hash }) => reach(async () => void (await journal.deleteOne({ _id, hash }))),
    load: (requestsSinceAt) => reach(() => load(requestsSinceAt), bulkLimitMs),
    materialise: (puts, requests, upTo, hash) =>
      reach(async () => {
        await materialise(puts, requests);
        if (upTo > 0) await moveMark(upTo, hash);
      }, bulkLimitMs),
    markedUpTo: () => reach(async () => (await deployment.findOne({ _id: 'mark' }))?.upTo ?? 0),
    forgetRequestsBefore: (at) =>
      reach(async () => void (await models.requests.deleteMany({ at: mongoose.trusted({ $lt: at }) })), bulkLimitMs),

    addKeys: (added) =>
      reach(() =>
        insertAbsent(
          keys,
          added.map(({ subjectId, wrapped }) => ({ _id: subjectId, wrapped })),
        ),
      ),
    loadKeys: (subjectIds) =>
      reach(async () => {
        const found = await keys.find(subjectIds ? { _id: { $in: [...subjectIds] } } : {}).toArray();
        return found.flatMap(({ _id, wrapped }) => (wrapped === undefined ? [] : [{ subjectId: _id, wrapped }]));
      }, bulkLimitMs),
    destroyKey: (subjectId) =>
      reach(async () => void (await keys.replaceOne({ _id: subjectId }, { destroyed: true }, { upsert: true }))),

    settle: (name, value) =>
      reach(async () => {
        await insertAbsent(facts, [{ _id: name, value }]);
        return (await settled(() => facts.findOne({ _id: name }))).value;
      }),

    loadFacts: () => reach(async () => new Map((await facts.find({}).toArray()).map(({ _id, value }) => [_id, value]))),

    beat: (memberId, count) =>
      reach(async () => {
        await members.replaceOne({ _id: memberId }, { count }, { upsert: true });
        const all = await members.find({}, { readConcern: { level: 'local' } }).toArray();
        return new Map(all.map((member) => [member._id, member.count]));
      }),
    leave: (memberId) => reach(async () => void (await members.deleteOne({ _id: memberId }))),

    ping: () => reach(async () => void (await db.command({ ping: 1 }))),
    close() {
      closing ??= connection.close();
      return closing;
    },
  };
}

/** The driver's own collection: a Mongoose document for each of 150,000 records would cost ten times the writing. */
function nativeOf(model: Model<RecordDocument>): Collection<RecordDocument> {
  return model.collection as unknown as Collection<RecordDocument>;
}

/** One document per record: two replacements of one `_id` in one unordered call could come in either order. */
function newestOf(puts: readonly Materialised[], kind: Kind): RecordDocument[] {
  const newest = new Map<string, RecordDocument>();
  for (const { seq, record } of puts)
    if (record.kind === kind && (newest.get(record.id)?.seq ?? 0) <= seq)
      newest.set(record.id, { _id: record.id, seq, ...ownFieldsOnly(record) });
  return [...newest.values()];
}

/** Of each as it comes in, so that what is taken apart is gone at once; a loop, as `...rest` takes several times as long. */
function materialisedOf(document: RecordDocument): Materialised {
  const record = {} as StoredRecord;
  for (const field in document) if (field !== '_id' && field !== 'seq') record[field] = document[field];
  return { seq: document.seq, record };
}

/** Those two names are the collection's own, and come off again on reading. */
function ownFieldsOnly(record: StoredRecord): StoredRecord {
  if (Object.hasOwn(record, '_id') || Object.hasOwn(record, 'seq'))
    throw new TypeError(`${record.kind} ${record.id} has a field named _id or seq, which the store uses itself.`);
  return record;
}
