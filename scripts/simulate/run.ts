import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../server/config.ts';
import { startMuster, utcOffsetMinutes, type Muster } from '../../server/start.ts';
import { simulateCoordinators } from '../replay/coordinators.ts';
import { desksOf } from '../replay/desks.ts';
import { feed } from '../replay/feed.ts';
import { doorOf } from '../replay/in-process.ts';
import { createPace } from '../replay/pace.ts';
import { createPicture } from '../replay/picture.ts';
import { simulateSweeps } from '../replay/sweeps.ts';
import { simulateResponders } from '../responders.ts';
import { watch, type Measures } from './measures.ts';
import { createPeople, parameters, withHistory } from './people.ts';
import { startPolicy, type PolicyName } from './policies.ts';
import type { Scene } from './scene.ts';

export interface Run {
  policy: PolicyName;
  seed: string;
  middleYes?: number;
  /** Called before the deployment is taken down again, for whoever wants to look at what it holds. */
  inspect?: (muster: Muster) => void;
}

/** Nothing of a run has to outlive it, and half of its time would go by waiting for the disk: Linux has a directory in memory. */
const inMemory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
/** One import takes so many people. */
const mostPerImport = 2000;

/**
 * Plays the scene once, in a deployment of its own in a temporary directory, on a clock that jumps: the desk triages in
 * report order, the policy asks, people answer, travel, work and drop out. The same scene, policy and seed give the same figures.
 */
export async function run(
  scene: Scene,
  { policy, seed, middleYes = parameters.middleYes, inspect }: Run,
): Promise<Measures> {
  const pace = createPace(scene.startAt);
  const dir = await mkdtemp(path.join(inMemory, 'muster-simulate-'));
  let serial = 0;
  const muster = await startMuster(readConfig({ DATA_DIR: dir, LOG_LEVEL: 'error', TIME_ZONE: scene.timeZone }), {
    now: pace.now,
    newId: () => `s${(serial += 1).toString(36).padStart(7, '0')}`,
    listens: false,
    sweeps: false,
  });
  try {
    const picture = createPicture();
    const door = doorOf(muster, pace.now);
    const people = scene.people.map((person) => withHistory(person, seed, middleYes));
    const { organisations, cells } = scene;
    await door.perform('importRecords', { organisations, cells, people: people.slice(0, mostPerImport) }, 'system');
    for (let from = mostPerImport; from < people.length; from += mostPerImport)
      await door.perform('importRecords', { people: people.slice(from, from + mostPerImport) }, 'system');
    const { chief, deskOf } = desksOf(people);
    const { answer } = await door.perform('openIncident', scene.incident, chief);
    await door.follow(picture.hear);
    const { judgements, refused } = feed(scene.events, {
      door,
      pace,
      picture,
      incidentId: answer.incidentId,
      desk: chief,
    });
    const { measures } = watch(picture, pace, people, scene.endAt);
    const offset = utcOffsetMinutes(scene.timeZone, scene.startAt);
    const { deedsFor } = createPeople(seed, offset, middleYes);
    simulateResponders({ door, pace, picture, seed, deedsFor, answersLate: true });
    simulateCoordinators({ door, pace, picture, seed, judgements, deskOf, asks: false });
    startPolicy(policy, { door, pace, picture, deskOf });
    simulateSweeps({ door, pace, picture });
    await pace.run(scene.endAt);
    if (refused.length > 0) throw new Error(`the stream itself was refused: ${refused[0]!.refusal.message}`);
    inspect?.(muster);
    return measures();
  } finally {
    await muster.stop();
    await rm(dir, { recursive: true, force: true });
  }
}
