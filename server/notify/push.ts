import { createECDH, createHash } from 'node:crypto';
import webPush from 'web-push';
import type { Secrets } from '../vault.ts';
import { sendTimeoutMs, type ChannelSender, type Outcome, type Outgoing } from './channel.ts';

export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

/** The deployment's own key pair for Web Push. It follows from the deployment key: nothing to make, keep or share. */
export function vapidKeysOf(secrets: Pick<Secrets, 'derived'>): VapidKeys {
  for (let round = 0; ; round += 1) {
    const pair = createECDH('prime256v1');
    const secret = secrets.derived('vapid', round);
    try {
      pair.setPrivateKey(secret);
    } catch {
      // One value in four thousand million is no private key of this curve.
      continue;
    }
    return { publicKey: pair.getPublicKey().toString('base64url'), privateKey: secret.toString('base64url') };
  }
}

interface Parts {
  keys: VapidKeys;
  publicUrl: string;
  /** Origins that may be written to, `*.` standing for any name below. */
  services: string;
}

/** Web Push (RFC 8030, 8291, 8292) to every phone that somebody has switched it on for. */
export function createPush({ keys, publicUrl, services }: Parts): ChannelSender {
  const allowed = services.split(/\s+/).filter(Boolean);
  const subject = publicUrl.startsWith('https:') ? publicUrl : `mailto:muster@${new URL(publicUrl).hostname}`;

  async function toDevice(
    outgoing: Outgoing,
    device: Outgoing['devices'][number],
  ): Promise<Outcome & { isGone?: boolean }> {
    // The address came from a browser: only known push services are contacted, whatever it says.
    if (!isAllowed(device.endpoint, allowed)) return { outcome: 'failed', error: 'unknownPushService', isGone: true };
    const { notice, message } = outgoing;
    const isPressing = message.isPressing;
    const request = webPush.generateRequestDetails(
      { endpoint: device.endpoint, keys: { p256dh: device.p256dh, auth: device.auth } },
      JSON.stringify({
        noticeId: notice.id,
        // As the pocket's own message about the same offer has it, so that one replaces the other.
        tag: notice.assignmentId ?? notice.id,
        title: message.subject,
        body: message.text,
        topic: notice.topic,
        page: message.page,
      }),
      {
        vapidDetails: { subject, ...keys },
        TTL: message.validSeconds,
        urgency: isPressing ? 'high' : 'normal',
        // A push service that holds an earlier one of the same notice replaces it.
        topic: createHash('sha256').update(notice.id).digest('base64url').slice(0, 32),
      },
    );
    const headers = Object.fromEntries(
      Object.entries(request.headers as Record<string, string | number>)
        .filter(([name]) => name !== 'Content-Length')
        .map(([name, value]): [string, string] => [name, String(value)]),
    );
    const response = await fetch(device.endpoint, {
      method: 'POST',
      headers,
      body: new Uint8Array(request.body!),
      redirect: 'manual',
      signal: AbortSignal.timeout(sendTimeoutMs),
    });
    await response.body?.cancel();
    if (response.status >= 200 && response.status < 300) return { outcome: 'sent' };
    if (response.status === 404 || response.status === 410)
      return { outcome: 'failed', error: 'unsubscribed', isGone: true };
    const seconds = Number(response.headers.get('Retry-After') ?? NaN);
    const wait = Number.isFinite(seconds)
      ? { retryAfterSeconds: Math.min(86_400, Math.max(0, Math.ceil(seconds))) }
      : {};
    if (response.status === 429) return { outcome: 'retry', error: 'tooMany', ...wait };
    if (response.status >= 500) return { outcome: 'retry', error: 'notReachable', ...wait };
    return { outcome: 'failed', error: 'refused', words: `HTTP ${response.status}` };
  }

  return {
    async send(outgoing) {
      if (outgoing.isUnsure) return { outcome: 'unknown' };
      const tried = await Promise.all(
        outgoing.devices.map(async (device) => {
          try {
            return { device, ...(await toDevice(outgoing, device)) };
          } catch (error) {
            const code = (error as { cause?: { code?: string } }).cause?.code ?? '';
            const neverLeft = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code);
            return {
              device,
              outcome: neverLeft ? ('retry' as const) : ('unknown' as const),
              error: neverLeft ? ('notReachable' as const) : ('timeout' as const),
            };
          }
        }),
      );
      const gone = tried.flatMap((one) => ('isGone' in one && one.isGone ? [one.device.id] : []));
      // One phone that has it is enough; what is certain goes before what may be tried again.
      const order = ['sent', 'unknown', 'retry', 'failed'];
      const best = tried.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))[0];
      if (!best) return { outcome: 'failed', error: 'unsubscribed' };
      const { device: _device, ...outcome } = best;
      delete (outcome as { isGone?: boolean }).isGone;
      return { ...outcome, ...(gone.length > 0 ? { goneDevices: gone } : {}) };
    },
  };
}

function isAllowed(endpoint: string, allowed: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { origin, protocol, hostname, username, password, port } = new URL(endpoint);
  if (username !== '' || password !== '') return false;
  return allowed.some((service) => {
    if (!service.includes('*.')) return new URL(service).origin === origin;
    const below = new URL(service.replace('*.', ''));
    return below.protocol === protocol && port === below.port && hostname.endsWith(`.${below.hostname}`);
  });
}
