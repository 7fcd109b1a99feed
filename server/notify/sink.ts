import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { OutsideChannel } from '../../shared/records.ts';
import type { ChannelSender } from './channel.ts';

/** One message as the phone of whoever gets it would show it, or an answer on its way back. */
export interface SinkMessage {
  key: string;
  channel: OutsideChannel | 'reply';
  to: string;
  subject: string;
  text: string;
  language: 'en' | 'zh';
  code: string | null;
  at: number;
}

/**
 * Stands in for every gateway in a demo, a rehearsal or a test: what would be sent is kept in a list and in `sink.log`.
 * It keeps names and numbers in the clear and is only there where the settings ask for it.
 */
export interface Sink extends ChannelSender {
  messages: () => readonly SinkMessage[];
  note: (message: SinkMessage) => void;
  /** The same sender, noting under another channel. */
  of: (channel: OutsideChannel) => ChannelSender;
}

const mostShown = 500;

export function createSink(dataDir: string, now: () => number): Sink {
  const file = path.join(dataDir, 'sink.log');
  mkdirSync(dataDir, { recursive: true });
  let messages: SinkMessage[] = existsSync(file)
    ? readFileSync(file, 'utf8').split('\n').flatMap(parsed).slice(-mostShown)
    : [];
  const keys = new Set(messages.map(({ key }) => key));
  const note = (message: SinkMessage) => {
    appendFileSync(file, `${JSON.stringify(message)}\n`, { mode: 0o600 });
    messages = [...messages.slice(1 - mostShown), message];
    keys.add(message.key);
  };
  const of = (channel: OutsideChannel): ChannelSender => ({
    send({ key, to, message, language, notice }) {
      // A gateway takes a key once.
      if (!keys.has(key))
        note({
          key,
          channel,
          to,
          subject: message.subject,
          text: message.text,
          language,
          code: notice.code,
          at: now(),
        });
      return Promise.resolve({ outcome: 'delivered' as const, providerId: `sink-${keys.size}` });
    },
  });
  return { messages: () => messages, note, of, send: of('sms').send };
}

/** A line that a crash cut short is not a message. */
function parsed(line: string): SinkMessage[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as SinkMessage];
  } catch {
    return [];
  }
}
