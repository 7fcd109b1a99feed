import { z } from 'zod';

const perMinute = (usual: number) =>
  z.coerce.number('a whole number from 1 to 100000').int().min(1).max(100_000).default(usual);
const gatewayWords = 'an https:// URL, or http:// of this machine or its own network';

/** The settings of one process. Every one has a default that is right for a first look. */
const Settings = z.object({
  PORT: z.coerce.number('a whole number from 0 to 65535').int().min(0).max(65_535).default(8080),
  HOST: z.string().min(1).default('0.0.0.0'),
  /** Where people reach Muster: links and the check of foreign origins follow from it. */
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'a URL that starts with http:// or https://' }).optional(),
  DATA_DIR: z.string().min(1).default('data'),
  MONGODB_URI: z
    .string()
    .regex(
      /^mongodb(\+srv)?:\/\/[^/]+\/[^/?]+/,
      'mongodb://HOST/DATABASE or mongodb+srv://HOST/DATABASE, with the name of a database',
    )
    .optional(),
  MUSTER_SECRET: z
    .string()
    .refine((text) => Buffer.from(text, 'base64').length === 32, '32 random bytes in base64 (openssl rand -base64 32)')
    .optional(),
  TIME_ZONE: z
    .string()
    .refine((zone) => isTimeZone(zone), 'a time zone such as Asia/Shanghai')
    .default('Asia/Shanghai'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  /** How many proxies stand in front and may be believed about who is asking. */
  TRUST_PROXIES: z.coerce.number('a whole number from 0 to 5').int().min(0).max(5).default(0),
  TILE_URL: z.url('a URL with {z}, {x} and {y}').optional(),
  /** Reports without an account, per address and ten minutes. */
  REPORTS_PER_10_MIN: z.coerce.number('a whole number from 1 to 100000').int().min(1).max(100_000).default(60),
  /** Mail: smtp://USER:PASSWORD@HOST:PORT, or smtps://. */
  SMTP_URL: z
    .string()
    .refine((text) => isUrl(text, ['smtp:', 'smtps:']), 'smtp://HOST:PORT or smtps://USER:PASSWORD@HOST:PORT')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>\r\n]*<?[^<>@\s]+@[^<>@\s]+>?$/, 'an address such as Muster <muster@example.org>')
    .optional(),
  /** A gateway for text messages, and one for calls: see docs/notices.md. */
  SMS_WEBHOOK_URL: z
    .string()
    .refine((text) => isGateway(text), gatewayWords)
    .optional(),
  VOICE_WEBHOOK_URL: z
    .string()
    .refine((text) => isGateway(text), gatewayWords)
    .optional(),
  WEBHOOK_SECRET: z.string().min(32, 'at least 32 characters (openssl rand -hex 32)').max(200).optional(),
  /** The push services that browsers may name; whatever else they name is not contacted. */
  PUSH_SERVICES: z
    .string()
    .refine(
      (text) => text.split(/\s+/).filter(Boolean).every(isPushService),
      'origins such as https://*.push.apple.com, with spaces between',
    )
    .default(
      'https://fcm.googleapis.com https://*.push.services.mozilla.com https://*.push.apple.com https://*.notify.windows.com',
    ),
  PUSH_PER_MINUTE: perMinute(3000),
  SMS_PER_MINUTE: perMinute(300),
  MAIL_PER_MINUTE: perMinute(300),
  VOICE_PER_MINUTE: perMinute(60),
  /** Shows on a page what gateways would be sent, for rehearsals. */
  SINK: z.enum(['on', 'off']).default('off'),
  FOLLOW_MS: z.coerce.number('milliseconds, 10 to 5000').int().min(10).max(5000).default(50),
});

/** What only makes sense together: the setting that is wrong, and what is accepted. */
function misfits(settings: z.output<typeof Settings>): [keyof typeof Settings.shape, string][] {
  const { SMTP_URL, MAIL_FROM, SMS_WEBHOOK_URL, VOICE_WEBHOOK_URL, WEBHOOK_SECRET, SINK } = settings;
  const gateways = { SMTP_URL, SMS_WEBHOOK_URL, VOICE_WEBHOOK_URL };
  const given = Object.entries(gateways).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  return [
    ...(SMTP_URL !== undefined && MAIL_FROM === undefined
      ? [['MAIL_FROM', 'the address that mail through SMTP_URL comes from'] as ['MAIL_FROM', string]]
      : []),
    ...((SMS_WEBHOOK_URL ?? VOICE_WEBHOOK_URL) !== undefined && WEBHOOK_SECRET === undefined
      ? [['WEBHOOK_SECRET', 'at least 32 characters that the gateway knows too'] as ['WEBHOOK_SECRET', string]]
      : []),
    ...(SINK === 'on' && given.length > 0
      ? [
          ['SINK', `off, as ${given.join(' and ')} is set: what is sent to people is not shown on a page`] as [
            'SINK',
            string,
          ],
        ]
      : []),
  ];
}

export type Config = Readonly<z.output<typeof Settings> & { publicUrl: string }>;

/** A setting that cannot be used; the message names it, what was given and what is accepted. */
export class SettingRefused extends Error {
  override readonly name = 'SettingRefused';
}

/** Reads the settings out of an environment; an empty one counts as not given. Throws SettingRefused. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in Settings.shape && value !== ''),
  );
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const value = secret.has(name) ? '(not shown)' : JSON.stringify(given[name]);
      return `${name} is ${value}; accepted: ${issue.message}`;
    });
    throw new SettingRefused(lines.join('\n'));
  }
  const settings = parsed.data;
  const wrong = misfits(settings).map(
    ([name, accepted]) =>
      `${name} is ${given[name] === undefined ? 'not given' : JSON.stringify(given[name])}; accepted: ${accepted}`,
  );
  if (wrong.length > 0) throw new SettingRefused(wrong.join('\n'));
  return Object.freeze({
    ...settings,
    publicUrl: (settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(/\/$/, ''),
  });
}

const secret: ReadonlySet<string> = new Set(['MUSTER_SECRET', 'MONGODB_URI', 'SMTP_URL', 'WEBHOOK_SECRET']);

const isUrl = (text: string, protocols: readonly string[]): boolean =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).hostname !== '';

/** What people are sent is not for the open network: plain http only to this machine, a private address or a bare name. */
function isGateway(text: string): boolean {
  if (isUrl(text, ['https:'])) return true;
  if (!isUrl(text, ['http:'])) return false;
  const { hostname } = new URL(text);
  return (
    !/[.:]/.test(hostname) ||
    hostname === '[::1]' ||
    /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\./.test(hostname)
  );
}

const isPushService = (text: string): boolean =>
  isUrl(text.replace('*.', 'any.'), ['https:']) || isUrl(text, ['http:'])
    ? new URL(text.replace('*.', 'any.')).pathname === '/'
    : false;

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
