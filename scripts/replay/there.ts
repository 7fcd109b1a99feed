import { simulateResponders } from '../responders.ts';
import { simulateCoordinators } from './coordinators.ts';
import { feed } from './feed.ts';
import type { Replayed } from './here.ts';
import { doorAt } from './over-socket.ts';
import { createPace } from './pace.ts';
import { createPicture } from './picture.ts';
import type { Stream, StreamEvent } from './stream.ts';
import { tallyOf } from './tally.ts';

export interface There {
  url: string;
  /** Of a coordinator who brings the stream in. */
  token: string;
  /** Minutes of the stream in one minute. */
  speed: number;
  /** Also plays the coordinators and everybody who is asked, all in that coordinator's name. */
  respond: boolean;
  seed: string;
  onStep?: (done: number) => void;
}

/** Minutes for which a need that came last may still be staffed, on the stream's clock. */
const afterwardsMs = 4 * 3_600_000;

/** Replays a stream into a running deployment, whose own incident, grid and people it falls on. */
export async function replayThere(
  stream: Stream,
  { url, token, speed, respond, seed, onStep }: There,
): Promise<Replayed> {
  const opened = await doorAt(url, token);
  try {
    const startAt = stream.events[0]?.at ?? 0;
    const endAt = (stream.events.at(-1)?.at ?? startAt) + (respond ? afterwardsMs : 0);
    const pace = createPace(startAt);
    const picture = createPicture();
    await opened.follow(picture.hear);
    const before = new Set([...picture.needs()].map(({ id }) => id));
    const { door, summary } = tallyOf(opened, picture, {
      isCounted: (need) => !before.has(need.id),
      stretch: respond ? speed : 1,
    });
    const me = { personId: opened.personId };
    const fed = feed(stream.events.map(broughtIn), { door, pace, picture, desk: me, ...(onStep ? { onStep } : {}) });
    let emptyBecause: ReadonlyMap<string, string> = new Map();
    if (respond) {
      simulateResponders({ door, pace, picture, seed, onTheTelephoneTo: me });
      const { judgements } = fed;
      emptyBecause = simulateCoordinators({
        door,
        pace,
        picture,
        seed,
        judgements,
        deskOf: () => me,
        answerWithinMinutes: () => 2,
      });
    }
    await pace.run(endAt, { speed });
    await door.caughtUp();
    return { summary: summary(emptyBecause), refused: fed.refused };
  } finally {
    await opened.close();
  }
}

/** What a running deployment takes in comes from the coordinator who brings it, not from hundreds of strangers at one address. */
function broughtIn(event: StreamEvent): StreamEvent {
  return event.step === 'report' ? { ...event, need: { source: 'import', ...event.need } } : event;
}
