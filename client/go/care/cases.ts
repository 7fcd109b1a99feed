import { computed, signal } from '@preact/signals';
import { caseSteps } from '../../../shared/lifecycle.ts';
import type { Case, CaseNote, CasePhase } from '../../../shared/records.ts';
import { all, one } from '../../live.ts';
import { assignments, needOf, outbox, personId, waitsForSignal } from '../mine.ts';

/** The cases this person carries, with what this phone has not sent yet already in them. */

/** The case that is open on the screen. */
export const shownCaseId = signal<string | null>(null);

/** What somebody has begun to write and not kept yet, by case: an offer may come in between. */
export const drafts = signal<Readonly<Record<string, string>>>({});

export interface OwnNote {
  key: string;
  phase: CasePhase;
  text: string;
  at: number;
  waits: boolean;
}

const isCarried = (one: Case): boolean => one.workerIds.at(-1) === personId.value && one.phase !== undefined;

/** Open ones first, then the one opened last. */
export const ownCases = computed(() =>
  [...all('case').filter(isCarried), ...begun()]
    .map(asIfPhased)
    .sort((a, b) => Number(a.closedAt !== null) - Number(b.closedAt !== null) || b.openedAt - a.openedAt),
);

/** Cases opened on this phone that the server has not heard of: they can be written to all the same. */
const begun = (): Case[] =>
  outbox().waiting.value.flatMap(({ name, input, madeAt }) => {
    const { assignmentId } = input as { assignmentId?: string };
    const assignment = name === 'openCase' && assignments.value.find(({ id }) => id === assignmentId);
    if (!assignment || one('case', assignment.id)) return [];
    const title = needOf(assignment)?.private?.title;
    return [
      {
        kind: 'case',
        id: assignment.id,
        incidentId: assignment.incidentId,
        needId: assignment.needId,
        organisationId: assignment.organisationId,
        workerIds: [assignment.personId],
        phase: 'intake',
        openedAt: madeAt,
        phases: [],
        closedAt: null,
        ...(title ? { private: { title } } : {}),
      },
    ];
  });

/** A phase that was set here and has not arrived counts, where the server will take it. */
function asIfPhased(one: Case): Case {
  let seen = one;
  for (const { name, input, madeAt } of outbox().waiting.value) {
    const { caseId, phase } = input as { caseId?: string; phase?: CasePhase };
    if (name !== 'setCasePhase' || caseId !== one.id || !phase || !caseSteps[seen.phase].includes(phase)) continue;
    seen = { ...seen, phase, closedAt: phase === 'closure' ? madeAt : null };
  }
  return seen;
}

/** What is written down, newest first. */
export function notesOf(caseId: string): OwnNote[] {
  const kept = (all('caseNote') as CaseNote[])
    .filter((note) => note.caseId === caseId && note.private !== undefined)
    .map(({ id, phase, at, private: secret }) => ({ key: id, phase, text: secret!.text, at, waits: false }));
  const unsent = outbox().waiting.value.flatMap((item) => {
    const { caseId: of, phase, text } = item.input as { caseId?: string; phase?: CasePhase; text?: string };
    return item.name === 'writeCaseNote' && of === caseId && phase && text
      ? [{ key: item.requestId, phase, text, at: item.madeAt, waits: waitsForSignal(item) }]
      : [];
  });
  return [...kept, ...unsent].sort((a, b) => b.at - a.at);
}
