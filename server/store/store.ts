import type { Kind } from '../../shared/records.ts';

/** A record as it rests: whole, with its private part sealed. */
export interface StoredRecord {
  kind: Kind;
  id: string;
  /** The private part, AES-256-GCM under the key of `id`, base64. */
  sealed?: string;
  [field: string]: unknown;
}

/** One operation that took effect. */
export interface JournalEntry {
  at: number;
  /** `person:<id>`, `reporter`, `public` or `system`. */
  actor: string;
  operation: string;
  requestId: string | null;
  puts: StoredRecord[];
  /** What the first caller was told, without anything secret: a retry is told the same. */
  answer: Record<string, unknown>;
}

/** All operations that waited at the same moment, in one atomic insert: the commit point. */
export interface JournalDocument {
  /** The seq: 1, 2, 3 …, dense, unique because it is the `_id`. */
  _id: number;
  entries: JournalEntry[];
  prevHash: string;
  /** `hashDocument` of all the above. */
  hash: string;
  /** Which process wrote it, where several take turns: a hint, neither hashed nor kept by every store. */
  by?: string;
  /** For how many ms its writer asks the others to let it go first next time: a hint as well. */
  asksMs?: number;
}

/** A record and the seq of the document that last put it. */
export interface Materialised {
  seq: number;
  record: StoredRecord;
}

/** Where in the journal a request took effect. */
export interface RememberedRequest {
  requestId: string;
  seq: number;
  /** Position within `entries`. */
  index: number;
  at: number;
}

/** What a store holds besides the journal's tail, as handed over at start. */
export interface Loaded {
  /** Every document up to and with this seq is in `records`; replay from the next one on. */
  materialisedUpTo: number;
  /** Hash of that document ('' at 0): where the chain goes on. */
  hash: string;
  /** Some may be newer than `materialisedUpTo`; the replay skips what is not newer than the record. */
  records: Materialised[];
  /** Those with `at >= requestsSinceAt`. */
  requests: RememberedRequest[];
}

/**
 * What Muster asks of a place to keep things. Nothing else in Muster knows which store it has.
 * Every call rejects with `StoreAway` when the store cannot be reached; whether an append took effect is then unknown.
 */
export interface Store {
  readonly name: 'lmdb' | 'mongo';

  /**
   * Inserts the document if its `_id` is free. Resolves once it is durable (synced; acknowledged by a majority).
   * `taken`: a document with that `_id` but another hash stands there. The same document again is `appended`,
   * so an append whose answer was lost is settled by appending it again.
   */
  append(document: JournalDocument): Promise<'appended' | 'taken'>;

  /**
   * Appends many documents that follow each other, in any order and as fast as the store can: for moving house only.
   * `taken` where another document stands under any of the numbers.
   */
  appendAll(documents: readonly JournalDocument[]): Promise<'appended' | 'taken'>;

  /** The documents from `seq` on, in order and without a gap, at most `limit`; what a fail-over can roll back is not shown. */
  readFrom(seq: number, limit: number): Promise<JournalDocument[]>;

  /** Number → hash of those of these documents that there are. */
  hashesAt(seqs: readonly number[]): Promise<ReadonlyMap<number, string>>;

  /** Removes a document of one's own that turned out to follow nothing; does nothing where another one stands there. */
  takeBack(document: JournalDocument): Promise<void>;

  /** Everything materialised, for the start of a process. */
  load(requestsSinceAt: number): Promise<Loaded>;

  /**
   * Puts the records that stand after document `upTo` and moves the mark there. Each put is guarded by "stored seq < seq",
   * the mark only grows and moves after the puts are durable: any process may do it, twice is harmless, a stale one harmless too.
   */
  materialise(
    puts: readonly Materialised[],
    requests: readonly RememberedRequest[],
    upTo: number,
    hash: string,
  ): Promise<void>;

  /** Where the mark stands: records and requests up to and with this seq are at rest, whoever wrote them. */
  markedUpTo(): Promise<number>;

  /** Forgets remembered requests older than `at`. */
  forgetRequestsBefore(at: number): Promise<void>;

  /** Wrapped subject keys. Adding is durable and never replaces; destroying is how a person is erased. */
  addKeys(keys: readonly SubjectKey[]): Promise<void>;
  loadKeys(subjectIds?: readonly string[]): Promise<SubjectKey[]>;
  destroyKey(subjectId: string): Promise<void>;

  /** Small facts of the deployment ("schema", "keyCheck"): the first writer wins; resolves with what stands there. */
  settle(name: string, value: string): Promise<string>;
  loadFacts(): Promise<ReadonlyMap<string, string>>;

  /**
   * Says "I am here" for the `count`th time, and resolves with the last count of every process on this store. Counts and
   * not times: the clocks of two machines may be hours apart.
   */
  beat(memberId: string, count: number): Promise<ReadonlyMap<string, number>>;
  leave(memberId: string): Promise<void>;

  /** Whether the store answers now. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface SubjectKey {
  subjectId: string;
  /** The subject's key, wrapped by the deployment key, base64. */
  wrapped: string;
}

/** The store cannot be reached, or not safely written to: nothing is known of the call that met it. */
export class StoreAway extends Error {
  override readonly name = 'StoreAway';
}

/** The store answers, but Muster must not use it as it is: somebody else's, damaged, held, or newer than this program. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
}
