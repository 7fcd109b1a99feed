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
