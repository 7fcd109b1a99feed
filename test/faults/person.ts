import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { applyFrame, emptyScreen, type Frame, type Screen } from '../../shared/board.ts';
import { operations } from '../../shared/operations.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Random } from '../support/random.ts';
import type { Deed } from './deeds.ts';
import type { History } from './history.ts';

/** Somebody with a screen of their own, who goes to another process when theirs is gone. */
export interface Simulated {
  id: string;
  screen: Screen;
  /** Asks until there is an answer, or gives up; resolves with whether it was answered or refused. Never rejects. */
  does: (deed: Deed) => Promise<void>;
  isConnected: () => boolean;
  /** What a request of theirs is sent with. */
  headers: Record<string, string>;
  leave: () => void;
}

export interface PersonOptions {
  id: string;
  /** The Cookie header; none for the public. */
  cookie?: string;
  /** Addresses of the processes that serve now, as a balancer knows them. */
  addresses: () => readonly string[];
  history: History;
  random: Random;
  /** Gives up at the first answer that does not come: what became of it stays unknown. */
  impatient: boolean;
  /** Asks over HTTP instead of over the socket. */
  overHttp: boolean;
  /** How long one try may take. */
  patienceMs: number;
}

type Told = { ok: true; seq: number; answer: Record<string, unknown> } | { ok: false; problem: Problem } | null;

/** Said by a process that cannot carry it out now; nothing was changed, and the same request may go to another one. */
const passing = new Set(['stopping', 'behind', 'otherJournal', 'storeAway', 'tooManyRequests']);
const longestTryingMs = 90_000;

export function createPerson(options: PersonOptions): Simulated {
  const { id, cookie, addresses, history, random } = options;
  const screen = emptyScreen();
  let socket: Socket | null = null;
  let toldSeq = 0;
  let asked = 0;
  let moving = false;
  let left = false;
  const someAddress = () => addresses()[random.below(addresses().length)];

  function connect(): void {
    if (left) return;
    const url = someAddress();
    if (url === undefined) return void setTimeout(connect, 200);
    const line = io(url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      timeout: 5000,
      ...(cookie === undefined ? {} : { extraHeaders: { Cookie: cookie } }),
      auth: { language: 'en', after: screen.seq, seen: toldSeq },
    });
    socket = line;
    const again = () => {
      if (socket !== line) return;
      socket = null;
      line.close();
      setTimeout(connect, 50 + random.below(300));
    };
    const take = (frame: Frame) => {
      if (socket !== line) return;
      if (applyFrame(screen, frame) === 'gap') line.emit('follow', { after: screen.seq }, take);
      toldSeq = Math.max(toldSeq, screen.seq);
    };
    line.on('frame', take);
    line.on('disconnect', again);
    line.on('connect_error', again);
    line.on('moving', () => {
      moving = true;
      moveOn();
    });
    line.on('hello', () => (moving = false));
  }

  function moveOn(): void {
    if (!moving || asked > 0 || !socket) return;
    const line = socket;
    socket = null;
    line.close();
    connect();
  }

  async function overSocket(deed: Deed, requestId: string): Promise<Told> {
    const line = socket;
    if (!line?.connected || moving) return { ok: false, problem: { code: 'stopping' } as Problem };
    asked += 1;
    try {
      return (await line
        .timeout(options.patienceMs)
        .emitWithAck('operation', { ...deed, requestId, seen: Math.max(screen.seq, toldSeq) })) as Told;
    } catch {
      return null;
    } finally {
      asked -= 1;
      moveOn();
    }
  }

  async function overHttp({ name, input }: Deed, requestId: string): Promise<Told> {
    const url = someAddress();
    if (url === undefined) return { ok: false, problem: { code: 'stopping' } as Problem };
    const given: Record<string, unknown> = { ...input };
    const path = operations[name].http.path.replaceAll(/:(\w+)/g, (_, field: string) => {
      const value = String(given[field]);
      delete given[field];
      return encodeURIComponent(value);
    });
    try {
      const response = await fetch(url + path, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Request-Id': requestId,
          'Muster-Seen': String(Math.max(screen.seq, toldSeq)),
          ...(cookie === undefined ? {} : { Cookie: cookie }),
        },
        body: JSON.stringify(given),
        signal: AbortSignal.timeout(options.patienceMs),
      });
      const body = (await response.json()) as Record<string, unknown>;
      return response.ok
        ? { ok: true, seq: Number(response.headers.get('Muster-Seq')), answer: body }
        : { ok: false, problem: body as unknown as Problem };
    } catch (error) {
      // Where nobody listens, nobody was asked.
      const { code } = ((error as Error).cause ?? {}) as { code?: string };
      return code === 'ECONNREFUSED' ? { ok: false, problem: { code: 'stopping' } as Problem } : null;
    }
  }

  connect();
  return {
    id,
    screen,
    headers: cookie === undefined ? {} : { Cookie: cookie },
    isConnected: () => socket?.connected ?? false,
    leave() {
      left = true;
      socket?.close();
    },
    async does(deed) {
      const requestId = randomBytes(12).toString('hex');
      history.note({ what: 'asked', requestId, who: id, name: deed.name, at: Date.now() });
      let doubted = false;
      for (const until = Date.now() + longestTryingMs; Date.now() < until; await pause(100 + random.below(300))) {
        const told = await (options.overHttp ? overHttp : overSocket)(deed, requestId);
        if (told?.ok) {
          toldSeq = Math.max(toldSeq, told.seq);
          return history.note({ what: 'answered', requestId, seq: told.seq, answer: told.answer });
        }
        if (told && !passing.has(told.problem.code))
          return history.note({ what: 'refused', requestId, code: told.problem.code, doubted });
        doubted ||= told === null;
        if (doubted && options.impatient) break;
      }
      history.note(doubted ? { what: 'unknown', requestId } : { what: 'refused', requestId, code: 'none', doubted });
    },
  };
}
