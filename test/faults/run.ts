import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '../../server/config.ts';
import { openMongoStore } from '../../server/store/mongo.ts';
import { startMuster } from '../../server/start.ts';
import { createSecrets } from '../../server/vault.ts';
import { applyFrame, emptyScreen, type Frame } from '../../shared/board.ts';
import { picture } from '../support/house-screen.ts';
import { randomFrom, type Random } from '../support/random.ts';
import { buildServer, type Patch } from './build-server.ts';
import { notUpFile } from './check.ts';
import { deskDeed, pocketDeed, report } from './deeds.ts';
import { startFleet, type Fleet } from './fleet.ts';
import { openHistory, type History } from './history.ts';
import { createPerson, type Simulated } from './person.ts';
import { makeTrouble, type Plan } from './trouble.ts';
import { worldOf, type FaultWorld } from './world.ts';

export interface RunOptions {
  uri: string;
  seed: number;
  plan: Plan;
  /** Goes on until so many operations were acknowledged. */
  operations: number;
  people: number;
  /** The trouble is spread over about this long. */
  spanMs: number;
  /** Whatever is not done by then is left undone. */
  longestMs: number;
  patches?: readonly Patch[];
  /** How long the people wait for one answer before they ask another process; 5 s unless told. */
  patienceMs?: number;
  /** How long screens and boards may take to become equal in the end; a minute unless told. */
  calmWithinMs?: number;
  settings?: Record<string, string>;
  /** How many processes; three unless told. */
  processes?: number;
  /** Done instead of the plan's trouble. */
  instead?: (fleet: Fleet, counts: History['counts']) => Promise<void>;
  say?: (line: string) => void;
}

export interface RunResult {
  /** Where the evidence lies: history.jsonl, journal.jsonl, screens.jsonl, boards/. */
  dir: string;
  done: Plan;
  byKind: Record<string, number>;
  counts: History['counts'];
  seconds: number;
  complaints: string[];
}

/** One run: three processes, many people, trouble, and in the end everything the checker needs, in files. */
export async function run(options: RunOptions): Promise<RunResult> {
  const { uri, seed, plan, say = () => undefined, processes = 3 } = options;
  const dir = mkdtempSync(path.join(tmpdir(), 'muster-faults-'));
  mkdirSync(path.join(dir, 'boards'));
  const secret = randomBytes(32);
  const settings = { DATA_DIR: path.join(dir, 'data'), MUSTER_SECRET: secret.toString('base64') };
  const startedAt = performance.now();
  const [program, world] = await Promise.all([
    buildServer(path.join(dir, 'server'), options.patches),
    furnish(uri, settings, options.people),
  ]);
  const fleet = await startFleet({
    program,
    uri,
    dataDir: settings.DATA_DIR,
    secret: settings.MUSTER_SECRET,
    size: processes,
    ...(options.settings ? { settings: options.settings } : {}),
  });
  const history = openHistory(path.join(dir, 'history.jsonl'));
  let crowd: Crowd | undefined;
  try {
    await until(() => fleet.addresses().length === processes, 120_000, 'the processes are up');
    say(`${processes} processes are up after ${seconds(startedAt)} s`);
    const isLate = () => performance.now() - startedAt > options.longestMs;
    crowd = gather(fleet, world, history, secret, seed, options.patienceMs ?? 5000);
    const ticking = setInterval(
      () =>
        say(
          `${seconds(startedAt)} s: ${history.counts.answered} acknowledged, ${history.counts.refused} refused, ${history.counts.unknown} unknown`,
        ),
      10_000,
    );
    await options.instead?.(fleet, history.counts);
    const trouble = await makeTrouble(fleet, plan, {
      random: randomFrom(seed + 1),
      spanMs: options.spanMs,
      stop: isLate,
    });
    await until(() => history.counts.answered >= options.operations || isLate(), options.longestMs, 'enough was done');
    clearInterval(ticking);
    say(`the trouble is over after ${seconds(startedAt)} s`);
    await crowd.rest();
    try {
      await allUp(fleet, 'again');
      await gatherEvidence(fleet, crowd.people, dir, uri, 'after', options.calmWithinMs);
      crowd.leave();
      // Once more from what rests in the database, not from what was in memory.
      await Promise.all(fleet.members.map((member) => member.end()));
      await allUp(fleet, 'anew');
      await gatherEvidence(fleet, [], dir, uri, 'anew', options.calmWithinMs);
    } catch (error) {
      const refused = fleet.complaints.findLast((said) => said.includes('StoreRefused'));
      if (!(error instanceof NotUp) || refused === undefined) throw error;
      // A database that a process refuses to start on is evidence, too.
      writeFileSync(path.join(dir, notUpFile), `${error.message}: ${refused}`);
      await writeJournal(uri, path.join(dir, 'journal.jsonl'));
    }
    return {
      dir,
      ...trouble,
      counts: history.counts,
      seconds: seconds(startedAt),
      complaints: fleet.complaints,
    };
  } finally {
    crowd?.leave();
    history.close();
    await fleet.stop();
    rmSync(path.join(dir, 'server'), { recursive: true, force: true });
  }
}

/** Processes that do not come up. */
class NotUp extends Error {}

async function allUp(fleet: Fleet, when: 'again' | 'anew'): Promise<void> {
  await until(() => fleet.addresses().length === fleet.members.length, 120_000, 'the processes are up').catch(() => {
    throw new NotUp(`not all processes came up ${when}`);
  });
}

