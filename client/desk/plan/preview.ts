import { computed, effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { PeriodPlan, PlannedSending } from '../../../shared/operations.ts';
import type { Incident } from '../../../shared/records.ts';
import { nowAt, one, perform } from '../../live.ts';
import { incident } from '../chosen.ts';
import { standings } from '../standing.ts';

/** The plan that this desk looks at, who is chosen from it, and what became of what was offered. */
export interface Preview {
  incidentId: string;
  /** Undefined: for now. */
  periodId: string | undefined;
  plan: PeriodPlan;
  /** Seat → places open when it was asked for, less what was offered from it since. */
  open: Map<string, number>;
  /** Sendings that were offered from it, and are not shown any more. */
  gone: number;
}
/** One that could not go out any more. */
export interface NotPossible {
  sending: PlannedSending;
  code: string;
  params: Record<string, unknown>;
}

/** The operational period to plan for; null is now. */
export const forPeriodId = signal<string | null>(null);
export const preview = signal<Preview | null>(null);
export const planning = signal(false);
export const planRefused = signal<unknown>(null);
/** Keys of the sendings chosen one by one; none means all. */
export const chosenSendings = signal<ReadonlySet<string>>(new Set());
export const outcome = signal<{ offered: number; refused: NotPossible[] } | null>(null);
/** Offers on their way out: how many of how many. */
export const sendingOut = signal<{ done: number; all: number } | null>(null);
export const offerFailed = signal<unknown>(null);

const perPage = 200;
const longestPlanMs = 180_000;
/** Longer ago, availability and rest may be others than it was made with. */
const youngMs = 5 * 60_000;

export const keyOf = ({ needId, seatId, personId }: Pick<PlannedSending, 'needId' | 'seatId' | 'personId'>): string =>
  `${needId} ${seatId} ${personId}`;
const seatKey = (needId: string, seatId: string): string => `${needId} ${seatId}`;

/** Places open now, by seat, of the needs that can be planned for. */
const openNow: ReadonlySignal<Map<string, number>> = computed(() => {
  const open = new Map<string, number>();
  for (const { need, seats } of standings.value) {
    if (need.status !== 'open') continue;
    for (const seat of seats) if (seat.open > 0) open.set(seatKey(need.id, seat.seat.id), seat.open);
  }
  return open;
});

/** How many places are open now that were not when the plan was asked for, or the other way round. */
export const changedPlaces: ReadonlySignal<number> = computed(() => {
  const shown = preview.value;
  if (!shown) return 0;
  let changed = 0;
  for (const key of new Set([...openNow.value.keys(), ...shown.open.keys()]))
    changed += Math.abs((openNow.value.get(key) ?? 0) - (shown.open.get(key) ?? 0));
  return changed;
});

/** What is not asked already and has not been offered from here yet. */
export const toOffer: ReadonlySignal<PlannedSending[]> = computed(
  () => preview.value?.plan.sendings.filter(({ change }) => change !== 'kept') ?? [],
);
/** How many there are to offer in the whole plan, also those not shown yet. */
export const leftToOffer: ReadonlySignal<number> = computed(() => {
  const plan = preview.value?.plan;
  return plan ? plan.counts.new + plan.counts.moved : 0;
});

/** The period chosen, as long as it is one of this incident; undefined is now. */
export const wantedPeriodId = (of: Incident): string | undefined =>
  of.periods.some(({ id }) => id === forPeriodId.value) ? forPeriodId.value! : undefined;

/** Asks for the plan of what is chosen; the board goes on meanwhile, and so does the plan before it. */
export async function makePlan(): Promise<void> {
  const of = incident.value;
  if (!of || planning.value) return;
  const periodId = wantedPeriodId(of);
  planning.value = true;
  planRefused.value = null;
  outcome.value = null;
  offerFailed.value = null;
  const open = new Map(openNow.value);
  try {
    const input = { incidentId: of.id, limit: perPage, ...(periodId === undefined ? {} : { periodId }) };
    const plan = await perform('planPeriod', input, { patienceMs: longestPlanMs });
    preview.value = { incidentId: of.id, periodId, plan, open, gone: 0 };
    chosenSendings.value = new Set();
  } catch (error) {
    planRefused.value = error;
  } finally {
    planning.value = false;
  }
}

/**
 * Plans at once when the page is opened and whenever another incident or period is chosen: servers keep a plan made, so it is
 * mostly there already. What was looked at before stays while it still holds, and while somebody is choosing from it.
 * Returns what ends it.
 */
export function planWhatIsChosen(): () => void {
  let plannedFor: string | null = null;
  const before = preview.value;
  if (before && (chosenSendings.value.size > 0 || (changedPlaces.value === 0 && isYoung(before))))
    plannedFor = choiceKey(before.incidentId, before.periodId);
  return effect(() => {
    const of = incident.value;
    if (!of || planning.value) return;
    const key = choiceKey(of.id, wantedPeriodId(of));
    // Refused is not asked again by itself.
    if (key === plannedFor) return;
    plannedFor = key;
    untracked(() => {
      if (preview.value && choiceKey(preview.value.incidentId, preview.value.periodId) !== key) preview.value = null;
      void makePlan();
    });
  });
}
const choiceKey = (incidentId: string, periodId: string | undefined): string => `${incidentId} ${periodId ?? 'now'}`;
const isYoung = ({ plan }: Preview): boolean => nowAt() - plan.madeAt < youngMs;

/** Fetches the next part of a long plan. */
export async function showMore(): Promise<void> {
  const shown = preview.value;
  if (!shown) return;
  const from = shown.plan.sendings.length + shown.gone;
  const { sendings } = await perform('readPlan', { planId: shown.plan.planId, from, limit: perPage });
  if (preview.value !== shown || sendings.length === 0) return;
  preview.value = { ...shown, plan: { ...shown.plan, sendings: [...shown.plan.sendings, ...sendings] } };
}
/** How many of the plan have not been fetched yet. */
export const notShown: ReadonlySignal<number> = computed(() => {
  const shown = preview.value;
  return shown ? Math.max(0, shown.plan.total - shown.gone - shown.plan.sendings.length) : 0;
});

/** Offers these, a commit for every two hundred. What cannot go out any more is told, and leaves the list like the rest. */
export async function offerSendings(wanted: 'all' | readonly PlannedSending[]): Promise<void> {
  offerFailed.value = null;
  outcome.value = null;
  try {
    for (let before = Infinity; wanted === 'all' && notShown.value > 0 && notShown.value < before;) {
      before = notShown.value;
      await showMore();
    }
    const list = wanted === 'all' ? toOffer.value : wanted;
    for (let from = 0; from < list.length; from += perPage) {
      sendingOut.value = { done: from, all: list.length };
      await offerSome(list.slice(from, from + perPage));
    }
  } catch (error) {
    offerFailed.value = error;
  } finally {
    sendingOut.value = null;
  }
}

async function offerSome(list: readonly PlannedSending[]): Promise<void> {
  const shown = preview.value;
  if (!shown || list.length === 0) return;
  const { offered, refused } = await perform('acceptPlan', {
    incidentId: shown.incidentId,
    ...(shown.periodId === undefined ? {} : { periodId: shown.periodId }),
    sendings: list.map(({ needId, seatId, personId, replaces }) => ({ needId, seatId, personId, replaces })),
  });
  const byKey = new Map(list.map((sending) => [keyOf(sending), sending]));
  const open = new Map(shown.open);
  const add = (key: string, count: number): void => {
    const now = (open.get(key) ?? 0) + count;
    if (now > 0) open.set(key, now);
    else open.delete(key);
  };
  for (const sending of offered) {
    add(seatKey(sending.needId, sending.seatId), -1);
    const before = one('assignment', byKey.get(keyOf(sending))?.replaces ?? null);
    if (before) add(seatKey(before.needId, before.seatId), 1);
  }
  const { counts, sendings } = shown.plan;
  const gone = new Set(list.map(keyOf));
  const wereMoved = list.filter(({ change }) => change === 'moved').length;
  preview.value = {
    ...shown,
    open,
    gone: shown.gone + list.length,
    plan: {
      ...shown.plan,
      sendings: sendings.filter((sending) => !gone.has(keyOf(sending))),
      counts: { ...counts, new: counts.new - (list.length - wereMoved), moved: counts.moved - wereMoved },
    },
  };
  chosenSendings.value = new Set([...chosenSendings.value].filter((key) => !gone.has(key)));
  const told = refused.flatMap(({ code, params, ...which }) => {
    const sending = byKey.get(keyOf(which));
    return sending ? [{ sending, code, params }] : [];
  });
  outcome.value = {
    offered: (outcome.value?.offered ?? 0) + offered.length,
    refused: [...(outcome.value?.refused ?? []), ...told],
  };
}
