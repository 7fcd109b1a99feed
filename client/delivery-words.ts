import type { Delivery, DeliveryError } from '../shared/records.ts';
import { time } from './words/format.ts';
import { sharedWords } from './words/shared.ts';

/** What a screen is shown of one channel. */
export type ShownDelivery = Pick<
  Delivery,
  'channel' | 'state' | 'tries' | 'nextTryAt' | 'sentAt' | 'deliveredAt' | 'error'
>;

const signs: Record<Delivery['state'], string> = {
  queued: '◌',
  sending: '→',
  sent: '✓',
  delivered: '✓✓',
  failed: '✕',
  unknown: '?',
  dropped: '–',
};
export const deliverySign = ({ state }: Pick<Delivery, 'state'>): string => signs[state];

const soonMs = 60_000;

/** "text message delivered 14:02", "mail failed: no such address". */
export function deliveryWords(row: ShownDelivery, now: number): string {
  const words = sharedWords().delivery;
  return words.line(words.channel[row.channel], stateWords(row, now));
}

function stateWords(row: ShownDelivery, now: number): string {
  const words = sharedWords().delivery;
  switch (row.state) {
    case 'queued':
      if (row.tries > 0 && row.nextTryAt !== null) return words.again(row.tries, time(row.nextTryAt));
      return row.nextTryAt !== null && row.nextTryAt > now + soonMs ? words.until(time(row.nextTryAt)) : words.queued;
    case 'sending':
      return words.sending;
    case 'sent':
      return words.sent(time(row.sentAt ?? now));
    case 'delivered':
      return row.channel === 'page'
        ? words.seen(time(row.deliveredAt ?? now))
        : words.delivered(time(row.deliveredAt ?? now));
    case 'failed':
      return words.failed(errorWords(row.error));
    case 'unknown':
      return words.unknown;
    case 'dropped':
      return words.dropped;
  }
}

/** What the gateway said itself says more than our word for its kind. */
function errorWords(error: ShownDelivery['error']): string {
  const known: Record<DeliveryError, string> = sharedWords().delivery.error;
  if (error === null) return known.refused;
  return error.words === null ? known[error.code] : `${known[error.code]} (${error.words})`;
}
