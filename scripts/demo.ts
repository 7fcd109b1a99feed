import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { parseArgs } from 'node:util';
import { readConfig } from '../server/config.ts';
import { startMuster } from '../server/start.ts';
import { buildClient } from './demo/build-client.ts';
import { createClock, rehearse, type Rehearsal } from './demo/rehearsal.ts';

/**
 * `npm run demo`: Muster with a typhoon over a district that does not exist. The first day is told at once, the rest
 * goes on live, a minute of it in a second; three places are left to whoever opens the links.
 */
try {
  const { values } = parseArgs({ options: { speed: { type: 'string', default: '60' } } });
  const speed = Number(values.speed);
  if (!(speed > 0 && speed <= 10_000))
    throw new Error(`--speed is ${values.speed}; accepted: a number above 0, at most 10000`);
  if (existsSync('.env')) loadEnvFile('.env');
  // Where no gateway is set up, what people would be sent shows at /sink.
  const hasGateway = ['SMTP_URL', 'SMS_WEBHOOK_URL', 'VOICE_WEBHOOK_URL'].some((name) => process.env[name]);
  const config = readConfig({ LOG_LEVEL: 'warn', ...(hasGateway ? {} : { SINK: 'on' }), ...process.env });
  if (await buildClient()) console.log('The pages are built.');
  const clock = createClock();
  const muster = await startMuster(config, { now: clock.now });
  const leaving = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => leaving.abort());
  try {
    const rehearsal = await rehearse(muster, clock, leaving.signal);
    if (!leaving.signal.aborted) console.log(await welcome(rehearsal, config.publicUrl, muster.signInLink));
    await rehearsal.goOn(speed, leaving.signal);
    if (!leaving.signal.aborted) {
      console.log('The three days are told. The board is yours.');
      await new Promise<void>((resolve) => leaving.signal.addEventListener('abort', () => resolve()));
    }
  } finally {
    await muster.stop();
  }
  // Timers of libraries may still be waiting; everything that matters is stored by now.
  process.exit();
} catch (error) {
  console.error(`The demo cannot run.\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function welcome(
  { guests }: Rehearsal,
  publicUrl: string,
  signInLink: (personId: string) => Promise<string>,
): Promise<string> {
  return `
Typhoon Qinglan over Nanyu, its second day. Each link signs one browser in, once;
private windows keep the three apart.

  coordinator     ${await signInLink(guests.coordinator)}
  social worker   ${await signInLink(guests.socialWorker)}
  volunteer       ${await signInLink(guests.volunteer)}
  the public      ${publicUrl}/

Messages that people would be sent: ${publicUrl}/sink, in the coordinator's window.

Ctrl+C stops it; started again it goes on. An empty DATA_DIR begins anew.
`;
}
