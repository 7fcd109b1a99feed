import { Refusal } from '../../shared/problem.ts';
import type { Incident, Need, Period, Seat } from '../../shared/records.ts';
import type { Input } from '../../shared/operations.ts';
import { endAssignment, letGoOfStaleOffer } from './dispatch.ts';
import { startDraft, type Draft } from './draft.ts';
import { mayHandle } from './intake.ts';
import { makeOffer } from './make-offer.ts';
import { find, type Rule } from './rule.ts';
import { openPlaces } from './seats.ts';
import { windowMinutes } from './wave-sizing.ts';

type Sending = Input<'acceptPlan'>['sendings'][number];
type Told = ReturnType<typeof acceptPlan>['answer'];

/**
 * Offers what a plan would send, all in one commit. Each is checked by the rule of `offer`, on the board as those before it
 * leave it; what no longer fits comes back with its reason and the rest goes through. Somebody who is moved, or makes room,
 * is stood down in the same step, and only if the offer it is for goes out.
 */
export const acceptPlan: Rule<'acceptPlan'> = (context, input) => {
  const incident = find(context.view, 'incident', input.incidentId);
  if (incident.closedAt !== null) throw new Refusal('incidentClosed', { closedAt: incident.closedAt });
  const startAt = startOf(periodOf(incident, input.periodId, context.now), context.now);
  const draft = startDraft(context);
  const offered: Told['offered'] = [];
  let waiting: { sending: Sending; refusal?: Refusal }[] = input.sendings.map((sending) => ({ sending }));
  // One who is moved away makes room for another, so whatever fails is tried again while anything goes through.
  for (let before = -1; offered.length > before && waiting.length > 0;) {
    before = offered.length;
    waiting = waiting.flatMap(({ sending }) => {
      const attempt = startDraft(draft.context);
      try {
        const { needId, seatId, personId } = sending;
        offered.push({ needId, seatId, personId, assignmentId: send(attempt, incident, sending, startAt) });
        draft.put(...attempt.puts());
        return [];
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return [{ sending, refusal: error }];
      }
    });
  }
  const refused = waiting.map(({ sending: { needId, seatId, personId }, refusal }) => ({
    needId,
    seatId,
    personId,
    code: refusal!.code as string,
    params: refusal!.params as Record<string, unknown>,
  }));
  return { puts: draft.puts(), answer: { offered, refused } };
};

/** Puts the offer and what it withdraws. Returns the offer's id. */
function send(
  draft: Draft,
  incident: Incident,
  { needId, seatId, personId, replaces }: Sending,
  startAt: number | undefined,
): string {
  const { context } = draft;
  const { view } = context;
  const need = find(view, 'need', needId);
  mayHandle(context, need);
  if (need.incidentId !== incident.id) throw new Refusal('otherIncident', {});
  if (need.status !== 'open') throw new Refusal('needNotOpen', { needId, status: need.status });
  if ((need.enoughAt ?? null) !== null) throw new Refusal('enoughAlready', { sinceAt: need.enoughAt! });
  const seat = need.seats.find(({ id }) => id === seatId);
  if (!seat) throw new Refusal('noSeat', { seatId });
  if (replaces !== null) {
    const given = find(view, 'assignment', replaces);
    mayHandle(context, find(view, 'need', given.needId));
    const { status } = given;
    if (status !== 'offered')
      throw new Refusal('offerOver', { status, at: given.answeredAt ?? given.endedAt ?? given.offeredAt });
    draft.put(...endAssignment(context, { ...given, stoodDownBecause: 'withdrawn' }, 'stoodDown'));
  }
  // A plan asks as many as there are places; asking more than that is for a wave.
  if ((openPlaces(view, need).get(seatId) ?? 0) < 1) throw new Refusal('placesTaken', {});
  return askAsPlanned(draft, need, seat, personId, startAt);
}

/** Asks somebody whom a plan chose, though an offer whose time is over still holds them. Returns the offer's id. */
export function askAsPlanned(
  draft: Draft,
  need: Need,
  seat: Seat,
  personId: string,
  startAt: number | undefined,
): string {
  letGoOfStaleOffer(draft, personId);
  const [assignment, held] = makeOffer(draft.context, need, seat, personId, {
    minutes: windowMinutes(need),
    ...(startAt === undefined ? {} : { startAt }),
  });
  draft.put(assignment, held);
  return assignment.id;
}

/** The period asked for, null for now; refused where it is over. */
export function periodOf(incident: Incident, periodId: string | undefined, now: number): Period | null {
  if (periodId === undefined) return null;
  const period = incident.periods.find(({ id }) => id === periodId);
  if (!period) throw new Refusal('notFound', { what: 'period', id: periodId });
  const { number, closedAt, endAt } = period;
  if (closedAt !== null || endAt <= now) throw new Refusal('periodOver', { number, endAt: closedAt ?? endAt });
  return period;
}

/** When people of a plan set out: undefined for at once, since the period is running. */
export const startOf = (period: Period | null, now: number): number | undefined =>
  period && period.startAt > now ? period.startAt : undefined;
