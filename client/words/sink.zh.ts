import type { SinkWords } from './sink.en.ts';

/** The sink's words in Chinese. */
export const sink: SinkWords = {
  title: '截留的消息',
  lead: '此处未接入短信等网关。本应发给人员的消息显示在下方，可代其答复。',
  signedOut: '仅协调员可以查看。请在此浏览器中用协调员的链接登录。',
  off: '此处未开启消息截留（SINK=on）。',
  unreachable: '服务器没有回应，恢复后本页会自动继续。',
  empty: '还没有发出任何消息。请在调度台向某人发出邀请，几秒后会显示在这里。',
  answer: '以此手机答复',
  answered: '已答复',
  send: '发送',
};
