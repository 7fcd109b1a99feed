import type { Server as HttpServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { isOperation } from '../shared/operations.ts';
import { Refusal, badInput } from '../shared/problem.ts';
import { RequestId } from '../shared/shapes.ts';
import type { Parts } from './app.ts';
import { hearOf, isForeign, sessionIn, type Session } from './auth.ts';
import { frameFor, shownOf } from './frames.ts';
import { openDoor } from './let-screens-in.ts';
import { addressBehind } from './limits.ts';
import { languageOf, problemOf } from './refuse.ts';
import type { Actor } from './rules/rule.ts';
import { audienceKey, audienceOf, concerns, type Audience, type Key } from './rules/visibility.ts';
import { sendFrame } from './send-frame.ts';

/**
 * The live line: who you are, everything since you last looked, then every change as it happens; and operations with an answer.
 * One room per audience, and one frame encoded per room.
 */
export interface Live {
  /** Asks every screen to go on at another process, and resolves when they went, at the latest after `withinMs`. */
  sendAway: (withinMs: number) => Promise<void>;
  close: () => Promise<void>;
  readonly screens: number;
}

/** Frames to one audience are at least this far apart; what happens in between comes together. */
const frameEveryMs = 40;

interface Room {
  audience: Audience;
  sockets: Set<Socket>;
  /** The seq of the frame sent last: the next one follows it. */
  sentSeq: number;
  pending: Map<string, Key>;
  lastSentAt: number;
  timer: ReturnType<typeof setTimeout> | null;
}

const Handshake = z.object({
  // Left out is told apart from wrong, which costs ten times as much.
  language: z.string().max(40).default('en').catch('en'),
  /** The seq of the last frame that this screen folded in, and the last it was told of. */
  after: z.int().min(0).default(0).catch(0),
  seen: z.int().min(0).default(0).catch(0),
  code: z.string().max(20).optional().catch(undefined),
  place: z.enum(['desk', 'go', 'open']).optional().catch(undefined),
});
/** What a screen said as it came, read once: it is looked at again whenever something about its person changes. */
interface Said {
  session: Session | null;
  code: string | undefined;
  place: z.output<typeof Handshake>['place'];
  /** The name of the room it is in. */
  room?: string;
}
const Asking = z.strictObject({
  name: z.string().max(60),
  input: z.unknown(),
  requestId: RequestId.optional(),
  seen: z.int().min(0).optional(),
});
const Following = z.strictObject({ after: z.int().min(0) });

export function createLive(parts: Parts, server: HttpServer): Live {
  const { board, auth, config, limit, log } = parts;
  const { spine } = board;
  const door = openDoor();
  const io = new Server(server, {
    // Without long polling no balancer needs sticky sessions.
    transports: ['websocket'],
    maxHttpBufferSize: 64 * 1024,
    perMessageDeflate: false,
    pingInterval: 20_000,
    pingTimeout: 15_000,
    allowRequest: (request, decide) =>
      door.knock(() =>
        decide(null, !parts.isStopping() && !isForeign(request.headers.origin, request.headers.host, config.publicUrl)),
      ),
  });
  const rooms = new Map<string, Room>();

  function flush(room: Room): void {
    room.timer = null;
    const puts = shownOf(spine, room.audience, room.pending.values());
    room.pending.clear();
    if (puts.length === 0) return;
    room.lastSentAt = performance.now();
    sendFrame(room.sockets, { after: room.sentSeq, seq: spine.seq, puts });
    room.sentSeq = spine.seq;
  }

  function note(name: string, room: Room, key: Key): void {
    room.pending.set(`${key.kind}:${key.id}`, key);
    if (isCallForHelp(key)) urgent.add(name);
    room.timer ??= setTimeout(() => flush(room), Math.max(0, room.lastSentAt + frameEveryMs - performance.now()));
  }

  spine.onChange((keys) => {
    for (const key of keys) {
      const whom = concerns(key, spine.sight.view);
      if (whom === 'everybody') {
        for (const [name, room] of rooms) note(name, room, key);
        continue;
      }
      for (const [name, room] of desksAndPublic)
        if (room.audience.is === 'desk' || whom.publicly) note(name, room, key);
      const named = [
        ...whom.personIds.map((id) => `responder:${id}`),
        ...(whom.needId === undefined ? [] : [`reporter:${whom.needId}`]),
      ];
      for (const name of named) {
        const room = rooms.get(name);
        if (room) note(name, room, key);
      }
    }
    // Nobody waits for a frame with a call for help in it.
    for (const name of urgent) {
      const room = rooms.get(name);
      if (room?.timer) clearTimeout(room.timer);
      if (room) flush(room);
    }
    urgent.clear();
  });
  const urgent = new Set<string>();
  const isCallForHelp = (key: Key): boolean => {
    const alert = key.kind === 'alert' ? spine.sight.view.get('alert', key.id) : undefined;
    return alert?.type === 'needHelp' && alert.acknowledgedAt === null && alert.clearedAt === null;
  };
  /** The few rooms that hear of most things; reporters hear what the public hears. */
  const desksAndPublic = new Map<string, Room>();

  spine.onPut((record) => {
    // Rights changed under an open screen: it comes back and is shown what it may see now.
    if (record.kind === 'person')
      for (const socket of people.get(record.id) ?? [])
        if (roomName(socket) !== socket.data.room) socket.disconnect(true);
  });
  const people = new Map<string, Set<Socket>>();
  spine.onStoreState((awaySinceAt) => io.emit('store', { awaySinceAt }));

  const actorOf = (socket: Socket): Actor => {
    const { session, code } = socket.data as Said;
    const actor = auth.actorIn(session);
    return actor.kind === 'public' && code !== undefined ? auth.reporterOf(code) : actor;
  };
  const roomName = (socket: Socket) => audienceKey(audienceOf(actorOf(socket), (socket.data as Said).place));

  function join(socket: Socket): Room {
    const actor = actorOf(socket);
    const audience = audienceOf(actor, (socket.data as Said).place);
    const name = audienceKey(audience);
    let room = rooms.get(name);
    if (!room) {
      room = { audience, sockets: new Set(), sentSeq: spine.seq, pending: new Map(), lastSentAt: 0, timer: null };
      rooms.set(name, room);
      if (audience.is !== 'responder') desksAndPublic.set(name, room);
    }
    room.sockets.add(socket);
    socket.data.room = name;
    if (actor.kind === 'person') {
      const own = people.get(actor.personId) ?? new Set();
      people.set(actor.personId, own.add(socket));
    }
    return room;
  }

  function leave(socket: Socket, actor: Actor): void {
    const name = socket.data.room as string;
    const room = rooms.get(name);
    room?.sockets.delete(socket);
    if (room && room.sockets.size === 0) {
      if (room.timer) clearTimeout(room.timer);
      rooms.delete(name);
      desksAndPublic.delete(name);
    }
    if (actor.kind !== 'person') return;
    const own = people.get(actor.personId);
    own?.delete(socket);
    if (own?.size === 0) people.delete(actor.personId);
  }

  io.on('connection', (socket) => {
    const { language, after, seen, code, place } = Handshake.parse(socket.handshake.auth);
    const session = auth.readSession(sessionIn(socket.handshake.headers));
    socket.data = { session, code, place } satisfies Said;
    const words = languageOf(language);
    const ready = (async () => {
      // Who comes from another process has seen what it wrote, and is not shown an older picture here.
      await board.reaches(Math.max(after, seen));
      await hearOf(parts, session);
      const actor = actorOf(socket);
      return { actor, room: join(socket) };
    })();
    socket.on(
      'disconnect',
      () =>
        void ready
          .then(({ actor }) => leave(socket, actor))
          .catch((error: unknown) => log.error({ err: error }, 'leaving')),
    );
    // In the room first, reading second: a change in between is sent twice and folded once, never missed.
    ready
      .then(({ actor: first, room }) => {
        socket.emit('hello', {
          actor: auth.introduce(first),
          now: parts.now(),
          seq: spine.seq,
          deployment: parts.deployment,
        });
        if (spine.awaySinceAt !== null) socket.emit('store', { awaySinceAt: spine.awaySinceAt });
        socket.emit('frame', frameFor(spine, room.audience, after));
      })
      .catch((error: unknown) => {
        log.error({ err: error }, 'a screen could not be served');
        socket.disconnect(true);
      });

    socket.on('follow', (given: unknown, ack: unknown) => {
      const parsed = Following.safeParse(given);
      const room = rooms.get(socket.data.room as string);
      if (typeof ack === 'function')
        ack(frameFor(spine, room?.audience ?? { is: 'public' }, parsed.success ? parsed.data.after : 0));
    });

    socket.on('operation', (given: unknown, ack: unknown) => {
      const reply = typeof ack === 'function' ? (ack as (answer: unknown) => void) : () => undefined;
      operate(socket, given).then(
        ({ seq, answer }) => reply({ ok: true, seq, answer, ...stale() }),
        (error: unknown) => reply({ ok: false, problem: problemOf(error, words, config.TIME_ZONE, log) }),
      );
    });
  });

  /** Said with an answer that comes from memory alone. */
  const stale = () => (spine.awaySinceAt === null ? {} : { staleSinceAt: spine.awaySinceAt });

  async function operate(socket: Socket, given: unknown) {
    const asking = Asking.safeParse(given);
    if (!asking.success) throw badInput(asking.error);
    const { name, input, requestId, seen } = asking.data;
    // Signing in sets a cookie, which only HTTP can.
    if (!isOperation(name) || name === 'acceptInvitation') throw new Refusal('noSuchOperation', { name });
    const actor = actorOf(socket);
    const forwarded = socket.handshake.headers['x-forwarded-for'];
    await limit(
      name,
      actor,
      addressBehind(
        config.TRUST_PROXIES,
        socket.handshake.address,
        Array.isArray(forwarded) ? forwarded.join() : forwarded,
      ),
    );
    return board.perform(name, actor, input, {
      ...(requestId === undefined ? {} : { requestId }),
      ...(seen === undefined ? {} : { seen }),
    });
  }

  return {
    get screens() {
      return io.engine.clientsCount;
    },
    async sendAway(withinMs) {
      const until = performance.now() + withinMs;
      // All at once would come back all at once.
      const all = [...io.of('/').sockets.values()];
      const perTurn = Math.ceil(all.length / Math.max(1, withinMs / 2 / 20));
      for (let at = 0; at < all.length; at += perTurn) {
        for (const socket of all.slice(at, at + perTurn)) socket.emit('moving');
        await pause(20);
      }
      while (io.engine.clientsCount > 0 && performance.now() < until) await pause(20);
    },
    async close() {
      door.close();
      for (const room of rooms.values()) if (room.timer) clearTimeout(room.timer);
      for (const room of rooms.values()) flush(room);
      await io.close();
    },
  };
}
