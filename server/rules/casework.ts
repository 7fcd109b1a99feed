import { caseSteps, isEnded } from '../../shared/lifecycle.ts';
import { Refusal } from '../../shared/problem.ts';
import type { Case, CaseNote, CasePhase } from '../../shared/records.ts';
import { isProfessional } from '../../shared/teams.ts';
import { done, find, isDesk, type Context, type Rule } from './rule.ts';

/**
 * Casework in six phases (接案 预估 计划 介入 评估 结案). The case belongs to the organisation of the social worker; an
 * administrator of another has no business in it either.
 */

/** The id of the assignment is the id of its case, so that a phone without a signal can write to a case it has just begun. */
export const openCase: Rule<'openCase'> = (context, input) => {
  const assignment = context.view.get('assignment', input.assignmentId);
  const { actor, now } = context;
  if (!assignment || actor.kind !== 'person' || actor.personId !== assignment.personId)
    throw new Refusal('notFound', { what: 'assignment', id: input.assignmentId });
  if (!isProfessional(find(context.view, 'person', actor.personId))) throw new Refusal('notSocialWorker', {});
  if (assignment.status === 'offered' || (isEnded(assignment) && assignment.checkedInAt === null))
    throw new Refusal('assignmentStep', { from: assignment.status, to: 'checkedIn' });
  if (context.view.get('case', assignment.id)) throw new Refusal('alreadyDone', {});
  const need = find(context.view, 'need', assignment.needId);
  const { title, address, contactName, contactPhone } = context.open(need) ?? { title: { en: '—', zh: '—' } };
  const opened: Case = {
    kind: 'case',
    id: assignment.id,
    incidentId: assignment.incidentId,
    needId: assignment.needId,
    organisationId: actor.organisationId,
    workerIds: [actor.personId],
    phase: 'intake',
    openedAt: now,
    phases: [{ at: now, phase: 'intake', by: actor.personId }],
    closedAt: null,
    private: {
      title,
      ...(address ? { address } : {}),
      ...(contactName ? { contactName } : {}),
      ...(contactPhone ? { contactPhone } : {}),
    },
  };
  return { puts: [opened], answer: { caseId: opened.id } };
};

export const writeCaseNote: Rule<'writeCaseNote'> = (context, input) => {
  const { one, personId } = heldCase(context, input.caseId);
  if (one.closedAt !== null) throw new Refusal('caseClosed', { closedAt: one.closedAt });
  const note: CaseNote & { sealed?: string } = {
    kind: 'caseNote',
    id: context.newId(),
    caseId: one.id,
    organisationId: one.organisationId,
    phase: input.phase,
    at: context.now,
    by: personId,
    ...keyOf(one),
    private: { text: input.text },
  };
  return { puts: [note], answer: { noteId: note.id } };
};

/** With the seal of the case a note is sealed with the key of the case: destroying that one erases all of it. */
const keyOf = (one: Case & { sealed?: string }) => (one.sealed === undefined ? {} : { sealed: one.sealed });

export const setCasePhase: Rule<'setCasePhase'> = (context, input) => {
  const { one, personId } = heldCase(context, input.caseId);
  if (!caseSteps[one.phase].includes(input.phase))
    throw new Refusal('casePhase', { from: one.phase, to: input.phase }, { current: one });
  if (input.phase === 'closure' && !isEvaluated(context, one)) throw new Refusal('notEvaluated', {});
  const { now } = context;
  return done({
    ...one,
    phase: input.phase,
    phases: [...one.phases, { at: now, phase: input.phase, by: personId }].slice(-200),
    closedAt: input.phase === 'closure' ? now : null,
  });
};

/** Something was written down in the evaluation since the case was last opened. */
function isEvaluated(context: Context, one: Case): boolean {
  const since = one.phases.findLast(({ phase }) => phase === 'closure')?.at ?? -Infinity;
  const phase: CasePhase = 'evaluation';
  return context.view.list('notesOfCase', one.id).some((note) => note.phase === phase && note.at > since);
}

/** A colleague of the same organisation carries it on, whether or not the assignment goes on. */
export const passCase: Rule<'passCase'> = (context, input) => {
  const { one } = heldCase(context, input.caseId);
  if (one.closedAt !== null) throw new Refusal('caseClosed', { closedAt: one.closedAt });
  const person = find(context.view, 'person', input.personId);
  if (person.organisationId !== one.organisationId) throw new Refusal('otherOrganisation', {});
  if (!isProfessional(person) || person.status !== 'approved') throw new Refusal('notSocialWorker', {});
  if (one.workerIds.at(-1) === person.id) throw new Refusal('alreadyDone', {});
  return done({ ...one, workerIds: [...one.workerIds.filter((id) => id !== person.id), person.id].slice(-50) });
};

/** The case, for whoever carries it now and for the desk that holds it. A stranger learns nothing from guessing ids. */
function heldCase(context: Context, caseId: string): { one: Case; personId: string } {
  const one = context.view.get('case', caseId);
  const { actor } = context;
  const isHeld =
    one !== undefined &&
    actor.kind === 'person' &&
    actor.organisationId === one.organisationId &&
    (one.workerIds.at(-1) === actor.personId || isDesk(actor));
  if (!isHeld || actor.kind !== 'person') throw new Refusal('notFound', { what: 'case', id: caseId });
  return { one, personId: actor.personId };
}
