import { appendFileSync, writeFileSync } from 'node:fs';

/** One line of the history of a run: what somebody asked, and what they were told in the end. */
export type Line =
  | { what: 'asked'; requestId: string; who: string; name: string; at: number }
  | { what: 'answered'; requestId: string; seq: number; answer: Record<string, unknown> }
  /** `doubted`: an earlier try of the same request stayed without an answer. */
  | { what: 'refused'; requestId: string; code: string; doubted: boolean }
  | { what: 'unknown'; requestId: string };

export interface History {
  note: (line: Line) => void;
  /** How many were told so. */
  counts: Record<Line['what'], number>;
  /** Writes the rest out. */
  close: () => void;
}

/** Writes every call to a file as it happens, so that the checker needs nothing but files. */
export function openHistory(file: string): History {
  writeFileSync(file, '');
  let lines: string[] = [];
  const counts = { asked: 0, answered: 0, refused: 0, unknown: 0 };
  const flush = () => {
    if (lines.length > 0) appendFileSync(file, `${lines.join('\n')}\n`);
    lines = [];
  };
  const timer = setInterval(flush, 200);
  return {
    note(line) {
      counts[line.what] += 1;
      lines.push(JSON.stringify(line));
    },
    counts,
    close() {
      clearInterval(timer);
      flush();
    },
  };
}
