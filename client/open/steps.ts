import type { FollowedNeed } from '../shown.ts';

export type Step = 'arrived' | 'read' | 'coming' | 'here' | 'done';
export interface StepState {
  step: Step;
  state: 'done' | 'now' | 'later';
}

/** How far a report is, in five steps. What never happened to one that has ended is left out. */
export function stepsOf(need: Pick<FollowedNeed, 'status' | 'coming' | 'onScene' | 'done'>): StepState[] {
  const isOver = need.status === 'closed' || need.status === 'merged';
  const reached: [Step, boolean][] = [
    ['arrived', true],
    ['read', need.status !== 'reported'],
    ['coming', need.coming + need.onScene + need.done > 0],
    ['here', need.onScene + need.done > 0],
    ['done', isOver],
  ];
  const told = reached.filter(([, is]) => is || !isOver);
  const next = told.findIndex(([, is]) => !is);
  return told.map(([step, is], at) => ({ step, state: is ? 'done' : at === next ? 'now' : 'later' }));
}
