import { topicEntry, type NoticeFacts } from '../../shared/notice-topics.ts';
import type { Need, Notice, OutsideChannel } from '../../shared/records.ts';
import { say, type Language, type Words } from '../../shared/shapes.ts';
import { nameFor, show, type Sight } from '../rules/visibility.ts';

/** What is sent, worded when it is sent and kept nowhere. */
export interface Message {
  subject: string;
  text: string;
  /** The page to open. */
  page: '/go' | '/desk';
  isPressing: boolean;
  /** How long it is of use. */
  validSeconds: number;
}

export interface Setting {
  publicUrl: string;
  timeZone: string;
  now: number;
  /** Where the offer of an assignment is answered without signing in. */
  answerLink?: (assignmentId: string) => string;
}

/** The notice in words, out of what its reader may see and no more: what leaves here is read by gateways on the way. */
export function messageOf(notice: Notice, channel: OutsideChannel, sight: Sight, setting: Setting): Message {
  const { language } = notice;
  const entry = topicEntry(notice.topic);
  const facts = factsOf(notice, sight, setting);
  const assignment = notice.assignmentId === null ? undefined : sight.view.get('assignment', notice.assignmentId);
  const need = notice.needId === null ? undefined : sight.view.get('need', notice.needId);
  const valid = notice.topic === 'offer' && assignment ? assignment.answerBy - setting.now : 12 * 3_600_000;
  const text = entry.text[language](facts);
  // Whoever reads mail may be signed in nowhere; the link is good for this one offer.
  const link = (channel === 'email' && assignment && setting.answerLink?.(assignment.id)) || facts.link;
  return {
    subject: entry.subject[language](facts),
    text: entry.asks ? `${text} ${howToAnswer(channel, notice.code ?? '', link, language)}` : text,
    page: isForDesk(notice, sight) ? '/desk' : '/go',
    isPressing: entry.urgency === 'always' || need?.priority === 'immediate',
    validSeconds: Math.max(0, Math.round(valid / 1000)),
  };
}

function howToAnswer(channel: OutsideChannel, code: string, link: string, language: Language): string {
  const zh = language === 'zh';
  switch (channel) {
    case 'sms':
      return zh
        ? `回复“1 ${code}”接受，“2 ${code}”婉拒。${link}`
        : `Reply 1 ${code} for yes, 2 ${code} for no. ${link}`;
    case 'voice':
      return zh ? '接受请按1，婉拒请按2。' : 'Press 1 for yes, 2 for no.';
    case 'email':
      return zh ? `请在此答复，无需登录：${link}` : `Answer here, without signing in: ${link}`;
    case 'push':
      return '';
  }
}

function factsOf(notice: Notice, sight: Sight, { publicUrl, timeZone, now }: Setting): NoticeFacts {
  const { language, personId } = notice;
  const isDesk = isForDesk(notice, sight);
  const reader = sight.view.get('person', personId);
  const audience =
    isDesk && reader
      ? ({ is: 'desk', organisationId: reader.organisationId } as const)
      : ({ is: 'responder', personId } as const);
  const seen = notice.needId === null ? undefined : show(audience, { kind: 'need', id: notice.needId }, sight);
  const need = seen as (Partial<Need> & { private?: { title?: Words } }) | undefined;
  const assignment = notice.assignmentId === null ? undefined : sight.view.get('assignment', notice.assignmentId);
  const cell = need?.cellId === undefined ? undefined : sight.view.get('cell', need.cellId);
  const about = isAboutSomebody(notice) && assignment ? sight.view.get('person', assignment.personId) : undefined;
  // A restricted case is named by its kind alone outside of the page.
  const isRestricted =
    notice.needId !== null && sight.view.get('need', notice.needId)?.confidentiality === 'restricted';
  const title =
    isRestricted || !need?.private?.title
      ? need?.category
        ? categoryWords[need.category][language]
        : ''
      : say(need.private.title, language);
  return {
    title,
    cell: cell ? say(cell.name, language) : '',
    person: about ? say(nameFor(about, sight), language) : '',
    minutes: assignment?.travelMinutes ?? 0,
    startAt:
      assignment?.startAt !== undefined && assignment.startAt > now
        ? timeIn(language, timeZone, { weekday: 'short', day: 'numeric', month: 'short' })(assignment.startAt)
        : '',
    answerBy: assignment ? timeIn(language, timeZone)(assignment.answerBy) : '',
    link: `${publicUrl}${isDesk ? '/desk' : '/go'}`,
  };
}

/** Speaks of somebody else, whom the reader answers for. */
const isAboutSomebody = ({ topic }: Notice): boolean => topic === 'needsHelp' || topic === 'silent';

function isForDesk(notice: Notice, { view }: Sight): boolean {
  const roles = view.get('person', notice.personId)?.roles ?? [];
  return isAboutSomebody(notice) && (roles.includes('coordinator') || roles.includes('admin'));
}

export const timeIn =
  (language: Language, timeZone: string, day: Intl.DateTimeFormatOptions = {}) =>
  (at: number): string =>
    new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      ...day,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    }).format(at);

const categoryWords: Record<Need['category'], Record<Language, string>> = {
  rescue: { en: 'rescue', zh: '救援' },
  medical: { en: 'medical help', zh: '医疗' },
  psychosocial: { en: 'psychosocial support', zh: '心理与社会支持' },
  childProtection: { en: 'child protection', zh: '儿童保护' },
  olderPeople: { en: 'help for older people', zh: '老人照护' },
  disability: { en: 'help for people with disabilities', zh: '残障支持' },
  shelter: { en: 'shelter', zh: '安置' },
  food: { en: 'food and water', zh: '饮食' },
  supplies: { en: 'supplies', zh: '物资' },
  transport: { en: 'transport', zh: '交通' },
  clearance: { en: 'clearing up', zh: '清障' },
  utilities: { en: 'water and power', zh: '水电' },
  information: { en: 'information', zh: '信息' },
  animals: { en: 'animals', zh: '动物' },
  other: { en: 'help', zh: '协助' },
};
