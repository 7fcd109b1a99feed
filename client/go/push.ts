import { signal } from '@preact/signals';
import { newRequestId, nowAt } from '../live.ts';
import { take } from './mine.ts';

/** Messages to this phone although the pocket is closed: asked for by a tap, taken back by one. */

export type PushState = 'unknown' | 'unsupported' | 'blocked' | 'off' | 'on';
export const push = signal<PushState>('unknown');
/** The channels that this deployment can send by; null until it has said so. */
export const setUp = signal<readonly string[] | null>(null);

let vapidPublicKey = '';
const devicePlace = 'muster.go.device';
const endpointPlace = 'muster.go.push';

/** Looks at how things stand on this phone; call when somebody is signed in. Tells the server where a renewed subscription went. */
export async function lookAtPush(personId: string): Promise<void> {
  const settings = await fetch('/api/settings').catch(() => null);
  if (settings?.ok) {
    const told = (await settings.json()) as { channels: string[]; vapidPublicKey: string };
    setUp.value = told.channels;
    vapidPublicKey = told.vapidPublicKey;
  }
  const subscription = await current();
  if (subscription && localStorage.getItem(endpointPlace) !== `${personId} ${subscription.endpoint}`)
    await tell(personId, subscription);
}

/** Must come from a tap. Resolves with whether messages come now. */
export async function switchOnPush(personId: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') {
    push.value = 'blocked';
    return false;
  }
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: vapidPublicKey,
  });
  await tell(personId, subscription);
  push.value = 'on';
  return true;
}

export async function switchOffPush(personId: string): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/go');
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  localStorage.removeItem(endpointPlace);
  push.value = 'off';
  await take('removeDevice', { personId, device: deviceId() });
}

async function current(): Promise<PushSubscription | null> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) {
    push.value = 'unsupported';
    return null;
  }
  const registration = await navigator.serviceWorker.getRegistration('/go');
  const subscription = (await registration?.pushManager.getSubscription()) ?? null;
  push.value = !registration
    ? 'unsupported'
    : Notification.permission === 'denied'
      ? 'blocked'
      : subscription
        ? 'on'
        : 'off';
  return subscription;
}

async function tell(personId: string, subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON();
  if (!endpoint || !keys?.['p256dh'] || !keys['auth']) return;
  await take('addDevice', {
    personId,
    device: deviceId(),
    keys: { endpoint, p256dh: keys['p256dh'], auth: keys['auth'] },
  });
  localStorage.setItem(endpointPlace, `${personId} ${endpoint}`);
}

/** This phone's own name, so that a new subscription replaces its old one. */
function deviceId(): string {
  let id = localStorage.getItem(devicePlace);
  if (!id) localStorage.setItem(devicePlace, (id = `d${nowAt().toString(36)}${newRequestId().slice(0, 12)}`));
  return id;
}
