import type { GivenInput } from '../../shared/operations.ts';
import type { Cell, Organisation, Person } from '../../shared/records.ts';
import { utcOffsetMinutes } from '../../server/start.ts';
import { eventsOfNeeds } from '../demo/stage.ts';
import { groundUnder } from '../replay/ground.ts';
import { placesOf, readStream, type Stream, type StreamEvent } from '../replay/stream.ts';
import { parameters } from './people.ts';
import { settle, type Supply } from './settle.ts';
import { typhoonScenario } from '../scenario/typhoon.ts';

/** What a run is played on: a grid, people, and what is reported when. */
export interface Scene {
  incident: GivenInput<'openIncident'>;
  organisations: Organisation[];
  cells: Cell[];
  people: Person[];
  events: StreamEvent[];
  timeZone: string;
  startAt: number;
  endAt: number;
  /** What the people were settled by; nothing where the scenario brings its own. */
  kinds?: Supply['kinds'];
}

const hour = 3_600_000;
/** After the last report the run goes on for so long, so that every deadline but the laziest passes. */
const afterwardsMs = 26 * hour;
/** A person's hours are kept as at most 60 spans. */
const longestDays = 50;
/** When the typhoon that never was begins. */
const typhoonAt = Date.parse('2026-09-12T00:00:00+08:00');

const known: Record<string, string> = {
  wuhan2020: 'wuhan2020/needs.json',
  'nyc311-elsa': 'nyc311-elsa/calls.csv',
};

/** `typhoon`, the name of one of the two dated streams, or a file that `npm run replay` reads. `dataDir`: where the streams lie; `level`: see `settle`. */
export async function sceneOf(name: string, seed: string, dataDir: string, level?: number): Promise<Scene> {
  if (name === 'typhoon') return typhoon(seed);
  return sceneFrom(await readStream(Object.hasOwn(known, name) ? `${dataDir}/${known[name]}` : name), seed, level);
}

function typhoon(seed: string): Scene {
  const { incident, organisations, cells, people, needs } = typhoonScenario(typhoonAt, seed);
  const events = eventsOfNeeds(needs, typhoonAt);
  return {
    incident,
    organisations,
    cells,
    people,
    events,
    timeZone: 'Asia/Shanghai',
    startAt: typhoonAt,
    endAt: events.at(-1)!.at + afterwardsMs,
  };
}

/** How many people there are, as `settle` counts them, where nobody says otherwise. */
export const usualLevel = 2;

/** The scene that a stream tells, with people drawn for the seed, `level` as in `settle`. Throws where it reports nothing. */
export function sceneFrom(stream: Stream, seed: string, level: number = usualLevel): Scene {
  // What the source closed was met by others, at a time that hangs on nothing done here: what is asked is what our people do.
  const events = stream.events.filter(({ step }) => step !== 'close');
  if (events.length === 0) throw new Error(`${stream.source}: reports nothing`);
  const startAt = events[0]!.at - hour;
  const endAt = events.at(-1)!.at + afterwardsMs;
  const { timeZone } = stream;
  const roster = {
    startAt,
    days: Math.min(longestDays, Math.ceil((endAt - startAt) / (24 * hour)) + 2),
    utcOffsetMinutes: utcOffsetMinutes(timeZone, startAt),
  };
  const { centre, homes, cells, organisations, people: basic } = groundUnder(placesOf(stream), roster, seed);
  // For the usual acceptance, whatever --yes says: who lives there does not hang on who is in the mood.
  const { middleYes } = parameters;
  const { people, kinds } = settle(basic, events, { cells, homes, roster, seed }, { level, middleYes });
  return {
    incident: { ...stream.incident, centre },
    cells,
    organisations,
    people,
    kinds,
    events,
    timeZone,
    startAt,
    endAt,
  };
}
