import { Refusal } from '../../shared/problem.ts';
import type { Need } from '../../shared/records.ts';
import { askOn, asksByItself } from './afterwards.ts';
import { inOrderOfNeed } from './asking-order.ts';
import { isDue } from './due-seats.ts';
import { endAssignment } from './dispatch.ts';
import { startDraft } from './draft.ts';
import { mayHandle, reopened, stepped } from './intake.ts';
import { openNextWave } from './open-wave.ts';
import { done, find, type Context, type Rule } from './rule.ts';
import { filledPlaces } from './seats.ts';

/** Asking over time. What follows by itself from an answer stands in `afterwards.ts`. */

export const openWave: Rule<'openWave'> = (context, input) => {
  const need = openNeed(context, input.needId);
  if (input.seatId !== undefined && !need.seats.some(({ id }) => id === input.seatId))
    throw new Refusal('noSeat', { seatId: input.seatId });
  const filled = filledPlaces(context.view, need.id);
  const seats = need.seats.filter(
    (seat) => (input.seatId ?? seat.id) === seat.id && (filled.get(seat.id) ?? 0) < seat.count,
  );
  if (seats.length === 0) throw new Refusal('tooManyOffers', { left: 0, places: 0 });
  const draft = startDraft(context);
  const asking: Need = {
    ...need,
    asking: {
      automatic: input.automatic ?? need.asking?.automatic ?? false,
      standby: input.standby ?? need.asking?.standby ?? false,
      answerWithinMinutes: input.answerWithinMinutes ?? need.asking?.answerWithinMinutes ?? null,
      nextTryAt: null,
    },
  };
  draft.put(asking);
  const opened = openNextWave(draft, asking, {
    seats,
    quota: input.quota,
    answerWithinMinutes: input.answerWithinMinutes,
  });
  if (!opened) throw new Refusal('nobodyToAsk', {});
  return { puts: draft.puts(), answer: { waveId: opened.wave.id, assignmentIds: opened.asked.map(({ id }) => id) } };
};

export const withdrawWave: Rule<'withdrawWave'> = (context, input) => {
  const wave = find(context.view, 'wave', input.waveId);
  const need = find(context.view, 'need', wave.needId);
  mayHandle(context, need);
  const waiting = wave.assignmentIds
    .map((id) => find(context.view, 'assignment', id))
    .filter(({ status }) => status === 'offered');
  if (waiting.length === 0) throw new Refusal('alreadyDone', {}, { current: wave });
  return done(
    ...waiting.flatMap((assignment) =>
      endAssignment(context, { ...assignment, stoodDownBecause: 'withdrawn' }, 'stoodDown'),
    ),
    ...(need.asking?.automatic ? [{ ...need, asking: { ...need.asking, automatic: false } }] : []),
  );
};

export const setAsking: Rule<'setAsking'> = (context, input) => {
  const need = openNeed(context, input.needId);
  const before = need.asking ?? { automatic: false, standby: false, answerWithinMinutes: null, nextTryAt: null };
  const automatic = input.automatic ?? before.automatic;
  return done({
    ...need,
    asking: { ...before, automatic, standby: input.standby ?? before.standby, nextTryAt: null },
    steps:
      automatic === before.automatic ? need.steps : stepped(context, need, automatic ? 'keepAsking' : 'stopAsking'),
  });
};

/** The desk has enough people, whatever the seats say: nobody is asked any more, and everybody asked is thanked. */
export const enough: Rule<'enough'> = (context, input) => {
  const need = openNeed(context, input.needId);
  const alerts = context.view.list('openAlertsOfNeed', need.id).filter(({ type }) => type === 'unmetPastDeadline');
  return done(
    { ...need, enoughAt: context.now, steps: stepped(context, need, 'enough') },
    ...alerts.map((alert) => ({ ...alert, clearedAt: context.now })),
  );
};

/** More people are needed after all: a need that was closed is open again, and asking goes on where it was. */
export const stillNeeded: Rule<'stillNeeded'> = (context, input) => {
  const need = find(context.view, 'need', input.needId);
  mayHandle(context, need);
  if (need.status === 'closed') return done(reopened(context, need, 'stillNeeded'));
  if (need.status !== 'open') throw new Refusal('needNotOpen', { needId: need.id, status: need.status });
  if ((need.enoughAt ?? null) === null) throw new Refusal('alreadyDone', {}, { current: { id: need.id } });
  return done({
    ...need,
    enoughAt: null,
    ...(need.asking ? { asking: { ...need.asking, nextTryAt: null } } : {}),
    steps: stepped(context, need, 'stillNeeded'),
  });
};

/** The next wave of every need that keeps asking; what an answer brings about at once is made up for here if it was missed. */
export const openDueWaves: Rule<'openDueWaves'> = (context) => {
  const draft = startDraft(context);
  let looked = 0;
  const asking = context.view.list('askingNeeds', 'all').filter(asksByItself);
  // Most of those that keep asking are staffed or waited for; only the others are put in order.
  const due = asking.filter((need) => isDue(context, need));
  for (const need of inOrderOfNeed(context.view, due, context.now)) {
    if (looked >= mostPerSweep) break;
    if (askOn(draft, need)) looked += 1;
  }
  return { puts: draft.puts(), answer: { count: draft.puts().filter(({ kind }) => kind === 'wave').length } };
};

/** Each looks at everybody once; the next sweep goes on. */
const mostPerSweep = 10;

function openNeed(context: Context, needId: string): Need {
  const need = find(context.view, 'need', needId);
  mayHandle(context, need);
  if (need.status !== 'open') throw new Refusal('needNotOpen', { needId, status: need.status });
  if ((need.enoughAt ?? null) !== null) throw new Refusal('enoughAlready', { sinceAt: need.enoughAt! });
  return need;
}
