import { readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RootDatabase } from 'lmdb';
import { StoreRefused } from './store.ts';

/** Who holds a directory. A number alone is not enough: the system gives it to somebody else after a crash. */
interface Holder {
  pid: number;
  /** When that process started, in the system's own words. */
  started: string;
  /** Process numbers mean something within one namespace of one boot: a container has its own. */
  world: string;
}

/**
 * Takes the directory for this process or refuses, naming the process that has it. Resolves with the way to give it
 * back. A holder that was killed blocks nobody. Two processes on one file would lose nothing (the journal's numbers are
 * unique), but each would show a picture without the other's changes.
 */
export async function holdDirectory(dir: string, root: RootDatabase<unknown, string>): Promise<() => void> {
  const path = join(resolve(dir), 'muster.pid');
  const me: Holder = { pid: process.pid, started: startOf(process.pid), world: world() };
  const seen = readHolder(path);
  // Another world's process numbers cannot be looked up; what can be seen is whether it still touches its file.
  const silent = seen && seen.holder.world !== me.world && !(await movesWithin(path, seen.touchedAt, beatMs * 5));

  // LMDB's write lock, which the kernel gives up with its process, keeps two newcomers apart.
  root.transactionSync(() => {
    const standing = readHolder(path);
    const sameAsSeen = standing?.touchedAt === seen?.touchedAt;
    if (standing && !(silent && sameAsSeen) && lives(standing.holder, me.world))
      throw new StoreRefused(
        `DATA_DIR ${dir} is in use by process ${standing.holder.pid}. Stop that one first, or give this one its own directory.`,
      );
    writeFileSync(path, JSON.stringify(me), { mode: 0o600 });
  });

  const beat = setInterval(() => touch(path), beatMs);
  beat.unref();
  return () => {
    clearInterval(beat);
    const standing = readHolder(path)?.holder;
    if (standing?.pid === me.pid && standing.started === me.started && standing.world === me.world) rmSync(path);
  };
}

const beatMs = 1000;

function lives(holder: Holder, here: string): boolean {
  if (holder.world !== here) return true;
  const started = startOf(holder.pid);
  return started !== '' && started === holder.started;
}

function startOf(pid: number): string {
  try {
    if (process.platform === 'linux') {
      // The name in brackets may hold spaces; after it come the state and, as the 20th field, the start time.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? '' : (fields[19] ?? '');
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

function world(): string {
  if (process.platform !== 'linux') return process.platform;
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
}

function readHolder(path: string): { holder: Holder; touchedAt: number } | undefined {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as Holder;
    return { holder, touchedAt: statSync(path).mtimeMs };
  } catch {
    return undefined;
  }
}

async function movesWithin(path: string, touchedAt: number, ms: number): Promise<boolean> {
  if (touchedAt < Date.now() - ms * 6) return false;
  for (const until = Date.now() + ms; Date.now() < until; await pause(100))
    if (readHolder(path)?.touchedAt !== touchedAt) return true;
  return false;
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The directory is gone or full: the next append says so.
  }
}
