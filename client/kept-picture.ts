import type { Shown } from '../shared/board.ts';
import type { Actor } from './shown.ts';

/** The last picture of a screen, kept on the device so that the page opens without a signal. */
export interface Picture {
  deployment: string;
  actor: Actor | null;
  seq: number;
  puts: Shown[];
}

const key = (name: string): string => `muster.picture.${name}`;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** The picture kept under this name, or null. */
export function keptPicture(name: string): Picture | null {
  try {
    return JSON.parse(localStorage.getItem(key(name)) ?? 'null') as Picture | null;
  } catch {
    return null;
  }
}

/** Keeps the picture, at most once a second. A picture too large for the device is not kept, and nothing else is lost. */
export function keepPicture(name: string, take: () => Picture): void {
  if (timers.has(name)) return;
  timers.set(
    name,
    setTimeout(() => {
      timers.delete(name);
      try {
        localStorage.setItem(key(name), JSON.stringify(take()));
      } catch {
        forgetPicture(name);
      }
    }, 1000),
  );
}

/** Forgets it: at sign-out, so that the next user of a shared phone sees nothing. */
export function forgetPicture(name: string): void {
  clearTimeout(timers.get(name));
  timers.delete(name);
  try {
    localStorage.removeItem(key(name));
  } catch {
    // Nothing could be kept here in the first place.
  }
}
