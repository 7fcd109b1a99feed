import { computed, type ReadonlySignal } from '@preact/signals';
import type { Watch } from '../../../shared/records/on-scene.ts';
import type { Alert, Assignment, Need } from '../../../shared/records.ts';
import { nextStep, riskOf, watchSteps, type Risk, type WatchStep } from '../../../shared/risk.ts';
import { teamOn } from '../../../shared/teams.ts';
import { actor, all, one } from '../../live.ts';
import { cellName } from '../../parts/Names.tsx';
import { incident } from '../chosen.ts';
import { nameOf, standingOf, titleOf } from '../standing.ts';

/** Somebody on scene, and how far the round of asking whether all is well has come. */
export interface Watched {
  assignment: Assignment;
  need: Need;
  risk: Risk;
  /** The steps taken while they were silent; none where all is well. */
  steps: Watch['steps'];
  /** When they were last heard from, by a word or by checking in. */
  heardAt: number;
  hasSpoken: boolean;
  /** The desk's alert about the silence, while it stands. */
  alert: Alert | undefined;
  next: { step: WatchStep; at: number } | null;
}

/** Everybody on scene in this incident: whoever is silent first, the furthest step first, then whoever is asked next. */
export const watched: ReadonlySignal<Watched[]> = computed(() => {
  const incidentId = incident.value?.id;
  const silences = new Map<string, Alert>();
  for (const alert of all('alert'))
    if (alert.type === 'silent' && alert.clearedAt === null && alert.assignmentId !== null)
      silences.set(alert.assignmentId, alert);
  const list: Watched[] = [];
  for (const assignment of all('assignment')) {
    if (assignment.incidentId !== incidentId || assignment.status !== 'checkedIn') continue;
    const need = one('need', assignment.needId);
    if (!need) continue;
    const watch = one('watch', assignment.id);
    const alert = silences.get(assignment.id);
    const risk = riskOf(need);
    list.push({
      assignment,
      need,
      risk,
      steps: watch?.steps ?? [],
      heardAt: Math.max(assignment.checkedInAt ?? 0, watch?.wellAt ?? 0),
      hasSpoken: (watch?.wellAt ?? 0) > (assignment.checkedInAt ?? 0),
      alert,
      next: nextStep(risk, assignment.checkedInAt, watch, alert?.acknowledgedAt ?? null),
    });
  }
  return list.sort(gravestFirst);
});

const gravestFirst = (a: Watched, b: Watched): number =>
  furthest(b) - furthest(a) ||
  (a.steps[0]?.at ?? 0) - (b.steps[0]?.at ?? 0) ||
  (a.next?.at ?? 0) - (b.next?.at ?? 0) ||
  (a.assignment.id < b.assignment.id ? -1 : 1);
const furthest = ({ steps }: Watched): number => {
  const last = steps.at(-1);
  return last ? watchSteps.indexOf(last.step) : -1;
};

export const isSilent = ({ steps }: Watched): boolean => steps.length > 0;

/** The step that really comes next: where nobody else leads, the desk is told in the lead's stead. */
export function stepToCome({ assignment, next }: Watched): WatchStep | null {
  if (next?.step !== 'lead') return next?.step ?? null;
  const standing = standingOf(assignment.needId);
  if (!standing) return 'lead';
  const { leads } = teamOn(
    standing.need,
    standing.seats.flatMap(({ assignments }) => assignments),
    one('team', assignment.needId),
  );
  return leads.some(({ personId }) => personId !== assignment.personId) ? 'lead' : 'coordinator';
}

/** Whether this desk may speak for those on the need: of a restricted one, only the organisation that holds it and administrators. */
export function speaksFor({ confidentiality, organisationId }: Need): boolean {
  const who = actor.value;
  if (confidentiality !== 'restricted' || who?.kind !== 'person') return confidentiality !== 'restricted';
  return who.organisationId === organisationId || who.roles.includes('admin');
}

/** Whether all these words, lower case, stand in the person's name, the need's title or its place. */
export function isCalled({ assignment, need }: Watched, words: readonly string[]): boolean {
  const text = `${nameOf(assignment.personId)} ${titleOf(need)} ${cellName(need.cellId)}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
