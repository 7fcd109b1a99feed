import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { errorReply, MongoMessages } from './mongo-messages.ts';

/**
 * Stands between a process and its database and breaks what passes. It is our own because toxiproxy, which knows
 * latency, cuts and resets, cannot let a request through and drop just its answer: the case in which a write took
 * effect and nobody knows.
 *
 * - `through`: nothing happens to anything.
 * - `cut`: every connection ends and no new one is taken, as when the database is down.
 * - `reset`: every connection is reset, and so is each new one.
 * - `halfOpen`: connections stay up and nothing arrives on either side, as when a cable is pulled.
 * - `loseAnswers`: requests pass, and where an answer comes its connection is reset instead.
 */
export type Fault = 'through' | 'cut' | 'reset' | 'halfOpen' | 'loseAnswers';

export interface FaultProxy {
  /** `host:port` to connect to. */
  address: string;
  set(fault: Fault): void;
  /** Adds this much, more or less by half, to each direction. */
  setLatency(ms: number): void;
  /** Answers these commands of MongoDB with this error instead of handing them on; null: no longer. */
  answerWith(error: MongoComplaint | null, commands?: readonly string[]): void;
  /** Lets requests pass and drops the next answer to one of them that contains `text`, once; resolves when it did. */
  loseAnswerTo(text: string): Promise<void>;
  /** Holds back the next request that contains `text`; resolves when it is there, with the way to let it go. */
  holdBack(text: string): Promise<() => void>;
  /** `mongodb://…` of the target, through this proxy. */
  uri(target: string): string;
  close(): Promise<void>;
}

/** An error as MongoDB's servers give it. */
export interface MongoComplaint {
  code: number;
  codeName: string;
}

interface Pair {
  client: Socket;
  server: Socket;
  /** Set when the answer to what just passed is to be lost. */
  condemned?: () => void;
}

const writingCommands = ['insert', 'update', 'delete', 'findAndModify', 'findandmodify', 'bulkWrite'];

export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const [host, port] = target.split(':') as [string, string];
  const pairs = new Set<Pair>();
  let fault: Fault = 'through';
  let latencyMs = 0;
  let held: { text: Buffer; met: (release: () => void) => void } | undefined;
  let complaint: { error: MongoComplaint; commands: readonly string[] } | null = null;
  let wanted: { text: Buffer; met: () => void } | undefined;

  const server = createServer({ noDelay: true }, (client) => {
    client.on('error', () => {});
    if (fault === 'cut') return void client.destroy();
    if (fault === 'reset') return void client.resetAndDestroy();
    const pair: Pair = { client, server: connect({ host, port: Number(port), noDelay: true }) };
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      pair.client.destroy();
      pair.server.destroy();
    };
    for (const side of [pair.client, pair.server]) side.on('error', end).on('close', end);

    const messages = new MongoMessages();
    const hand = delayed((chunk) => {
      if (fault === 'halfOpen') return;
      const reply = complaint && errorReply(chunk, complaint.error, complaint.commands);
      if (reply) return void pair.client.write(reply);
      if (wanted && chunk.includes(wanted.text)) {
        pair.condemned = wanted.met;
        wanted = undefined;
      }
      if (held && chunk.includes(held.text)) {
        const { met } = held;
        held = undefined;
        return new Promise<void>((resolve) => met(resolve)).then(() => void pair.server.write(chunk));
      }
      pair.server.write(chunk);
    });
    const toClient = delayed((chunk) => {
      if (fault === 'halfOpen') return;
      if (pair.condemned || fault === 'loseAnswers') {
        pair.client.resetAndDestroy();
        pair.condemned?.();
        return;
      }
      pair.client.write(chunk);
    });
    pair.client.on('data', (chunk) => {
      // Whole requests, so that none is answered by half.
      for (const message of messages.take(chunk)) hand(message);
    });
    pair.server.on('data', toClient);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  /** Hands on what comes in, in order, after the latency of that moment. */
  function delayed(handOn: (chunk: Buffer) => void | Promise<void>): (chunk: Buffer) => void {
    let last: Promise<void> = Promise.resolve();
    return (chunk) => {
      if (latencyMs === 0) {
        last = last.then(() => handOn(chunk));
        return;
      }
      const due = new Promise((resolve) => setTimeout(resolve, latencyMs * (0.5 + Math.random())));
      last = Promise.all([last, due]).then(() => handOn(chunk));
    };
  }

  function endAll(how: 'destroy' | 'resetAndDestroy'): void {
    for (const { client, server } of pairs) {
      client[how]();
      server.destroy();
    }
  }

  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    set(next) {
      // What was held back in a half-open connection is lost with it, as it would be.
      if (fault === 'halfOpen' && next !== 'halfOpen') endAll('resetAndDestroy');
      fault = next;
      if (next === 'cut') endAll('destroy');
      if (next === 'reset') endAll('resetAndDestroy');
    },
    answerWith(error, commands = writingCommands) {
      complaint = error && { error, commands };
    },
    setLatency(ms) {
      latencyMs = ms;
    },
    loseAnswerTo: (text) =>
      new Promise((resolve) => {
        wanted = { text: Buffer.from(text), met: resolve };
      }),
    holdBack: (text) =>
      new Promise((resolve) => {
        held = { text: Buffer.from(text), met: resolve };
      }),
    uri: (direct) =>
      direct.replace(/\/\/(?:([^@/]*)@)?[^/?]+/, (_, user?: string) => `//${user ? `${user}@` : ''}${address}`),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      endAll('destroy');
      await closed;
    },
  };
}
