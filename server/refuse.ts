import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { Refusal, toProblem, type Problem } from '../shared/problem.ts';
import type { Language } from '../shared/shapes.ts';

/** Whatever was thrown, as a problem to send. What nobody foresaw is logged whole and named by an id. */
export function problemOf(error: unknown, language: Language, timeZone: string, log: Logger): Problem {
  if (error instanceof Refusal) return toProblem(error, language, timeZone);
  const id = uuidv7().slice(-12);
  log.error({ err: error, id }, 'unexpected');
  return toProblem(new Refusal('unexpected', { id }, { id }), language, timeZone);
}

/** The interface language that an Accept-Language header, or a screen, asks for. */
export const languageOf = (asked: unknown): Language => {
  if (typeof asked !== 'string') return 'en';
  const zh = asked.search(/\bzh\b/i);
  const en = asked.search(/\ben\b/i);
  return zh >= 0 && (en < 0 || zh < en) ? 'zh' : 'en';
};
