import type { Output } from '../../shared/operations.ts';
import { wordRefusal } from '../../shared/problem.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { declineReasons, type Need } from '../../shared/records.ts';
import { say, type Language } from '../../shared/shapes.ts';
import { show, type Sight } from '../rules/visibility.ts';
import type { Setting } from './message.ts';

type Answer = Output<'answerByMessage'>;

/** What is said back to somebody who answered by message, in their language; in both where nobody knows whose number it is. */
export function replyText(answer: Answer, sight: Sight, setting: Setting, isCall = false): string {
  const languages: Language[] = answer.language === 'both' ? ['zh', 'en'] : [answer.language];
  return languages
    .map((language) => worded(answer, language, sight, setting) + whyNot(answer, language, isCall))
    .join(' / ');
}

/** Which key stands for which reason on a call, where one is asked for: what to hand in when it is pressed. */
export const reasonKeys = ({ said, given }: Answer): { press: string; reply: string }[] =>
  said !== 'declined' || given === null
    ? []
    : declineReasons.map((_, at) => ({ press: String(at + 1), reply: `2 ${given} ${at + 1}` }));

/** After a no the reason is asked once, as the pocket does with one tap; saying nothing is a choice too. */
function whyNot({ said, given }: Answer, language: Language, isCall: boolean): string {
  if (said !== 'declined' || given === null) return '';
  const zh = language === 'zh';
  const list = declineReasons.map((reason, at) => `${at + 1} ${reasons[reason][language]}`).join(zh ? '，' : ', ');
  if (isCall) return zh ? `可否告知原因？请按键：${list}。` : ` May we know why? Press ${list}.`;
  return zh
    ? `可否告知原因？回复“2 ${given}”加数字：${list}。`
    : ` May we know why? Reply 2 ${given} and a number: ${list}.`;
}

const reasons: Record<(typeof declineReasons)[number], Record<Language, string>> = {
  busy: { en: 'busy', zh: '走不开' },
  tooFar: { en: 'too far', zh: '太远' },
  tired: { en: 'need rest', zh: '需要休息' },
  notMySkill: { en: 'not what I can do', zh: '不擅长' },
  unsafe: { en: 'not safe for me', zh: '不安全' },
  other: { en: 'another reason', zh: '其他' },
};

function worded(answer: Answer, language: Language, sight: Sight, setting: Setting): string {
  const zh = language === 'zh';
  const link = `${setting.publicUrl}/go`;
  switch (answer.said) {
    case 'accepted': {
      const where = whereTo(answer.assignmentId, language, sight);
      return zh ? `谢谢，您已接受。${where}详情：${link}` : `Thank you, you are going. ${where}Details: ${link}`;
    }
    case 'standby':
      return zh
        ? '谢谢，岗位已满，您已列入候补；需要时会立即通知您。'
        : 'Thank you. The places are filled and you are on standby; you are told at once when you are needed.';
    case 'thanks':
      return zh
        ? '谢谢您的答复，此次不再需要您前往。'
        : 'Thank you for answering. You are not needed for this any more.';
    case 'declined':
      return zh ? '谢谢您及时答复，我们会询问其他人。' : 'Thank you for saying so. Somebody else is asked now.';
    case 'whyNoted':
      return zh
        ? '谢谢，已记下原因。您不会再为此事被询问。'
        : 'Thank you, the reason is noted. You are not asked for this again.';
    case 'released':
      return zh ? '已为您取消任务，谢谢告知。' : 'You are released from this. Thank you for saying so.';
    case 'alreadyYes':
      return zh ? `您已接受此任务。详情：${link}` : `You have said yes to this already. Details: ${link}`;
    case 'alreadyNo':
      return zh ? '您已婉拒此邀请，无需再操作。' : 'You have said no to this already. Nothing more is needed.';
    case 'refused':
      return answer.refusal
        ? wordRefusal(answer.refusal.code as RefusalCode, answer.refusal.params, language, setting.timeZone)
        : '';
    case 'codeUnknown':
      return zh
        ? `没有发给您的邀请编号为${answer.given}。${codesIn(answer.codes, language)}`
        : `You have no offer ${answer.given}. ${codesIn(answer.codes, language)}`;
    case 'codeMissing':
      return zh
        ? `请同时写上邀请编号。${codesIn(answer.codes, language)}`
        : `Please add the number of the offer. ${codesIn(answer.codes, language)}`;
    case 'notUnderstood':
      return zh
        ? `没有看懂您的回复。${codesIn(answer.codes, language)}`
        : `This was not understood. ${codesIn(answer.codes, language)}`;
    case 'numberUnknown':
      return zh
        ? '此号码未在 Muster 登记，请用登记的手机回复，或联系您的协调员。'
        : 'This number is not registered with Muster. Reply from the phone you registered, or ask your coordinator.';
    case 'stopped':
      return zh
        ? `不会再向此号码发送短信或拨打电话。重新开启：${link}`
        : `No more text messages or calls to this number. Switch them on again: ${link}`;
  }
}

function codesIn(codes: readonly string[], language: Language): string {
  const zh = language === 'zh';
  const [first] = codes;
  if (first === undefined) return zh ? '目前没有等待您答复的邀请。' : 'No offer waits for your answer at the moment.';
  return zh
    ? codes.map((code) => `回复“1 ${code}”接受，“2 ${code}”婉拒。`).join('')
    : codes.map((code) => `Reply 1 ${code} for yes, 2 ${code} for no.`).join(' ');
}

/** Where somebody goes who may have no other screen; a restricted case is not told to a gateway. */
function whereTo(assignmentId: string | null, language: Language, sight: Sight): string {
  const assignment = assignmentId === null ? undefined : sight.view.get('assignment', assignmentId);
  if (!assignment || sight.view.get('need', assignment.needId)?.confidentiality === 'restricted') return '';
  const shown = show(
    { is: 'responder', personId: assignment.personId },
    { kind: 'need', id: assignment.needId },
    sight,
  );
  const need = shown as (Partial<Need> & Pick<Need, 'private'>) | undefined;
  const cell = need?.cellId === undefined ? undefined : sight.view.get('cell', need.cellId);
  const parts = [
    say(need?.private?.title, language),
    say(cell?.name, language),
    say(need?.private?.address, language),
    need?.private?.contactPhone ?? '',
  ];
  const known = parts.filter(Boolean);
  return known.length === 0 ? '' : language === 'zh' ? `${known.join('，')}。` : `${known.join(', ')}. `;
}
