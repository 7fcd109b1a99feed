import { io, type Socket } from 'socket.io-client';
import { applyFrame, emptyScreen, type Frame, type Screen, type Shown, type ShownKind } from '../../shared/board.ts';
import type { GivenInput, OperationName, Output } from '../../shared/operations.ts';
import type { Problem } from '../../shared/problem.ts';

export interface ScreenOptions {
  cookie?: string;
  code?: string;
  place?: 'desk' | 'go' | 'open';
  language?: string;
  /** Goes on from a picture it had before. */
  from?: Screen;
}

export type Ack<N extends OperationName> =
  { ok: true; seq: number; answer: Output<N> } | { ok: false; problem: Problem };

/** One screen on the live line, which folds in what it is sent. */
export interface OpenScreen {
  socket: Socket;
  screen: Screen;
  /** Every frame as it came, for those who look for what must not be in it. */
  frames: Frame[];
  hello: { actor: Record<string, unknown>; now: number; seq: number; deployment: string };
  one: (kind: ShownKind, id: string) => Shown | undefined;
  all: (kind: ShownKind) => Shown[];
  /** Resolves with the first thing the test makes of the screen, now or after a frame; fails after ten seconds. */
  shows: <T>(what: (screen: OpenScreen) => T | undefined | false) => Promise<T>;
  perform: <N extends OperationName>(name: N, input: GivenInput<N>, more?: object) => Promise<Ack<N>>;
  follow: (after: number) => Promise<Frame>;
  close: () => void;
}

/** Opens a screen and waits for its first picture. Rejects where the line is refused. */
export async function openScreen(url: string, options: ScreenOptions = {}): Promise<OpenScreen> {
  const screen = options.from ?? emptyScreen();
  const frames: Frame[] = [];
  const waiting = new Set<() => void>();
  const socket = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    ...(options.cookie === undefined ? {} : { extraHeaders: { Cookie: options.cookie } }),
    auth: {
      language: options.language ?? 'en',
      after: screen.seq,
      ...(options.code === undefined ? {} : { code: options.code }),
      ...(options.place === undefined ? {} : { place: options.place }),
    },
  });
  const take = (frame: Frame) => {
    frames.push(frame);
    if (applyFrame(screen, frame) === 'gap') socket.emit('follow', { after: screen.seq }, take);
    for (const look of waiting) look();
  };
  const greeted = new Promise<OpenScreen['hello']>((resolve, reject) => {
    socket.on('hello', resolve);
    socket.on('connect_error', reject);
  });
  const pictured = new Promise<void>((resolve) => {
    socket.once('frame', () => resolve());
  });
  socket.on('frame', take);
  const hello = await greeted.catch((error: unknown) => {
    socket.close();
    throw error;
  });
  await pictured;

  const opened: OpenScreen = {
    socket,
    screen,
    frames,
    hello,
    one: (kind, id) => screen.records.get(kind)?.get(id),
    all: (kind) => [...(screen.records.get(kind)?.values() ?? [])],
    shows: (what) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = what(opened);
          if (found === undefined || found === false) return;
          waiting.delete(look);
          clearTimeout(patience);
          resolve(found);
        };
        const patience = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`the screen never showed it: ${String(what)}`));
        }, 10_000);
        waiting.add(look);
        look();
      }),
    perform: (name, input, more = {}) =>
      socket.timeout(10_000).emitWithAck('operation', { name, input, ...more }) as Promise<Ack<typeof name>>,
    follow: (after) => socket.timeout(10_000).emitWithAck('follow', { after }) as Promise<Frame>,
    close: () => void socket.close(),
  };
  return opened;
}

/** What a screen shows, comparable: by kind and id, in order. */
export const picture = (screen: Screen): Record<string, Shown[]> =>
  Object.fromEntries(
    [...screen.records]
      .filter(([, records]) => records.size > 0)
      .map(([kind, records]): [string, Shown[]] => [
        kind,
        [...records.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      ])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
