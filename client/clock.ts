import { computed, signal, type ReadonlySignal } from '@preact/signals';

/** How far the server's clock is ahead of this device's, in milliseconds: phones are often minutes off. */
let ahead = 0;
const ticked = signal(Date.now());

/** The time on the server's clock, in milliseconds since 1970. */
export const nowAt = (): number => Date.now() + ahead;

/** Changes once a second, on the server's clock. */
export const second: ReadonlySignal<number> = computed(() => Math.floor(ticked.value / 1000) * 1000);

/** Changes once a minute, on the server's clock. */
export const minute: ReadonlySignal<number> = computed(() => Math.floor(ticked.value / 60_000) * 60_000);

/** Takes the server's time as heard just now. */
export function setServerTime(serverNow: number): void {
  ahead = serverNow - Date.now();
  ticked.value = nowAt();
}

/** Starts the ticking; call once per page. */
export function startClock(): void {
  setInterval(() => (ticked.value = nowAt()), 1000);
}
