import type { JournalDocument, Materialised } from '../../server/store/store.ts';

/** The records as they stand after these documents, on top of what was there: written apart from the server's own replay. */
export function replay(
  documents: readonly JournalDocument[],
  before: readonly Materialised[] = [],
): Map<string, Materialised> {
  const state = new Map<string, Materialised>();
  for (const found of before) state.set(`${found.record.kind}/${found.record.id}`, found);
  for (const document of documents)
    for (const entry of document.entries)
      for (const record of entry.puts) {
        const key = `${record.kind}/${record.id}`;
        if ((state.get(key)?.seq ?? 0) <= document._id) state.set(key, { seq: document._id, record });
      }
  return state;
}
