import type { ProblemType } from './problem.ts';
import type { AssignmentStatus, CasePhase, Need } from './records.ts';

/** Formats handed to a wording, so that times and numbers read as the reader expects. */
export interface Wording {
  time: (at: number) => string;
  day: (at: number) => string;
  number: (value: number) => string;
}

const refusal = <P extends object>(
  type: ProblemType,
  en: (params: P, f: Wording) => string,
  zh: (params: P, f: Wording) => string,
) => ({ type, en, zh });

type Nothing = Record<never, never>;

const assignmentWords: Record<AssignmentStatus, { en: string; zh: string }> = {
  offered: { en: 'waiting for an answer', zh: '等待答复' },
  accepted: { en: 'accepted', zh: '已接受' },
  standby: { en: 'standing by', zh: '候补中' },
  declined: { en: 'declined', zh: '已婉拒' },
  expired: { en: 'expired without an answer', zh: '无人答复，已过期' },
  stoodDown: { en: 'withdrawn', zh: '已撤回' },
  enRoute: { en: 'on the way', zh: '前往中' },
  checkedIn: { en: 'on scene', zh: '已到场' },
  completed: { en: 'finished', zh: '已完成' },
  noShow: { en: 'marked as not arrived', zh: '标记为未到' },
  released: { en: 'released', zh: '已解除' },
};
const needWords: Record<Need['status'], { en: string; zh: string }> = {
  reported: { en: 'reported, not yet looked at', zh: '已上报，待研判' },
  open: { en: 'open', zh: '处理中' },
  closed: { en: 'closed', zh: '已结束' },
  merged: { en: 'merged into another', zh: '已合并' },
};

export const phaseWords: Record<CasePhase, { en: string; zh: string }> = {
  intake: { en: 'intake', zh: '接案' },
  assessment: { en: 'assessment', zh: '预估' },
  planning: { en: 'planning', zh: '计划' },
  intervention: { en: 'intervention', zh: '介入' },
  evaluation: { en: 'evaluation', zh: '评估' },
  closure: { en: 'closure', zh: '结案' },
};

