import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import pino, { type Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { GivenInput, OperationName } from '../shared/operations.ts';
import { answerLink } from './answers.ts';
import { createApp } from './app.ts';
import { createAuth } from './auth.ts';
import { createBoard, type Answer, type Board, type Request } from './board.ts';
import { SettingRefused, type Config } from './config.ts';
import { keepPlanned } from './planning/keep-planned.ts';
import { refillAhead } from './planning/refill-ahead.ts';
import { startJobs } from './jobs/index.ts';
import { followOthers } from './follow-others.ts';
import { createLimits } from './limits.ts';
import { channelsOf, createNotifier, createSenders, type Notifier } from './notify/notifier.ts';
import { vapidKeysOf } from './notify/push.ts';
import type { Actor } from './rules/rule.ts';
import { openHouse } from './open-house.ts';
import { openSpine } from './spine.ts';
import { steadyClock } from './steady-clock.ts';
import { StoreAway, type StoreRefused } from './store/store.ts';
import { openVault } from './vault.ts';
import { keepMaterialised } from './keep-materialised.ts';

/** A running Muster. */
export interface Muster {
  url: string;
  board: Board;
  perform: <N extends OperationName>(
    name: N,
    actor: Actor,
    input: GivenInput<N>,
    request?: Request,
  ) => Promise<Answer<N>>;
  /** A new sign-in link for a person. */
  signInLink: (personId: string) => Promise<string>;
  /** Sends what is due; where the background work runs, it is called every second. */
  notifier: Notifier;
  log: Logger;
  /** Resolves when the database turned out to be another one than was read: then there is nothing left but to stop. */
  lost: Promise<StoreRefused>;
  /** Finishes what was accepted, sends the screens elsewhere, gives back the locks. Takes less than ten seconds. */
  stop: () => Promise<void>;
}

export interface Around {
  now?: () => number;
  newId?: () => string;
  log?: Logger;
  /** False for scripts that bring no screens. */
  listens?: boolean;
  /** False where a script drives the sweeps itself. */
  sweeps?: boolean;
}

/** Opens the store, loads the board, listens and starts the background work. Rejects where any of it cannot be had. */
export async function startMuster(config: Config, around: Around = {}): Promise<Muster> {
  const log = around.log ?? pino({ level: config.LOG_LEVEL, base: null });
  const now = around.now ?? steadyClock((message) => log.warn(message));
  const house = await openHouse(config, log);
  const { store } = house;
  try {
    const deployment = await store.settle('deployment', randomBytes(9).toString('base64url'));
    const vault = await openVault(store, house.deploymentKey);
    const spine = await openSpine(store, vault, now, { isShared: house.isShared });
    const { senders, sink } = createSenders(config, vault, now);
    const channels = channelsOf(senders);
    const board = createBoard({
      spine,
      channels,
      vault,
      now,
      newId: around.newId ?? uuidv7,
      publicUrl: config.publicUrl,
      utcOffsetMinutesAt: (at) => utcOffsetMinutes(config.TIME_ZONE, at),
    });
    const notifier = createNotifier({
      board,
      senders,
      config,
      now,
      answerLink: (assignmentId) => answerLink(config.publicUrl, vault.secrets, assignmentId),
      log,
    });
    const auth = createAuth(spine, vault.secrets, now);
    let stopping = false;
    let isLost = false;
    const lost = new Promise<StoreRefused>((resolve) => {
      spine.onLost((why) => {
        isLost = true;
        log.fatal(why.message);
        resolve(why);
      });
    });
    const { server, live } = createApp({
      board,
      auth,
      config,
      limit: createLimits(config.REPORTS_PER_10_MIN),
      log,
      now,
      deployment,
      clientDir: path.resolve(import.meta.dirname, '../dist/client'),
      isStopping: () => stopping,
      vapidPublicKey: vapidKeysOf(vault.secrets).publicKey,
      channels,
      sink,
      requestIdOf: (id) => vault.secrets.blindIndex(`message:${id}`),
      isReady: () => ({
        ok: !stopping && !isLost && spine.awaySinceAt === null,
        seq: spine.seq,
        storeAwaySinceAt: spine.awaySinceAt,
        screens: live.screens,
      }),
    });
    if (around.listens !== false) {
      server.listen(config.PORT, config.HOST);
      await once(server, 'listening').catch((error: unknown) => {
        throw notListening(config, error);
      });
    }
    const materialising = keepMaterialised(spine, log);
    const others = house.isShared ? followOthers(spine, store, log, { everyMs: config.FOLLOW_MS }) : null;
    board.others = others;
    const jobs =
      around.sweeps === false
        ? null
        : await startJobs(house.jobsBackend, board, log, [
            { name: 'send notices', everySeconds: 1, run: () => notifier.round() },
            { name: 'refill offers made ahead', everySeconds: 30, run: () => refillAhead(board, now()) },
          ]).catch((error: unknown) => {
            throw new StoreAway(`The sweeps cannot be started: ${(error as Error).message}`, { cause: error });
          });
    const planned = around.sweeps === false ? null : keepPlanned(board, log);
    const port = (server.address() as AddressInfo | null)?.port ?? config.PORT;

    return {
      url: `http://localhost:${port}`,
      board,
      notifier,
      log,
      lost,
      perform: (name, actor, input, request) => board.perform(name, actor, input, request),
      async signInLink(personId) {
        const { answer } = await board.perform('inviteAgain', { kind: 'system' }, { personId });
        return (answer as { link: string }).link;
      },
      async stop() {
        stopping = true;
        // Taken no longer; what is open stays until it is done.
        server.close();
        await Promise.all([live.sendAway(farewellMs.screens), within(farewellMs.jobs, jobs?.stop())]);
        notifier.close();
        planned?.stop();
        // A store that does not answer must not keep the process from ending: the next start reads what became of it.
        await within(farewellMs.answers, board.drain());
        spine.abandon();
        const hangingUp = setTimeout(() => server.closeAllConnections(), farewellMs.goodbye);
        await live.close();
        clearTimeout(hangingUp);
        server.closeAllConnections();
        await within(farewellMs.store, Promise.all([others?.stop(), materialising.stop()]));
        await within(farewellMs.store, house.close());
      },
    };
  } catch (error) {
    await house.close();
    throw error;
  }
}

/** The longest each step of stopping may take; together less than ten seconds. */
const farewellMs = { screens: 2500, jobs: 2500, answers: 3000, goodbye: 500, store: 1500 };

async function within(ms: number, work: Promise<unknown> | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}

function notListening({ PORT, HOST }: Config, error: unknown): unknown {
  const { code } = error as { code?: string };
  if (code === 'EADDRINUSE') return new SettingRefused(`PORT is ${PORT}, which is in use; accepted: a free one`);
  if (code === 'EACCES')
    return new SettingRefused(`PORT is ${PORT}, which this user may not open; accepted: 1024 or more`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new SettingRefused(`HOST is ${JSON.stringify(HOST)}; accepted: an address of this machine, or 0.0.0.0`);
  return error;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const quarter = 15 * 60_000;
let lastAsked = { timeZone: '', quarterAt: -1, minutes: 0 };

/** Minutes to add to UTC at that moment. It changes at most on a quarter of an hour, so it is worked out once in each. */
export function utcOffsetMinutes(timeZone: string, at: number): number {
  const quarterAt = Math.floor(at / quarter);
  if (lastAsked.timeZone === timeZone && lastAsked.quarterAt === quarterAt) return lastAsked.minutes;
  let format = formats.get(timeZone);
  if (!format)
    formats.set(timeZone, (format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })));
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = name.match(/GMT([+-])(\d\d):(\d\d)/) ?? [];
  lastAsked = {
    timeZone,
    quarterAt,
    minutes: sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)),
  };
  return lastAsked.minutes;
}
