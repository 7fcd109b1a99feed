import { hashDocument } from '../../server/store/hash-document.ts';
import type { Kind } from '../../shared/records.ts';
import type { JournalDocument, JournalEntry, RememberedRequest, StoredRecord } from '../../server/store/store.ts';

/** Small documents for stores, which do not look into what they keep. */

export function record(id: string, fields: Record<string, unknown> = {}, kind: Kind = 'need'): StoredRecord {
  return { kind, id, organisationId: 'org-1', status: 'open', ...fields };
}

export function put(...puts: StoredRecord[]): JournalEntry {
  return {
    at: 1_790_000_000_000,
    actor: 'person:p1',
    operation: 'reportNeed',
    requestId: null,
    puts,
    answer: { id: puts[0]?.id ?? '' },
  };
}

/** The document that belongs after another, with its hash. */
export function documentAfter(
  last: Pick<JournalDocument, '_id' | 'hash'> | undefined,
  entries: JournalEntry[] = [put(record('n1'))],
): JournalDocument {
  const _id = (last?._id ?? 0) + 1;
  const prevHash = last?.hash ?? '';
  return { _id, entries, prevHash, hash: hashDocument(_id, entries, prevHash) };
}

export function requestOf(requestId: string, at: number, seq = 1, index = 0): RememberedRequest {
  return { requestId, seq, index, at };
}
