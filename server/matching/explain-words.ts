import type { MatchTerm } from '../../shared/records.ts';
import { ineligibleWords, type Wording } from '../../shared/refusals.ts';
import type { Language } from '../../shared/shapes.ts';
import { credentials, skills } from '../../shared/skills.ts';
import type { Ineligibility } from './eligibility.ts';

/** Why somebody was chosen or cannot be, in words, from the stored terms: nothing is worked out again. */

/** One term of a match: "4 km away, about 15 minutes". Empty where the term says nothing of this person. */
export function wordsOfTerm({ term, points, figures }: MatchTerm, language: Language): string {
  const say = Object.hasOwn(termWords, term) ? termWords[term] : undefined;
  return say?.[language](figures, points) ?? '';
}

/** All terms that say something, the weightiest first. */
export const wordsOfTerms = (terms: readonly MatchTerm[], language: Language): string[] =>
  [...terms]
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .map((term) => wordsOfTerm(term, language))
    .filter((words) => words !== '');

/** A reason with its figures: "too far away (22.2 km, goes up to 15 km)". `format` gives times as the reader expects them. */
export function wordsOfReason({ reason, figures }: Ineligibility, language: Language, format: Wording): string {
  const plain = ineligibleWords[reason]![language];
  const more = reasonFigures[reason]?.(figures, language, format);
  if (more === undefined) return plain;
  return language === 'zh' ? `${plain}（${more}）` : `${plain} (${more})`;
}

/** "412 lacks a verified, unexpired credential; 90 too far away": most first. */
export function wordsOfExclusions(excluded: Readonly<Record<string, number>>, language: Language): string {
  const counts = Object.entries(excluded).filter(([reason]) => Object.hasOwn(ineligibleWords, reason));
  counts.sort(([, a], [, b]) => b - a);
  return counts
    .map(([reason, count]) =>
      language === 'zh' ? `${count} 人${ineligibleWords[reason]!.zh}` : `${count}: ${ineligibleWords[reason]!.en}`,
    )
    .join(language === 'zh' ? '；' : '; ');
}

type Figures = MatchTerm['figures'];
type Say = (figures: Figures, points: number) => string;

const termWords: Record<string, Record<Language, Say>> = {
  travel: {
    en: ({ minutes, km }) => (minutes === undefined ? 'home not known' : `${km} km away, about ${minutes} minutes`),
    zh: ({ minutes, km }) => (minutes === undefined ? '住处未知' : `距离 ${km} 公里，约 ${minutes} 分钟`),
  },
  level: {
    en: ({ surplus }) => (surplus === 0 ? '' : 'more experienced than asked for'),
    zh: ({ surplus }) => (surplus === 0 ? '' : '技能等级高于要求'),
  },
  fatigue: {
    en: ({ hoursToday, hard, nights }) =>
      [
        hoursToday === 0 ? (hard || nights ? '' : 'rested') : `has worked ${hoursToday} h in the last 24`,
        hard ? `${hard} hard in three days` : '',
        nights ? `${nights} by night` : '',
      ]
        .filter(Boolean)
        .join(', '),
    zh: ({ hoursToday, hard, nights }) =>
      [
        hoursToday === 0 ? (hard || nights ? '' : '近期未出勤') : `24 小时内已工作 ${hoursToday} 小时`,
        hard ? `三天内高压任务 ${hard} 次` : '',
        nights ? `夜间 ${nights} 次` : '',
      ]
        .filter(Boolean)
        .join('，'),
  },
  load: {
    en: ({ lastOfferedHoursAgo: ago }, points) =>
      points === 0 ? '' : ago === 0 ? 'asked within the hour' : `last asked ${ago} h ago`,
    zh: ({ lastOfferedHoursAgo: ago }, points) =>
      points === 0 ? '' : ago === 0 ? '一小时内刚被邀请' : `${ago} 小时前刚被邀请`,
  },
  continuity: {
    en: ({ cellWorked }) => (cellWorked ? 'has worked here this week' : ''),
    zh: ({ cellWorked }) => (cellWorked ? '本周曾在此网格服务' : ''),
  },
  trust: {
    en: ({ kept, asked }) => (asked === 0 ? '' : `came ${kept} of ${asked} times`),
    zh: ({ kept, asked }) => (asked === 0 ? '' : `承诺 ${asked} 次，到场 ${kept} 次`),
  },
  language: {
    en: ({ shared, languages }) => (shared === 0 ? '' : `speaks ${spoken(languages, 'en')}`),
    zh: ({ shared, languages }) => (shared === 0 ? '' : `会说${spoken(languages, 'zh')}`),
  },
  local: {
    en: ({ sameCell }) => (sameCell ? 'lives here' : ''),
    zh: ({ sameCell }) => (sameCell ? '住在本网格' : ''),
  },
  scarcity: {
    en: ({ skill }) => `needed elsewhere for ${skillName(skill, 'en')}`,
    zh: ({ skill }) => `其他地方急需其${skillName(skill, 'zh')}技能`,
  },
};

