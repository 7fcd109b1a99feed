import { createServer, type Server } from 'node:http';
import type { Logger } from 'pino';
import type { Auth } from './auth.ts';
import type { Board } from './board.ts';
import type { Config } from './config.ts';
import { createHttp } from './http.ts';
import type { Limit } from './limits.ts';
import { createLive, type Live } from './live.ts';
import type { Sink } from './notify/sink.ts';
import type { OutsideChannel } from '../shared/records.ts';

/** Everything the two doors need, handed in. */
export interface Parts {
  board: Board;
  auth: Auth;
  config: Config;
  limit: Limit;
  log: Logger;
  now: () => number;
  /** Changes when the deployment is founded anew, so that screens forget what they kept. */
  deployment: string;
  clientDir: string;
  /** The public half of the key that pushes are signed with, and what else can be sent by. */
  vapidPublicKey: string;
  channels: readonly OutsideChannel[];
  sink: Sink | null;
  /** A request id that follows from somebody else's id of a message. */
  requestIdOf: (id: string) => string;
  isReady: () => { ok: boolean; seq: number; storeAwaySinceAt: number | null; screens: number };
  isStopping: () => boolean;
}

/** Express and Socket.IO on one server that does not listen yet. */
export function createApp(parts: Parts): { server: Server; live: Live } {
  const server = createServer(createHttp(parts));
  return { server, live: createLive(parts, server) };
}
