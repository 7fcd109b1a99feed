import { deliveryErrors, type DeliveryError } from '../../shared/records.ts';
import { scrubbed, sendTimeoutMs, type ChannelSender, type Outcome, type Outgoing } from './channel.ts';
import { signatureHeader, signatureOf, timestampHeader } from './sign.ts';

interface Gateway {
  channel: 'sms' | 'voice';
  url: string;
  secret: string;
  now: () => number;
}
interface Answer {
  status: number;
  retryAfterSeconds: number | undefined;
  body: { id?: unknown; state?: unknown; error?: unknown; words?: unknown };
}

/** Text messages and calls through whatever gateway stands behind a signed webhook. The contract is in docs/notices.md. */
export function createWebhook(gateway: Gateway): ChannelSender {
  return {
    async send(outgoing) {
      // What may have gone out is asked about first; only what the gateway never saw is handed over again.
      if (outgoing.isUnsure) {
        const known = await asked(gateway, outgoing.key);
        if (known !== 'neverSeen') return known;
      }
      return handedOver(gateway, outgoing);
    },
  };
}

async function asked(gateway: Gateway, key: string): Promise<Outcome | 'neverSeen'> {
  let answer: Answer;
  try {
    answer = await post(gateway, key, { type: 'status', key });
  } catch {
    return { outcome: 'retry', isUnsure: true, error: 'timeout' };
  }
  if (answer.status >= 500 && answer.status !== 501) return { outcome: 'retry', isUnsure: true, error: 'notReachable' };
  if (answer.status === 429) return { outcome: 'retry', isUnsure: true, error: 'tooMany', ...after(answer) };
  if (answer.status >= 200 && answer.status < 300) {
    if (answer.body.state === 'neverSeen') return 'neverSeen';
    if (answer.body.state !== undefined) return accepted(answer);
  }
  // A gateway that cannot say is not asked to send again.
  return { outcome: 'unknown' };
}

async function handedOver(gateway: Gateway, { key, to, language, message, notice }: Outgoing): Promise<Outcome> {
  const replies =
    notice.code === null ? [] : [1, 2].map((press) => ({ press: String(press), reply: `${press} ${notice.code}` }));
  let answer: Answer;
  try {
    answer = await post(gateway, key, {
      type: 'send',
      key,
      channel: gateway.channel,
      to,
      language,
      text: message.text,
      ...(gateway.channel === 'voice' ? { replies } : {}),
    });
  } catch (error) {
    const code = (error as { cause?: { code?: string } }).cause?.code ?? '';
    const neverLeft = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code);
    return { outcome: 'retry', isUnsure: !neverLeft, error: neverLeft ? 'notReachable' : 'timeout' };
  }
  const { status } = answer;
  if (status >= 200 && status < 300) return accepted(answer);
  if (status === 429) return { outcome: 'retry', error: 'tooMany', ...told(answer), ...after(answer) };
  if (status >= 500 || status === 409)
    return { outcome: 'retry', isUnsure: true, error: 'notReachable', ...told(answer), ...after(answer) };
  return { outcome: 'failed', ...told(answer), error: errorIn(answer) ?? (status === 422 ? 'badAddress' : 'refused') };
}

const accepted = (answer: Answer): Outcome =>
  answer.body.state === 'failed'
    ? { outcome: 'failed', ...told(answer), error: errorIn(answer) ?? 'refused' }
    : { outcome: answer.body.state === 'delivered' ? 'delivered' : 'sent', ...told(answer) };

/** The provider's id and words, where it gave any. */
function told({ body }: Answer): Pick<Outcome, 'providerId' | 'words'> {
  const words = scrubbed(body.words);
  const id = typeof body.id === 'string' && /^[\x21-\x7e]{1,120}$/.test(body.id) ? body.id : undefined;
  return { ...(id === undefined ? {} : { providerId: id }), ...(words === undefined ? {} : { words }) };
}
const after = ({ retryAfterSeconds }: Answer) => (retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
export const errorIn = ({ body }: Pick<Answer, 'body'>): DeliveryError | undefined =>
  deliveryErrors.find((known) => known === body.error);

async function post({ url, secret, now }: Gateway, key: string, content: object): Promise<Answer> {
  const body = JSON.stringify(content);
  const timestamp = Math.floor(now() / 1000);
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
      [timestampHeader]: String(timestamp),
      [signatureHeader]: signatureOf(secret, timestamp, body),
    },
    body,
    // The address comes from the settings and from nowhere else, a redirect included.
    redirect: 'manual',
    signal: AbortSignal.timeout(sendTimeoutMs),
  });
  const text = await response.text();
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  return {
    status: response.status,
    retryAfterSeconds: Number.isFinite(seconds) ? Math.min(86_400, Math.max(0, Math.ceil(seconds))) : undefined,
    body: parsed(text),
  };
}

function parsed(text: string): Answer['body'] {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}
