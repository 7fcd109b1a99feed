import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.ts';

/** Some server processes on one database, each behind a proxy of its own, started again by themselves when they die. */
export interface Fleet {
  members: readonly Member[];
  /** Of those that serve now. */
  addresses: () => readonly string[];
  /** Ends them in good order, and starts no new ones. */
  stop: () => Promise<void>;
  /** What they said on standard error. */
  complaints: string[];
}

export interface Member {
  proxy: FaultProxy;
  /** Null while it is not up. */
  readonly address: string | null;
  readonly starts: number;
  /** Kills it and resolves when it is gone; false where there was none up to be killed. */
  kill: () => Promise<boolean>;
  /** SIGTERM; resolves with how long it took and the code it ended with. */
  end: () => Promise<{ ms: number; code: number | null }>;
  /** SIGSTOP for so long; false where there was none up. */
  sleep: (ms: number) => Promise<boolean>;
  /** Writes its whole board to a file. */
  writeBoard: (file: string) => Promise<void>;
}

export interface FleetOptions {
  program: string;
  uri: string;
  dataDir: string;
  secret: string;
  size: number;
  settings?: Record<string, string>;
}

export async function startFleet({ program, uri, dataDir, secret, size, settings }: FleetOptions): Promise<Fleet> {
  const complaints: string[] = [];
  let stopping = false;
  const members = await Promise.all(Array.from({ length: size }, () => startMember()));

  async function startMember(): Promise<Member & { stop: () => Promise<void> }> {
    const proxy = await startFaultProxy(new URL(uri).host);
    let child: ChildProcess | null = null;
    let address: string | null = null;
    let starts = 0;
    let gone: Promise<unknown> = Promise.resolve();

    function start(): void {
      if (stopping) return;
      starts += 1;
      const started = spawn(process.execPath, [program], {
        env: {
          PATH: process.env['PATH'],
          PORT: '0',
          HOST: '127.0.0.1',
          DATA_DIR: dataDir,
          MONGODB_URI: proxy.uri(uri),
          MUSTER_SECRET: secret,
          LOG_LEVEL: 'error',
          REPORTS_PER_10_MIN: '100000',
          ...settings,
        },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      child = started;
      started.stdout!.on('data', (chunk: Buffer) => {
        const url = /http:\/\/localhost:(\d+)/.exec(chunk.toString());
        if (url) address = `http://127.0.0.1:${url[1]}`;
      });
      for (const output of [started.stdout!, started.stderr!])
        output.on('data', (chunk: Buffer) => {
          const text = chunk.toString();
          if (!text.startsWith('http://')) complaints.push(text);
        });
      // A board asked for while it is killed.
      started.on('error', () => undefined);
      gone = new Promise<void>((resolve) => {
        started.on('exit', () => {
          if (child === started) {
            child = null;
            address = null;
          }
          resolve();
          setTimeout(start, 100);
        });
      });
    }
    start();
    return {
      proxy,
      get address() {
        return address;
      },
      get starts() {
        return starts;
      },
      async kill() {
        if (address === null || !child) return false;
        address = null;
        child.kill('SIGKILL');
        await gone;
        return true;
      },
      async end() {
        const ending = child;
        const startedAt = performance.now();
        address = null;
        ending?.kill('SIGTERM');
        await gone;
        return { ms: performance.now() - startedAt, code: ending?.exitCode ?? null };
      },
      async sleep(ms) {
        const sleeping = child;
        if (address === null || !sleeping) return false;
        sleeping.kill('SIGSTOP');
        await pause(ms);
        sleeping.kill('SIGCONT');
        return true;
      },
      // A process that dies over it leaves none.
      async writeBoard(file) {
        const asked = child;
        if (!asked || address === null) return;
        const written = new Promise((resolve) => asked.once('message', resolve));
        asked.send({ board: file });
        await Promise.race([written, gone]);
      },
      async stop() {
        child?.kill('SIGTERM');
        const patience = setTimeout(() => child?.kill('SIGKILL'), 15_000);
        await gone;
        clearTimeout(patience);
        await proxy.close();
      },
    };
  }

  return {
    members,
    addresses: () => members.flatMap((member) => member.address ?? []),
    complaints,
    async stop() {
      stopping = true;
      await Promise.all(members.map((member) => member.stop()));
    },
  };
}
