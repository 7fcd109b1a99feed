import type { Muster } from '../../server/start.ts';
import { desksOf } from '../replay/desks.ts';
import { simulateCoordinators } from '../replay/coordinators.ts';
import { feed, requestIdAt } from '../replay/feed.ts';
import { doorOf } from '../replay/in-process.ts';
import { createPace } from '../replay/pace.ts';
import { createPicture } from '../replay/picture.ts';
import { simulateSweeps } from '../replay/sweeps.ts';
import { simulateResponders } from '../responders.ts';
import { typhoonScenario } from '../scenario/typhoon.ts';
import { askGuest, guestsAmong, type Guests } from './guests.ts';
import { eventsOf, setUp } from './stage.ts';

/** A demo deployment with a day behind it. */
export interface Rehearsal {
  guests: Guests;
  /** Goes on with what is left of the stream until it is told or the signal comes. */
  goOn: (speed: number, signal: AbortSignal) => Promise<void>;
}

/** The clock of a deployment whose past is made up first: set while that is told, real afterwards. */
export interface Clock {
  now: () => number;
  set: (now: () => number) => void;
}

export function createClock(): Clock {
  let read = Date.now;
  return { now: () => read(), set: (now) => (read = now) };
}

const hour = 3_600_000;
const seed = 'nanyu';
/** What has happened when somebody first looks. */
const pastMs = 24 * hour;
/** A share of the needs waits so long for somebody at the desk before a simulated coordinator takes it, on the stream's clock. */
const leftToTheDesk = { leave: 0.2, patienceMinutes: 12 * 60 };
const askEveryMs = 0.5 * hour;

/**
 * Tells the first day of the typhoon to an empty deployment as its past, all at once; to one that has heard it already, nothing.
 * Rejects where the deployment holds something else.
 */
export async function rehearse(muster: Muster, clock: Clock, signal?: AbortSignal): Promise<Rehearsal> {
  const { view } = muster.board.spine.sight;
  const known = [...view.all('incident')][0];
  if (!known && [...view.all('person')].length > 0) throw new Error(notOurs);
  const startAt = known?.openedAt ?? Date.now() - pastMs;
  const scenario = typhoonScenario(startAt, seed);
  if (known && scenario.people.some(({ id }) => !view.get('person', id))) throw new Error(notOurs);
  const guests = guestsAmong(scenario.people);
  const events = eventsOf(scenario, startAt, guests, startAt + pastMs);
  // Where the stream stands is what the journal remembers of it.
  const told = events.findIndex((_, at) => !muster.board.spine.remembered(requestIdAt(seed, at)));
  const pace = createPace(known ? (events[told]?.at ?? events.at(-1)!.at) : startAt);
  const door = doorOf(muster, clock.now);
  const picture = createPicture();
  const { chief, deskOf } = desksOf(scenario.people);
  const isGuest = (personId: string) => Object.values(guests).includes(personId);

  if (!known) clock.set(pace.now);
  const incidentId = known?.id ?? (await setUp(door, scenario));
  const { judgements } = feed(events, { door, pace, picture, incidentId, desk: chief, requestPrefix: seed });
  simulateResponders({ door, pace, picture, seed, isHuman: isGuest });
  // In the live part the clock is slower than the stream: who never answers would hold a seat for a day of it.
  let answerWithinMinutes: number | undefined;
  simulateCoordinators({
    door,
    pace,
    picture,
    seed,
    judgements,
    deskOf,
    ...leftToTheDesk,
    mayOffer: (personId) => !isGuest(personId),
    answerWithinMinutes: () => answerWithinMinutes,
  });
  const stopSweeps = simulateSweeps({ door, pace, picture });
  if (known) stopSweeps();
  // Everybody listens before anything is told, so that what a stopped demo left half done is taken up again.
  await door.follow(picture.hear);
  if (!known) {
    await pace.run(startAt + pastMs, signal ? { signal } : {});
    stopSweeps();
    clock.set(Date.now);
  }
  answerWithinMinutes = 3;

  const ask = async () => {
    for (const personId of [guests.socialWorker, guests.volunteer]) await askGuest(personId, { door, picture, deskOf });
    pace.at(pace.now() + askEveryMs, ask);
  };
  await ask();
  const lastAt = (events.at(-1)?.at ?? startAt) + 12 * hour;
  return { guests, goOn: (speed, signal) => pace.run(Math.max(lastAt, pace.now()), { speed, signal }) };
}

const notOurs = 'DATA_DIR holds a deployment that is not the demo. Choose an empty directory, or remove this one.';
