/** Registers the service worker that lets the pocket open without signal. Without https there is none, and all else works. */
export function startWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  // After the first paint: on a slow line the page itself comes first.
  addEventListener('load', () => {
    navigator.serviceWorker.register('/go-worker.js', { scope: '/go' }).catch(() => {
      // Private windows refuse it; the pocket then needs signal to open, as any page does.
    });
  });
}
