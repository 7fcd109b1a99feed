import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BoardProblem } from '../../server/matching/flow/problem.ts';

/** One board in front of one peer. Each solve starts from nothing; only the peer's own search is timed, by the peer. */
export interface Contest {
  solve(): Promise<{ ms: number; objective: number }>;
  close(): Promise<void>;
}

/** A solver of somebody else's. `missing` says why it is not measured here. */
export interface Peer {
  readonly name: string;
  readonly missing?: string;
  open(problem: BoardProblem): Contest;
}

export interface Peers {
  readonly lemon: Peer;
  readonly scipy: Peer;
  /** Removes what was compiled and written. */
  dispose(): void;
}

export function findPeers(): Peers {
  const folder = mkdtempSync(join(tmpdir(), 'bench-matching-'));
  let boards = 0;
  const peer = (name: string, command: readonly string[] | string): Peer =>
    typeof command === 'string'
      ? { name, missing: command, open: () => refuse(name) }
      : {
          name,
          open(problem) {
            const file = join(folder, `board-${boards++}`);
            writeFileSync(file, boardBytes(problem));
            return contest([...command, file]);
          },
        };
  return {
    lemon: peer('LEMON network simplex', lemonCommand(folder)),
    scipy: peer('scipy min_weight_full_bipartite_matching', scipyCommand()),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function refuse(name: string): never {
  throw new Error(`${name} is not there`);
}

const besideThis = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** The compiled peer, or why there is none. */
function lemonCommand(folder: string): readonly string[] | string {
  const program = join(folder, 'lemon-peer');
  const flags = ['-std=c++17', '-O3', '-march=native', '-DNDEBUG', '-w'];
  const { status, error, stderr } = spawnSync('g++', [...flags, besideThis('lemon-peer.cpp'), '-o', program], {
    encoding: 'utf8',
  });
  if (error) return 'no g++ here';
  if (status === 0) return [program];
  return stderr.includes('lemon/') ? "LEMON's headers are not installed (Debian: liblemon-dev)" : stderr.slice(0, 300);
}

/** Debian's own Python first: it is the one that python3-scipy installs for. */
function scipyCommand(): readonly string[] | string {
  for (const python of ['/usr/bin/python3', 'python3']) {
    if (python.startsWith('/') && !existsSync(python)) continue;
    const probe = spawnSync(python, ['-c', 'from scipy.sparse.csgraph import min_weight_full_bipartite_matching']);
    if (probe.status === 0) return [python, besideThis('scipy-peer.py')];
  }
  return 'scipy is not installed (Debian: python3-scipy)';
}

function boardBytes({ people, rows, demand, unmetCost, rowStart, edgePerson, edgeCost }: BoardProblem): Buffer {
  const head = Int32Array.of(people, rows, edgePerson.length, 0);
  const arrays = [head, demand, rowStart, edgePerson, unmetCost, edgeCost];
  return Buffer.concat(arrays.map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)));
}

function contest([program, ...args]: readonly string[]): Contest {
  const child = spawn(program!, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  return {
    async solve() {
      child.stdin.write('again\n');
      const { value, done } = await lines.next();
      if (done) throw new Error(`${program} ended without an answer`);
      const [nanoseconds, objective] = String(value).split(' ').map(Number);
      return { ms: nanoseconds! / 1e6, objective: objective! };
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
