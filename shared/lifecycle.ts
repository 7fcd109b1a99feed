import type { Assignment, AssignmentStatus, CasePhase, Need } from './records.ts';

/**
 * Which status may follow which. Buttons and refusals both read it, so a screen never offers
 * a step that the server refuses for its order.
 */
export const assignmentSteps: Readonly<Record<AssignmentStatus, readonly AssignmentStatus[]>> = {
  offered: ['accepted', 'standby', 'declined', 'expired', 'stoodDown'],
  standby: ['accepted', 'declined', 'stoodDown'],
  accepted: ['enRoute', 'checkedIn', 'noShow', 'released', 'stoodDown'],
  enRoute: ['checkedIn', 'noShow', 'released', 'stoodDown'],
  checkedIn: ['completed', 'released'],
  declined: [],
  expired: [],
  stoodDown: [],
  completed: [],
  noShow: [],
  released: [],
};

export const needSteps: Readonly<Record<Need['status'], readonly Need['status'][]>> = {
  reported: ['open', 'closed', 'merged'],
  open: ['closed', 'merged'],
  closed: ['open'],
  merged: [],
};

/**
 * Which phase of a case may follow which: one step on, back to whatever has to be thought through again, and a closed case
 * is opened again with a new assessment.
 */
export const caseSteps: Readonly<Record<CasePhase, readonly CasePhase[]>> = {
  intake: ['assessment'],
  assessment: ['planning', 'intake'],
  planning: ['intervention', 'assessment'],
  intervention: ['evaluation', 'planning', 'assessment'],
  evaluation: ['closure', 'intervention', 'planning'],
  closure: ['assessment'],
};

export const mayFollow = (from: AssignmentStatus, to: AssignmentStatus): boolean => assignmentSteps[from].includes(to);

const committed: ReadonlySet<AssignmentStatus> = new Set(['accepted', 'enRoute', 'checkedIn']);

/** The person is asked for or committed: the hold stands. */
export const isHolding = (assignment: Pick<Assignment, 'status'>): boolean =>
  assignment.status === 'offered' || committed.has(assignment.status);

/** The person said yes and is not back yet. */
export const isCommitted = (assignment: Pick<Assignment, 'status'>): boolean => committed.has(assignment.status);

/** The seat is taken for good or for now: it is not offered again. Completed work keeps its seat filled. */
export const fillsSeat = (assignment: Pick<Assignment, 'status'>): boolean =>
  committed.has(assignment.status) || assignment.status === 'completed';

/** Whoever answers after an offer is over is still heard, unless the desk withdrew it from them or the need has ended. */
export const mayAnswerLate = (assignment: Pick<Assignment, 'status' | 'stoodDownBecause'>): boolean =>
  assignment.status === 'expired' ||
  (assignment.status === 'stoodDown' &&
    (assignment.stoodDownBecause === 'filled' ||
      assignment.stoodDownBecause === 'enough' ||
      assignment.stoodDownBecause === 'changed'));

/** Asked by Muster and not by somebody at a desk, and not answered yet. */
export const isAskedByItself = (assignment: Pick<Assignment, 'status' | 'offeredBy'>): boolean =>
  assignment.status === 'offered' && assignment.offeredBy === 'system';

/** Asked or standing by: whoever is to be told when the need ends. */
export const isAwaited = (assignment: Pick<Assignment, 'status'>): boolean =>
  assignment.status === 'offered' || assignment.status === 'standby';

export const isEnded = (assignment: Pick<Assignment, 'status'>): boolean =>
  assignmentSteps[assignment.status].length === 0;

export const isLive = (need: Pick<Need, 'status'>): boolean => need.status === 'reported' || need.status === 'open';
