import type { en } from './service.en.ts';
import { number } from './format.ts';

/** Hours served and the certificate that says so, in Chinese: for the desk, the pocket and the open door. */
export const zh: typeof en = {
  heading: '服务时长与证明',
  total: (time, assignments) =>
    assignments === 0 ? '该时段内没有已完成的服务。' : `${time}，共 ${number(assignments)} 次任务`,
  none: '还没有服务时长。时长从签到算到签退。',
  from: '从',
  until: '至（含当日）',
  badPeriod: '结束日期早于开始日期。',
  issue: '开具时长证明',
  issued: '已开具的证明',
  open: '查看并打印',
  span: (from, until) => (from === until ? from : `${from}至${until}`),
  back: '返回',
  print: '打印',
  paper: {
    heading: '志愿服务时长证明',
    says: (name, organisation) => `兹证明${name}（${organisation}）`,
    time: (time, assignments) => `服务时长 ${time}，共 ${number(assignments)} 次任务`,
    between: (from, until) => (from === until ? `日期：${from}。` : `期间：${from}至${until}。`),
    issued: (on) => `开具日期：${on}`,
    code: '验证码',
    check: '任何人均可核验：扫描二维码，或在以下网址输入验证码',
    signature: '签字盖章',
    qr: (code) => `核验证明 ${code}`,
  },
  check: {
    title: '核验时长证明',
    intro: '时长证明上有验证码。输入验证码即可查看所证明的内容。',
    code: '证明上的验证码',
    codeHint: '十位字母和数字，例如 K7M2P-9XQ4R。',
    codeWrong: '验证码共十位字母和数字，不含 O、0、I、1。',
    send: '核验',
    other: '换一个验证码',
    genuine: '此证明属实',
    compare: '请将以下内容与纸质证明对照。如有不同，则纸质证明已被改动。',
    name: '姓名',
    organisation: '组织',
    time: '服务时长',
    period: '期间',
    assignments: '任务次数',
    issued: '开具日期',
  },
};
