import { effect, signal } from '@preact/signals';
import { connection } from '../live.ts';

const place = 'muster.go.heard';

/** When the server was last heard by an earlier visit of this page; 0 where it never was. */
export const heardBefore: number = Number(read()) || 0;

/** Whether the phone itself has a line; it knows long before a silent socket is given up. */
export const onLine = signal(navigator.onLine);
addEventListener('online', () => (onLine.value = true));
addEventListener('offline', () => (onLine.value = false));

/** Remembers when the server was heard, so that a page opened without signal can say how old its picture is. */
export function rememberHeard(): void {
  effect(() => {
    const { lastHeardAt } = connection.value;
    if (lastHeardAt === 0) return;
    try {
      localStorage.setItem(place, String(lastHeardAt));
    } catch {
      // A private window: the next visit does not know, and says so.
    }
  });
}

function read(): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}
