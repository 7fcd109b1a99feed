import type { Input, Output, PlannedSending } from '../../shared/operations.ts';
import { Refusal } from '../../shared/problem.ts';
import type { Need } from '../../shared/records.ts';
import { costOfChoosing } from '../matching/choosing.ts';
import { allReasons } from '../matching/eligibility.ts';
import { proposalOf } from '../matching/propose.ts';
import { rankPeople } from '../matching/rank.ts';
import { scorePerson } from '../matching/score.ts';
import type { Asked } from '../questions.ts';
import { periodOf } from '../rules/accept-plan.ts';
import { eligibilityFor } from '../rules/eligibility-context.ts';
import { mayHandle } from '../rules/intake.ts';
import { find, isAdmin } from '../rules/rule.ts';
import { nameFor } from '../rules/visibility.ts';
import type { KeptPlan } from './planner.ts';

/** A plan says something of a choice for so long. */
const freshMs = 10 * 60_000;
const rankedAtMost = 50;

export async function planPeriod(
  asked: Asked,
  { incidentId, periodId, limit }: Input<'planPeriod'>,
): Promise<Output<'planPeriod'>> {
  const incident = find(asked.sight.view, 'incident', incidentId);
  if (incident.closedAt !== null) throw new Refusal('incidentClosed', { closedAt: incident.closedAt });
  const plan = await asked.planner.plan({
    incident,
    period: periodOf(incident, periodId, asked.now),
    madeFor: deskOf(asked),
    mayPlan: (need) => mayPlan(asked, need),
  });
  const count = (change: PlannedSending['change']) => plan.steps.filter((step) => step.change === change).length;
  return {
    planId: plan.planId,
    madeAt: plan.madeAt,
    forAt: plan.forAt,
    period: plan.period?.number ?? null,
    places: plan.places,
    counts: { new: count('new'), moved: count('moved'), kept: count('kept'), short: plan.shortPlaces },
    sendings: sendingsOf(asked, plan, 0, limit),
    total: plan.steps.length,
    short: plan.short,
    shortTotal: plan.shortTotal,
    proof: proofOf(plan),
    tookMs: plan.tookMs,
  };
}

/** How good something planned is known to be. `worth`: in points, over doing nothing. */
export const proofOf = ({
  isCertified,
  gapPoints,
  worth,
}: Pick<KeptPlan, 'isCertified' | 'gapPoints' | 'worth'>): Output<'planPeriod'>['proof'] => ({
  checked: isCertified,
  best: isCertified && gapPoints === 0,
  gapPoints,
  gapShare: gapPoints === 0 ? 0 : gapPoints / (worth + gapPoints),
});

export function readPlan(asked: Asked, { planId, from, limit }: Input<'readPlan'>): Output<'readPlan'> {
  const plan = asked.planner.kept(planId);
  // A plan made for another desk may hold what is not for this one.
  if (!plan || plan.madeFor !== deskOf(asked)) throw new Refusal('planGone', {});
  return { sendings: sendingsOf(asked, plan, from, limit), total: plan.steps.length };
}

export async function whyNot(asked: Asked, { needId, seatId, personId }: Input<'whyNot'>): Promise<Output<'whyNot'>> {
  const { sight, now, people, planner } = asked;
  const need = find(sight.view, 'need', needId);
  mayHandle(asked, need);
  const seat = need.seats.find(({ id }) => id === seatId);
  if (!seat) throw new Refusal('noSeat', { seatId });
  const person = find(sight.view, 'person', personId);
  const context = eligibilityFor({ view: sight.view, now, utcOffsetMinutes: asked.utcOffsetMinutesAt(now) }, need);
  const prices = people.pricesAt(now);
  const reasons = allReasons(person, seat, need, context);
  const { best, eligible } = rankPeople(people.columns, need, seat, context, rankedAtMost, prices);
  const told = { personId, name: nameFor(person, sight), reasons, eligible, cost: null, planned: null };
  if (reasons.length > 0) return { ...told, score: null, terms: [], rank: null };
  const { score, terms } = scorePerson(person, seat, need, context, prices);
  const rank = best.findIndex((one) => one.person.id === personId) + 1 || null;
  const plan = planner.latest(need.incidentId, deskOf(asked), freshMs);
  if (!plan) return { ...told, score, terms, rank };
  const duals = await planner.duals(plan, { needId, seatId, personId });
  // Against the plan's own scores, which weigh no prices: they would count the same scarcity twice.
  const choice = { needId, seatId, personId, score: scorePerson(person, seat, need, context).score };
  const cost = costOfChoosing({ seat: () => duals.seat, person: () => duals.person }, choice);
  const step = plan.steps.find((one) => one.personId === personId);
  return { ...told, score, terms, rank, cost, planned: step ? { needId: step.needId, seatId: step.seatId } : null };
}

/** Administrators see all, so they share a plan; others share it within their organisation. */
const deskOf = ({ actor }: Asked): string =>
  isAdmin(actor) ? 'all' : actor.kind === 'person' ? actor.organisationId : actor.kind;

function mayPlan(asked: Asked, need: Need): boolean {
  try {
    mayHandle(asked, need);
    return true;
  } catch {
    return false;
  }
}

/** Terms and names as of now; somebody who is gone since, or whose need is, is left out. */
function sendingsOf(asked: Asked, plan: KeptPlan, from: number, limit: number): PlannedSending[] {
  const { view } = asked.sight;
  const utcOffsetMinutes = asked.utcOffsetMinutesAt(plan.forAt);
  return plan.steps.slice(from, from + limit).flatMap(({ needId, seatId, personId, change, replaces }) => {
    const need = view.get('need', needId);
    const person = view.get('person', personId);
    const seat = need?.seats.find(({ id }) => id === seatId);
    if (!need || !person || !seat) return [];
    const context = eligibilityFor({ view, now: plan.forAt, utcOffsetMinutes }, need);
    const nameOf = () => nameFor(person, asked.sight);
    return [{ ...proposalOf(person, seat, { need, context, nameOf }), needId, seatId, change, replaces }];
  });
}
