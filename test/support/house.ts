import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { readConfig } from '../../server/config.ts';
import type { Actor } from '../../server/rules/rule.ts';
import { startMuster, type Muster } from '../../server/start.ts';
import { operations, type GivenInput, type OperationName, type Output } from '../../shared/operations.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Kind, RecordOf } from '../../shared/records.ts';
import { cells, morning, organisations, people } from './house-world.ts';
import { openScreen, type OpenScreen, type ScreenOptions } from './house-screen.ts';

export const system: Actor = { kind: 'system' };
export const anybody: Actor = { kind: 'public' };

/** What came back over HTTP. */
export interface Told<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
}

export interface Asking {
  /** A person's id: they are signed in first. */
  as?: string;
  headers?: Record<string, string>;
}

/** A Muster in this process with a small world in it and a clock in hand. */
export interface House {
  readonly muster: Muster;
  readonly url: string;
  readonly dir: string;
  /** Everything it logged, as JSON lines. */
  readonly log: string[];
  incidentId: string;
  stationId: string;
  now: () => number;
  pass: (minutes: number) => void;
  /** The actor that the server would take this person for now. */
  as: (personId: string) => Actor;
  /** Carries out an operation in process, as a person by id or as any actor. */
  does: <N extends OperationName>(
    who: string | Actor,
    name: N,
    input: GivenInput<N>,
    requestId?: string,
  ) => Promise<Output<N>>;
  /** The Cookie header of somebody signed in, by a link as everybody gets one. */
  signIn: (personId: string) => Promise<string>;
  /** Carries out an operation over HTTP; refusals come back with their status. */
  http: <N extends OperationName>(name: N, input: GivenInput<N>, asking?: Asking) => Promise<Told<Output<N> & Problem>>;
  /** Opens a live screen, signed in as `as`. It is closed with the house. */
  screen: (options?: ScreenOptions & { as?: string }) => Promise<OpenScreen>;
  get: <K extends Kind>(kind: K, id: string) => RecordOf<K>;
  all: <K extends Kind>(kind: K) => RecordOf<K>[];
  /** Stops and starts again on the same data. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}

export interface HouseOptions {
  mongodbUri?: string;
  settings?: Record<string, string>;
  /** False for a house with nothing in it. */
  furnished?: boolean;
  listens?: boolean;
}

/** Starts a house on a temporary directory, or on the MongoDB given. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const dir = mkdtempSync(path.join(tmpdir(), 'muster-house-'));
  const log: string[] = [];
  let now = morning;
  let starts = 0;
  const start = () => {
    let ids = 0;
    starts += 1;
    const prefix = `h${starts}`;
    return startMuster(
      readConfig({
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: dir,
        TIME_ZONE: 'Asia/Shanghai',
        REPORTS_PER_10_MIN: '100000',
        LOG_LEVEL: 'warn',
        ...(options.mongodbUri === undefined ? {} : { MONGODB_URI: options.mongodbUri }),
        ...options.settings,
      }),
      {
        now: () => now,
        newId: () => `${prefix}-${(ids += 1)}`,
        log: pino({ level: 'warn', base: null }, { write: (text: string) => void log.push(text) }),
        listens: options.listens ?? true,
        sweeps: false,
      },
    );
  };
  let muster = await start();
  const screens: OpenScreen[] = [];
  const cookies = new Map<string, string>();

  const house: House = {
    get muster() {
      return muster;
    },
    get url() {
      return muster.url.replace('localhost', '127.0.0.1');
    },
    dir,
    log,
    incidentId: '',
    stationId: '',
    now: () => now,
    pass(minutes) {
      now += Math.round(minutes * 60_000);
    },
    as(personId) {
      const { organisationId, roles, status } = house.get('person', personId);
      return { kind: 'person', personId, organisationId, roles, approved: status === 'approved' };
    },
    async does(who, name, input, requestId) {
      const actor = typeof who === 'string' ? house.as(who) : who;
      const { answer } = await muster.perform(name, actor, input, requestId === undefined ? {} : { requestId });
      return answer;
    },
    async signIn(personId) {
      const known = cookies.get(personId);
      if (known !== undefined) return known;
      const link = await muster.signInLink(personId);
      const { status, headers } = await house.http('acceptInvitation', { token: link.slice(link.indexOf('#') + 1) });
      const cookie = headers.get('set-cookie')?.split(';')[0];
      if (status !== 200 || cookie === undefined) throw new Error(`${personId} could not sign in: ${status}`);
      cookies.set(personId, cookie);
      return cookie;
    },
    async http(name, input, { as, headers = {} } = {}) {
      const { method } = operations[name].http;
      const given: Record<string, unknown> = { ...(input as object) };
      const address = addressOf(name, given);
      const rest = Object.entries(given).map(([key, value]): [string, string] => [key, String(value)]);
      const query = method === 'GET' && rest.length > 0 ? `?${new URLSearchParams(rest).toString()}` : '';
      const response = await fetch(`${house.url}${address}${query}`, {
        method,
        headers: {
          ...(method === 'POST' ? { 'Content-Type': 'application/json' } : {}),
          ...(as === undefined ? {} : { Cookie: await house.signIn(as) }),
          ...headers,
        },
        ...(method === 'POST' ? { body: JSON.stringify(given) } : {}),
      });
      return { status: response.status, headers: response.headers, body: (await response.json()) as never };
    },
    async screen({ as, ...rest } = {}) {
      const cookie = as === undefined ? undefined : await house.signIn(as);
      const screen = await openScreen(house.url, { ...rest, ...(cookie === undefined ? {} : { cookie }) });
      screens.push(screen);
      return screen;
    },
    get(kind, id) {
      const record = muster.board.spine.sight.view.get(kind, id);
      if (!record) throw new Error(`there is no ${kind} ${id}`);
      return record;
    },
    all: (kind) => [...muster.board.spine.sight.view.all(kind)],
    async restart() {
      for (const screen of screens.splice(0)) screen.close();
      await muster.stop();
      muster = await start();
    },
    async stop() {
      for (const screen of screens.splice(0)) screen.close();
      await muster.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  if (options.furnished === false) return house;
  await house.does(system, 'importRecords', { organisations, cells, people });
  const { incidentId } = await house.does('ada', 'openIncident', {
    name: { en: 'Typhoon Haiyan Street', zh: '台风“海燕路”' },
    hazard: 'typhoon',
    area: { en: 'Coast district', zh: '滨海区' },
    centre: { lon: 121.53, lat: 28.62 },
  });
  house.incidentId = incidentId;
  const { stationId } = await house.does('cao', 'addStation', {
    incidentId,
    name: { en: 'School gym', zh: '学校体育馆' },
    cellId: 'school',
    point: { lon: 121.51, lat: 28.63 },
  });
  house.stationId = stationId;
  return house;
}

/** The path of an operation with its parameters filled in, which are taken out of the input. */
function addressOf(name: OperationName, given: Record<string, unknown>): string {
  return operations[name].http.path.replaceAll(/:(\w+)/g, (_, field: string) => {
    const value = given[field];
    delete given[field];
    return encodeURIComponent(String(value));
  });
}

/** The problem that a promise is refused with; fails where it is kept. */
export async function refusalOf(promise: Promise<unknown>): Promise<{ code: string; params: Record<string, unknown> }> {
  try {
    await promise;
  } catch (error) {
    const { code, params } = error as { code?: string; params?: Record<string, unknown> };
    if (code === undefined || params === undefined) throw error;
    return { code, params };
  }
  throw new Error('it was not refused');
}
