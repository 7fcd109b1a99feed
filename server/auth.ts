import type { Person } from '../shared/records.ts';
import type { Words } from '../shared/shapes.ts';
import type { Actor } from './rules/rule.ts';
import type { Board } from './board.ts';
import { nameFor } from './rules/visibility.ts';
import type { Spine } from './spine.ts';
import type { Secrets } from './vault.ts';

/** Who is asking. Sign-in gives a signed session; what it allows is read from the person's record each time. */
export interface Auth {
  /** The value of the session cookie for a person who has just come in. */
  startSession: (personId: string) => string;
  actorOf: (session: string | undefined) => Actor;
  /** The same in two steps, for a line that stays: whose session it is holds, what it allows does not. */
  readSession: (session: string | undefined) => Session | null;
  actorIn: (session: Session | null) => Actor;
  /** False for the session of somebody this process has not heard of: they may have come in through another one. */
  knows: (session: Session | null) => boolean;
  /** The holder of a follow-up code, or the public where the code is unknown. */
  reporterOf: (code: string) => Actor;
  /** What a screen is told about who it is. */
  introduce: (actor: Actor) => Introduction;
}

/** Of a session whose signature was checked. */
export interface Session {
  readonly personId: string;
  readonly startedAt: number;
}

export type Introduction =
  | { kind: 'public' }
  | { kind: 'reporter'; needId: string }
  | {
      kind: 'person';
      personId: string;
      organisationId: string;
      roles: Person['roles'];
      name: Words;
      status: Person['status'];
    };

export const sessionCookie = 'muster';
export const sessionMs = 30 * 24 * 3_600_000;

export function createAuth(spine: Spine, secrets: Secrets, now: () => number): Auth {
  function readSession(session: string | undefined): Session | null {
    const id = session === undefined ? null : secrets.readToken('session', session);
    if (id === null) return null;
    const at = id.lastIndexOf('~');
    return { personId: id.slice(0, at), startedAt: Number(id.slice(at + 1)) };
  }

  function actorIn(session: Session | null): Actor {
    const person = session ? spine.sight.view.get('person', session.personId) : undefined;
    if (!session || !person || person.status === 'erased' || !(session.startedAt > now() - sessionMs))
      return { kind: 'public' };
    return {
      kind: 'person',
      personId: person.id,
      organisationId: person.organisationId,
      roles: person.roles,
      approved: person.status === 'approved',
    };
  }

  return {
    startSession: (personId) => secrets.token('session', `${personId}~${now()}`),
    knows: (session) => session === null || spine.sight.view.get('person', session.personId) !== undefined,
    actorOf: (session) => actorIn(readSession(session)),
    readSession,
    actorIn,
    reporterOf(code) {
      const plain = code.toUpperCase().replaceAll(/[^A-Z2-9]/g, '');
      const [need] = spine.sight.view.list('needByCode', secrets.blindIndex(`${plain.slice(0, 5)}-${plain.slice(5)}`));
      return need ? { kind: 'reporter', needId: need.id } : { kind: 'public' };
    },
    introduce(actor) {
      if (actor.kind === 'reporter') return { kind: 'reporter', needId: actor.needId };
      const person = actor.kind === 'person' ? spine.sight.view.get('person', actor.personId) : undefined;
      if (!person) return { kind: 'public' };
      const { id, organisationId, roles, status } = person;
      return { kind: 'person', personId: id, organisationId, roles, name: nameFor(person, spine.sight), status };
    },
  };
}

/** Asks the journal once where the session is of somebody this process does not know yet. */
export async function hearOf(parts: { auth: Auth; board: Board }, session: Session | null): Promise<void> {
  // Without an answer they are taken for a stranger, as before they came in.
  if (parts.board.others !== null && !parts.auth.knows(session))
    await parts.board.spine.follow().catch(() => undefined);
}

/** The session in a Cookie header or an `Authorization: Bearer` one. */
export function sessionIn(headers: {
  cookie?: string | undefined;
  authorization?: string | undefined;
}): string | undefined {
  const bearer = headers.authorization?.match(/^Bearer (\S{1,300})$/)?.[1];
  return bearer ?? headers.cookie?.match(/(?:^|; *)muster=([^;]{1,300})/)?.[1];
}

/** Whether a browser on another website is behind the request: its cookie is not its word. */
export function isForeign(origin: string | undefined, host: string | undefined, publicUrl: string): boolean {
  if (origin === undefined) return false;
  if (origin === new URL(publicUrl).origin) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
