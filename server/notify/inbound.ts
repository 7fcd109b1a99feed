import express, { type Router } from 'express';
import { z } from 'zod';
import { Refusal, badInput } from '../../shared/problem.ts';
import { OutsideChannel } from '../../shared/records.ts';
import { Id, line } from '../../shared/shapes.ts';
import type { Board } from '../board.ts';
import type { Config } from '../config.ts';
import type { Actor } from '../rules/rule.ts';
import { scrubbed } from './channel.ts';
import { reasonKeys, replyText } from './reply-words.ts';
import { isSigned, signatureHeader, timestampHeader } from './sign.ts';
import { errorIn } from './webhook.ts';

const system: Actor = { kind: 'system' };

const Receipt = z.object({
  /** `<notice id>.<channel>`, as it was given with the message. */
  key: z.string().max(80),
  state: z.enum(['delivered', 'failed']),
  id: line(120).optional(),
  error: z.string().max(60).optional(),
  words: z.string().max(2000).optional(),
});
const Reply = z.object({
  from: z.string().max(40),
  text: z.string().max(1000),
  /** On a call what is said back is worded for keys. */
  channel: z.enum(['sms', 'voice']).optional(),
  /** The gateway's own id of the message: the same one is taken once. */
  id: z.string().min(1).max(200),
});

interface Parts {
  board: Board;
  config: Config;
  now: () => number;
  /** A request id that follows from a gateway's own, without keeping that. */
  requestIdOf: (id: string) => string;
}

/** Where gateways report what became of a message, and hand in what people answer. Both are signed, as what we send is. */
export function gatewayDoors({ board, config, now, requestIdOf }: Parts): Router {
  const router = express.Router();
  const secret = config.WEBHOOK_SECRET;
  if (secret === undefined) return router;
  router.use(express.raw({ type: () => true, limit: '64kb' }));
  router.use((request, _response, next) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const given = {
      timestamp: request.get(timestampHeader),
      signature: request.get(signatureHeader),
      body,
      now: now(),
    };
    if (!isSigned(secret, given)) throw new Refusal('signatureWrong', {});
    next();
  });
  router.post('/receipts', async (request, response) => {
    const { key, state, id, error, words } = parse(Receipt, request.body);
    const [noticeId, channel] = [key.slice(0, Math.max(0, key.lastIndexOf('.'))), key.slice(key.lastIndexOf('.') + 1)];
    if (!Id.safeParse(noticeId).success || !OutsideChannel.safeParse(channel).success)
      throw new Refusal('notFound', { what: 'notice', id: key });
    const said = scrubbed(words);
    const known = errorIn({ body: { error } });
    await board.perform('noteReceipt', system, {
      noticeId,
      channel,
      state,
      ...(id === undefined ? {} : { providerId: id }),
      ...(known === undefined ? {} : { error: known }),
      ...(said === undefined ? {} : { words: said }),
    });
    response.json({});
  });
  router.post('/replies', async (request, response) => {
    const { from, text, id, channel } = parse(Reply, request.body);
    const said = { from, text, requestId: requestIdOf(id), isCall: channel === 'voice' };
    response.json(await takeReply({ board, config, now }, said));
  });
  return router;
}

/** Carries out what somebody answered by message; resolves with what is said back, and on a call with what its keys mean then. */
export async function takeReply(
  { board, config, now }: Pick<Parts, 'board' | 'config' | 'now'>,
  { from, text, requestId, isCall = false }: { from: string; text: string; requestId: string; isCall?: boolean },
): Promise<{ reply: string; replies?: { press: string; reply: string }[] }> {
  // Gateways write international numbers with 00, too.
  const number = from.replace(/^tel:/, '').replace(/^00(?=[1-9])/, '+');
  const { answer } = await board.perform('answerByMessage', system, { from: number, text }, { requestId });
  const setting = { publicUrl: config.publicUrl, timeZone: config.TIME_ZONE, now: now() };
  const reply = replyText(answer, board.spine.sight, setting, isCall);
  const replies = isCall ? reasonKeys(answer) : [];
  return { reply, ...(replies.length > 0 ? { replies } : {}) };
}

function parse<T extends z.ZodType>(shape: T, body: unknown): z.output<T> {
  let content: unknown;
  try {
    content = JSON.parse((body as Buffer).toString('utf8'));
  } catch {
    throw new Refusal('notJson', {});
  }
  const parsed = shape.safeParse(content);
  if (!parsed.success) throw badInput(parsed.error);
  return parsed.data;
}
