import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isSigned, signatureHeader, signatureOf, timestampHeader } from '../../server/notify/sign.ts';

export const gatewaySecret = 'a secret that both ends know, 32 characters and more';

/** What a gateway got, as it would hand it to the network. */
export interface Sent {
  key: string;
  channel: string;
  to: string;
  text: string;
  language: string;
  replies?: { press: string; reply: string }[];
}

/** How the next requests go: answered, refused, or cut after the message was taken. */
export type Mood = 'well' | 'cut' | 'swallow' | number | { status: number; body?: object; retryAfter?: number };

/** A gateway as docs/notices.md describes one, with a signature check, which takes each key once. */
export interface Gateway {
  url: string;
  /** What went out to phones, in order. */
  sent: Sent[];
  /** Every request that came in, whatever became of it. */
  asked: { type: string; key: string }[];
  unsigned: number;
  /** Keys that it was asked to send although it had them: it would not send them twice, but nobody should ask. */
  again: string[];
  /** What happens to the requests to come, one after the other; `well` when it is used up. */
  moods: Mood[];
  close: () => Promise<void>;
}

export async function openGateway(now: () => number, secret = gatewaySecret): Promise<Gateway> {
  const known = new Map<string, string>();
  const gateway: Gateway = {
    url: '',
    sent: [],
    asked: [],
    unsigned: 0,
    again: [],
    moods: [],
    close: async () => undefined,
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const answer = (status: number, content: object, headers: Record<string, string> = {}) =>
        void response
          .writeHead(status, { 'Content-Type': 'application/json', ...headers })
          .end(JSON.stringify(content));
      const timestamp = request.headers[timestampHeader.toLowerCase()] as string | undefined;
      const signature = request.headers[signatureHeader.toLowerCase()] as string | undefined;
      if (!isSigned(secret, { timestamp, signature, body, now: now() })) {
        gateway.unsigned += 1;
        return answer(401, { words: 'bad signature' });
      }
      const asked = JSON.parse(body.toString()) as Sent & { type: string };
      gateway.asked.push({ type: asked.type, key: asked.key });
      const mood = gateway.moods.shift() ?? 'well';
      // The request is lost before it was taken.
      if (mood === 'swallow') return void request.socket.destroy();
      if (typeof mood === 'number') return answer(mood, {});
      if (typeof mood === 'object')
        return answer(
          mood.status,
          mood.body ?? {},
          mood.retryAfter === undefined ? {} : { 'Retry-After': String(mood.retryAfter) },
        );
      if (asked.type === 'status')
        return answer(
          200,
          known.has(asked.key) ? { state: 'accepted', id: known.get(asked.key) } : { state: 'neverSeen' },
        );
      if (known.has(asked.key)) gateway.again.push(asked.key);
      else {
        known.set(asked.key, `g-${known.size + 1}`);
        gateway.sent.push(asked);
      }
      // The message was taken, its answer gets lost.
      if (mood === 'cut') return void request.socket.destroy();
      answer(202, { state: 'accepted', id: known.get(asked.key) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  gateway.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`;
  gateway.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return gateway;
}

/** What a gateway reports to Muster, signed. */
export async function report(
  url: string,
  door: 'receipts' | 'replies',
  content: object,
  { now, secret = gatewaySecret }: { now: number; secret?: string },
): Promise<{ status: number; body: Record<string, unknown> }> {
  const body = JSON.stringify(content);
  const timestamp = Math.floor(now / 1000);
  const response = await fetch(`${url}/api/gateway/${door}`, {
    method: 'POST',
    headers: {
      [timestampHeader]: String(timestamp),
      [signatureHeader]: signatureOf(secret, timestamp, body),
      'Content-Type': 'application/json',
    },
    body,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
