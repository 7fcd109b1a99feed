import type { Problem } from '../../shared/problem.ts';
import type { PersonRole } from '../../shared/records.ts';
import { newRequestId } from '../live.ts';
import { Refused, Unreachable } from '../refused.ts';
import type { Actor } from '../shown.ts';

/** The token of a sign-in link, and the address cleaned of it, so that nobody finds it in the history. */
export function takeToken(): string | null {
  const token = location.hash.slice(1).trim();
  history.replaceState(null, '', location.pathname);
  return token === '' ? null : token;
}

/**
 * Signs in with the token and answers with the place to go to. `requestId`: the same on a second try, because a link works once.
 * Rejects with `Refused` or `Unreachable`.
 */
export async function signIn(token: string, requestId: string): Promise<'/desk' | '/go'> {
  await call('/api/sign-in', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Request-Id': requestId },
    body: JSON.stringify({ token }),
  });
  const me = (await call('/api/me', {})) as Actor | { actor: Actor };
  const actor = 'actor' in me ? me.actor : me;
  return actor.kind === 'person' && worksAtDesk(actor.roles) ? '/desk' : '/go';
}

export const newSignIn = newRequestId;

const worksAtDesk = (roles: readonly PersonRole[]): boolean => roles.includes('coordinator') || roles.includes('admin');

async function call(path: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(path, init).catch(() => null);
  if (!response) throw new Unreachable(path);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  if (body !== null && typeof body === 'object' && 'code' in body) throw new Refused(body as Problem);
  throw new Unreachable(path);
}
