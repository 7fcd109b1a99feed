import type { AnyRecord, Person } from '../../shared/records.ts';
import type { Context } from './rule.ts';
import { createRecords } from './view.ts';

/** A decision in the making: the board with what it has put so far on top, so that each step sees the ones before it. */
export interface Draft {
  context: Context;
  put: (...records: AnyRecord[]) => void;
  /** What was put, each record once and as it stands last, in the order in which it first came. */
  puts: () => AnyRecord[];
  /** People as this decision leaves them. */
  people: () => Person[];
}

export function startDraft(context: Context, puts: readonly AnyRecord[] = []): Draft {
  const view = createRecords(context.view);
  const put = new Map<string, AnyRecord>();
  const draft: Draft = {
    context: { ...context, view },
    put(...records) {
      for (const record of records) {
        put.set(`${record.kind}:${record.id}`, record);
        view.put(record);
      }
    },
    puts: () => [...put.values()],
    people: () => [...put.values()].filter((record) => record.kind === 'person'),
  };
  draft.put(...puts);
  return draft;
}
