import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { firstLine, freePort, isOnPath } from './programs.ts';
import { mongoJavaServer } from './mongo-java.ts';

/** A MongoDB for this run. */
export interface TestMongo {
  /** Which one it is, for people. */
  how: string;
  /** Its address without a database. */
  base: string;
  /** A database that nobody else uses. */
  freshUri(): string;
  drop(uri: string): Promise<void>;
  stop(): void;
}

let shared: Promise<TestMongo | null> | undefined;

/**
 * The MongoDB that all tests of this process share, or null, said aloud, where none can be had; never null where CI=true.
 * In this order: MUSTER_TEST_MONGODB_URI (set by `npm test` for its children), MONGODB_URI, a `mongod` on the PATH,
 * one that mongodb-memory-server-core downloads, mongo-java-server by Maven.
 */
export function testMongo(): Promise<TestMongo | null> {
  shared ??= findMongo();
  return shared;
}

/** For a `before` hook: the shared MongoDB, or the tests of this suite are listed as left out. */
export async function mongoOrSkip(context: Mocha.Context): Promise<TestMongo> {
  context.timeout(180_000);
  const mongo = await testMongo();
  if (!mongo) context.skip();
  return mongo;
}

async function findMongo(): Promise<TestMongo | null> {
  const given = process.env['MUSTER_TEST_MONGODB_URI'] ?? process.env['MONGODB_URI'];
  // `npm test` looked, found none and said so.
  if (process.env['MUSTER_TEST_MONGODB_URI'] === '') return null;
  if (given) return reached('the one at the address given', withoutDatabase(given));
  const reasons: string[] = [];
  for (const way of [mongodOnPath, downloaded, javaServer]) {
    const found = await way();
    if (typeof found !== 'string') return found;
    reasons.push(found);
  }
  const summary = `no MongoDB for tests: ${reasons.join('; ')}. Set MONGODB_URI to use one of yours.`;
  if (process.env['CI'] === 'true') throw new Error(summary);
  process.stderr.write(`${summary} The MongoDB tests are left out.\n`);
  return null;
}

async function mongodOnPath(): Promise<TestMongo | string> {
  if (!isOnPath('mongod')) return 'no mongod on the PATH';
  const port = await freePort();
  const dbpath = mkdtempSync(join(tmpdir(), 'muster-mongod-'));
  const child = spawn('mongod', ['--dbpath', dbpath, '--port', String(port), '--bind_ip', '127.0.0.1', '--quiet'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  letGo(child);
  return reached('mongod from the PATH', `mongodb://127.0.0.1:${port}`, child);
}

async function downloaded(): Promise<TestMongo | string> {
  // The package tries for minutes where there is no way out, so its source is asked first.
  const source = 'https://fastdl.mongodb.org/';
  const open = await fetch(source, { method: 'HEAD', signal: AbortSignal.timeout(3000) }).then(
    (answer) => answer.status < 500 && answer.headers.get('server') !== null,
    () => false,
  );
  if (!open) return `${source} is out of reach`;
  process.stderr.write('Tests: getting a MongoDB with mongodb-memory-server-core …\n');
  try {
    const { MongoMemoryServer } = await import('mongodb-memory-server-core');
    const giveUp = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('it took longer than 40 s')), 40_000).unref();
    });
    const server = await Promise.race([MongoMemoryServer.create(), giveUp]);
    process.once('exit', () => void server.stop());
    return await reached('mongodb-memory-server', withoutDatabase(server.getUri()));
  } catch (error) {
    return `mongodb-memory-server-core did not get one (${(error as Error).message.split('\n')[0]})`;
  }
}

async function javaServer(): Promise<TestMongo | string> {
  const child = await mongoJavaServer();
  if (typeof child === 'string') return child;
  const port = Number(await firstLine(child));
  letGo(child);
  if (!port) return 'mongo-java-server did not start';
  return reached('mongo-java-server', `mongodb://127.0.0.1:${port}`, child);
}

/** Neither the process nor its pipes keep this one from ending; and it does not outlive it. */
function letGo(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as { unref?: () => void } | null)?.unref?.();
  process.once('exit', () => child.kill());
}

async function reached(how: string, base: string, child?: ChildProcess): Promise<TestMongo> {
  const client = new MongoClient(base, { serverSelectionTimeoutMS: 30_000 });
  await client.db('admin').command({ ping: 1 });
  await client.close();
  process.stderr.write(`Tests: MongoDB is ${how}.\n`);
  return {
    how,
    base,
    freshUri: () => withDatabase(base, `muster-test-${randomBytes(6).toString('hex')}`),
    async drop(uri) {
      const client = new MongoClient(uri);
      await client.db().dropDatabase();
      await client.close();
    },
    stop: () => void child?.kill(),
  };
}

function withDatabase(base: string, name: string): string {
  const url = new URL(base);
  url.pathname = `/${name}`;
  // Users mostly live in `admin`, which is no longer implied once a database is named.
  if (url.username && !url.searchParams.has('authSource')) url.searchParams.set('authSource', 'admin');
  return url.href;
}

function withoutDatabase(uri: string): string {
  return uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/, '$1/$2');
}
