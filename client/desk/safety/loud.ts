import { computed, type ReadonlySignal } from '@preact/signals';
import { watchSteps } from '../../../shared/risk.ts';
import type { Alert } from '../../../shared/records.ts';
import { all, one } from '../../live.ts';

const last = watchSteps.at(-1);

/**
 * What stands over every page of the desk and sounds until somebody takes it, whichever incident is looked at:
 * calls for help, and silences that went to the last step. The longest open first, calls before silences.
 */
export const loudAlerts: ReadonlySignal<Alert[]> = computed(() =>
  all('alert')
    .filter(
      ({ type, assignmentId, acknowledgedAt, clearedAt }) =>
        acknowledgedAt === null &&
        clearedAt === null &&
        (type === 'needHelp' || (type === 'silent' && one('watch', assignmentId)?.steps.at(-1)?.step === last)),
    )
    .sort((a, b) => (a.type === b.type ? a.raisedAt - b.raisedAt : a.type === 'needHelp' ? -1 : 1)),
);
