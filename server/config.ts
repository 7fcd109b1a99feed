import { z } from 'zod';

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
  FOLLOW_MS: z.coerce.number('milliseconds, 10 to 5000').int().min(10).max(5000).default(50),
});

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
      const value = name === 'MUSTER_SECRET' || name === 'MONGODB_URI' ? '(not shown)' : JSON.stringify(given[name]);
      return `${name} is ${value}; accepted: ${issue.message}`;
    });
    throw new SettingRefused(lines.join('\n'));
  }
  const settings = parsed.data;
  return Object.freeze({
    ...settings,
    publicUrl: (settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(/\/$/, ''),
  });
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
