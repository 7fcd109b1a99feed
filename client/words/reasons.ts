import type { MatchTerm } from '../../shared/records.ts';
import type { Language, SpokenLanguage } from '../../shared/shapes.ts';
import { skills } from '../../shared/skills.ts';
import { en } from './shared.en.ts';
import { zh } from './shared.zh.ts';

const spokenWords: Record<Language, Record<SpokenLanguage, string>> = { en: en.spoken, zh: zh.spoken };

interface TermWords {
  name: string;
  /** A few words on what the figures say; empty where they say nothing worth reading. */
  why: (figures: Figures) => string;
}
type Figures = MatchTerm['figures'];

const number = (value: Figures[string] | undefined): number =>
  typeof value === 'number' ? value : Number(value ?? 0) || 0;
const rounded = (value: Figures[string] | undefined, digits = 0): string =>
  String(Number(number(value).toFixed(digits)));
export const spoken = (value: Figures[string] | undefined, language: Language): string =>
  String(value ?? '')
    .split(/[ ,]+/u)
    .filter(Boolean)
    .map((code) => (Object.hasOwn(spokenWords[language], code) ? spokenWords[language][code as SpokenLanguage] : code))
    .join(language === 'zh' ? '、' : ', ');

export const skillIn = (code: Figures[string] | undefined, language: Language): string =>
  skills.get(String(code))?.[language === 'zh' ? 'zh-CN' : 'en'] ?? String(code);

const terms: Record<string, Record<Language, TermWords>> = {
  travel: {
    en: {
      name: 'Close by',
      why: ({ minutes, km }) => `${rounded(minutes)} min away${km === undefined ? '' : ` (${rounded(km, 1)} km)`}`,
    },
    zh: {
      name: '距离近',
      why: ({ minutes, km }) => `路程 ${rounded(minutes)} 分钟${km === undefined ? '' : `（${rounded(km, 1)} 公里）`}`,
    },
  },
  level: {
    en: {
      name: 'Skill',
      why: ({ surplus }) =>
        number(surplus) > 0
          ? `${rounded(surplus)} ${number(surplus) === 1 ? 'level' : 'levels'} above what is asked`
          : 'has the level asked for',
    },
    zh: {
      name: '技能',
      why: ({ surplus }) => (number(surplus) > 0 ? `技能高出要求 ${rounded(surplus)} 级` : '技能符合要求'),
    },
  },
  load: {
    en: {
      name: 'Fair share',
      why: ({ lastOfferedHoursAgo: hours, offersWeek }) =>
        hours !== undefined
          ? number(hours) === 0
            ? 'asked within the hour'
            : `asked ${rounded(hours)} h ago`
          : number(offersWeek) > 0
            ? `asked ${rounded(offersWeek)} × this week`
            : 'not asked lately',
    },
    zh: {
      name: '分担均衡',
      why: ({ lastOfferedHoursAgo: hours, offersWeek }) =>
        hours !== undefined
          ? number(hours) === 0
            ? '一小时内刚被询问'
            : `${rounded(hours)} 小时前被询问过`
          : number(offersWeek) > 0
            ? `本周已被询问 ${rounded(offersWeek)} 次`
            : '近期未被询问',
    },
  },
  fatigue: {
    en: {
      name: 'Rested',
      why: ({ hoursToday, hard, nights }) =>
        [
          number(hoursToday) === 0 ? 'has not worked today' : `${rounded(hoursToday, 1)} h worked today`,
          number(hard) > 0 ? `${rounded(hard)} hard in three days` : '',
          number(nights) > 0 ? `${rounded(nights)} by night` : '',
        ]
          .filter(Boolean)
          .join(', '),
    },
    zh: {
      name: '精力',
      why: ({ hoursToday, hard, nights }) =>
        [
          number(hoursToday) === 0 ? '今天尚未出勤' : `今日已工作 ${rounded(hoursToday, 1)} 小时`,
          number(hard) > 0 ? `三天内高压任务 ${rounded(hard)} 次` : '',
          number(nights) > 0 ? `夜间 ${rounded(nights)} 次` : '',
        ]
          .filter(Boolean)
          .join('，'),
    },
  },
  continuity: {
    en: {
      name: 'Knows the place',
      why: ({ cellWorked }) => (cellWorked === true ? 'worked in this cell this week' : ''),
    },
    zh: { name: '熟悉此地', why: ({ cellWorked }) => (cellWorked === true ? '本周在此网格工作过' : '') },
  },
  trust: {
    en: {
      name: 'Kept their word',
      why: ({ kept, asked }) =>
        number(asked) === 0 ? 'never asked before' : `kept ${rounded(kept)} of ${rounded(asked)}`,
    },
    zh: {
      name: '守约',
      why: ({ kept, asked }) =>
        number(asked) === 0 ? '此前未被询问过' : `${rounded(asked)} 次中守约 ${rounded(kept)} 次`,
    },
  },
  language: {
    en: {
      name: 'Language',
      why: ({ language, languages }) =>
        spoken(language ?? languages, 'en') ? `speaks ${spoken(language ?? languages, 'en')}` : '',
    },
    zh: {
      name: '语言',
      why: ({ language, languages }) =>
        spoken(language ?? languages, 'zh') ? `会说${spoken(language ?? languages, 'zh')}` : '',
    },
  },
  scarcity: {
    en: {
      name: 'Needed elsewhere',
      why: ({ skill }) => `scarce skill, needed elsewhere${skill === undefined ? '' : ` (${skillIn(skill, 'en')})`}`,
    },
    zh: {
      name: '他处更需要',
      why: ({ skill }) => `技能紧缺，他处也需要${skill === undefined ? '' : `（${skillIn(skill, 'zh')}）`}`,
    },
  },
  local: {
    en: { name: 'Local', why: ({ sameCell }) => (sameCell === true ? 'lives in this cell' : '') },
    zh: { name: '本地人', why: ({ sameCell }) => (sameCell === true ? '就住在此网格' : '') },
  },
};

/** The name of a term of a match; a term without words here is shown by its own name. */
export function termName(term: string, language: Language): string {
  return Object.hasOwn(terms, term) ? terms[term]![language].name : term;
}

/** What a term's figures say, in a few words; an unknown term's figures are shown as they are. */
export function termWhy({ term, figures }: MatchTerm, language: Language): string {
  if (Object.hasOwn(terms, term)) return terms[term]![language].why(figures);
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}

/** The reasons that weigh most, in words, for the line under a name. `most` is how many at the most. */
export function wordReasons(why: readonly MatchTerm[], language: Language, most = 3): string {
  const weighty = why.filter(({ points }) => points !== 0);
  return [...(weighty.length > 0 ? weighty : why)]
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .map((term) => termWhy(term, language))
    .filter((words) => words !== '')
    .slice(0, most)
    .join(language === 'zh' ? '；' : '; ');
}
