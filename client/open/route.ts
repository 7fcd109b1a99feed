import { signal, type ReadonlySignal } from '@preact/signals';
import { readCode } from '../parts/paper-code.ts';

/** What somebody came to do. It stands in the fragment, which browsers keep to themselves: a code never reaches a log. */
export type Route =
  | { to: 'ask' }
  | { to: 'follow'; code: string | null }
  | { to: 'join' }
  /** They came to a check-in point unasked. */
  | { to: 'here'; station: string | null }
  /** The page behind the link in a mail. */
  | { to: 'offer'; link: string | null }
  /** The page behind a code on paper, and the check of a certificate. */
  | { to: 'paper' | 'certificate'; code: string | null };

/** `#follow=K7M2P-9XQ4R` → what it asks for. */
export function readRoute(fragment: string): Route {
  const [to, value] = fragment.replace(/^#\/?/, '').split('=', 2);
  switch (to) {
    case 'follow':
    case 'paper':
    case 'certificate':
      return { to, code: value ? readCode(value.replaceAll('%20', ' ')) : null };
    case 'here':
      return { to, station: value ? decoded(value) : null };
    case 'offer':
      return { to, link: value ? decoded(value) : null };
    case 'join':
      return { to };
    default:
      return { to: 'ask' };
  }
}

export function linkTo(route: Route): string {
  const value =
    'code' in route ? route.code : route.to === 'here' ? route.station : route.to === 'offer' ? route.link : null;
  return value === null ? `#${route.to}` : `#${route.to}=${encodeURIComponent(value)}`;
}

function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}

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
