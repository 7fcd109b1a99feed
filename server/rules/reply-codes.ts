import type { Notice, Person } from '../../shared/records.ts';
import type { Context } from './rule.ts';

/** The two digits that an offer is answered with. They only mean something together with the number they come from. */

/**
 * A code from 10 to 99 that none of the last offers to this telephone number has, so that a late answer never meets a newer
 * offer. It follows from the assignment's id, as rules know no chance; people of one number share its codes.
 */
export function freshCode(context: Context, person: Person, assignmentId: string, siblings: readonly Notice[]): string {
  const people = new Set([person.id, ...sharing(context, person).map(({ id }) => id)]);
  const known = [
    ...[...people].flatMap((id) => context.view.list('offersOfPerson', id)),
    ...siblings.filter((notice) => people.has(notice.personId)),
  ].sort((a, b) => b.createdAt - a.createdAt);
  const taken = new Set(known.slice(0, remembered).map(({ code }) => code));
  let code = hashOf(assignmentId) % count;
  while (taken.has(String(10 + code))) code = (code + 1) % count;
  return String(10 + code);
}

const count = 90;
/** Fewer than there are codes, so that one is always free. */
const remembered = 60;

const sharing = (context: Context, person: Person): Person[] => {
  const { blind } = person as Person & { blind?: string };
  return blind === undefined ? [] : context.view.list('personByPhone', blind);
};

/** FNV-1a, 32 bits: spreads ids evenly, and is the same in every process. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** A message as people type it: yes or no, the code where it has one, and after a no the number of a reason. Null: neither. */
export function readReply(text: string): { yes: boolean; code: string | null; reason?: number } | 'stop' | null {
  // Full-width digits, letters and commas of a Chinese keyboard become plain ones.
  const plain = text.normalize('NFKC').trim().toLowerCase();
  if (/^(stop|td|退订|退訂)[.。!]*$/u.test(plain)) return 'stop';
  const found =
    /^(1|2|yes|no|y|n|ok|是|好|好的|去|能去|不|否|不去|不能去)[\s,.、;:。，#-]*(\d{2})?(?:[\s,.、;:。，#-]+([1-6]))?[\s.。!]*$/u.exec(
      plain,
    );
  if (!found) return null;
  const [, answer = '', code = null, reason] = found;
  const yes = !['2', 'no', 'n', '不', '否', '不去', '不能去'].includes(answer);
  if (reason === undefined) return { yes, code };
  // Nobody is asked why they come: a digit after a yes is a slip.
  return yes || code === null ? null : { yes, code, reason: Number(reason) };
}
