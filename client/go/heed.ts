import { effect, signal } from '@preact/signals';
import type { Assignment } from '../../shared/records.ts';
import { say } from '../words/format.ts';
import { goWords } from '../words/go.ts';
import { sharedWords } from '../words/shared.ts';
import { held, needOf, next } from './mine.ts';

/** How an offer makes itself noticed: the phone trembles, the title changes, and where allowed a message appears. */

/** Whether this browser may show messages; null where it cannot at all. */
export const mayNotify = signal<NotificationPermission | null>(
  'Notification' in window ? Notification.permission : null,
);

/** Asks the person whether messages may be shown; must come from a tap. */
export async function askToNotify(): Promise<void> {
  mayNotify.value = await Notification.requestPermission();
}

/** Asked, or called up from standby: both came without this person doing anything. */
const wantsAttention = ({ status, calledUpAt }: Assignment): boolean =>
  status === 'offered' || (status === 'accepted' && calledUpAt !== undefined);

const place = 'muster.go.heeded';

/** Starts watching for offers; call once per page. */
export function heedOffers(): void {
  effect(() => {
    const offer = [held.value, next.value].find((asked) => asked && wantsAttention(asked));
    const title = offer && (say(needOf(offer)?.private?.title) || goWords().offer.arrived);
    document.title = title ? goWords().offer.tabTitle(title) : `${sharedWords().muster} · ${goWords().tabs.now}`;
    // Once per offer, also after a reload: somebody who reads it already needs no trembling.
    const mark = offer && `${offer.id}${offer.calledUpAt === undefined ? '' : ' called up'}`;
    if (!offer || !title || !mark || localStorage.getItem(place) === mark) return;
    localStorage.setItem(place, mark);
    // Browsers refuse it before the first touch of the page; nothing is lost then.
    // Before the first tap a browser refuses, and says so in its log.
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([300, 150, 300]);
    if (mayNotify.value === 'granted' && document.hidden) void showMessage(offer.id, title);
  });
}

async function showMessage(id: string, title: string): Promise<void> {
  const options = { body: title, tag: id, icon: '/go-icon-192.png', data: { url: '/go' } };
  const registration = await navigator.serviceWorker?.getRegistration('/go');
  // Phones show messages through the service worker only, and the bare constructor throws there.
  if (registration) await registration.showNotification(goWords().offer.arrived, options);
  else Reflect.construct(Notification, [goWords().offer.arrived, options]);
}
