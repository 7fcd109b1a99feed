import type { Db } from 'mongodb';
import type { Connection, Mongoose } from 'mongoose';
import { isDuplicate, openingAt } from './mongo-errors.ts';
import { collectionNames, modelsOn, newMongoose, type Models } from './mongo-models.ts';
import { StoreAway, StoreRefused } from './store.ts';

export interface MongoStoreOptions {
  /** How long one call may take before the store counts as away; 10 s unless told. */
  timeoutMs?: number;
  /** Told what an operator should know. */
  warn?: (message: string) => void;
  /** For `npm run move`, which fills a store. */
  moving?: boolean;
  /** Refuses to make a new one, and changes nothing in opening. */
  mustExist?: boolean;
}

export interface OpenedMongo {
  connection: Connection;
  mongoose: Mongoose;
  db: Db;
  models: Models;
  /** False for a standalone server, which nothing takes over for. */
  replicated: boolean;
}

/** 2: the entries of a journal document are one text. */
const schema = 2;

/** Connects, makes sure that the database is Muster's or nobody's, and that its indexes stand. */
export async function openMongo(uri: string, options: MongoStoreOptions): Promise<OpenedMongo> {
  const hosts = hostsOf(uri);
  const mongoose = newMongoose();
  const connection = await connect(mongoose, uri, hosts, options.timeoutMs ?? 10_000);
  try {
    return await openingAt(hosts, async () => {
      const db = connection.db as unknown as Db;
      await claim(db, options.mustExist ?? false);
      const models = modelsOn(mongoose, connection);
      if (!options.mustExist)
        for (const model of [...models.records.values(), models.requests]) await model.createIndexes();
      const replicated = await isReplicated(db);
      if (!replicated)
        options.warn?.(
          `MongoDB at ${hosts} is a standalone server: nothing takes over when it fails. A replica set of three does.`,
        );
      return { connection, mongoose, db, models, replicated };
    });
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function connect(mongoose: Mongoose, uri: string, hosts: string, timeoutMs: number): Promise<Connection> {
  const connection = mongoose.createConnection();
  try {
    await connection.openUri(uri, {
      ...(databaseIn(uri) ? {} : { dbName: 'muster' }),
      appName: 'muster',
      bufferCommands: false,
      // What a fail-over can roll back is neither acknowledged nor shown.
      writeConcern: { w: 'majority', journal: true, wtimeoutMS: timeoutMs },
      readConcern: { level: 'majority' },
      readPreference: 'primary',
      ignoreUndefined: true,
      serverSelectionTimeoutMS: timeoutMs,
      connectTimeoutMS: timeoutMs,
      socketTimeoutMS: timeoutMs,
      waitQueueTimeoutMS: timeoutMs,
      heartbeatFrequencyMS: 2000,
    });
    return connection;
  } catch (error) {
    await connection.close().catch(() => {});
    const { name, message } = error as Error;
    if (name === 'MongoServerSelectionError' || name === 'MongooseServerSelectionError')
      throw new StoreAway(`MongoDB at ${hosts} does not answer: ${message.split('\n')[0]}`, { cause: error });
    if (name === 'MongoParseError' || name === 'MongoInvalidArgumentError' || name === 'MongoAPIError')
      throw new StoreRefused(`MONGODB_URI is not one that MongoDB's driver understands: ${hide(message)}.`);
    return openingAt(hosts, () => Promise.reject(error as Error));
  }
}

/**
 * Says whose the database is, in a document of its own. One with anything else in it and without
 * that document is somebody's, and left as it is.
 */
async function claim(db: Db, mustExist: boolean): Promise<void> {
  const deployment = db.collection<{ _id: string; program: string; schema: number }>('deployment');
  const standing = await deployment.findOne({ _id: 'program' });
  if (standing) return judge(db, standing);
  if (mustExist) throw new StoreRefused(`The database ${db.databaseName} holds no Muster store.`);
  const names = (await db.listCollections({}, { nameOnly: true }).toArray())
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('system.'));
  // An empty `deployment`, or one with just that document by now, is another process of ours in the middle of this.
  const isTheirs = names.some((name) => name !== 'deployment');
  if (isTheirs || (await deployment.findOne({ _id: { $ne: 'program' } }))) {
    // Unless that process came to its end since the first look.
    const late = await deployment.findOne({ _id: 'program' });
    if (late) return judge(db, late);
    throw foreign(db, names);
  }
  try {
    await deployment.insertOne({ _id: 'program', program: 'muster', schema });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return claim(db, true);
  }
}

function judge(db: Db, { program, schema: theirs }: { program: string; schema: number }): void {
  if (program !== 'muster') throw foreign(db, ['deployment']);
  if (theirs < schema)
    throw new StoreRefused(
      `The database ${db.databaseName} was written by an older Muster (schema ${theirs}; this one needs ${schema}). Move it to a directory with that version, and from there with this one.`,
    );
  if (theirs > schema)
    throw new StoreRefused(
      `The database ${db.databaseName} was written by a newer Muster (schema ${theirs}; this one knows ${schema}). Run that version.`,
    );
}

function foreign(db: Db, names: readonly string[]): StoreRefused {
  const theirs = names.filter((name) => !collectionNames.includes(name));
  const shown = (theirs.length > 0 ? theirs : names).slice(0, 5).join(', ');
  return new StoreRefused(
    `The database ${db.databaseName} holds what is not Muster's (${shown}). Name another one in MONGODB_URI.`,
  );
}

async function isReplicated(db: Db): Promise<boolean> {
  // Some servers that speak the protocol know the question by its older name only.
  const hello = await db.command({ hello: 1 }).catch(() => db.command({ isMaster: 1 }));
  return Boolean(hello['setName']) || hello['msg'] === 'isdbgrid';
}

/** For messages: without user and password. */
function hostsOf(uri: string): string {
  return /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]+)/.exec(uri)?.[1] ?? 'the address given';
}

function databaseIn(uri: string): boolean {
  return /^mongodb(?:\+srv)?:\/\/[^/]+\/[^?]+/.test(uri);
}

function hide(message: string): string {
  return message.replace(/\/\/[^@\s]*@/g, '//…@').replace(/\.$/, '');
}
