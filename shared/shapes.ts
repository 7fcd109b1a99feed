import { z } from 'zod';
import { credentials, skills } from './skills.ts';

/** The small shapes that records and operations are made of, with every limit stated once. */

export const languages = ['en', 'zh'] as const;
/** The two languages of the interface; what people speak is `SpokenLanguage`. */
export type Language = (typeof languages)[number];

// Unique without asking anybody: UUIDs from the server, readable slugs from a scenario file.
export const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/);
export const RequestId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

/** Milliseconds since 1970, between 2000 and 2100: anything else is a mistake in a unit or a clock. */
export const Instant = z.int().min(946_684_800_000).max(4_102_444_800_000);

// Control characters break logs, CSV and terminals; line breaks and tabs are what people type.
// eslint-disable-next-line no-control-regex
const clean = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u;
export const line = (max: number) => z.string().trim().min(1).max(max).regex(clean);
export const paragraph = (max: number) => z.string().trim().max(max).regex(clean);

/** What somebody wrote, in one language or both. */
export const Words = z
  .strictObject({ en: line(300).optional(), zh: line(300).optional() })
  .refine((words) => words.en !== undefined || words.zh !== undefined, { message: 'needs words in en or zh' });
export type Words = z.infer<typeof Words>;

/** The words in the language asked for, or in the other where it is all there is. */
export function say(words: Words | undefined, language: Language): string {
  return (language === 'zh' ? (words?.zh ?? words?.en) : (words?.en ?? words?.zh)) ?? '';
}

export const Point = z.strictObject({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) });
export type Point = z.infer<typeof Point>;

export const SkillCode = z.string().refine((code) => skills.has(code), { message: 'is not in the skills vocabulary' });
export const CredentialCode = z
  .string()
  .refine((code) => credentials.has(code), { message: 'is not in the credentials vocabulary' });

/** 1 trainee, 2 helps, 3 works alone, 4 experienced, 5 teaches it. */
export const Level = z.int().min(1).max(5);
export const SkillLevel = z.strictObject({ code: SkillCode, level: Level });
export type SkillLevel = z.infer<typeof SkillLevel>;

/** What people speak: Mandarin, Cantonese, Teochew, Hakka, Min Nan, English, Chinese Sign Language … (BCP 47 tags). */
export const spokenLanguages = ['cmn', 'yue', 'nan', 'teo', 'hak', 'wuu', 'en', 'csl', 'ug', 'bo', 'ii', 'za'] as const;
export const SpokenLanguage = z.enum(spokenLanguages);
export type SpokenLanguage = z.infer<typeof SpokenLanguage>;

export const Phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 -]{4,22}$/);
export const Email = z.email().max(120);

export const Span = z
  .strictObject({ fromAt: Instant, untilAt: Instant })
  .refine((span) => span.fromAt < span.untilAt, { message: 'must end after it starts', path: ['untilAt'] });
export type Span = z.infer<typeof Span>;

/** A list whose items are all different. */
export const distinct = <T extends z.ZodType>(item: T, max: number) =>
  z
    .array(item)
    .max(max)
    .refine((list) => new Set(list.map((value) => JSON.stringify(value))).size === list.length, {
      message: 'must not name the same thing twice',
    });
