import type { Input } from '../../shared/operations.ts';
import type { Notice, OutsideChannel } from '../../shared/records.ts';
import type { Language } from '../../shared/shapes.ts';
import type { Message } from './message.ts';

/** One notice, ready to go out by one channel. */
export interface Outgoing {
  /** `<notice id>.<channel>`: the same for every try, so that a gateway takes it once. */
  key: string;
  notice: Notice;
  /** Telephone number or mail address; empty for pushes. */
  to: string;
  devices: readonly { id: string; endpoint: string; p256dh: string; auth: string }[];
  message: Message;
  language: Language;
  /** An earlier try may have gone out. Whoever cannot find out answers `unknown` and does not send. */
  isUnsure: boolean;
}

export type Outcome = Omit<Input<'settleDeliveries'>['results'][number], 'noticeId' | 'channel'>;

/** Hands something over and says what became of it. Never rejects for a reason that lies outside of Muster. */
export interface ChannelSender {
  send: (outgoing: Outgoing) => Promise<Outcome>;
  close?: () => void;
}
export type Senders = Partial<Record<OutsideChannel, ChannelSender>>;

/** No send takes longer, so that a claim never runs out under a living sender. */
export const sendTimeoutMs = 10_000;

/** What a gateway said, without telephone numbers and addresses, as it is kept in the clear. */
export function scrubbed(words: unknown): string | undefined {
  if (typeof words !== 'string') return undefined;
  const plain = words
    // eslint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u001f\u007f]+/g, ' ')
    .replaceAll(/\S+@\S+/g, '…')
    .replaceAll(/https?:\/\/\S+/g, '…')
    .replaceAll(/\+?\d[\d -]{4,}\d/g, '…')
    .trim()
    .slice(0, 200)
    .trim();
  return plain === '' ? undefined : plain;
}
