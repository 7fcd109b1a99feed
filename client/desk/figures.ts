import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import { isLive } from '../../shared/lifecycle.ts';
import { nowAt, pictured, second } from '../live.ts';
import { minute } from '../clock.ts';
import { incident } from './chosen.ts';
import { isLacking, isOverdue, standings } from './standing.ts';

/** The incident at a glance; waiting in minutes, null when nobody waits. */
export interface Figures {
  live: number;
  lacking: number;
  onScene: number;
  overdue: number;
  wait: number | null;
}

export const figures: ReadonlySignal<Figures> = computed(() => {
  // Deadlines pass and waits grow without a frame.
  void minute.value;
  const now = nowAt();
  const sums: Figures = { live: 0, lacking: 0, onScene: 0, overdue: 0, wait: null };
  const waits: number[] = [];
  for (const standing of standings.value) {
    if (!isLive(standing.need)) continue;
    sums.live++;
    sums.onScene += standing.onScene;
    if (isOverdue(standing, now)) sums.overdue++;
    if (isLacking(standing)) {
      sums.lacking++;
      waits.push(now - standing.need.reportedAt);
    }
  }
  if (waits.length > 0) sums.wait = Math.round(waits.sort((a, b) => a - b)[waits.length >> 1]! / 60_000);
  return sums;
});

/** The figures of this session, oldest first: at most 120, thinned out as the session grows. */
export const history = signal<Figures[]>([]);

/** Takes a figure every few seconds; call once. */
export function keepHistory(): void {
  let everyMs = 5000;
  let takenAt = 0;
  let of: string | undefined;
  effect(() => {
    void second.value;
    if (!pictured.value || !incident.value) return;
    if (of !== incident.value.id) {
      of = incident.value.id;
      takenAt = 0;
      everyMs = 5000;
      history.value = [];
    }
    const now = nowAt();
    if (now - takenAt < everyMs) return;
    takenAt = now;
    const next = [...history.peek(), figures.peek()];
    if (next.length > 120) {
      everyMs *= 2;
      history.value = next.filter((_, at) => at % 2 === 0);
    } else history.value = next;
  });
}
