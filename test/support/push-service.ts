import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A browser's push subscription, with the private half that stays in the browser. */
export interface Browser {
  keys: { endpoint: string; p256dh: string; auth: string };
  /** What came in, opened as a browser opens it. */
  shown: Record<string, unknown>[];
}

/** A push service that checks who writes (RFC 8292) and opens what it is sent (RFC 8291), as the browser behind it would. */
export interface PushService {
  origin: string;
  browser: () => Browser;
  vapidKeys: Set<string>;
  headers: Record<string, string | string[] | undefined>[];
  /** Statuses for the requests to come. */
  moods: number[];
  close: () => Promise<void>;
}

export async function openPushService(): Promise<PushService> {
  const browsers: { ecdh: ReturnType<typeof createECDH>; auth: Buffer; browser: Browser }[] = [];
  const service: PushService = {
    origin: '',
    vapidKeys: new Set(),
    headers: [],
    moods: [],
    close: async () => undefined,
    browser() {
      const ecdh = createECDH('prime256v1');
      ecdh.generateKeys();
      const auth = randomBytes(16);
      const keys = {
        endpoint: `${service.origin}/push/${browsers.length}`,
        p256dh: ecdh.getPublicKey().toString('base64url'),
        auth: auth.toString('base64url'),
      };
      const browser: Browser = { keys, shown: [] };
      browsers.push({ ecdh, auth, browser });
      return browser;
    },
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      service.headers.push(request.headers);
      const status = service.moods.shift();
      if (status !== undefined) return void response.writeHead(status).end();
      const of = browsers[Number(request.url!.split('/').at(-1))];
      const key = signerOf(request.headers.authorization ?? '', service.origin);
      if (!of || key === null) return void response.writeHead(key === null ? 403 : 404).end();
      service.vapidKeys.add(key);
      of.browser.shown.push(JSON.parse(opened(Buffer.concat(chunks), of.ecdh, of.auth)) as Record<string, unknown>);
      response.writeHead(201).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  service.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  service.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return service;
}

/** The public key of a valid VAPID header for this origin, or null. */
function signerOf(authorization: string, origin: string): string | null {
  const [, token, key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? [];
  if (!token || !key) return null;
  const [head, claims, signature] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const isTrue = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature!, 'base64url'),
  );
  const { aud } = JSON.parse(Buffer.from(claims!, 'base64url').toString()) as { aud: string };
  return isTrue && aud === origin ? key : null;
}

/** RFC 8188 with the keys of RFC 8291, one record. */
function opened(body: Buffer, ecdh: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const idLength = body.readUInt8(20);
  const serverKey = body.subarray(21, 21 + idLength);
  const cipherText = body.subarray(21 + idLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), serverKey]);
  const secret = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(serverKey), auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(cipherText.subarray(-16));
  const plain = Buffer.concat([decipher.update(cipherText.subarray(0, -16)), decipher.final()]);
  return plain.subarray(0, plain.lastIndexOf(2)).toString();
}