/** Every reason Muster has for saying no, with the way out, in both languages. */
export const refusals = {
  badInput: refusal<{ count: number }>(
    'invalid-input',
    ({ count }) => (count === 1 ? 'One field needs correcting.' : `${count} fields need correcting.`),
    ({ count }) => `有 ${count} 处需要更正。`,
  ),
  notJson: refusal<Nothing>(
    'invalid-input',
    () => 'The body is not valid JSON. Send an object, encoded as UTF-8.',
    () => '请求内容不是有效的 JSON，请以 UTF-8 编码发送一个对象。',
  ),
  tooLarge: refusal<{ maxKb: number }>(
    'too-large',
    ({ maxKb }) => `The request is larger than ${maxKb} KB. Send less at once.`,
    ({ maxKb }) => `请求超过 ${maxKb} KB，请减少一次发送的内容。`,
  ),
  noSuchOperation: refusal<{ name: string }>(
    'not-found',
    ({ name }) => `There is nothing at ${name}. GET /api lists what there is.`,
    ({ name }) => `${name} 不存在。可通过 GET /api 查看全部接口。`,
  ),
  notSignedIn: refusal<Nothing>(
    'not-signed-in',
    () => 'Sign in with the link you were given, or ask your coordinator for a new one.',
    () => '请使用收到的链接登录，或向协调员索取新链接。',
  ),
  linkNotValid: refusal<Nothing>(
    'not-signed-in',
    () => 'This link is not valid, has been used or has run out. Ask your coordinator for a new one.',
    () => '链接无效、已使用或已过期，请向协调员索取新链接。',
  ),
  notYours: refusal<{ operation: string }>(
    'not-allowed',
    ({ operation }) => `Your role does not allow "${operation}". Ask a coordinator of your organisation.`,
    ({ operation }) => `您的角色不能执行“${operation}”，请联系本组织的协调员。`,
  ),
  notApproved: refusal<Nothing>(
    'not-allowed',
    () => 'You are not approved yet. A coordinator of your organisation will look at your registration.',
    () => '您的登记尚未通过审核，本组织的协调员会尽快处理。',
  ),
  foreignOrigin: refusal<Nothing>(
    'not-allowed',
    () => 'This request came from another website and was not carried out.',
    () => '该请求来自其他网站，未予执行。',
  ),
  otherOrganisation: refusal<Nothing>(
    'not-allowed',
    () => 'This belongs to another organisation. Ask one of its coordinators.',
    () => '此项属于其他组织，请联系该组织的协调员。',
  ),
  notFound: refusal<{ what: string; id: string }>(
    'not-found',
    ({ what, id }) => `There is no ${what} with the id ${id}.`,
    ({ what, id }) => `找不到编号为 ${id} 的${kindWords[what] ?? what}。`,
  ),
  noSuchCode: refusal<Nothing>(
    'not-found',
    () => 'No report has this code. Check the letters and digits; O and 0, I and 1 are never used.',
    () => '没有对应此查询码的求助。请核对字母和数字；查询码中不含 O、0、I、1。',
  ),
  needNotOpen: refusal<{ needId: string; status: Need['status'] }>(
    'conflict',
    ({ status }) =>
      `This need is ${needWords[status].en}. ${status === 'closed' ? 'Reopen it first.' : status === 'reported' ? 'Triage it first.' : 'Look at the need it was merged into.'}`,
    ({ status }) =>
      `该需求${needWords[status].zh}。${status === 'closed' ? '请先重新开启。' : status === 'reported' ? '请先研判。' : '请查看合并后的需求。'}`,
  ),
  needStep: refusal<{ from: Need['status']; to: Need['status'] }>(
    'conflict',
    ({ from, to }) => `A need that is ${needWords[from].en} cannot become ${needWords[to].en}.`,
    ({ from, to }) => `“${needWords[from].zh}”的需求不能变为“${needWords[to].zh}”。`,
  ),
  peopleStillOut: refusal<{ count: number }>(
    'conflict',
    ({ count }) => `${count} people are on scene or on the way for this. Check them out or release them first.`,
    ({ count }) => `还有 ${count} 人在现场或途中，请先为其签退或解除任务。`,
  ),
  mergeWithItself: refusal<Nothing>(
    'invalid-input',
    () => 'A need cannot be merged into itself. Choose another one.',
    () => '需求不能合并到自身，请选择另一条。',
  ),
  otherIncident: refusal<Nothing>(
    'conflict',
    () => 'The two belong to different incidents and stay apart.',
    () => '两者属于不同事件，不能合并或混用。',
  ),
  incidentClosed: refusal<{ closedAt: number }>(
    'conflict',
    ({ closedAt }, f) => `This incident was closed on ${f.day(closedAt)}. Nothing new is taken for it.`,
    ({ closedAt }, f) => `该事件已于 ${f.day(closedAt)} 结束，不再接收新内容。`,
  ),
  noOpenIncident: refusal<Nothing>(
    'conflict',
    () => 'No incident is open here at the moment. In danger call 110, 119 or 120.',
    () => '当前没有进行中的事件。如遇危险请拨打 110、119 或 120。',
  ),
  needsStillLive: refusal<{ count: number }>(
    'conflict',
    ({ count }) => `${count} needs of this incident are still live. Close or merge them first.`,
    ({ count }) => `该事件还有 ${count} 条需求未结束，请先结束或合并。`,
  ),
  periodOverlaps: refusal<{ number: number }>(
    'conflict',
    ({ number }) => `It would overlap operational period ${number}. Choose other times or close that one.`,
    ({ number }) => `与第 ${number} 行动周期重叠，请调整时间或先结束该周期。`,
  ),
  periodClosed: refusal<{ number: number }>(
    'conflict',
    ({ number }) => `Operational period ${number} is closed already.`,
    ({ number }) => `第 ${number} 行动周期已结束。`,
  ),
  outsideGrid: refusal<Nothing>(
    'invalid-input',
    () => 'This place is outside the area that is covered here. Choose a cell on the map.',
    () => '该位置不在覆盖区域内，请在地图上选择网格。',
  ),
  whereMissing: refusal<Nothing>(
    'invalid-input',
    () => 'Say where: a place on the map or a grid cell.',
    () => '请说明位置：在地图上选点或选择网格。',
  ),
  seatsBelowFilled: refusal<{ seat: string; filled: number }>(
    'conflict',
    ({ seat, filled }) => `Seat ${seat} already has ${filled} people. Release somebody before asking for fewer.`,
    ({ seat, filled }) => `岗位 ${seat} 已有 ${filled} 人，如需减少请先解除。`,
  ),
  noSeat: refusal<{ seatId: string }>(
    'not-found',
    ({ seatId }) => `This need has no seat ${seatId}.`,
    ({ seatId }) => `该需求没有岗位 ${seatId}。`,
  ),
  tooManyOffers: refusal<{ left: number; places: number }>(
    'conflict',
    ({ left, places }) =>
      places <= 0
        ? 'Every place in this seat is filled.'
        : left <= 0
          ? 'As many people as may be asked at once are being asked for this seat already: 20 for each open place. Wait for answers or withdraw some.'
          : `Only ${left} more people may be asked at once for this seat: 20 for each open place.`,
    ({ left, places }) =>
      places <= 0
        ? '该岗位的名额已满。'
        : left <= 0
          ? '该岗位正在询问的人数已达上限（每个空缺名额 20 人），请等待答复或先撤回部分邀请。'
          : `该岗位还可同时询问 ${left} 人（每个空缺名额最多 20 人）。`,
  ),
  enoughAlready: refusal<{ sinceAt: number }>(
    'conflict',
    ({ sinceAt }, f) => `“We have enough” was said for this need at ${f.time(sinceAt)}. Say “Still needed” first.`,
    ({ sinceAt }, f) => `该需求已于 ${f.time(sinceAt)} 标记为“人手已够”。请先标记“仍需支援”。`,
  ),
  nobodyToAsk: refusal<Nothing>(
    'conflict',
    () => 'Nobody can be asked for the open places now. Ease what is asked for, or try again when somebody is free.',
    () => '目前没有可询问的人选。请放宽岗位要求，或等有人空闲后再试。',
  ),
  standbyNotNeeded: refusal<{ seatId: string }>(
    'conflict',
    () => 'Every place in this seat is filled, so nobody is called up. They stay on standby.',
    () => '该岗位名额已满，无需召集，此人继续候补。',
  ),
  notDeclined: refusal<Nothing>(
    'conflict',
    () => 'A reason can be given for an offer that was declined.',
    () => '只有已婉拒的邀请可以补充原因。',
  ),
  personHeld: refusal<{ personId: string; status: AssignmentStatus }>(
    'conflict',
    ({ status }) => `This person is already held elsewhere (${assignmentWords[status].en}). Choose somebody else.`,
    ({ status }) => `此人已有其他任务（${assignmentWords[status].zh}），请选择他人。`,
  ),
  otherTaskFirst: refusal<{ status: AssignmentStatus }>(
    'conflict',
    ({ status }) =>
      `Another task comes first (${assignmentWords[status].en}). Finish it, or answer it, before this one.`,
    ({ status }) => `请先结束或答复当前的任务（${assignmentWords[status].zh}），再开始这一项。`,
  ),
  notEligible: refusal<{ personId: string; reasons: string[] }>(
    'conflict',
    ({ reasons }) =>
      `This person cannot take this seat: ${reasons.map((reason) => ineligibleWords[reason]?.en ?? reason).join('; ')}.`,
    ({ reasons }) =>
      `此人不能担任该岗位：${reasons.map((reason) => ineligibleWords[reason]?.zh ?? reason).join('；')}。`,
  ),
  needsRest: refusal<{ reasons: string[] }>(
    'conflict',
    ({ reasons }) =>
      `Rest comes first: ${reasons.map((reason) => ineligibleWords[reason]?.en ?? reason).join('; ')}. Send somebody else.`,
    ({ reasons }) =>
      `请先休息：${reasons.map((reason) => ineligibleWords[reason]?.zh ?? reason).join('；')}。请安排他人前往。`,
  ),
  notOnTeam: refusal<{ personId: string }>(
    'conflict',
    () => 'Somebody named here is not on this need at the moment. Look at who is, and try again.',
    () => '名单中有人目前不在该需求的队伍中，请核对后重试。',
  ),
  cannotLead: refusal<Nothing>(
    'conflict',
    () => 'This person lacks a verified, unexpired credential that the need asks of its lead. Choose somebody else.',
    () => '此人缺少该需求对领队要求的有效证书，请选择他人。',
  ),
  leadGoes: refusal<Nothing>(
    'invalid-input',
    () => 'The incoming lead is listed among those who go. Choose somebody who stays.',
    () => '接班领队在离开名单中，请选择留下的人。',
  ),
  notSocialWorker: refusal<Nothing>(
    'conflict',
    () => 'A case is carried by an approved social worker. Choose one of your organisation.',
    () => '个案须由已通过审核的社工承担，请选择本组织的社工。',
  ),
  caseClosed: refusal<{ closedAt: number }>(
    'conflict',
    ({ closedAt }, f) => `This case was closed on ${f.day(closedAt)}. Open it again with a new assessment first.`,
    ({ closedAt }, f) => `该个案已于 ${f.day(closedAt)} 结案，请先重新预估以再次开启。`,
  ),
  casePhase: refusal<{ from: CasePhase; to: CasePhase }>(
    'conflict',
    ({ from, to }) => `A case cannot go from ${phaseWords[from].en} to ${phaseWords[to].en}.`,
    ({ from, to }) => `个案不能从“${phaseWords[from].zh}”转到“${phaseWords[to].zh}”。`,
  ),
  notEvaluated: refusal<Nothing>(
    'conflict',
    () => 'Write the evaluation before closing the case: what has changed, and what is left to do.',
    () => '结案前请先填写评估：有哪些变化，还有哪些事项。',
  ),
  notWorked: refusal<{ days: number }>(
    'conflict',
    ({ days }) => `This can be said of work that ended within the last ${days} days.`,
    ({ days }) => `只能对最近 ${days} 天内完成的任务提出。`,
  ),
  placesTaken: refusal<Nothing>(
    'conflict',
    () => 'Every place in this seat is taken or asked for by now. Plan again.',
    () => '该岗位的名额现已有人或正在询问，请重新规划。',
  ),
  planGone: refusal<Nothing>(
    'not-found',
    () => 'This preview is too old to go on with. Plan again.',
    () => '该预览已过期，请重新规划。',
  ),
  periodOver: refusal<{ number: number; endAt: number }>(
    'conflict',
    ({ number, endAt }, f) =>
      `Operational period ${number} ended at ${f.time(endAt)}. Plan for now or for the next one.`,
    ({ number, endAt }, f) => `第 ${number} 行动周期已于 ${f.time(endAt)} 结束，请为当前或下一周期规划。`,
  ),
  planFailed: refusal<Nothing>(
    'unavailable',
    () => 'The plan could not be worked out just now. Try again in a moment; nothing was changed.',
    () => '暂时无法完成规划，请稍后重试；未做任何更改。',
  ),
  offerOver: refusal<{ status: AssignmentStatus; at: number }>(
    'conflict',
    ({ status, at }, f) =>
      `This offer was ${status === 'stoodDown' ? 'withdrawn' : assignmentWords[status].en} at ${f.time(at)}. Nothing more is needed from you.`,
    ({ status, at }, f) => `此邀请已于 ${f.time(at)} ${assignmentWords[status].zh}，您无需再操作。`,
  ),
  assignmentStep: refusal<{ from: AssignmentStatus; to: AssignmentStatus }>(
    'conflict',
    ({ from, to }) => `An assignment that is ${assignmentWords[from].en} cannot become ${assignmentWords[to].en}.`,
    ({ from, to }) => `“${assignmentWords[from].zh}”的任务不能变为“${assignmentWords[to].zh}”。`,
  ),
  deskCodeWrong: refusal<Nothing>(
    'invalid-input',
    () => 'This is not the code of a check-in desk of this incident. Scan it again or ask at the desk.',
    () => '这不是本次事件签到点的二维码，请重新扫描或询问签到点工作人员。',
  ),
  offerLinkWrong: refusal<Nothing>(
    'not-found',
    () => 'This link belongs to no offer. Open the newest message again, or ask your coordinator.',
    () => '此链接不对应任何邀请。请重新打开最新的消息，或联系您的协调员。',
  ),
  noPaperCode: refusal<Nothing>(
    'not-found',
    () => 'Nobody was registered with this code. Check the letters and digits; O and 0, I and 1 are never used.',
    () => '没有登记此编码。请核对字母和数字；编码中不含 O、0、I、1。',
  ),
  noServiceRecord: refusal<Nothing>(
    'not-found',
    () => 'Muster has given out no certificate with this code.',
    () => '系统未签发过带有此验证码的证明。',
  ),
  noServiceToRecord: refusal<Nothing>(
    'conflict',
    () => 'No finished work lies in this period. A certificate needs at least one minute on scene.',
    () => '该时段内没有已完成的服务，至少须有一分钟在场记录才能开具证明。',
  ),
  placeNotAsked: refusal<Nothing>(
    'conflict',
    () => 'A place is only taken while a call for help is open. Nothing was kept.',
    () => '仅在求助未结束期间接收位置，本次位置未保存。',
  ),
  alertNotSettled: refusal<{ type: string }>(
    'conflict',
    () => 'This alert ends by itself when what it is about has changed.',
    () => '该警报会在情况变化后自动结束。',
  ),
  rollCallOpen: refusal<{ openedAt: number }>(
    'conflict',
    ({ openedAt }, f) => `A roll-call of the same has been open since ${f.time(openedAt)}. Close it first.`,
    ({ openedAt }, f) => `同一范围的清点自 ${f.time(openedAt)} 起仍在进行，请先结束。`,
  ),
  nobodyToCount: refusal<Nothing>(
    'conflict',
    () => 'Nobody is committed there, so there is nobody to count.',
    () => '该处没有已承诺的人员，无需清点。',
  ),
  rollCallOver: refusal<{ closedAt: number }>(
    'conflict',
    ({ closedAt }, f) => `This roll-call was closed at ${f.time(closedAt)}.`,
    ({ closedAt }, f) => `该次清点已于 ${f.time(closedAt)} 结束。`,
  ),
  onlyGenericWork: refusal<Nothing>(
    'conflict',
    () =>
      'Until approved, a walk-up volunteer takes generic work only: a seat that needs no social worker, credential or leadership. Approve them first or choose another seat.',
    () => '审核通过前，自行到场志愿者只能承担一般性工作，不能担任需要社工、证书或带队的岗位。请先审核或更换岗位。',
  ),
  noLeadThere: refusal<Nothing>(
    'conflict',
    () => 'Nobody leads the team there yet. Until approved, a walk-up volunteer works under a lead only.',
    () => '该处尚无带队人。审核通过前，自行到场志愿者须在带队人带领下工作。',
  ),
  leftAlready: refusal<{ leftAt: number }>(
    'conflict',
    ({ leftAt }, f) => `They left at ${f.time(leftAt)}. Register them again if they are back.`,
    ({ leftAt }, f) => `此人已于 ${f.time(leftAt)} 离开，如已返回请重新登记。`,
  ),
  noWorkYet: refusal<Nothing>(
    'conflict',
    () => 'You have not been put on any work yet. Ask at the check-in desk.',
    () => '您尚未被安排工作，请询问签到点工作人员。',
  ),
  alreadyRegistered: refusal<Nothing>(
    'conflict',
    () =>
      'Somebody is registered with this phone number already. Ask a coordinator for a new sign-in link, or to register you again.',
    () => '该手机号已登记，请向协调员索取新的登录链接，或请其重新登记。',
  ),
  phoneTaken: refusal<Nothing>(
    'conflict',
    () => 'This phone number belongs to somebody else here. Give your own, or ask your coordinator.',
    () => '此号码已属于另一位登记者。请填写您自己的号码，或联系协调员。',
  ),
  personStep: refusal<{ status: string }>(
    'conflict',
    ({ status }) => `This is not possible for a person who is ${status}.`,
    ({ status }) => `该人员当前状态（${status}）不允许此操作。`,
  ),
  credentialExpired: refusal<{ expiresAt: number }>(
    'conflict',
    ({ expiresAt }, f) => `This credential ran out on ${f.day(expiresAt)} and cannot be verified.`,
    ({ expiresAt }, f) => `该证书已于 ${f.day(expiresAt)} 到期，不能核验。`,
  ),
  alreadyDone: refusal<Nothing>(
    'conflict',
    () => 'This was done already.',
    () => '此操作已完成。',
  ),
  badTimes: refusal<Nothing>(
    'invalid-input',
    () => 'The end must be after the start, in the future and less than 60 days away.',
    () => '结束时间须晚于开始时间，且在未来 60 天内。',
  ),
  // Notices
  channelNotSetUp: refusal<{ channel: string }>(
    'conflict',
    ({ channel }) => `This deployment cannot send by ${channelWords[channel]?.en ?? channel}. Choose another way.`,
    ({ channel }) => `本系统未开通${channelWords[channel]?.zh ?? channel}，请选择其他方式。`,
  ),
  noAddressFor: refusal<{ channel: string }>(
    'conflict',
    ({ channel }) =>
      channel === 'push'
        ? 'No phone takes messages for you yet. Switch them on first.'
        : `No address for ${channelWords[channel]?.en ?? channel} is on record. Ask your coordinator to add it.`,
    ({ channel }) =>
      channel === 'push'
        ? '还没有手机接收推送，请先开启。'
        : `尚未登记${channelWords[channel]?.zh ?? channel}的联系方式，请联系协调员补充。`,
  ),
  signatureWrong: refusal<Nothing>(
    'not-signed-in',
    () => 'The signature does not fit this body, or the timestamp is more than five minutes off. See docs/notices.md.',
    () => '签名与内容不符，或时间戳相差超过五分钟。参见 docs/notices.md。',
  ),
  requestIdReused: refusal<{ operation: string }>(
    'conflict',
    ({ operation }) => `This requestId was used for "${operation}" already. Make a new one for every new request.`,
    ({ operation }) => `该 requestId 已用于“${operation}”，每个新请求请使用新的 requestId。`,
  ),
  tooManyRequests: refusal<{ seconds: number }>(
    'too-many',
    ({ seconds }) => `Too many requests from here. Wait ${seconds} seconds and try again.`,
    ({ seconds }) => `请求过于频繁，请 ${seconds} 秒后重试。`,
  ),
  storeAway: refusal<{ sinceAt: number }>(
    'unavailable',
    ({ sinceAt }, f) => `Changes cannot be saved since ${f.time(sinceAt)}. Try again in a moment; nothing was changed.`,
    ({ sinceAt }, f) => `自 ${f.time(sinceAt)} 起暂时无法保存，请稍后重试；未做任何更改。`,
  ),
  behind: refusal<{ seq: number; wanted: number }>(
    'unavailable',
    () => 'This server has not caught up with what you have seen yet. Try again in a moment.',
    () => '服务器数据尚未同步到您看到的版本，请稍后重试。',
  ),
  stopping: refusal<Nothing>(
    'unavailable',
    () => 'This server is being restarted. Try again in a moment; nothing was changed.',
    () => '服务器正在重启，请稍后重试；未做任何更改。',
  ),
  otherJournal: refusal<Nothing>(
    'unavailable',
    () => 'The database behind this server was reset or restored. The server starts anew; nothing was changed.',
    () => '服务器后台的数据库已被重置或恢复，服务器正在重新启动；未做任何更改。',
  ),
  unexpected: refusal<{ id: string }>(
    'unexpected',
    ({ id }) => `Something went wrong here and nothing was changed. Tell your administrator this number: ${id}.`,
    ({ id }) => `系统出错，未做任何更改。请将此编号告知管理员：${id}。`,
  ),
} as const;

