import type { Alert } from '../../shared/records.ts';
import type { Context } from './rule.ts';

/** An alert raised now, that nobody has looked at yet. With the `id` of one that stands, that one is raised again. */
export const raiseAlert = (
  context: Context,
  type: Alert['type'],
  about: Pick<Alert, 'incidentId' | 'organisationId' | 'needId' | 'assignmentId'>,
  id: string = context.newId(),
): Alert => ({
  kind: 'alert',
  id,
  incidentId: about.incidentId,
  organisationId: about.organisationId,
  type,
  needId: about.needId,
  assignmentId: about.assignmentId,
  raisedAt: context.now,
  acknowledgedAt: null,
  acknowledgedBy: null,
  clearedAt: null,
});
