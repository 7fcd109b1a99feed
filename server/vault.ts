import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AnyRecord } from '../shared/records.ts';
import { StoreRefused, type Store, type StoredRecord, type SubjectKey } from './store/store.ts';

/**
 * What is kept from those who read the store: private parts are sealed with AES-256-GCM under a key per subject,
 * that key is wrapped by the deployment key and rests outside the journal. Destroying it erases the subject
 * while the journal and its hashes stay whole. A sealed text reads `<key id>.<base64 of iv, tag, ciphertext>`.
 */
export interface Vault {
  /** The record as it may rest: `private` sealed, and a blind index where somebody must be found by it. */
  seal: (record: AnyRecord) => StoredRecord;
  /** The private part, or undefined where there is none or its key was destroyed. */
  open: (record: object) => unknown;
  /** Keys for subjects to come are made durable ahead of need, so that sealing costs no write of its own. */
  readyKeys: (atLeast: number) => Promise<void> | void;
  /** Fetches the keys of records that another process sealed; without records, every key there is, as a start does. */
  learnKeys: (records?: Iterable<StoredRecord>) => Promise<void>;
  destroyKeyOf: (record: StoredRecord) => Promise<void>;
  secrets: Secrets;
}

/** Secrets that follow from an id: nothing to store, and a retried request gets the same one again. */
export interface Secrets {
  followCode: (needId: string) => string;
  /** The code on a walk-up volunteer's paper, or on a certificate of hours. */
  paperCode: (of: 'walkUp' | 'serviceRecord', id: string) => string;
  /** What a need is found by when somebody gives its code, or a person by their phone. */
  blindIndex: (text: string) => string;
  /** `<id>.<mac>` for one purpose; `readToken` gives the id back, or null. */
  token: (purpose: 'invitation' | 'station' | 'session' | 'offer', id: string) => string;
  readToken: (purpose: 'invitation' | 'station' | 'session' | 'offer', token: string) => string | null;
  /** 32 bytes for one purpose that every process with this deployment key comes to. `round`: the next such value. */
  derived: (purpose: 'vapid', round: number) => Buffer;
  /** A value that two processes with the same deployment key agree on. */
  keyCheck: string;
}

const spareKeys = 256;

