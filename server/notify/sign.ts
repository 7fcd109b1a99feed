import { createHmac, timingSafeEqual } from 'node:crypto';

/** Both ends of a webhook prove that they know WEBHOOK_SECRET: HMAC-SHA256 over `<timestamp>.<body>`. See docs/notices.md. */

export const timestampHeader = 'Muster-Timestamp';
export const signatureHeader = 'Muster-Signature';
/** How far a timestamp, in seconds since 1970, may be off. */
export const toleranceSeconds = 300;

/** `sha256=` and the hexadecimal mac. `body` is the text exactly as it is sent. */
export const signatureOf = (secret: string, timestamp: number | string, body: string | Buffer): string =>
  `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;

export function isSigned(
  secret: string,
  {
    timestamp,
    signature,
    body,
    now,
  }: { timestamp: string | undefined; signature: string | undefined; body: Buffer; now: number },
): boolean {
  if (timestamp === undefined || signature === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Number(timestamp) - now / 1000) > toleranceSeconds) return false;
  const expected = Buffer.from(signatureOf(secret, timestamp, body));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
