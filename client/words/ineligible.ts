import { ineligibleWords } from '../../shared/refusals.ts';
import type { MatchTerm } from '../../shared/records.ts';
import type { Language } from '../../shared/shapes.ts';
import { credentials } from '../../shared/skills.ts';
import { dayTime } from './format.ts';
import { skillIn, spoken } from './reasons.ts';

type Figures = MatchTerm['figures'];

/** Why people cannot take a seat, without figures: "too far away". A reason without words here is shown by its own name. */
export const wordsOfRule = (reason: string, language: Language): string =>
  Object.hasOwn(ineligibleWords, reason) ? ineligibleWords[reason]![language] : reason;

/** Why one person cannot, with the figures: "too far away (22.2 km, goes up to 15 km)". `when` words a time. */
export function wordsOfReason(
  { reason, figures }: { reason: string; figures: Figures },
  language: Language,
  when: (at: number) => string = dayTime,
): string {
  const plain = wordsOfRule(reason, language);
  const more = Object.hasOwn(figureWords, reason) ? figureWords[reason]!(figures, language, when) : undefined;
  if (more === undefined) return plain;
  return language === 'zh' ? `${plain}（${more}）` : `${plain} (${more})`;
}

type Say = (figures: Figures, language: Language, when: (at: number) => string) => string | undefined;

const hoursAgainstLimit: Say = ({ worked, more, limit }, language) =>
  language === 'zh'
    ? `已工作 ${worked} 小时，本次 ${more} 小时，上限 ${limit} 小时`
    : `${worked} h worked, ${more} h more, at most ${limit} h`;

const figureWords: Record<string, Say> = {
  skill: ({ code, level, has }, language) =>
    language === 'zh'
      ? `${skillIn(code, 'zh')}需 ${level} 级，现有效 ${has} 级`
      : `${skillIn(code, 'en')}: level ${level} asked for, ${has} counts`,
  credential: ({ code }, language) =>
    credentials.get(String(code))?.[language === 'zh' ? 'zh-CN' : 'en'] ?? String(code),
  language: ({ language: tag }, language) => spoken(tag, language),
  unavailable: ({ untilAt }, language, when) =>
    untilAt === undefined
      ? undefined
      : language === 'zh'
        ? `仅至 ${when(Number(untilAt))}`
        : `only until ${when(Number(untilAt))}`,
  hours: hoursAgainstLimit,
  inARow: hoursAgainstLimit,
  night: (figures, language, when) =>
    figures['limit'] === undefined ? undefined : hoursAgainstLimit(figures, language, when),
  resting: ({ untilAt }, language, when) =>
    language === 'zh' ? `至 ${when(Number(untilAt))}` : `until ${when(Number(untilAt))}`,
  distance: ({ km, limit }, language) => {
    if (km === undefined) return language === 'zh' ? '住处所在网格未知' : 'home cell not known';
    return language === 'zh' ? `${km} 公里，上限 ${limit} 公里` : `${km} km, goes up to ${limit} km`;
  },
};
