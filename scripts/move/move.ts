import { createHash } from 'node:crypto';
import { checkLink } from '../../server/store/hash-document.ts';
import { movedAll, movingFrom } from '../../server/store/half-moved.ts';
import type { JournalDocument, Loaded, Materialised, Store, SubjectKey } from '../../server/store/store.ts';

export interface Moved {
  documents: number;
  records: number;
  requests: number;
  keys: number;
  hash: string;
}

export interface MoveOptions {
  /** Told what is done of what there is, in documents and records. */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** The move cannot be made, and the words say why. */
export class MoveRefused extends Error {
  override readonly name = 'MoveRefused';
}

/**
 * Copies everything Muster keeps from one store to an empty one, checks the chain of hashes on the way and the whole at
 * the end. Each step may be done twice, so a move that was stopped goes on where it was; the source is only read.
 */
export async function move(from: Store, to: Store, { onProgress, signal }: MoveOptions = {}): Promise<Moved> {
  const [first] = await from.readFrom(1, 1);
  if (!first) throw new MoveRefused('There is nothing to move: the journal of the source is empty.');
  await claim(to, first.hash);

  const loaded = await from.load(0);
  const last = await lastNumber(from, loaded.materialisedUpTo + 1);
  const total = last + loaded.records.length;
  const hash = await moveJournal(from, to, {
    onDone: (seq) => onProgress?.(seq, total),
    ...(signal ? { signal } : {}),
  });
  const keys = await from.loadKeys();
  await Promise.all([
    moveRecords(loaded, to, (records) => onProgress?.(last + records, total), signal),
    moveKeys(keys, to, signal),
  ]);
  for (const [name, value] of await from.loadFacts())
    if (name !== movingFrom && name !== movedAll) await to.settle(name, value);

  const documents = await lastNumber(from, last);
  await compare(to, { loaded, keys: keys.length, documents, hash });
  await to.settle(movedAll, String(documents));
  return { documents, records: loaded.records.length, requests: loaded.requests.length, keys: keys.length, hash };
}

const mostDocumentsPerBatch = 1000;
/** Documents of a busy time hold hundreds of entries each, and a thousand of those are more than a heap likes to carry on. */
const entriesPerBatch = 20_000;
/** One is written out while the target takes in the other. */
const batchesUnderWay = 2;
const recordsPerBatch = 2000;

/** Only an empty store is filled, or one that an earlier move of this very journal began to fill. */
async function claim(to: Store, firstHash: string): Promise<void> {
  const facts = await to.loadFacts();
  if (facts.has(movedAll)) throw new MoveRefused('The target is not empty: a move into it was completed.');
  if (facts.has(movingFrom)) {
    if (facts.get(movingFrom) === firstHash) return;
    throw new MoveRefused('The target is not empty: a move from another source was begun into it.');
  }
  const isEmpty =
    facts.size === 0 &&
    (await to.readFrom(1, 1)).length === 0 &&
    (await to.loadKeys()).length === 0 &&
    (await to.load(0)).records.length === 0;
  if (!isEmpty) throw new MoveRefused('The target is not empty. Name an empty directory or a new database.');
  if ((await to.settle(movingFrom, firstHash)) !== firstHash)
    throw new MoveRefused('The target is not empty: another move into it has just begun.');
}

async function moveJournal(
  from: Store,
  to: Store,
  { onDone, signal }: { onDone: (seq: number) => void; signal?: AbortSignal },
): Promise<string> {
  // Only the batches that were under way when an earlier move stopped can have holes.
  let seq = Math.max(0, (await lastNumber(to, 1)) - batchesUnderWay * mostDocumentsPerBatch);
  let hash = seq === 0 ? '' : (await from.readFrom(seq, 1))[0]!.hash;
  let perBatch = 100;
  let next = from.readFrom(seq + 1, perBatch);
  const underWay: Promise<unknown>[] = [];
  for (let batch = await next; batch.length > 0; batch = await next) {
    const entries = batch.reduce((sum, document) => sum + document.entries.length, 0);
    perBatch = Math.ceil(Math.min(mostDocumentsPerBatch, (entriesPerBatch * batch.length) / Math.max(1, entries)));
    next = from.readFrom(seq + batch.length + 1, perBatch);
    // Read ahead while this batch is checked and written; a failure is met where it is awaited.
    next.catch(() => {});
    for (const document of batch) {
      checkLink(document, { seq, hash });
      ({ _id: seq, hash } = document);
    }
    if (underWay.length === batchesUnderWay) await underWay.shift();
    signal?.throwIfAborted();
    const written = append(to, batch).then(() => onDone(batch.at(-1)!._id));
    written.catch(() => {});
    underWay.push(written);
  }
  await Promise.all(underWay);
  return hash;
}

async function append(to: Store, batch: readonly JournalDocument[]): Promise<void> {
  if ((await to.appendAll(batch)) === 'taken')
    throw new MoveRefused(
      `The target has other documents between ${batch[0]!._id} and ${batch.at(-1)!._id}: somebody wrote to it.`,
    );
}

async function moveRecords(
  { records, requests, materialisedUpTo, hash }: Loaded,
  to: Store,
  onDone: (records: number) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  let done = 0;
  let at = 0;
  const carry = async (): Promise<void> => {
    while (at < records.length) {
      signal?.throwIfAborted();
      const batch = records.slice(at, (at += recordsPerBatch));
      try {
        await to.materialise(batch, [], 0, '');
      } catch (error) {
        at = records.length;
        throw error;
      }
      onDone((done += batch.length));
    }
  };
  // Two at once: one is written out while the target takes in the other.
  await Promise.all([carry(), carry()]);
  // The mark last: it promises that everything up to it has arrived.
  await to.materialise([], requests, materialisedUpTo, hash);
}

async function moveKeys(keys: readonly SubjectKey[], to: Store, signal: AbortSignal | undefined): Promise<void> {
  for (let at = 0; at < keys.length; at += recordsPerBatch) {
    signal?.throwIfAborted();
    await to.addKeys(keys.slice(at, at + recordsPerBatch));
  }
}

/** The number of the last document, found by asking for single ones; `from` is one that may be the last. */
async function lastNumber(store: Store, from: number): Promise<number> {
  const has = async (seq: number) => seq === 0 || (await store.readFrom(seq, 1)).length > 0;
  let low = from - 1;
  let step = 1;
  while (await has(low + step)) {
    low += step;
    step *= 2;
  }
  for (step = Math.floor(step / 2); step >= 1; step = Math.floor(step / 2)) if (await has(low + step)) low += step;
  return low;
}

async function compare(
  to: Store,
  { loaded, keys, documents, hash }: { loaded: Loaded; keys: number; documents: number; hash: string },
): Promise<void> {
  const end = await to.readFrom(documents, 2);
  if (end.length !== 1 || end[0]!.hash !== hash) throw new MoveRefused('The journal did not arrive whole.');
  const arriving = Promise.all([to.load(0), to.loadKeys()]);
  // Worked out while the target answers.
  const expected = digest(loaded.records);
  const [arrived, arrivedKeys] = await arriving;
  const same =
    arrived.materialisedUpTo === loaded.materialisedUpTo &&
    arrived.hash === loaded.hash &&
    arrived.requests.length === loaded.requests.length &&
    digest(arrived.records) === expected;
  if (!same) throw new MoveRefused('The records did not arrive as they were.');
  if (arrivedKeys.length !== keys) throw new MoveRefused('The keys did not arrive whole.');
}

/** The same for the same records, whatever order the store hands them over in. */
function digest(records: readonly Materialised[]): string {
  const sums = records.map((found) => createHash('sha256').update(JSON.stringify(found)).digest('base64')).sort();
  return createHash('sha256').update(sums.join('')).digest('hex');
}