/** Opens the vault of a store with the deployment key (32 bytes); no key is learnt yet. Throws StoreRefused where the store was sealed with another. */
export async function openVault(store: Store, deploymentKey: Buffer): Promise<Vault> {
  const secrets = createSecrets(deploymentKey);
  if ((await store.settle('keyCheck', secrets.keyCheck)) !== secrets.keyCheck)
    throw new StoreRefused(
      'This store was sealed with another deployment key. Give the one it was founded with as MUSTER_SECRET.',
    );
  const wrapping = derive(deploymentKey, 'wrap');
  /** Wrapped, as they were read, until first used: a start reads a key for everybody and needs few of them. */
  const keys = new Map<string, Buffer | string>();
  const opened = new WeakMap<object, unknown>();
  const spare: string[] = [];
  let making: Promise<void> | null = null;

  const learn = (given: readonly SubjectKey[]) => {
    for (const { subjectId, wrapped } of given) if (!keys.has(subjectId)) keys.set(subjectId, wrapped);
  };
  function keyOf(id: string): Buffer | undefined {
    const found = keys.get(id);
    if (typeof found !== 'string') return found;
    const key = decrypt(wrapping, Buffer.from(found, 'base64'));
    keys.set(id, key);
    return key;
  }
  async function makeKeys(): Promise<void> {
    const made = Array.from({ length: spareKeys }, () => ({
      id: randomBytes(9).toString('base64url'),
      key: randomBytes(32),
    }));
    await store.addKeys(
      made.map(({ id, key }) => ({ subjectId: id, wrapped: encrypt(wrapping, key).toString('base64') })),
    );
    for (const { id, key } of made) {
      keys.set(id, key);
      spare.push(id);
    }
  }

  const keyIdOf = (record: { sealed?: unknown }) =>
    typeof record.sealed === 'string' ? record.sealed.slice(0, record.sealed.indexOf('.')) : undefined;

  return {
    secrets,
    readyKeys(atLeast) {
      if (spare.length >= atLeast) {
        if (spare.length < spareKeys / 2) making ??= makeKeys().finally(() => (making = null));
        // A failed top-up is tried again by the next commit; what is there suffices for this one.
        making?.catch(() => undefined);
        return;
      }
      return (async () => {
        while (spare.length < atLeast) await (making ??= makeKeys().finally(() => (making = null)));
      })();
    },
    seal(record) {
      const { private: secret, ...rest } = record as AnyRecord & { private?: object; sealed?: string; blind?: string };
      if (record.kind === 'walkUp' || record.kind === 'serviceRecord')
        rest.blind = secrets.blindIndex(secrets.paperCode(record.kind, record.id));
      if (secret === undefined) return rest as StoredRecord;
      const known = keyIdOf(rest);
      const keyId = known !== undefined && keys.has(known) ? known : spare.pop();
      if (keyId === undefined) throw new Error('no key is ready');
      const sealed = `${keyId}.${encrypt(keyOf(keyId)!, Buffer.from(JSON.stringify(secret))).toString('base64')}`;
      const stored: StoredRecord = { ...(rest as StoredRecord), sealed };
      if (record.kind === 'person') {
        // Nobody is found any more by the number they had.
        delete stored['blind'];
        if (record.private?.phone) stored['blind'] = secrets.blindIndex(plainPhone(record.private.phone));
      }
      if (record.kind === 'need') stored['blind'] = secrets.blindIndex(secrets.followCode(record.id));
      opened.set(stored, secret);
      return stored;
    },
    open(record) {
      const known = opened.get(record);
      if (known !== undefined) return known;
      const keyId = keyIdOf(record);
      const key = keyId === undefined ? undefined : keyOf(keyId);
      if (keyId === undefined || key === undefined) return undefined;
      const sealed = (record as { sealed: string }).sealed.slice(keyId.length + 1);
      const secret: unknown = JSON.parse(decrypt(key, Buffer.from(sealed, 'base64')).toString());
      opened.set(record, secret);
      return secret;
    },
    async learnKeys(records) {
      if (!records) return learn(await store.loadKeys());
      const missing = new Set<string>();
      for (const record of records) {
        const keyId = keyIdOf(record);
        if (keyId !== undefined && !keys.has(keyId)) missing.add(keyId);
      }
      if (missing.size > 0) learn(await store.loadKeys([...missing]));
    },
    async destroyKeyOf(record) {
      const keyId = keyIdOf(record);
      if (keyId === undefined) return;
      await store.destroyKey(keyId);
      keys.delete(keyId);
    },
  };
}

/** The same number however it was typed. */
export const plainPhone = (phone: string): string => phone.replaceAll(/[ -]/g, '').replace(/^\+?86(?=1\d{10}$)/, '');

/** A code as it is printed, however it was typed. */
export function dashed(code: string): string {
  const plain = code.replaceAll('-', '');
  return `${plain.slice(0, 5)}-${plain.slice(5)}`;
}

export function createSecrets(deploymentKey: Buffer): Secrets {
  const blindKey = derive(deploymentKey, 'blind');
  const tokenKey = derive(deploymentKey, 'token');
  const mac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const token = (purpose: string, id: string) =>
    `${id}.${mac(tokenKey, `${purpose}:${id}`).subarray(0, 18).toString('base64url')}`;
  return {
    blindIndex: (text) => mac(blindKey, text).subarray(0, 15).toString('base64url'),
    followCode: (needId) => readable(mac(tokenKey, `follow:${needId}`)),
    paperCode: (of, id) => readable(mac(tokenKey, `${of}:${id}`)),
    token,
    readToken(purpose, given) {
      const id = given.slice(0, Math.max(0, given.lastIndexOf('.')));
      const expected = Buffer.from(token(purpose, id));
      const got = Buffer.from(given);
      return id !== '' && got.length === expected.length && timingSafeEqual(got, expected) ? id : null;
    },
    derived: (purpose, round) => derive(deploymentKey, `${purpose}:${round}`),
    keyCheck: mac(derive(deploymentKey, 'check'), 'muster').toString('base64url'),
  };
}

// No O and 0, no I and 1: codes are read out over bad lines. Ten of 32 letters are 50 bits.
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
function readable(bytes: Buffer): string {
  const code = Array.from(bytes.subarray(0, 10), (byte) => letters[byte % 32]).join('');
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

const derive = (key: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, 'muster', purpose, 32));

function encrypt(key: Buffer, plain: Buffer): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

function decrypt(key: Buffer, sealed: Buffer): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  cipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]);
}
