import { MongoBulkWriteError, MongoError, MongoServerError } from 'mongodb';
import { StoreAway, StoreRefused } from './store.ts';

/** Mistakes of the caller that trying again would only repeat: the document is too large, or cannot be written as BSON. */
const ownMistakes = new Set([2, 9, 14, 52, 55, 56, 57, 10334, 17280, 17420]);

export function isDuplicate(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === 11000;
}

/**
 * Those documents of an unordered bulk write that met a duplicate key; throws where anything else went wrong,
 * among it a write that no majority confirmed.
 */
export function duplicatesOf(error: unknown): number[] {
  if (!(error instanceof MongoBulkWriteError) || error.result.getWriteConcernError()) throw error;
  const errors = [error.writeErrors].flat();
  if (errors.length === 0 || errors.some((one) => one.code !== 11000)) throw error;
  return errors.map((one) => one.index);
}

/**
 * What MongoDB says while it is down, cut off, electing, read-only or full means one thing to the caller:
 * nothing is known of this call.
 */
export async function reaching<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isTrouble(error)) throw error;
    throw new StoreAway(`MongoDB does not take or give data: ${reason(error)}`, { cause: error });
  }
}

/** A socket's own errors come through the driver as they are. */
function isTrouble(error: unknown): boolean {
  if (error instanceof MongoError) return !isOwnMistake(error);
  return error instanceof Error && ('syscall' in error || /^(MongooseError|DisconnectedError)$/.test(error.name));
}

function isOwnMistake(error: MongoError): boolean {
  if (/BSON|too large|MongoInvalidArgument/i.test(`${error.name} ${error.message}`)) return true;
  return error instanceof MongoServerError && ownMistakes.has(Number(error.code));
}

/** At start, an answer that no waiting changes is told apart from no answer. */
export async function openingAt<T>(hosts: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof StoreRefused || error instanceof StoreAway) throw error;
    const code = error instanceof MongoServerError ? Number(error.code) : 0;
    if (code === 18 || code === 8000)
      throw new StoreRefused(`MongoDB at ${hosts} refused the user name or password in MONGODB_URI.`, { cause: error });
    if (code === 13)
      throw new StoreRefused(
        `The user in MONGODB_URI may not do what Muster needs (${reason(error)}). Grant it readWrite on this database.`,
        { cause: error },
      );
    if (isTrouble(error))
      throw new StoreAway(`MongoDB at ${hosts} cannot be used now: ${reason(error)}`, { cause: error });
    throw error;
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0]! : String(error);
}
