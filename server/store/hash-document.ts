import { hash } from 'node:crypto';
import { StoreRefused, type JournalDocument, type JournalEntry } from './store.ts';

/**
 * SHA-256 (hex) over the document's number, the hash before it and its entries as JSON, so that a changed,
 * missing or moved document breaks the chain from there on.
 */
export function hashDocument(seq: number, entries: readonly JournalEntry[], prevHash: string): string {
  return hash('sha256', `${seq}\n${prevHash}\n${textOf(entries)}`);
}

/** The document as JSON. Its entries are written out once for the hash and the store: they are most of a commit's work. */
export function documentText({ _id, entries, prevHash, hash }: JournalDocument): string {
  return `{"_id":${_id},"entries":${textOf(entries)},"prevHash":"${prevHash}","hash":"${hash}"}`;
}

/** Entries are never changed once they are decided. */
const texts = new WeakMap<readonly JournalEntry[], string>();
function textOf(entries: readonly JournalEntry[]): string {
  const known = texts.get(entries);
  if (known !== undefined) return known;
  const text = JSON.stringify(entries);
  texts.set(entries, text);
  return text;
}

/** The entries as JSON, as they were hashed: what a store keeps. */
export const entriesText = (document: JournalDocument): string => textOf(document.entries);

/** What `documentText` wrote. Its entries' hash is taken of the very text that stands there. */
export function parseDocument(text: string): JournalDocument {
  const entriesAt = text.indexOf(',"entries":');
  // Nothing but two hashes follows the entries, and within a JSON text no such quote stands unescaped.
  const linkAt = text.lastIndexOf(',"prevHash":"');
  const { _id } = JSON.parse(`${text.slice(0, entriesAt)}}`) as Pick<JournalDocument, '_id'>;
  const { prevHash, hash } = JSON.parse(`{${text.slice(linkAt + 1)}`) as Pick<JournalDocument, 'prevHash' | 'hash'>;
  return { _id, entries: parseEntries(text.slice(entriesAt + ',"entries":'.length, linkAt)), prevHash, hash };
}

/** The entries that a store kept as text; their hash is taken of this very text. */
export function parseEntries(text: string): JournalEntry[] {
  const entries = JSON.parse(text) as JournalEntry[];
  texts.set(entries, text);
  return entries;
}

/** Throws where the document does not follow the one before it, or is not what was hashed. */
export function checkLink(document: JournalDocument, after: { seq: number; hash: string }): void {
  if (document._id !== after.seq + 1)
    throw new StoreRefused(`journal: ${document._id} stands where ${after.seq + 1} belongs`);
  if (
    document.prevHash !== after.hash ||
    document.hash !== hashDocument(document._id, document.entries, document.prevHash)
  )
    throw new StoreRefused(`journal: document ${document._id} is not the one that was written there`);
}
