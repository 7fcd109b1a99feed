import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Board } from '../board.ts';
import type { Config } from '../config.ts';
import type { Actor } from '../rules/rule.ts';
import type { OutsideChannel, Person, Reach } from '../../shared/records.ts';
import type { Vault } from '../vault.ts';
import type { Outcome, Senders } from './channel.ts';
import { createEmail } from './email.ts';
import { messageOf } from './message.ts';
import { createPush, vapidKeysOf } from './push.ts';
import { createSink, type Sink } from './sink.ts';
import { createWebhook } from './webhook.ts';

/** What can be sent by here, as the settings say; the page is always there. */
export function createSenders(
  config: Config,
  vault: Vault,
  now: () => number,
): { senders: Senders; sink: Sink | null } {
  const { SMTP_URL, MAIL_FROM, SMS_WEBHOOK_URL, VOICE_WEBHOOK_URL, WEBHOOK_SECRET } = config;
  const gateway = (channel: 'sms' | 'voice', url: string) =>
    createWebhook({ channel, url, secret: WEBHOOK_SECRET ?? '', now });
  const push = createPush({
    keys: vapidKeysOf(vault.secrets),
    publicUrl: config.publicUrl,
    services: config.PUSH_SERVICES,
  });
  if (config.SINK === 'on') {
    const sink = createSink(config.DATA_DIR, now);
    return { senders: { push, sms: sink.of('sms'), voice: sink.of('voice'), email: sink.of('email') }, sink };
  }
  return {
    senders: {
      push,
      ...(SMTP_URL !== undefined && MAIL_FROM !== undefined
        ? { email: createEmail({ smtpUrl: SMTP_URL, from: MAIL_FROM, publicUrl: config.publicUrl }) }
        : {}),
      ...(SMS_WEBHOOK_URL === undefined ? {} : { sms: gateway('sms', SMS_WEBHOOK_URL) }),
      ...(VOICE_WEBHOOK_URL === undefined ? {} : { voice: gateway('voice', VOICE_WEBHOOK_URL) }),
    },
    sink: null,
  };
}

export const channelsOf = (senders: Senders): OutsideChannel[] => Object.keys(senders) as OutsideChannel[];

/** Sends what is due. */
export interface Notifier {
  /** Claims, sends, and settles one round. Resolves with how many were claimed. */
  round: () => Promise<number>;
  close: () => void;
}

interface Parts {
  board: Board;
  senders: Senders;
  config: Config;
  now: () => number;
  /** Where the offer of an assignment is answered without signing in. */
  answerLink: (assignmentId: string) => string;
  log: Logger;
}

const system: Actor = { kind: 'system' };
/** Sent side by side; a round that takes the full time of every send still ends well within a job's lock. */
const mostAtOnce = 50;

export function createNotifier({ board, senders, config, now, answerLink, log }: Parts): Notifier {
  const perMinute: Record<OutsideChannel, number> = {
    push: config.PUSH_PER_MINUTE,
    sms: config.SMS_PER_MINUTE,
    email: config.MAIL_PER_MINUTE,
    voice: config.VOICE_PER_MINUTE,
  };

  async function send(noticeId: string, channel: OutsideChannel, isUnsure: boolean): Promise<Outcome> {
    const { sight } = board.spine;
    const notice = sight.view.get('notice', noticeId);
    const person = notice && sight.view.get('person', notice.personId);
    const secret = person && (sight.open(person) as Person['private'] | undefined);
    const sender = senders[channel];
    if (!notice || !secret || !sender) return { outcome: 'failed', error: 'badAddress' };
    const reach = sight.view.get('reach', person.id);
    const keys = (reach && (sight.open(reach) as Reach['private'] | undefined)?.push) ?? {};
    const to = channel === 'email' ? secret.email : channel === 'push' ? '' : secret.phone;
    if (to === undefined) return { outcome: 'failed', error: 'badAddress' };
    try {
      return await sender.send({
        key: `${noticeId}.${channel}`,
        notice,
        to,
        devices: channel === 'push' ? Object.entries(keys).map(([id, device]) => ({ id, ...device })) : [],
        message: messageOf(notice, channel, sight, {
          publicUrl: config.publicUrl,
          timeZone: config.TIME_ZONE,
          now: now(),
          answerLink,
        }),
        language: notice.language,
        isUnsure,
      });
    } catch (error) {
      // Whatever broke here may have broken after it went out.
      log.error({ err: error, noticeId, channel }, 'a notice could not be sent');
      return { outcome: 'retry', isUnsure: true };
    }
  }

  return {
    async round() {
      const claimId = randomUUID();
      const { answer } = await board.perform('claimDeliveries', system, { claimId, most: mostAtOnce, perMinute });
      if (answer.claimed.length === 0) return 0;
      const results = await Promise.all(
        answer.claimed.map(async ({ noticeId, channel, isUnsure }) => ({
          noticeId,
          channel,
          ...(await send(noticeId, channel, isUnsure)),
        })),
      );
      await board.perform('settleDeliveries', system, { claimId, results });
      return answer.claimed.length;
    },
    close() {
      for (const sender of Object.values(senders)) sender.close?.();
    },
  };
}
