import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { z } from 'zod';
import type { GivenInput } from '../../shared/operations.ts';
import type { Need } from '../../shared/records.ts';
import type { Point } from '../../shared/shapes.ts';
import { csvRows } from './csv.ts';
import { nyc311Elsa } from './nyc311-elsa.ts';
import { wuhan2020 } from './wuhan2020.ts';

/** A report as the desk judges it. Without a `source` it comes in by the open door and the desk triages it so. */
export type Reported = GivenInput<'reportNeed'>;

/** One step of a stream at an instant; `key` is what the source calls the need. */
export type StreamEvent = { at: number; key: string } & (
  | { step: 'report'; need: Reported }
  /** `anew`: what to report where the need has ended in the meantime, or null where nothing is left to ask for. */
  | { step: 'update'; change: Omit<GivenInput<'triageNeed'>, 'needId'>; anew: Reported | null }
  | { step: 'close'; outcome: NonNullable<Need['outcome']> }
);

/** How one source is read. A new source is one more of these, listed below. */
export interface Mapping<Row> {
  name: string;
  /** A file whose first row has this shape is this source's. */
  row: z.ZodType<Row>;
  incident: Pick<GivenInput<'openIncident'>, 'name' | 'hazard' | 'area'>;
  /** Where it happened: day and night of the people who answer. */
  timeZone: string;
  events(row: Row): StreamEvent[];
}

const sources = [reading(wuhan2020), reading(nyc311Elsa)];

export interface Stream {
  source: string;
  incident: Mapping<unknown>['incident'];
  timeZone: string;
  /** Earliest first. */
  events: StreamEvent[];
  rows: number;
  /** Rows that the mapping could not read, by number from 1. */
  unreadable: { row: number; why: string }[];
}

/** Reads a dated stream from a .json, .ndjson or .csv file. Throws with the known sources where none recognises it. */
export async function readStream(file: string): Promise<Stream> {
  return streamOf(rowsOf(await readFile(file, 'utf8'), file), file);
}

/** The stream that `rows` tell; `file` is only named in the error. */
export function streamOf(rows: readonly unknown[], file: string): Stream {
  const source = sources.find((known) => 'events' in known.read(rows[0]));
  if (!source) {
    const known = sources.map(({ name }) => name).join(', ');
    throw new Error(`${file}: no mapping recognises its first row. Known sources: ${known}; see scripts/replay/.`);
  }
  const events: StreamEvent[] = [];
  const unreadable: Stream['unreadable'] = [];
  rows.forEach((row, index) => {
    const read = source.read(row);
    if ('events' in read) events.push(...read.events);
    else unreadable.push({ row: index + 1, why: read.why });
  });
  // A stable sort: what a file says of one moment stays in its order.
  events.sort((a, b) => a.at - b.at);
  const { name, incident, timeZone } = source;
  return { source: name, incident, timeZone, events, rows: rows.length, unreadable };
}

/** A mapping without the type of its rows, so that all of them stand in one list. */
function reading<Row>({ name, incident, timeZone, row: shape, events }: Mapping<Row>) {
  return {
    name,
    incident,
    timeZone,
    read(row: unknown): { events: StreamEvent[] } | { why: string } {
      const parsed = shape.safeParse(row);
      if (parsed.success) return { events: events(parsed.data) };
      return { why: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') };
    },
  };
}

/** Every place the stream names. */
export const placesOf = (stream: Pick<Stream, 'events'>): Point[] =>
  stream.events.flatMap((event) => (event.step === 'report' && event.need.point ? [event.need.point] : []));

function rowsOf(text: string, file: string): unknown[] {
  const type = extname(file);
  if (type === '.csv') return csvRows(text);
  try {
    if (type === '.ndjson')
      return text.split('\n').flatMap((line) => (line.trim() ? [JSON.parse(line) as unknown] : []));
    const rows: unknown = JSON.parse(text);
    if (Array.isArray(rows)) return rows;
  } catch (error) {
    throw new Error(`${file}: not JSON (${(error as Error).message}). A stream is a .json array, .ndjson or .csv.`, {
      cause: error,
    });
  }
  throw new Error(`${file}: not an array. A stream is a .json array of rows, .ndjson or .csv.`);
}
