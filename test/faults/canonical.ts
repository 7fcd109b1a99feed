import { kinds, type AnyRecord, type Kind } from '../../shared/records.ts';

/** A board as text, the same for the same records to the byte: a line for the seq, then a line for each record in order. */
export function canonical(seq: number, all: (kind: Kind) => Iterable<AnyRecord>): string {
  const lines = kinds.flatMap((kind) =>
    [...all(kind)].sort((a, b) => (a.id < b.id ? -1 : 1)).map((record) => JSON.stringify(record)),
  );
  return [String(seq), ...lines].join('\n');
}
