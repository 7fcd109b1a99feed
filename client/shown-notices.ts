import { effect, signal } from '@preact/signals';
import { actor, all, connection, perform } from './live.ts';

/** Says which of one's own notices this page has shown, so that nobody is written to about what they have read. Call once per page. */
export function confirmShownNotices(): void {
  const visible = signal(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', () => (visible.value = document.visibilityState === 'visible'));
  const told = new Set<string>();
  effect(() => {
    const who = actor.value;
    if (!visible.value || connection.value.state !== 'live' || who?.kind !== 'person') return;
    const fresh = all('notice')
      .filter(
        ({ id, personId, deliveries }) =>
          personId === who.personId &&
          !told.has(id) &&
          deliveries.some(({ channel, state }) => channel === 'page' && state === 'queued'),
      )
      .slice(0, 100)
      .map(({ id }) => id);
    if (fresh.length === 0) return;
    for (const id of fresh) told.add(id);
    perform('acknowledgeNotices', { noticeIds: fresh, channel: 'page' }).catch(() => {
      // Without a line it was not told; it is tried again with the next change.
      for (const id of fresh) told.delete(id);
    });
  });
}
