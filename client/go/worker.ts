/**
 * Lets the pocket open without signal: keeps its page and what the page is made of, nothing else, and never /api.
 * A build is known by its page, which names every file with a hash of its content; a new page is kept whole
 * before the one before it is let go.
 */
// The page's own types stand beside the worker's here, and its `self` is a window.
const worker = self as unknown as ServiceWorkerGlobalScope;

const page = '/go';
const fixed = ['/go.webmanifest', '/go-icon.svg', '/go-icon-192.png'];
/** A weak signal is worse than none: after this the kept page is shown. */
const patienceMs = 3000;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    fetch(page, { cache: 'no-cache' })
      .then(keepBuild)
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api')) return;
  if (request.mode === 'navigate' && pathname === page) event.respondWith(openPage(event));
  else if (pathname.startsWith('/assets/') || fixed.includes(pathname)) event.respondWith(keptOrFetched(request));
});

interface Pushed {
  noticeId: string;
  tag: string;
  title: string;
  body: string;
  page: string;
}

worker.addEventListener('push', (event) => {
  const pushed = event.data?.json() as Pushed | undefined;
  if (pushed) event.waitUntil(showPushed(pushed));
});

/** Shows it, and says that it is here, so that no text message follows. */
async function showPushed({ noticeId, tag, title, body, page: opens }: Pushed): Promise<void> {
  await worker.registration.showNotification(title, { body, tag, icon: '/go-icon-192.png', data: { page: opens } });
  await fetch('/api/notices/acknowledge', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ noticeIds: [noticeId], channel: 'push' }),
    // Without signal it stays unconfirmed, and another channel is used as well.
  }).catch(() => undefined);
}

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const opens = (event.notification.data as { page?: string } | null)?.page === '/desk' ? '/desk' : page;
  event.waitUntil(
    worker.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((windows) => {
      const open = windows.find((client) => new URL(client.url).pathname === opens);
      return open ? open.focus() : worker.clients.openWindow(opens);
    }),
  );
});

async function openPage(event: FetchEvent): Promise<Response> {
  const fresh = fetch(page, { cache: 'no-cache' });
  event.waitUntil(fresh.then((response) => keepBuild(response.clone())).catch(() => undefined));
  const kept = await caches.match(page);
  if (!kept) return fresh;
  const tooLong = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), patienceMs));
  const answer = await Promise.race([fresh.catch(() => kept), tooLong]);
  // A proxy's error page must not replace a pocket that works.
  return answer.ok ? answer.clone() : kept;
}

async function keptOrFetched(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** Keeps a page with every file it needs under a name made of its content; throws, and keeps what was, when one is missing. */
async function keepBuild(response: Response): Promise<void> {
  if (!response.ok) throw new Error(`${page} answered ${response.status}`);
  const html = await response.clone().text();
  const name = `go-${await digest(html)}`;
  if (await (await caches.open(name)).match(page)) return;
  const cache = await caches.open(name);
  const found = new Set([...fixed, ...filesIn(html)]);
  // A Set is walked on while it grows: files named in files are kept as well.
  for (const file of found) {
    const answer = await fetch(file);
    if (!answer.ok) throw new Error(`${file} answered ${answer.status}`);
    await cache.put(file, answer.clone());
    if (file.endsWith('.js')) for (const named of filesIn(await answer.text())) found.add(named);
  }
  await cache.put(page, response);
  for (const other of await caches.keys()) if (other.startsWith('go-') && other !== name) await caches.delete(other);
}

/** The built files that a text names, by the hash in their names. */
const filesIn = (text: string): string[] =>
  [...text.matchAll(/["'`](?:\.{0,2}\/)?(?:assets\/)?([\w.-]+-[\w-]{8}\.(?:js|css))["'`]/g)].map(
    ([, name]) => `/assets/${name}`,
  );

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes.slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
