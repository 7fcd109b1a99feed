import type { Frame } from '../../shared/board.ts';
import { answerParent, quantile } from './child.ts';
import { openRawScreen, type RawScreen } from './raw-screen.ts';

/** Thousands of screens in a process of their own. Screen n belongs to person n % people, on process n % people % urls. */
export type CrowdTold =
  | { do: 'open'; urls: string[]; cookies: string[]; count: number }
  | { do: 'forget' }
  | { do: 'heard' }
  | { do: 'storm'; within: number }
  | { do: 'sleep'; screens: number };

export interface CrowdHeard {
  delivered: number;
  p50Ms: number;
  p99Ms: number;
  gaps: number;
  outOfOrder: number;
  /** Per person, the number of the last event each of their screens shows, least and most. */
  shown: [least: number, most: number][];
}

const hour = 3_600_000;
const screens: RawScreen[] = [];
const lastOf: number[] = [];
let people = 1;
let delays: number[] = [];
let [delivered, gaps, outOfOrder] = [0, 0, 0];

const eventIn = (frame: Frame) => {
  const person = frame.puts.find(({ kind }) => kind === 'person') as
    { availability: { fromAt: number; untilAt: number }[] } | undefined;
  const [span] = person?.availability ?? [];
  return span && { saidAt: span.fromAt, number: span.untilAt - span.fromAt - hour };
};

/** Resolves when every screen is live, with how long that took. */
async function allLive(limitMs: number): Promise<number> {
  const start = performance.now();
  while (screens.some((screen) => !screen.isLive)) {
    if (performance.now() - start > limitMs) return Infinity;
    await new Promise((resume) => setTimeout(resume, 20));
  }
  return performance.now() - start;
}

answerParent(async (told: CrowdTold) => {
  switch (told.do) {
    case 'open': {
      people = told.cookies.length;
      for (let at = 0; at < told.count; at++) {
        const person = at % people;
        screens.push(
          openRawScreen(told.urls[person % told.urls.length]!, told.cookies[person]!, {
            onFrame(frame, fold) {
              if (fold === 'gap') gaps++;
              const event = eventIn(frame);
              if (fold !== 'applied' || !event) return;
              delivered++;
              delays.push(Date.now() - event.saidAt);
              if (event.number < (lastOf[at] ?? 0)) outOfOrder++;
              lastOf[at] = event.number;
            },
          }),
        );
        // A few hundred at once is a crowd; all in the same millisecond is only a full accept queue.
        if (at % 50 === 49) await new Promise((resume) => setTimeout(resume, 25));
      }
      return allLive(120_000);
    }
    case 'forget':
      delays = [];
      [delivered, gaps, outOfOrder] = [0, 0, 0];
      return;
    case 'heard': {
      const shown: [number, number][] = [];
      for (let person = 0; person < people; person++) {
        const own = lastOf.filter((_, at) => at % people === person);
        shown.push([Math.min(...own), Math.max(...own)]);
      }
      const heard: CrowdHeard = {
        delivered,
        p50Ms: quantile(delays, 0.5),
        p99Ms: quantile(delays, 0.99),
        gaps,
        outOfOrder,
        shown,
      };
      return heard;
    }
    case 'storm': {
      for (const screen of screens) screen.drop();
      await new Promise((resume) => setTimeout(resume, 200));
      // As phones do: each after a moment of its own.
      for (const screen of screens) setTimeout(() => screen.comeBack(), Math.random() * told.within);
      return allLive(120_000);
    }
    case 'sleep':
      for (const screen of screens.slice(0, told.screens)) screen.fallAsleep();
      return;
  }
});
