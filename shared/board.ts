import type { AnyRecord, Kind, RecordOf } from './records.ts';

/** What one audience may see change: everything since `after`, up to and with `seq`. */
export interface Frame {
  after: number;
  seq: number;
  puts: Shown[];
}

/** A record as an audience may see it: fields it may not see are absent. */
export type Shown = { kind: ShownKind; id: string } & Record<string, unknown>;
export type ShownKind = Kind | 'coverage' | 'progress';
export type ShownOf<K extends Kind> = RecordOf<K>;

/** One screen's copy of the board. */
export interface Screen {
  seq: number;
  records: Map<ShownKind, Map<string, Shown>>;
}

export const emptyScreen = (): Screen => ({ seq: 0, records: new Map() });

/**
 * Folds a frame into a screen. `repeat`: already seen, nothing done. `gap`: something in between is missing,
 * nothing done, ask again from `screen.seq`. A frame "after 0" is a snapshot and replaces everything,
 * which is also how a screen follows a deployment that was reset.
 */
export function applyFrame(screen: Screen, frame: Frame): 'applied' | 'repeat' | 'gap' {
  if (frame.after === 0) screen.records.clear();
  else if (frame.seq <= screen.seq) return 'repeat';
  else if (frame.after > screen.seq) return 'gap';
  for (const put of frame.puts) {
    let ofKind = screen.records.get(put.kind);
    if (!ofKind) screen.records.set(put.kind, (ofKind = new Map()));
    ofKind.set(put.id, put);
  }
  screen.seq = frame.seq;
  return 'applied';
}

export type AnyShown = AnyRecord | Shown;