async function furnish(uri: string, settings: Record<string, string>, size: number): Promise<FaultWorld> {
  const world = worldOf(size, Date.now());
  const config = readConfig({ ...settings, MONGODB_URI: uri, LOG_LEVEL: 'silent' });
  const muster = await startMuster(config, { listens: false, sweeps: false });
  const { organisations, cells, people } = world;
  const system = { kind: 'system' } as const;
  await muster.perform('importRecords', system, { organisations, cells, people });
  await muster.perform('openIncident', system, {
    name: { en: 'Flood' },
    hazard: 'flood',
    area: { en: 'Here' },
    centre: cells[0]!.centre,
  });
  await muster.stop();
  return world;
}

interface Crowd {
  people: Simulated[];
  /** Nobody begins anything new; resolves when all is answered or given up. */
  rest: () => Promise<void>;
  leave: () => void;
}

function gather(
  fleet: Fleet,
  world: FaultWorld,
  history: History,
  secret: Buffer,
  seed: number,
  patienceMs: number,
): Crowd {
  const secrets = createSecrets(secret);
  let resting = false;
  const lives: Promise<void>[] = [];
  const people = world.people.map(({ id }, n) => {
    const random = randomFrom(seed + 100 + n);
    const person = createPerson({
      id,
      cookie: `muster=${secrets.token('session', `${id}~${Date.now()}`)}`,
      addresses: fleet.addresses,
      history,
      random,
      impatient: n % 4 === 1,
      overHttp: n % 3 === 2,
      patienceMs,
    });
    const isDesk = world.deskIds.includes(id);
    lives.push(live(person, random, isDesk));
    return person;
  });
  lives.push(reporting(randomFrom(seed + 99)));

  async function live(person: Simulated, random: Random, isDesk: boolean): Promise<void> {
    while (!resting) {
      await pause(isDesk ? 40 + random.below(120) : 150 + random.below(700));
      if (resting || person.screen.seq === 0) continue;
      // Desks that act in the same second look at the same few people.
      const round = Math.floor(performance.now() / 1000);
      const deed = isDesk
        ? deskDeed(person.screen, world, random, round)
        : pocketDeed(person.screen, person.id, random);
      if (deed) await person.does(deed);
    }
  }

  /** The open door, without an account and without a screen. */
  async function reporting(random: Random): Promise<void> {
    const door = createPerson({
      id: 'public',
      addresses: fleet.addresses,
      history,
      random,
      impatient: false,
      overHttp: true,
      patienceMs,
    });
    while (!resting) {
      await pause(200 + random.below(800));
      await door.does(report(world, random, false));
    }
    door.leave();
  }

  return {
    people,
    async rest() {
      resting = true;
      await Promise.all(lives);
    },
    leave() {
      resting = true;
      for (const person of people) person.leave();
    },
  };
}

/** Waits until all processes have read the same, then writes down the journal, every board and every screen beside a fresh fetch. */
async function gatherEvidence(
  fleet: Fleet,
  people: Simulated[],
  dir: string,
  uri: string,
  when: string,
  calmWithinMs = 60_000,
): Promise<void> {
  const seqs = () =>
    Promise.all(
      fleet.addresses().map(async (url) => {
        const response = await fetch(`${url}/readyz`).catch(() => null);
        const { seq, ok } = ((await response?.json()) ?? {}) as { seq?: number; ok?: boolean };
        return ok && seq !== undefined ? seq : -1;
      }),
    );
  const screensFile = path.join(dir, 'screens.jsonl');
  for (const until = performance.now() + calmWithinMs; ; await pause(500)) {
    const before = await seqs();
    const isCalm = new Set(before).size === 1 && before.length === fleet.members.length && before[0]! > 0;
    const isLast = performance.now() > until;
    if (!isCalm && !isLast) continue;
    const urls = fleet.addresses();
    if (urls.length === 0) throw new NotUp('no process is up to compare with');
    const lines = await Promise.all(people.map((person, n) => beside(person, urls[n % urls.length]!)));
    await Promise.all(
      fleet.members.map((member, n) => member.writeBoard(path.join(dir, 'boards', `${when}-${n + 1}`))),
    );
    const isSame = lines.every(({ shown, fresh }) => shown === fresh);
    const isQuiet = new Set([...before, ...(await seqs())]).size === 1;
    if (!isLast && !(isSame && isQuiet)) continue;
    if (people.length > 0) writeFileSync(screensFile, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
    break;
  }
  await writeJournal(uri, path.join(dir, 'journal.jsonl'));
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function beside(person: Simulated, url: string) {
  const response = await fetch(`${url}/api/board`, { headers: person.headers });
  const fresh = emptyScreen();
  applyFrame(fresh, (await response.json()) as Frame);
  const [shown, fetched] = [picture(person.screen), picture(fresh)].map((one) => JSON.stringify(one)) as [
    string,
    string,
  ];
  return { who: person.id, connected: person.isConnected(), shown: sha256(shown), fresh: sha256(fetched) };
}

async function writeJournal(uri: string, file: string): Promise<void> {
  const store = await openMongoStore(uri, { mustExist: true });
  writeFileSync(file, '');
  for (let seq = 1; ;) {
    const documents = await store.readFrom(seq, 500);
    if (documents.length === 0) break;
    appendFileSync(file, `${documents.map((document) => JSON.stringify(document)).join('\n')}\n`);
    seq += documents.length;
  }
  await store.close();
}

async function until(isSo: () => boolean, withinMs: number, what: string): Promise<void> {
  for (const end = performance.now() + withinMs; performance.now() < end; await pause(50)) if (isSo()) return;
  throw new Error(`it did not come to be that ${what}`);
}

const seconds = (from: number): number => Math.round((performance.now() - from) / 1000);