export type RefusalCode = keyof typeof refusals;
export type RefusalParams<C extends RefusalCode> = Parameters<(typeof refusals)[C]['en']>[0];

const channelWords: Record<string, { en: string; zh: string }> = {
  push: { en: 'push', zh: '推送' },
  sms: { en: 'text message', zh: '短信' },
  email: { en: 'e-mail', zh: '邮件' },
  voice: { en: 'telephone call', zh: '语音电话' },
};

const kindWords: Record<string, string> = {
  notice: '通知',
  need: '需求',
  person: '人员',
  assignment: '任务',
  incident: '事件',
  organisation: '组织',
  cell: '网格',
  station: '签到点',
  wave: '询问批次',
  alert: '警报',
  invitation: '邀请',
  period: '行动周期',
  credential: '证书',
  debrief: '督导谈话',
  handover: '交接单',
  case: '个案',
  note: '记录',
  rollCall: '清点',
  headcount: '清点对象',
  walkUp: '到场登记',
};

/** Why somebody cannot take a seat; the order is the order in which the reasons are checked and counted. */
export const ineligibleWords: Record<string, { en: string; zh: string }> = {
  notApproved: { en: 'not approved', zh: '未通过审核' },
  role: { en: 'not in the role asked for', zh: '角色不符' },
  skill: { en: 'lacks a skill or its level', zh: '技能或等级不足' },
  credential: { en: 'lacks a verified, unexpired credential', zh: '缺少已核验且有效的证书' },
  language: { en: 'does not speak the language', zh: '语言不符' },
  unavailable: { en: 'not available at that time', zh: '该时段不可出动' },
  hours: { en: 'no hours left today', zh: '今日工时已满' },
  inARow: { en: 'too many hours without a break', zh: '连续工作时间过长' },
  resting: { en: 'resting', zh: '休息中' },
  night: { en: 'not at night, or too long for a night', zh: '不参加夜间任务或夜间工时过长' },
  hard: { en: 'two hard assignments in a row', zh: '已连续两次高压任务' },
  distance: { en: 'too far away', zh: '距离过远' },
  excluded: { en: 'declined this need, left it or stands by for it', zh: '已婉拒、曾退出或正在候补该需求' },
  held: { en: 'held by another assignment', zh: '已有其他任务' },
};
