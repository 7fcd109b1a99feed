import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { applyFrame, emptyScreen, type Frame, type Screen } from '../../shared/board.ts';
import type { GivenInput, OperationName, Output } from '../../shared/operations.ts';
import { Refusal, type Problem } from '../../shared/problem.ts';
import { isHeard, type ActorRef, type Door, type Heard } from './door.ts';

interface Hello {
  now: number;
  actor: { kind: string; personId?: string };
}
type Ack = { ok: true; seq: number; answer: unknown } | { ok: false; problem: Problem };

interface Line {
  socket: Socket;
  screen: Screen;
  hello: Hello;
  onFrame: (listener: (frame: Frame) => void) => void;
  /** Asks for what is missing and takes it in. */
  catchUp: () => Promise<void>;
}

/** Longest wait for an answer before the same request is sent again; the deployment carries it out once. */
const ackMs = 10_000;

/**
 * The door of a Muster at `url`. `token`: the secret part of a sign-in link, or a session, of the person who brings the
 * stream; that person and the public are whom it acts for.
 */
export async function doorAt(url: string, token: string): Promise<Door & { personId: string }> {
  const own = await lineOf(url, await sessionFor(url, token));
  const { personId } = own.hello.actor;
  if (personId === undefined) {
    own.socket.disconnect();
    throw new Error(`${url}: this token signs nobody in. Ask for a new link.`);
  }
  const clockAhead = own.hello.now - Date.now();
  let openDoor: Promise<Line> | null = null;

  function lineFor(as: ActorRef): Promise<Line> {
    if (as === 'public') return (openDoor ??= lineOf(url, null));
    if (as === 'system' || as.personId !== personId) throw new Error('a token acts for its own person alone');
    return Promise.resolve(own);
  }

  return {
    personId,
    now: () => Date.now() + clockAhead,
    perform: async (name, input, as, requestId) => call(await lineFor(as), name, input, requestId),
    async follow(hear) {
      for (const kind of ['need', 'assignment', 'alert'] as const)
        for (const record of own.screen.records.get(kind)?.values() ?? []) hear(record as unknown as Heard);
      own.onFrame((frame) => {
        const news = frame.puts.filter(isHeard).sort((a, b) => rank[a.kind] - rank[b.kind]);
        for (const record of news) hear(record);
      });
      await Promise.resolve();
    },
    caughtUp: () => own.catchUp(),
    async close() {
      own.socket.disconnect();
      (await openDoor)?.socket.disconnect();
    },
  };
}

/** A frame tells of a need and its people at once: the need first, since the others point to it. */
const rank = { need: 0, assignment: 1, alert: 2 } as const;

async function call<N extends OperationName>(
  line: Line,
  name: N,
  input: GivenInput<N>,
  requestId: string = randomUUID(),
): Promise<{ seq: number; answer: Output<N> }> {
  const asking = { name, input, requestId, seen: line.screen.seq };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const ack = (await line.socket.timeout(ackMs).emitWithAck('operation', asking)) as Ack;
      if (ack.ok) return { seq: ack.seq, answer: ack.answer as Output<N> };
      const { code, params, issues, current, id, retryAfterSeconds } = ack.problem;
      if (retryAfterSeconds !== undefined && attempt < 5) {
        await new Promise((resume) => setTimeout(resume, retryAfterSeconds * 1000));
        continue;
      }
      const extra = Object.fromEntries(
        Object.entries({ issues, current, id, retryAfterSeconds }).filter(([, value]) => value !== undefined),
      );
      throw new Refusal(code, params, extra);
    } catch (error) {
      if (error instanceof Refusal || attempt >= 3) throw error;
    }
  }
}

/** A session is taken as it is; a link's token is exchanged for one, which uses it up. */
async function sessionFor(url: string, token: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const me = await fetch(new URL('/api/me', url), { headers }).catch((error: Error) => {
    throw new Error(`${url}: nobody answers there`, { cause: error });
  });
  const actor = me.ok ? ((await me.json()) as { kind?: string }) : {};
  if (actor.kind === 'person') return token;
  const signIn = await fetch(new URL('/api/sign-in', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const session = signIn.headers
    .getSetCookie()
    .map((cookie) => cookie.match(/^muster=([^;]+)/)?.[1])
    .find((value) => value !== undefined);
  if (session !== undefined) return session;
  const problem = (await signIn.json().catch(() => null)) as Problem | null;
  throw new Error(`${url}: ${problem?.detail ?? `signing in answered ${signIn.status}`}`);
}

async function lineOf(url: string, session: string | null): Promise<Line> {
  const screen = emptyScreen();
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    // Read at every connection, so that a dropped line goes on where it stood.
    auth: (give) => give({ language: 'en', after: screen.seq, ...(session === null ? { place: 'open' } : {}) }),
    ...(session === null ? {} : { extraHeaders: { authorization: `Bearer ${session}` } }),
  });
  const listeners: ((frame: Frame) => void)[] = [];
  const take = (frame: Frame): void => {
    const folded = applyFrame(screen, frame);
    if (folded === 'applied') for (const tell of listeners) tell(frame);
    // Where even that fails, the next frame shows the gap again.
    if (folded === 'gap') void catchUp().catch(() => undefined);
  };
  async function catchUp(): Promise<void> {
    take((await socket.timeout(ackMs).emitWithAck('follow', { after: screen.seq })) as Frame);
  }
  const hello = await new Promise<Hello>((resolve, reject) => {
    let said: Hello | undefined;
    socket.once('hello', (hello: Hello) => (said = hello));
    socket.on('frame', (frame: Frame) => {
      take(frame);
      if (said) resolve(said);
    });
    socket.once('connect_error', (error) => {
      socket.disconnect();
      reject(new Error(`${url}: ${error.message}`, { cause: error }));
    });
  });
  return { socket, screen, hello, onFrame: (listener) => void listeners.push(listener), catchUp };
}
