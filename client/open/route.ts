import { signal, type ReadonlySignal } from '@preact/signals';

/** What somebody came to do. It stands in the fragment, which browsers keep to themselves: a code never reaches a log. */
export type Route = { to: 'ask' } | { to: 'follow'; code: string | null } | { to: 'join' };

/** `#follow=K7M2P-9XQ4R` → what it asks for. */
export function readRoute(fragment: string): Route {
  const [to, value] = fragment.replace(/^#\/?/, '').split('=', 2);
  if (to === 'follow') return { to, code: value ? readCode(value.replaceAll('%20', ' ')) : null };
  return to === 'join' ? { to } : { to: 'ask' };
}

/** A code as people type it, with or without the dash and in either case → `K7M2P-9XQ4R`, or null where it cannot be one. */
export function readCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '');
  return /^[A-HJ-NP-Z2-9]{10}$/.test(letters) ? `${letters.slice(0, 5)}-${letters.slice(5)}` : null;
}

export const linkTo = (route: Route): string =>
  route.to === 'follow' ? (route.code === null ? '#follow' : `#follow=${route.code}`) : `#${route.to}`;

const current = signal<Route>(readRoute(globalThis.location?.hash ?? ''));
export const route: ReadonlySignal<Route> = current;

/** Goes there, with the back button leading back. */
export function goTo(next: Route): void {
  location.hash = linkTo(next);
}

/** Follows the address bar; call once. */
export function followAddress(): void {
  addEventListener('hashchange', () => {
    current.value = readRoute(location.hash);
    document.getElementById('place')?.focus();
    scrollTo({ top: 0 });
  });
}
