import { isLive } from '../../shared/lifecycle.ts';
import type { GivenInput } from '../../shared/operations.ts';
import { Refusal } from '../../shared/problem.ts';
import type { ActorRef, Door } from './door.ts';
import type { Pace } from './pace.ts';
import type { Picture } from './picture.ts';
import { holdingOf } from './picture.ts';
import type { Reported, StreamEvent } from './stream.ts';

/** How the desk should see what the public reported: handed to whoever triages it. */
export type Judgement = Omit<GivenInput<'triageNeed'>, 'needId'>;

export interface Feed {
  /** Needs that came from the stream, with the judgement to triage them by where they came from the public. */
  judgements: ReadonlyMap<string, Judgement>;
  /** Refusals of the stream's own steps, newest last. */
  refused: { at: number; key: string; step: StreamEvent['step']; refusal: Refusal }[];
}

export interface FeedParts {
  door: Door;
  pace: Pace;
  picture: Picture;
  /** The one that is open, where none is named. */
  incidentId?: string;
  /** Who puts in what the desk itself takes down. */
  desk: ActorRef;
  /** Reports get request ids from it, so that a stream that is fed again goes on where it stood. */
  requestPrefix?: string;
  /** Called after each step, for a progress bar. */
  onStep?: (done: number) => void;
}

/** Puts a stream's events on the pace's list, to be performed as reports, triage and closing at their time. */
export function feed(events: readonly StreamEvent[], parts: FeedParts): Feed {
  const { door, pace, picture, desk } = parts;
  const judgements = new Map<string, Judgement>();
  const needIds = new Map<string, string>();
  const refused: Feed['refused'] = [];
  let done = 0;

  async function report(key: string, need: Reported, requestId?: string): Promise<void> {
    const { seats, priority, estimatedMinutes, confidentiality, deadlineAt, source, ...told } = need;
    const incident = parts.incidentId === undefined ? {} : { incidentId: parts.incidentId };
    const isFromDesk = source !== undefined;
    const input = isFromDesk ? { ...need, ...incident } : { ...told, ...incident };
    const { answer } = await door.perform('reportNeed', input, isFromDesk ? desk : 'public', requestId);
    needIds.set(key, answer.needId);
    judgements.set(
      answer.needId,
      isFromDesk ? {} : present({ seats, priority, estimatedMinutes, confidentiality, deadlineAt }),
    );
  }

  async function step(event: StreamEvent, requestId: string | undefined): Promise<void> {
    if (event.step === 'report') return report(event.key, event.need, requestId);
    await door.caughtUp();
    const needId = needIds.get(event.key);
    const need = needId === undefined ? undefined : picture.need(needId);
    const isStillLive = need !== undefined && isLive(need);
    if (event.step === 'update') {
      if (isStillLive) await door.perform('triageNeed', { needId: need.id, ...event.change }, desk);
      else if (event.anew) await report(event.key, event.anew);
      return;
    }
    // Whoever has set out finishes what they came for: only a need without people is closed from outside.
    const isFree = isStillLive && holdingOf(picture.assignmentsOf(need.id)).every(({ status }) => status === 'offered');
    if (isFree) await door.perform('closeNeed', { needId: need.id, outcome: event.outcome }, desk);
  }

  for (const [at, event] of events.entries()) {
    const requestId = parts.requestPrefix === undefined ? undefined : requestIdAt(parts.requestPrefix, at);
    pace.at(event.at, async () => {
      try {
        await step(event, requestId);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused.push({ at: event.at, key: event.key, step: event.step, refusal: error });
      }
      parts.onStep?.((done += 1));
    });
  }
  return { judgements, refused };
}

/** The request id of the event at a place of the stream, counted from 0. */
export const requestIdAt = (prefix: string, at: number): string => `${prefix}-${String(at).padStart(6, '0')}`;

/** Without the fields that are not there: what is absent is not to be changed. */
function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
