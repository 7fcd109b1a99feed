import { signal, type Signal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import { applyFrame, emptyScreen, type Frame, type Shown, type ShownKind } from '../shared/board.ts';
import type { GivenInput, OperationName, Output } from '../shared/operations.ts';
import type { Problem } from '../shared/problem.ts';
import { nowAt, setServerTime, startClock } from './clock.ts';
import { forgetPicture, keepPicture, keptPicture } from './kept-picture.ts';
import { language } from './language.ts';
import { Refused, Unreachable } from './refused.ts';
import { recordsOf, type Actor, type ShownAs } from './shown.ts';

export { minute, nowAt, second } from './clock.ts';
export { language, setLanguage } from './language.ts';
export { Refused, Unreachable } from './refused.ts';
export type { Actor, Coverage, CoverageState, FollowedNeed, Progress, ShownAs } from './shown.ts';

/** `stale`: the line is up, but the server cannot reach its store, so nothing new can be known. */
export interface Connection {
  state: 'connecting' | 'live' | 'offline' | 'stale';
  lastHeardAt: number;
  staleSinceAt: number | null;
}

type Ack<N extends OperationName> = { ok: true; seq: number; answer: Output<N> } | { ok: false; problem: Problem };
/** Said by a server that is about to stop or has not read far enough: the same request again succeeds by itself. */
const passing = new Set(['stopping', 'behind', 'otherJournal']);
interface Hello {
  actor: Actor;
  now: number;
  seq: number;
  deployment: string;
}

/** Who the server takes this screen for; null until it has said so. */
export const actor: Signal<Actor | null> = signal(null);
export const connection: Signal<Connection> = signal({ state: 'connecting', lastHeardAt: 0, staleSinceAt: null });
/** The last entry of the journal that this screen has folded in; changes once per applied frame. */
export const seq: Signal<number> = signal(0);
/** True once the first frame is in (or a kept picture was found): before it, show skeletons and not "nothing". */
export const pictured: Signal<boolean> = signal(false);

const screen = emptyScreen();
const versions = new Map<ShownKind, Signal<number>>();
const lists = new Map<ShownKind, { version: number; records: Shown[] }>();
let socket: Socket | null = null;
let deployment: string | null = null;
let keepAs: string | null = null;
let followedCode: string | null = null;
// Somebody else is looking from here on: the next picture is asked for whole.
let fromStart = false;
/** The last seq this screen was told of in a frame or an answer: whichever process serves it next has to know as much. */
let toldSeq = 0;
let asked = 0;
let moving = false;
let waiting: (() => void)[] = [];

const versionOf = (kind: ShownKind): Signal<number> => {
  let version = versions.get(kind);
  if (!version) versions.set(kind, (version = signal(0)));
  return version;
};

/** The current records of a kind. A component that calls it renders again when one of that kind changes. */
export function all<K extends ShownKind>(kind: K): ShownAs<K>[] {
  const version = versionOf(kind).value;
  let list = lists.get(kind);
  if (!list || list.version !== version) lists.set(kind, (list = { version, records: recordsOf(screen, kind) }));
  return list.records as unknown as ShownAs<K>[];
}

/** One record as this screen may see it, or undefined. */
export function one<K extends ShownKind>(kind: K, id: string | null | undefined): ShownAs<K> | undefined {
  void versionOf(kind).value;
  return id === null || id === undefined
    ? undefined
    : (screen.records.get(kind)?.get(id) as unknown as ShownAs<K> | undefined);
}

/**
 * Opens the line to the server; call once per page. It reconnects by itself for as long as the page lives.
 * `place`: what is shown to somebody who is signed in differs from place to place.
 * `keepAs`: keep the last picture on this device under this name, so that the page opens without a signal.
 * `code`: follow one need by the code its reporter was given.
 */
export function goLive(options: { place: 'open' | 'desk' | 'go'; keepAs?: string; code?: string }): void {
  if (socket) throw new Error('goLive was called twice');
  startClock();
  keepAs = options.keepAs ?? null;
  followedCode = options.code ?? null;
  const kept = keepAs === null ? null : keptPicture(keepAs);
  if (kept) {
    deployment = kept.deployment;
    actor.value = kept.actor;
    fold({ after: 0, seq: kept.seq, puts: kept.puts });
  }
  socket = io({
    transports: ['websocket'],
    reconnectionDelayMax: 5000,
    auth: (hand) =>
      hand({
        language: language.value,
        place: options.place,
        after: fromStart ? 0 : screen.seq,
        seen: toldSeq,
        ...(followedCode === null ? {} : { code: followedCode }),
      }),
  });
  socket.on('hello', greet);
  socket.on('frame', (frame: Frame) => fold(frame));
  socket.on('store', (store: { awaySinceAt: number | null }) =>
    heard({ state: store.awaySinceAt === null ? 'live' : 'stale', staleSinceAt: store.awaySinceAt }),
  );
  socket.on('moving', () => {
    moving = true;
    moveOn();
  });
  socket.on('disconnect', (reason) => {
    // Going over to another process takes a moment in which nothing is wrong.
    if (!moving) heard({ state: 'offline' }, connection.value.lastHeardAt);
    // The library leaves it at that when the server hung up, which it does on a restart.
    if (reason === 'io server disconnect') setTimeout(() => socket?.connect(), 1000);
  });
  socket.on('connect_error', () => {
    moving = false;
    heard({ state: 'offline' }, connection.value.lastHeardAt);
    if (socket && !socket.active) setTimeout(() => socket?.connect(), 3000);
  });
  socket.io.on('open', () => socket?.io.engine.on('packet', () => heard({})));
  // A phone that wakes up should not wait for the next try.
  addEventListener('online', () => socket?.connected === false && socket.disconnect().connect());
}

/** Connects anew, as whoever the session cookie or `code` now says: after signing in or out, or to follow a need. */
export function reconnect(options: { code?: string | null } = {}): void {
  if (options.code !== undefined) followedCode = options.code;
  fromStart = true;
  socket?.disconnect().connect();
}

/** Signs out here and forgets what was kept on this device. Rejects with `Unreachable` without a line. */
export async function signOut(): Promise<void> {
  const response = await fetch('/api/sign-out', { method: 'POST' }).catch(() => null);
  if (!response?.ok) throw new Unreachable('sign-out');
  if (keepAs !== null) forgetPicture(keepAs);
  clear();
  reconnect();
}

/**
 * Carries out an operation and answers with its output. Rejects with `Refused` when the server says no, or with
 * `Unreachable` when no answer came within `patienceMs` (30 s unless told): then it may be tried again with the same `requestId`.
 */
export async function perform<N extends OperationName>(
  name: N,
  input: GivenInput<N>,
  options: { requestId?: string; patienceMs?: number } = {},
): Promise<Output<N>> {
  const requestId = options.requestId ?? newRequestId();
  const until = Date.now() + (options.patienceMs ?? 30_000);
  for (;;) {
    const line = await openLine(until);
    if (!line) throw new Unreachable(name);
    const ack = await ask<N>(line, { name, input, requestId, seen: Math.max(screen.seq, toldSeq) });
    if (!ack) continue;
    if (ack.ok) {
      toldSeq = Math.max(toldSeq, ack.seq);
      return ack.answer;
    }
    if (!passing.has(ack.problem.code) || Date.now() >= until) throw new Refused(ack.problem);
    await new Promise((resume) => setTimeout(resume, 250));
  }
}

/** To another process, once everything asked of this one is answered: the server waits that long. */
function moveOn(): void {
  if (moving && asked === 0) socket?.disconnect().connect();
}

// Null: no answer within ten seconds, or the line went; the same request is then sent again.
async function ask<N extends OperationName>(line: Socket, request: object): Promise<Ack<N> | null> {
  asked += 1;
  try {
    return (await line.timeout(10_000).emitWithAck('operation', request)) as Ack<N>;
  } catch {
    return null;
  } finally {
    asked -= 1;
    moveOn();
  }
}

function openLine(until: number): Promise<Socket | null> {
  if (Date.now() >= until) return Promise.resolve(null);
  if (socket?.connected && !moving && connection.value.state !== 'offline' && connection.value.state !== 'connecting')
    return Promise.resolve(socket);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), Math.min(until - Date.now(), 2 ** 31 - 1));
    waiting.push(() => {
      clearTimeout(timer);
      resolve(socket);
    });
  });
}

