import type { Watch } from './records/on-scene.ts';
import type { Need } from './records.ts';

/** How dangerous the work on a need is, and how often those on scene are asked whether all is well. */

export const risks = ['low', 'normal', 'high'] as const;
export type Risk = (typeof risks)[number];

/** Minutes on scene without a word until "all well?" is asked, and then between one step and the next. */
export const watchMinutes: Readonly<Record<Risk, { askAfter: number; nextStepAfter: number }>> = {
  high: { askAfter: 30, nextStepAfter: 5 },
  normal: { askAfter: 120, nextStepAfter: 10 },
  low: { askAfter: 240, nextStepAfter: 20 },
};

/** Water, rubble and live wires hurt people; a visit alone to a stranger's home is watched too; a warehouse is not a danger. */
const ofCategory: Readonly<Record<Need['category'], Risk>> = {
  rescue: 'high',
  clearance: 'high',
  utilities: 'high',
  medical: 'normal',
  psychosocial: 'normal',
  childProtection: 'normal',
  olderPeople: 'normal',
  disability: 'normal',
  transport: 'normal',
  animals: 'normal',
  other: 'normal',
  shelter: 'low',
  food: 'low',
  supplies: 'low',
  information: 'low',
};

/** The risk that was set for the need, or the one that its category suggests. */
export const riskOf = (need: Pick<Need, 'risk' | 'category'>): Risk => need.risk ?? ofCategory[need.category];

export const suggestedRisk = (category: Need['category']): Risk => ofCategory[category];

/** Asked whether all is well, reminded, then told on: each at most once a round, in this order. */
export const watchSteps = ['asked', 'reminded', 'lead', 'coordinator', 'escalated'] as const;
export type WatchStep = (typeof watchSteps)[number];

/**
 * The step that silence brings next and when (ms since 1970), or null after the last. Counted from the step before, so that a
 * round missed by the sweep still leaves time to answer. `takenAt`: when a coordinator has taken the alert about it.
 */
export function nextStep(
  risk: Risk,
  checkedInAt: number | null,
  watch: Pick<Watch, 'steps' | 'wellAt'> | undefined,
  takenAt: number | null,
): { step: WatchStep; at: number } | null {
  const { askAfter, nextStepAfter } = watchMinutes[risk];
  const last = watch?.steps.at(-1);
  if (!last) return { step: 'asked', at: Math.max(checkedInAt ?? 0, watch?.wellAt ?? 0) + askAfter * minute };
  const step = watchSteps[watchSteps.indexOf(last.step) + 1];
  if (step === undefined) return null;
  // A coordinator who has taken it is given time, but not for ever.
  return { step, at: takenAt === null ? last.at + nextStepAfter * minute : takenAt + 3 * nextStepAfter * minute };
}

const minute = 60_000;
