import type { Materialised, RememberedRequest, Store, StoredRecord } from './store/store.ts';

/** What the journal holds and the records at rest do not yet. */
export interface ToRest {
  put: (record: StoredRecord, by: Point) => void;
  remember: (request: RememberedRequest) => void;
  /** What another process has put to rest already need not be written again by each. */
  leaveOut: (upTo: number) => void;
  /**
   * Writes it, up to and with the document at `head`, in slices with the mark moved behind each: where a long round is cut
   * short, the next start replays the rest alone. One at a time.
   */
  write: (head: Point) => Promise<void>;
}

/** A place in the journal. */
export interface Point {
  seq: number;
  hash: string;
}

type Put = Materialised & Point;

/** `restsUpTo`: where the mark stood at the start. */
export function keepToRest(store: Store, restsUpTo: number): ToRest {
  /** In the order of seq. */
  const puts = new Map<string, Put>();
  let requests: RememberedRequest[] = [];
  let marked = restsUpTo;

  function forget(written: Iterable<Put>): void {
    for (const { seq, record } of written) {
      const name = nameOf(record);
      if (seq <= marked && puts.get(name)?.seq === seq) puts.delete(name);
    }
    requests = requests.filter((request) => request.seq > marked);
  }

  return {
    put(record, { seq, hash }) {
      const name = nameOf(record);
      puts.delete(name);
      puts.set(name, { seq, hash, record });
    },
    remember: (request) => void requests.push(request),
    leaveOut(upTo) {
      marked = Math.max(marked, upTo);
      forget(puts.values());
    },
    async write(head) {
      for (const slice of slicesOf([...puts.values()], head)) {
        const { seq, hash } = slice.upTo;
        if (seq <= marked) continue;
        const given = requests.filter((request) => request.seq <= seq);
        await store.materialise(slice.puts, given, seq, hash);
        marked = seq;
        forget(slice.puts);
      }
    },
  };
}

const nameOf = ({ kind, id }: StoredRecord): string => `${kind}:${id}`;

const putsPerSlice = 4000;

/** Cut between documents; the last goes up to `head`, though nothing may be left to put. */
function slicesOf(puts: readonly Put[], head: Point): { puts: readonly Put[]; upTo: Point }[] {
  const slices = [];
  let from = 0;
  for (let end = putsPerSlice; end < puts.length; end += 1) {
    const upTo = puts[end - 1]!;
    if (puts[end]!.seq === upTo.seq) continue;
    slices.push({ puts: puts.slice(from, end), upTo });
    from = end;
    end += putsPerSlice - 1;
  }
  return [...slices, { puts: puts.slice(from), upTo: head }];
}
