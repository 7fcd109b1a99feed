import type { Language } from './shapes.ts';

/**
 * What people are told about. A topic is one entry here, and one line in `server/rules/notices.ts` that says which change
 * brings it.
 */

/** What a text may speak of, worded already in the reader's language; empty where it is not known or not theirs to know. */
export interface NoticeFacts {
  title: string;
  cell: string;
  /** Who it is about, where the reader may know. */
  person: string;
  minutes: number;
  answerBy: string;
  /** When to set out, of an offer made ahead. */
  startAt: string;
  /** The page to open. */
  link: string;
}

export interface NoticeTopicEntry {
  /**
   * `always`: somebody's safety, or what they asked for: at any hour, and although they are muted. `asNeed`: breaks quiet
   * hours where the need is immediate. `canWait`: keeps to quiet hours.
   */
  urgency: 'always' | 'asNeed' | 'canWait';
  /** Asks for "1 37" or "2 37". */
  asks?: true;
  /** Says what became of an offer: nobody is told who never heard of it. */
  followsOffer?: true;
  /** By these channels alone; a text message costs, and not everything is worth one. */
  through?: readonly ('push' | 'sms' | 'email' | 'voice')[];
  label: Record<Language, string>;
  /** The first line: what a locked screen shows, and the subject of a mail. */
  subject: Record<Language, (facts: NoticeFacts) => string>;
  text: Record<Language, (facts: NoticeFacts) => string>;
}

const at = ({ title, cell }: NoticeFacts, comma: string): string => [title, cell].filter(Boolean).join(comma);

