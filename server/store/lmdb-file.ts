import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readSync, openSync, closeSync, statSync, accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { StoreRefused } from './store.ts';

/** Makes the directory where there is none, and refuses one that cannot be Muster's. */
export function checkDirectory(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    accessSync(dir, constants.R_OK | constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' || code === 'ENOTDIR' ? 'is not a directory' : `cannot be written to (${code})`;
    throw new StoreRefused(`DATA_DIR ${dir} ${why}.`, { cause: error });
  }
  if (existsSync(join(dir, 'data.mdb')))
    throw new StoreRefused(`DATA_DIR ${dir} holds the database of another program (data.mdb). Give Muster its own.`);
}

const magic = 0xbeefc0de;
const metaAt = 24;

/**
 * Refuses a file that is not LMDB's, or not whole. It is read before LMDB maps it, because touching
 * a mapped page that the file does not have ends the process without a word.
 */
export async function checkFile(path: string): Promise<void> {
  if (!existsSync(path)) return;
  const size = statSync(path).size;
  if (size === 0) return;
  const head = readHead(path);
  if (head.length < metaAt + 136 || head.readUInt32LE(metaAt) !== magic)
    throw new StoreRefused(`${path} is not a Muster store, or its head is damaged. ${wayOut}`);
  const pageSize = head.readUInt32LE(metaAt + 24);
  const metas = [head, head.subarray(pageSize)].filter((meta) => meta.length >= metaAt + 136);
  const pages = Math.max(...metas.map((meta) => Number(meta.readBigUInt64LE(metaAt + 120)))) + 1;
  // A file may end before its last page where those pages are free: only reading all of it tells.
  if (size < pages * pageSize && !(await readsThrough(path)))
    throw new StoreRefused(`${path} is cut short: ${size} bytes of ${pages * pageSize}. ${wayOut}`);
}

const wayOut = 'Nothing was changed. Move it away and restore a backup, or start with an empty directory.';

function readHead(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(2 * 65_536);
    return head.subarray(0, readSync(file, head, 0, head.length, 0));
  } finally {
    closeSync(file);
  }
}

const reader = `
  import { open } from 'lmdb';
  const root = open({ path: process.argv[1], noSubdir: true, readOnly: true, maxDbs: 8 });
  for (const name of [...root.getKeys({})]) {
    if (name === 'program') continue;
    for (const entry of root.openDB(String(name), { encoding: 'binary', keyEncoding: 'binary' }).getRange({})) void entry.value;
  }
  await root.close();`;

/** In a process of its own, which may end without a word. */
function readsThrough(path: string): Promise<boolean> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', reader, path], {
    cwd: import.meta.dirname,
    stdio: 'ignore',
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
