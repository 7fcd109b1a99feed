import { createTransport } from 'nodemailer';
import { scrubbed, sendTimeoutMs, type ChannelSender, type Outcome } from './channel.ts';

/** Mail over SMTP. A mail whose acceptance was never answered is not sent again: nobody could say whether it went. */
export function createEmail({
  smtpUrl,
  from,
  publicUrl,
}: {
  smtpUrl: string;
  from: string;
  publicUrl: string;
}): ChannelSender {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: sendTimeoutMs / 2,
    greetingTimeout: sendTimeoutMs / 2,
    socketTimeout: sendTimeoutMs,
  });
  const { hostname } = new URL(publicUrl);
  return {
    async send({ key, to, message, isUnsure, language }) {
      if (isUnsure) return { outcome: 'unknown' };
      try {
        const sent = (await transport.sendMail({
          from,
          to,
          subject: message.subject,
          text: message.text,
          messageId: `<${key}@${hostname}>`,
          // Mail programs and holiday replies keep their answers to themselves.
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language === 'zh' ? 'zh-CN' : 'en' },
        })) as { messageId?: string };
        return { outcome: 'sent', ...(sent.messageId ? { providerId: sent.messageId.slice(0, 120) } : {}) };
      } catch (error) {
        return failedMail(error);
      }
    },
    close: () => transport.close(),
  };
}

interface MailError {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
  message: string;
  errno?: unknown;
  cause?: { code?: string };
}

function failedMail(thrown: unknown): Outcome {
  const error = thrown as MailError;
  const words = scrubbed(error.response ?? '');
  const told = words === undefined ? {} : { words };
  const { responseCode } = error;
  // An answer of the mail server is a certain one, and so is a line that never stood.
  if (responseCode !== undefined && responseCode >= 500)
    return { outcome: 'failed', error: error.command === 'RCPT TO' ? 'badAddress' : 'refused', ...told };
  if (responseCode !== undefined && responseCode >= 400) return { outcome: 'retry', error: 'notReachable', ...told };
  const neverStood =
    ['EDNS', 'ETLS', 'EAUTH', 'EENVELOPE', 'EPROTOCOL'].includes(error.code ?? '') ||
    /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|Greeting never received|Connection timeout/.test(error.message);
  return neverStood ? { outcome: 'retry', error: 'notReachable' } : { outcome: 'unknown' };
}