export const noticeTopics = {
  offer: {
    urgency: 'asNeed',
    asks: true,
    label: { en: 'offer', zh: '邀请' },
    subject: { en: () => 'You are needed', zh: () => '需要您' },
    text: {
      en: (f) =>
        `You are needed${f.startAt && ` from ${f.startAt}`}: ${at(f, ', ')}, about ${f.minutes} min away. Please answer by ${f.answerBy}.`,
      zh: (f) =>
        `${f.startAt && `${f.startAt}起`}需要您：${at(f, '，')}，路程约${f.minutes}分钟。请在${f.answerBy}前答复。`,
    },
  },
  filled: {
    urgency: 'canWait',
    followsOffer: true,
    label: { en: 'thank you, filled', zh: '已满员' },
    subject: { en: () => 'Thank you, the place is filled', zh: () => '谢谢，已满员' },
    text: {
      en: (f) => `Thank you, the place is filled: ${at(f, ', ')}. Nothing is needed from you.`,
      zh: (f) => `谢谢，岗位已满员：${at(f, '，')}。您不用再前往。`,
    },
  },
  withdrawn: {
    urgency: 'canWait',
    followsOffer: true,
    label: { en: 'offer withdrawn', zh: '邀请已撤回' },
    subject: { en: () => 'The offer was withdrawn', zh: () => '邀请已撤回' },
    text: {
      en: (f) => `The offer was withdrawn: ${at(f, ', ')}. Nothing is needed from you. Thank you.`,
      zh: (f) => `邀请已撤回：${at(f, '，')}。您无需再操作，谢谢。`,
    },
  },
  expired: {
    urgency: 'canWait',
    followsOffer: true,
    through: ['push'],
    label: { en: 'time to answer over', zh: '答复已超时' },
    subject: { en: () => 'The time to answer is over', zh: () => '答复时间已过' },
    text: {
      en: (f) => `The time to answer is over: ${at(f, ', ')}. Somebody else is asked. Nothing is needed from you.`,
      zh: (f) => `答复时间已过：${at(f, '，')}。已询问其他人，您无需再操作。`,
    },
  },
  calledUp: {
    urgency: 'always',
    label: { en: 'called up from standby', zh: '候补转正' },
    subject: { en: () => 'Please go now', zh: () => '请现在前往' },
    text: {
      en: (f) => `A place is free for you, please go now: ${at(f, ', ')}, about ${f.minutes} min away. ${f.link}`,
      zh: (f) => `您已由候补转为正式，请现在前往：${at(f, '，')}，路程约${f.minutes}分钟。${f.link}`,
    },
  },
  standbyOver: {
    urgency: 'canWait',
    label: { en: 'standby over', zh: '候补结束' },
    subject: { en: () => 'Thank you, standby is over', zh: () => '谢谢，候补结束' },
    text: {
      en: (f) => `Thank you for standing by: ${at(f, ', ')}. You are not needed for it any more.`,
      zh: (f) => `谢谢您的候补：${at(f, '，')}。此次不再需要您前往。`,
    },
  },
  notNeeded: {
    urgency: 'always',
    label: { en: 'not needed any more', zh: '不再需要前往' },
    subject: { en: () => 'You do not have to go', zh: () => '您不用再前往' },
    text: {
      en: (f) => `You do not have to go any more: ${at(f, ', ')}. Thank you.`,
      zh: (f) => `您不用再前往：${at(f, '，')}。谢谢。`,
    },
  },
  needChanged: {
    urgency: 'always',
    label: { en: 'the need changed', zh: '需求有变' },
    subject: { en: () => 'Your task has changed', zh: () => '任务有变' },
    text: {
      en: (f) => `Your task has changed: ${at(f, ', ')}. Look at it before you go on: ${f.link}`,
      zh: (f) => `任务有变：${at(f, '，')}。请先查看再继续：${f.link}`,
    },
  },
  checkInReminder: {
    urgency: 'always',
    label: { en: 'check-in reminder', zh: '签到提醒' },
    subject: { en: () => 'Have you arrived?', zh: () => '您到了吗？' },
    text: {
      en: (f) => `Have you arrived? ${at(f, ', ')}. Please check in, or tell the desk what holds you up: ${f.link}`,
      zh: (f) => `您到了吗？${at(f, '，')}。请签到，或告诉调度台遇到了什么：${f.link}`,
    },
  },
  needsHelp: {
    urgency: 'always',
    label: { en: 'a responder needs help', zh: '队员求助' },
    subject: { en: () => 'A responder needs help', zh: () => '队员求助' },
    text: {
      en: (f) => `${f.person || 'A responder'} needs help: ${at(f, ', ')}. Open the desk: ${f.link}`,
      zh: (f) => `${f.person || '一名队员'}求助：${at(f, '，')}。请打开调度台：${f.link}`,
    },
  },
  rollCall: {
    urgency: 'always',
    label: { en: 'roll-call', zh: '人员清点' },
    subject: { en: () => 'Roll-call: are you well?', zh: () => '人员清点：您平安吗？' },
    text: {
      en: (f) => `Roll-call: are you well? ${at(f, ', ')}. Answer now: ${f.link}`,
      zh: (f) => `人员清点：您平安吗？${at(f, '，')}。请立即答复：${f.link}`,
    },
  },
  areYouWell: {
    urgency: 'always',
    label: { en: 'asked whether all is well', zh: '询问是否平安' },
    subject: { en: () => 'Is all well?', zh: () => '您平安吗？' },
    text: {
      en: (f) => `Is all well? ${at(f, ', ')}. Please say so: ${f.link}`,
      zh: (f) => `您平安吗？${at(f, '，')}。请报平安：${f.link}`,
    },
  },
  silent: {
    urgency: 'always',
    label: { en: 'somebody on scene is silent', zh: '现场人员无回应' },
    subject: { en: () => 'Somebody on scene does not answer', zh: () => '现场人员没有回应' },
    text: {
      en: (f) => `${f.person || 'Somebody on scene'} does not answer: ${at(f, ', ')}. Please make sure: ${f.link}`,
      zh: (f) => `${f.person || '现场人员'}没有回应：${at(f, '，')}。请设法确认：${f.link}`,
    },
  },
  approved: {
    urgency: 'canWait',
    label: { en: 'registration approved', zh: '登记已通过' },
    subject: { en: () => 'You are registered', zh: () => '登记已通过' },
    text: {
      en: (f) => `You are registered with Muster. Say when you can be asked: ${f.link}`,
      zh: (f) => `您在 Muster 的登记已通过。请填写可出动的时间：${f.link}`,
    },
  },
  test: {
    urgency: 'always',
    label: { en: 'test message', zh: '测试消息' },
    subject: { en: () => 'Test message', zh: () => '测试消息' },
    text: {
      en: () => 'This is a test message from Muster. You can be reached this way.',
      zh: () => '这是 Muster 的测试消息，您可以通过此方式收到通知。',
    },
  },
} as const satisfies Record<string, NoticeTopicEntry>;

export type NoticeTopic = keyof typeof noticeTopics;
export const topicEntry = (topic: NoticeTopic): NoticeTopicEntry => noticeTopics[topic];
