import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../server/config.ts';
import { startMuster, utcOffsetMinutes } from '../../server/start.ts';
import { simulateResponders } from '../responders.ts';
import { simulateCoordinators } from './coordinators.ts';
import { desksOf } from './desks.ts';
import { feed, type Feed } from './feed.ts';
import { groundUnder } from './ground.ts';
import { doorOf } from './in-process.ts';
import { createPace } from './pace.ts';
import { createPicture } from './picture.ts';
import { placesOf, type Stream } from './stream.ts';
import { simulateSweeps } from './sweeps.ts';
import { tallyOf, type Summary } from './tally.ts';

export interface Replayed {
  summary: Summary;
  /** Steps of the stream itself that were refused. */
  refused: Feed['refused'];
}

const hour = 3_600_000;
/** After its last event a stream is followed this long, so that what came last can still be staffed. */
const afterwardsMs = 24 * hour;
/** A person's hours are kept as at most 60 spans. */
const longestDays = 50;

/**
 * Replays a stream in a deployment of its own that lives in a temporary directory: a grid under the stream's places, people
 * on it, simulated coordinators and responders, and a clock that jumps. The same seed comes out the same.
 */
export async function replayHere(
  stream: Stream,
  { seed, onStep }: { seed: string; onStep?: (done: number) => void },
): Promise<Replayed> {
  const startAt = (stream.events[0]?.at ?? 0) - hour;
  const lastAt = stream.events.at(-1)?.at ?? 0;
  const endAt = lastAt + afterwardsMs;
  const { timeZone } = stream;
  const roster = {
    startAt,
    days: Math.min(longestDays, Math.ceil((endAt - startAt) / (24 * hour)) + 2),
    utcOffsetMinutes: utcOffsetMinutes(timeZone, startAt),
  };
  const ground = groundUnder(placesOf(stream), roster, seed);
  const pace = createPace(startAt);
  const dir = await mkdtemp(path.join(tmpdir(), 'muster-replay-'));
  let serial = 0;
  const muster = await startMuster(readConfig({ DATA_DIR: dir, LOG_LEVEL: 'error', TIME_ZONE: timeZone }), {
    now: pace.now,
    newId: () => `r${(serial += 1).toString(36)}`,
    listens: false,
    sweeps: false,
  });
  try {
    const picture = createPicture();
    const tally = tallyOf(doorOf(muster, pace.now), picture);
    const { door } = tally;
    const { centre, homes: _homes, ...records } = ground;
    await door.perform('importRecords', records, 'system');
    const { chief, deskOf } = desksOf(ground.people);
    const { answer } = await door.perform('openIncident', { ...stream.incident, centre }, chief);
    await door.follow(picture.hear);
    const fed = feed(stream.events, {
      door,
      pace,
      picture,
      incidentId: answer.incidentId,
      desk: chief,
      ...(onStep ? { onStep } : {}),
    });
    simulateResponders({ door, pace, picture, seed });
    const emptyBecause = simulateCoordinators({ door, pace, picture, seed, judgements: fed.judgements, deskOf });
    simulateSweeps({ door, pace, picture });
    await pace.run(endAt);
    return { summary: tally.summary(emptyBecause), refused: fed.refused };
  } finally {
    await muster.stop();
    await rm(dir, { recursive: true, force: true });
  }
}
