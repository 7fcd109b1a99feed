import type { Output } from '../../shared/operations.ts';
import { Refusal } from '../../shared/problem.ts';
import { declineReasons, type AnyRecord, type Assignment, type Notice, type Person } from '../../shared/records.ts';
import type { Language } from '../../shared/shapes.ts';
import { acceptOffer, declineOffer, giveDeclineReason, release } from './dispatch.ts';
import { usualLanguage } from './notices.ts';
import { reachOf } from './reach.ts';
import { readReply } from './reply-codes.ts';
import type { Context, Rule } from './rule.ts';

/**
 * "1 37" from a telephone: yes to the offer 37. The code alone is nothing; it counts together with the number it comes from.
 * Whatever comes in is answered in words, so nothing here is refused: what is said back is part of the answer.
 */
export const answerByMessage: Rule<'answerByMessage'> = (context, input) => {
  const people = context.view
    .list('personByPhone', context.phoneIndex(input.from))
    .filter(({ status }) => status === 'approved')
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const [first] = people;
  if (!first) return said({ said: 'numberUnknown', language: 'both' });
  const language = languageOf(context, first);
  const reply = readReply(input.text);
  const offers = people
    .flatMap(({ id }) => context.view.list('offersOfPerson', id))
    .sort((a, b) => b.createdAt - a.createdAt);
  const open = offers
    .filter((notice) => assignmentOf(context, notice)?.status === 'offered')
    .map(({ code }) => code ?? '');
  if (reply === 'stop') return stopped(context, people, language);
  if (reply === null) return said({ said: 'notUnderstood', language, codes: open });
  if (reply.code === null) return said({ said: 'codeMissing', language, codes: open });
  const notice = offers.find(({ code }) => code === reply.code);
  const assignment = notice && assignmentOf(context, notice);
  if (!notice || !assignment) return said({ said: 'codeUnknown', language, given: reply.code, codes: open });
  return answered(
    context,
    assignment,
    reply,
    languageOf(context, context.view.get('person', notice.personId) ?? first),
  );
};

type Said = Output<'answerByMessage'>;
const said = (what: Pick<Said, 'said' | 'language'> & Partial<Said>, puts: AnyRecord[] = []) => ({
  puts,
  answer: { given: null, codes: [], assignmentId: null, refusal: null, ...what },
});

const assignmentOf = (context: Context, notice: Notice): Assignment | undefined =>
  notice.assignmentId === null ? undefined : context.view.get('assignment', notice.assignmentId);

const languageOf = (context: Context, person: Person): Language =>
  context.view.get('reach', person.id)?.language ?? usualLanguage(person);

/**
 * A tap on the page that a link in a mail opens, for this one offer. Here the reader looks on: what is refused is shown to
 * them as in the pocket.
 */
export const answerByLink: Rule<'answerByLink'> = (context, { link, yes, reason }) => {
  const assignmentId = context.readToken('offer', link);
  const assignment = assignmentId === null ? undefined : context.view.get('assignment', assignmentId);
  const person = assignment && context.view.get('person', assignment.personId);
  if (!assignment || person?.status !== 'approved') throw new Refusal('offerLinkWrong', {});
  const own = asThemselves(context, person);
  const of = { assignmentId: assignment.id };
  const isGoing = assignment.status === 'accepted' || assignment.status === 'enRoute';
  if (yes) return isGoing ? { puts: [], answer: { outcome: 'accepted' } } : acceptOffer(own, of);
  if (isGoing) return { puts: release(own, of).puts, answer: { outcome: 'released' } };
  const why = reason === undefined ? {} : { reason };
  const declined =
    assignment.status !== 'declined'
      ? declineOffer(own, { ...of, ...why })
      : reason === undefined
        ? { puts: [] }
        : giveDeclineReason(own, { ...of, reason });
  return { puts: declined.puts, answer: { outcome: 'declined' } };
};

/** The rules of the pocket decide. */
const asThemselves = (context: Context, { id: personId, organisationId, roles }: Person): Context => ({
  ...context,
  actor: { kind: 'person', personId, organisationId, roles, approved: true },
});

/** As the person themselves, and what is refused is said back. */
function answered(
  context: Context,
  assignment: Assignment,
  { yes, code, reason: why }: { yes: boolean; code: string | null; reason?: number },
  language: Language,
) {
  const own = asThemselves(context, context.view.get('person', assignment.personId)!);
  const assignmentId = assignment.id;
  const isGoing = assignment.status === 'accepted' || assignment.status === 'enRoute';
  if (yes && (isGoing || assignment.status === 'checkedIn'))
    return said({ said: 'alreadyYes', language, assignmentId });
  const reason = why === undefined ? undefined : declineReasons[why - 1];
  if (!yes && assignment.status === 'declined') {
    if (reason === undefined) return said({ said: 'alreadyNo', language, assignmentId });
    return said({ said: 'whyNoted', language, assignmentId }, giveDeclineReason(own, { assignmentId, reason }).puts);
  }
  try {
    if (yes) {
      const { puts, answer } = acceptOffer(own, { assignmentId });
      return said({ said: answer.outcome, language, assignmentId }, puts);
    }
    // Who said yes and then no cannot come after all.
    if (isGoing) return said({ said: 'released', language, assignmentId }, release(own, { assignmentId }).puts);
    if (reason !== undefined)
      return said({ said: 'whyNoted', language, assignmentId }, declineOffer(own, { assignmentId, reason }).puts);
    return said({ said: 'declined', language, assignmentId, given: code }, declineOffer(own, { assignmentId }).puts);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return said({
      said: 'refused',
      language,
      assignmentId,
      refusal: { code: error.code, params: error.params as Record<string, unknown> },
    });
  }
}

/** No more text messages or calls to this number; the page, pushes and mail go on. */
function stopped(context: Context, people: readonly Person[], language: Language) {
  const puts = people.map((person) => {
    const reach = reachOf(context, person);
    return { ...reach, order: reach.order.filter((channel) => channel !== 'sms' && channel !== 'voice') };
  });
  return said({ said: 'stopped', language }, puts);
}