/** A name for one request, unique without asking anybody. */
export function newRequestId(): string {
  // randomUUID exists on https and localhost alone; a command post may well be plain http.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function greet(hello: Hello): void {
  moving = false;
  setServerTime(hello.now);
  if (deployment !== hello.deployment || !maySeeAll(actor.value, hello.actor)) clear();
  else if (fromStart) screen.seq = 0;
  fromStart = false;
  deployment = hello.deployment;
  actor.value = hello.actor;
  heard({ state: 'live', staleSinceAt: null });
  const went = waiting;
  waiting = [];
  for (const go of went) go();
}

// What `before` was shown may stay on the screen until the new picture is here, which spares the public a flash of grey.
const maySeeAll = (before: Actor | null, now: Actor): boolean =>
  JSON.stringify(before) === JSON.stringify(now) || (before?.kind === 'public' && now.kind === 'reporter');

function fold(frame: Frame): void {
  const result = applyFrame(screen, frame);
  if (result === 'gap') {
    socket?.emit('follow', { after: screen.seq }, (answer: Frame) => fold(answer));
    return;
  }
  if (result === 'repeat') return;
  const changed = frame.after === 0 ? versions.keys() : new Set(frame.puts.map((put) => put.kind));
  for (const kind of changed) versionOf(kind).value++;
  seq.value = screen.seq;
  // A whole picture older than what was told: the deployment was restored from a backup.
  toldSeq = frame.after === 0 ? screen.seq : Math.max(toldSeq, screen.seq);
  pictured.value = true;
  if (keepAs !== null && actor.value && deployment !== null) {
    keepPicture(keepAs, () => ({
      deployment: deployment ?? '',
      actor: actor.value,
      seq: screen.seq,
      puts: [...screen.records.values()].flatMap((ofKind) => [...ofKind.values()]),
    }));
  }
}

function clear(): void {
  screen.seq = 0;
  toldSeq = 0;
  screen.records.clear();
  for (const version of versions.values()) version.value++;
  seq.value = 0;
  pictured.value = false;
}

function heard(change: Partial<Connection>, at = nowAt()): void {
  connection.value = { ...connection.value, ...change, lastHeardAt: at };
}
