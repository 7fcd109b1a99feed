import { randomUUID } from 'node:crypto';
import express, { type Router } from 'express';
import { z } from 'zod';
import { Refusal, badInput } from '../../shared/problem.ts';
import { Phone, paragraph } from '../../shared/shapes.ts';
import type { Board } from '../board.ts';
import type { Config } from '../config.ts';
import { isDesk, type Actor } from '../rules/rule.ts';
import { takeReply } from './inbound.ts';
import type { Sink } from './sink.ts';

interface Parts {
  sink: Sink;
  board: Board;
  config: Config;
  now: () => number;
  actorOf: (headers: { cookie?: string | undefined; authorization?: string | undefined }) => Actor;
}
const Answering = z.strictObject({ from: Phone, text: paragraph(1000) });

/** The sink's page reads what would have been sent, and answers as the phone of whoever got it would. Coordinators only. */
export function sinkDoor({ sink, board, config, now, actorOf }: Parts): Router {
  const router = express.Router();
  router.use((request, _response, next) => {
    const actor = actorOf(request.headers);
    if (actor.kind !== 'person') throw new Refusal('notSignedIn', {});
    if (!isDesk(actor)) throw new Refusal('notYours', { operation: 'sink' });
    next();
  });
  router.get('/', (_request, response) => void response.json({ messages: sink.messages() }));
  router.post('/replies', async (request, response) => {
    const parsed = Answering.safeParse(request.body);
    if (!parsed.success) throw badInput(parsed.error);
    const { from, text } = parsed.data;
    const base = { channel: 'reply' as const, to: from, subject: '', language: 'zh' as const, code: null };
    sink.note({ ...base, key: randomUUID(), text, at: now() });
    const { reply } = await takeReply({ board, config, now }, { from, text, requestId: randomUUID() });
    sink.note({ ...base, key: randomUUID(), channel: 'sms', text: reply, at: now() });
    response.json({ reply });
  });
  return router;
}