const reasonFigures: Partial<
  Record<Ineligibility['reason'], (figures: Figures, language: Language, format: Wording) => string | undefined>
> = {
  skill: ({ code, level, has }, language) =>
    language === 'zh'
      ? `${skillName(code, 'zh')}需 ${level} 级，现有效 ${has} 级`
      : `${skillName(code, 'en')}: level ${level} asked for, ${has} counts`,
  credential: ({ code }, language) => {
    const known = credentials.get(String(code));
    return known?.[language === 'zh' ? 'zh-CN' : 'en'] ?? String(code);
  },
  language: ({ language: tag }, language) => spoken(tag, language),
  unavailable: ({ untilAt }, language, { time }) =>
    untilAt === undefined
      ? undefined
      : language === 'zh'
        ? `仅至 ${time(Number(untilAt))}`
        : `only until ${time(Number(untilAt))}`,
  hours: (figures, language) => hoursAgainstLimit(figures, language),
  inARow: (figures, language) => hoursAgainstLimit(figures, language),
  night: (figures, language) => (figures['limit'] === undefined ? undefined : hoursAgainstLimit(figures, language)),
  resting: ({ untilAt }, language, { time }) =>
    language === 'zh' ? `至 ${time(Number(untilAt))}` : `until ${time(Number(untilAt))}`,
  distance: ({ km, limit }, language) => {
    if (km === undefined) return language === 'zh' ? '住处所在网格未知' : 'home cell not known';
    return language === 'zh' ? `${km} 公里，上限 ${limit} 公里` : `${km} km, goes up to ${limit} km`;
  },
};

const hoursAgainstLimit = ({ worked, more, limit }: Figures, language: Language): string =>
  language === 'zh'
    ? `已工作 ${worked} 小时，本次 ${more} 小时，上限 ${limit} 小时`
    : `${worked} h worked, ${more} h more, at most ${limit} h`;

type Figure = Figures[string] | undefined;

const skillName = (code: Figure, language: Language): string =>
  skills.get(String(code))?.[language === 'zh' ? 'zh-CN' : 'en'] ?? String(code);

const names: Record<Language, Intl.DisplayNames> = {
  en: new Intl.DisplayNames('en', { type: 'language' }),
  zh: new Intl.DisplayNames('zh-CN', { type: 'language' }),
};
// ICU has no name for some of the languages asked for, or not in both languages.
const ownNames: Record<string, Record<Language, string>> = {
  cmn: { en: 'Mandarin', zh: '普通话' },
  yue: { en: 'Cantonese', zh: '粤语' },
  nan: { en: 'Min Nan', zh: '闽南语' },
  teo: { en: 'Teochew', zh: '潮州话' },
  hak: { en: 'Hakka', zh: '客家话' },
  wuu: { en: 'Wu', zh: '吴语' },
  csl: { en: 'Chinese Sign Language', zh: '中国手语' },
};

const spoken = (tags: Figure, language: Language): string =>
  String(tags)
    .split(' ')
    .map((tag) => (Object.hasOwn(ownNames, tag) ? ownNames[tag]![language] : (names[language].of(tag) ?? tag)))
    .join(language === 'zh' ? '、' : ', ');
