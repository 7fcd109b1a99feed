import { z } from 'zod';
import { refusals, type RefusalCode, type RefusalParams, type Wording } from './refusals.ts';
import type { Language } from './shapes.ts';

/** Kinds of refusal, each with its HTTP status: what a caller may do about it differs, the wording does not decide it. */
export const problemTypes = {
  'invalid-input': { status: 400, en: 'The input cannot be used', zh: '输入有误' },
  'not-signed-in': { status: 401, en: 'Not signed in', zh: '尚未登录' },
  'not-allowed': { status: 403, en: 'Not allowed', zh: '没有权限' },
  'not-found': { status: 404, en: 'Not found', zh: '未找到' },
  conflict: { status: 409, en: 'Something changed in the meantime', zh: '情况已有变化' },
  'too-large': { status: 413, en: 'Too large', zh: '内容过大' },
  'too-many': { status: 429, en: 'Too many requests', zh: '请求过于频繁' },
  unexpected: { status: 500, en: 'Something went wrong here', zh: '系统出错' },
  unavailable: { status: 503, en: 'Not available right now', zh: '暂时不可用' },
} as const;
export type ProblemType = keyof typeof problemTypes;

export interface Issue {
  /** Where in the input, as a JSON path without the root: `seats.0.count`. */
  path: string;
  message: string;
}

/** What is wrong with an input, in both languages until it is known who reads it. */
export interface InputFault {
  path: string;
  message: Record<Language, string>;
}

/** RFC 9457 problem details; `code` and `params` let a screen say it in its own language. */
export interface Problem {
  type: `/problems/${ProblemType}`;
  title: string;
  status: number;
  detail: string;
  code: RefusalCode;
  params: Record<string, unknown>;
  /** Bad input: every place that is wrong. */
  issues?: Issue[];
  /** A conflict: the record as it stands. */
  current?: unknown;
  /** What to name when asking for help with an unexpected one. */
  id?: string;
  retryAfterSeconds?: number;
}

type Extra = Pick<Problem, 'current' | 'id' | 'retryAfterSeconds'> & { issues?: InputFault[] };

/** The one way an operation says no. Nothing has been changed when it is thrown. */
export class Refusal<C extends RefusalCode = RefusalCode> extends Error {
  override readonly name = 'Refusal';
  readonly code: C;
  readonly params: RefusalParams<C>;
  readonly extra: Extra;
  constructor(code: C, params: RefusalParams<C>, extra: Extra = {}) {
    super(`${code} ${JSON.stringify(params)}`);
    this.code = code;
    this.params = params;
    this.extra = extra;
  }
}

/** A refusal as it travels, worded in `language` with times in `timeZone`. */
export function toProblem(refusal: Refusal, language: Language, timeZone?: string): Problem {
  const { type } = refusals[refusal.code];
  const { issues, ...extra } = refusal.extra;
  return {
    type: `/problems/${type}`,
    title: problemTypes[type][language],
    status: problemTypes[type].status,
    detail: wordRefusal(refusal.code, refusal.params, language, timeZone),
    code: refusal.code,
    params: refusal.params,
    ...extra,
    ...(issues ? { issues: issues.map(({ path, message }) => ({ path, message: message[language] })) } : {}),
  };
}

const inEnglish = z.locales.en().localeError;
const inChinese = z.locales.zhCN().localeError;

/** The refusal of an input that its schema does not take: every field that is wrong, by its path. */
export function badInput(error: z.ZodError): Refusal<'badInput'> {
  const faults = error.issues.flatMap((issue): InputFault[] => {
    const path = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: path === '' ? key : `${path}.${key}`,
        message: { en: 'is not a field of this operation', zh: '不是此操作的字段' },
      }));
    const own = issue.code === 'custom' ? { en: issue.message, zh: issue.message } : null;
    return [
      {
        path,
        message: own ?? {
          en: wordOf(inEnglish(issue as never), issue.message),
          zh: wordOf(inChinese(issue as never), issue.message),
        },
      },
    ];
  });
  return new Refusal('badInput', { count: faults.length }, { issues: faults.slice(0, 20) });
}

const wordOf = (told: string | { message: string } | null | undefined, otherwise: string): string =>
  typeof told === 'string' ? told : (told?.message ?? otherwise);

/** The sentence for a refusal, in either language. */
export function wordRefusal(code: RefusalCode, params: object, language: Language, timeZone?: string): string {
  const word = refusals[code][language] as (params: object, wording: Wording) => string;
  return word(params, wordingIn(language, timeZone));
}

function wordingIn(language: Language, timeZone?: string): Wording {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const zone = timeZone === undefined ? {} : { timeZone };
  return {
    time: (at) =>
      new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone }).format(at),
    day: (at) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', ...zone }).format(
        at,
      ),
    number: (value) => new Intl.NumberFormat(locale).format(value),
  };
}
