import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AgendaBackend } from 'agenda';
import { MongoBackend } from '@agendajs/mongo-backend';
import type { Logger } from 'pino';
import { SettingRefused, type Config } from './config.ts';
import { createMemoryBackend } from './jobs/memory-backend.ts';
import { openLmdbStore } from './store/lmdb.ts';
import { openMongoStore } from './store/mongo.ts';
import type { Store } from './store/store.ts';

/** What stands under a running Muster, chosen by the settings. */
export interface House {
  store: Store;
  deploymentKey: Buffer;
  jobsBackend: AgendaBackend;
  /** Other processes may write to the same store. */
  isShared: boolean;
  close: () => Promise<void>;
}

/** Opens the store that the settings name, and finds or makes the deployment key. */
export async function openHouse(config: Config, log: Logger): Promise<House> {
  const deploymentKey = deploymentKeyOf(config);
  if (config.MONGODB_URI === undefined) {
    const store = await openLmdbStore(config.DATA_DIR);
    return { store, deploymentKey, jobsBackend: createMemoryBackend(), isShared: false, close: () => store.close() };
  }
  const store = await openMongoStore(config.MONGODB_URI, { warn: (message) => log.warn(message) });
  return {
    store,
    deploymentKey,
    jobsBackend: new MongoBackend({ mongo: store.agendaDb, collection: 'jobs' }),
    isShared: true,
    close: () => store.close(),
  };
}

/** From the settings; else made at the first start and kept beside the data, readable by its owner alone. */
function deploymentKeyOf(config: Config): Buffer {
  if (config.MUSTER_SECRET !== undefined) return Buffer.from(config.MUSTER_SECRET, 'base64');
  const file = path.join(config.DATA_DIR, 'secrets.json');
  if (existsSync(file)) {
    const key = Buffer.from(keyIn(readFileSync(file, 'utf8')), 'base64');
    if (key.length !== 32)
      throw new SettingRefused(`${file} holds no deployment key; restore it from the backup, or set MUSTER_SECRET`);
    return key;
  }
  const key = randomBytes(32);
  if (existsSync(config.DATA_DIR) && !statSync(config.DATA_DIR).isDirectory())
    throw new SettingRefused(`DATA_DIR is ${JSON.stringify(config.DATA_DIR)}, which is not a directory`);
  mkdirSync(config.DATA_DIR, { recursive: true });
  // Linked into place whole and synced: what is sealed with a key that a crash took away is lost.
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify({ deploymentKey: key.toString('base64') }, null, 2), {
    mode: 0o600,
    flush: true,
  });
  try {
    linkSync(fresh, file);
  } catch (error) {
    // Another process that starts at the same moment was first.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return deploymentKeyOf(config);
    throw error;
  } finally {
    unlinkSync(fresh);
  }
  return key;
}

function keyIn(text: string): string {
  try {
    const { deploymentKey } = JSON.parse(text) as { deploymentKey?: unknown };
    return typeof deploymentKey === 'string' ? deploymentKey : '';
  } catch {
    return '';
  }
}
