import type { Shown, ShownKind } from '../../shared/board.ts';
import { fillsSeat, isAwaited, isCommitted, mayAnswerLate } from '../../shared/lifecycle.ts';
import type { ServiceRecord, WalkUp, Whereabouts } from '../../shared/records/on-scene.ts';
import type { Output, PersonRow } from '../../shared/operations.ts';
import type {
  Alert,
  AnyRecord,
  Assignment,
  Case,
  CaseNote,
  Debrief,
  Handover,
  Need,
  Notice,
  Person,
} from '../../shared/records.ts';
import type { Words } from '../../shared/shapes.ts';
import { teamOn } from '../../shared/teams.ts';
import { workedMs } from '../matching/hours.ts';
import { leadIdsOf } from './leads.ts';
import { waitingFor } from './roll-call.ts';
import { isAdmin, isDesk, type Actor } from './rule.ts';
import type { Coverage, Progress } from './tally.ts';
import type { View } from './view.ts';

/**
 * Who may see what: the one place where that is decided. Frames, HTTP answers, exports and notices all come through here.
 * Once a thing was shown to an audience it is never taken back, only shown with less: a screen that folds frames
 * and one that fetches afresh must come out the same.
 */

/** Everybody who sees exactly the same. */
export type Audience =
  | { is: 'public' }
  | { is: 'reporter'; needId: string }
  | { is: 'desk'; organisationId: string }
  | { is: 'responder'; personId: string };

/** `place`: a coordinator who looks into the pocket is shown what concerns them alone. */
export function audienceOf(actor: Actor, place?: string): Audience {
  if (actor.kind === 'reporter') return { is: 'reporter', needId: actor.needId };
  if (actor.kind !== 'person') return { is: 'public' };
  if (place === 'open') return { is: 'public' };
  if (isDesk(actor) && place !== 'go') return { is: 'desk', organisationId: actor.organisationId };
  return { is: 'responder', personId: actor.personId };
}

export const audienceKey = (audience: Audience): string =>
  audience.is === 'public'
    ? 'public'
    : `${audience.is}:${audience.is === 'reporter' ? audience.needId : audience.is === 'desk' ? audience.organisationId : audience.personId}`;

/** What visibility may know: the records, the sums, and what is sealed. */
export interface Sight {
  view: View;
  open: (record: AnyRecord) => object | undefined;
  coverage: (cellId: string) => Coverage;
  progress: (incidentId: string) => Progress;
}

export interface Key {
  kind: ShownKind;
  id: string;
}

/** The things that look different, to anybody, because this record was put where `before` stood. */
export function touchedBy(put: AnyRecord, before: AnyRecord | undefined, view: View): Key[] {
  const keys: Key[] = [{ kind: put.kind, id: put.id }];
  const needTouched = (needId: string) => {
    const need = view.get('need', needId);
    if (!need) return;
    keys.push(
      { kind: 'need', id: needId },
      { kind: 'coverage', id: need.cellId },
      { kind: 'progress', id: need.incidentId },
    );
    // Who reported a need that was merged follows the one that is worked on.
    for (const merged of view.list('needsMergedInto', needId)) needTouched(merged.id);
    // Who is on the need, and who holds its case, decides who reads its hand-overs.
    for (const { id } of view.list('handoversOfNeed', needId)) keys.push({ kind: 'handover', id });
  };
  if (put.kind === 'need') needTouched(put.id);
  // A need that moved is missed where it was.
  if (before?.kind === 'need' && put.kind === 'need' && before.cellId !== put.cellId)
    keys.push({ kind: 'coverage', id: before.cellId });
  if (put.kind === 'assignment') {
    needTouched(put.needId);
    // Whose number the desk may call opens and closes with the assignment.
    keys.push({ kind: 'person', id: put.personId });
  }
  if (put.kind === 'person')
    for (const assignment of view.list('assignmentsOfPerson', put.id))
      if (isCommitted(assignment)) needTouched(assignment.needId);
  if (put.kind === 'team') needTouched(put.id);
  // Whoever carries the case now reads what was written before them.
  if (put.kind === 'case') for (const { id } of view.list('notesOfCase', put.id)) keys.push({ kind: 'caseNote', id });
  if (put.kind === 'assignment' && view.get('whereabouts', put.personId))
    keys.push({ kind: 'whereabouts', id: put.personId });
  // The lead sees in the team whether all is well with each of them.
  if (put.kind === 'watch' || put.kind === 'headcount') keys.push({ kind: 'need', id: put.needId });
  if (put.kind === 'rollCall')
    for (const { id, needId } of view.list('headcountsOfRollCall', put.id))
      keys.push({ kind: 'headcount', id }, { kind: 'need', id: needId });
  if (put.kind === 'walkUp') keys.push({ kind: 'person', id: put.personId });
  if (put.kind === 'cell') keys.push({ kind: 'coverage', id: put.id });
  if (put.kind === 'incident') keys.push({ kind: 'progress', id: put.id });
  return keys;
}

/** Whom a touched thing can concern, so that a change for two people is not asked of ten thousand screens. */
export function concerns(
  key: Key,
  view: View,
): 'everybody' | { publicly: boolean; needId?: string; personIds: string[] } {
  switch (key.kind) {
    case 'incident':
    case 'organisation':
    case 'cell':
    case 'careLimits':
      return 'everybody';
    case 'coverage':
    case 'progress':
      return { publicly: true, personIds: [] };
    case 'need':
      return {
        publicly: false,
        needId: key.id,
        personIds: view.list('assignmentsOfNeed', key.id).map(({ personId }) => personId),
      };
    case 'assignment': {
      const assignment = view.get('assignment', key.id);
      return { publicly: false, personIds: assignment ? [assignment.personId] : [] };
    }
    case 'person':
    case 'reach':
      return { publicly: false, personIds: [key.id] };
    case 'debrief': {
      const debrief = view.get('debrief', key.id);
      return { publicly: false, personIds: debrief ? [debrief.personId] : [] };
    }
    case 'handover': {
      const handover = view.get('handover', key.id);
      return {
        publicly: false,
        personIds: handover ? view.list('assignmentsOfNeed', handover.needId).map(({ personId }) => personId) : [],
      };
    }
    case 'case':
      return { publicly: false, personIds: view.get('case', key.id)?.workerIds ?? [] };
    case 'caseNote':
      return {
        publicly: false,
        personIds: view.get('case', view.get('caseNote', key.id)?.caseId ?? '')?.workerIds ?? [],
      };
    case 'alert': {
      const alert = view.get('alert', key.id);
      const assignment = alert?.assignmentId ? view.get('assignment', alert.assignmentId) : undefined;
      return { publicly: false, personIds: assignment ? [assignment.personId] : [] };
    }
    case 'watch':
    case 'headcount': {
      const personId = view.get(key.kind, key.id)?.personId;
      return { publicly: false, personIds: personId === undefined ? [] : [personId] };
    }
    case 'team':
    case 'notice': {
      const notice = view.get('notice', key.id);
      return { publicly: false, personIds: notice ? [notice.personId] : [] };
    }
    case 'station':
    case 'wave':
    case 'invitation':
    case 'whereabouts':
    case 'escalation':
    case 'rollCall':
    case 'walkUp':
    case 'serviceRecord':
      return { publicly: false, personIds: [] };
  }
}

/** All that the audience could be shown: a stranger's picture must not cost a walk over everybody. */
export function* keysFor(audience: Audience, view: View): Iterable<Key> {
  for (const kind of audience.is === 'desk' ? forDesks : forAll)
    for (const { id } of view.all(kind)) yield { kind, id };
  if (audience.is === 'responder') {
    yield { kind: 'person', id: audience.personId };
    yield { kind: 'reach', id: audience.personId };
    for (const { id } of view.list('noticesOfPerson', audience.personId)) yield { kind: 'notice', id };
    for (const { id, needId } of view.list('assignmentsOfPerson', audience.personId)) {
      yield* [
        { kind: 'assignment' as const, id },
        { kind: 'need' as const, id: needId },
        ...view.list('handoversOfNeed', needId).map(({ id }) => ({ kind: 'handover' as const, id })),
        { kind: 'watch' as const, id },
      ];
      for (const alert of view.list('alertsOfAssignment', id)) yield { kind: 'alert', id: alert.id };
      for (const count of view.list('headcountsOfAssignment', id)) yield { kind: 'headcount', id: count.id };
    }
    for (const { id } of view.list('debriefsOfPerson', audience.personId)) yield { kind: 'debrief', id };
    for (const { id } of view.list('casesOfPerson', audience.personId)) {
      yield { kind: 'case', id };
      for (const note of view.list('notesOfCase', id)) yield { kind: 'caseNote', id: note.id };
    }
    return;
  }
  for (const { id } of view.all('cell')) yield { kind: 'coverage', id };
  for (const { id } of view.all('incident')) yield { kind: 'progress', id };
  if (audience.is === 'reporter') yield { kind: 'need', id: audience.needId };
}
const forAll = ['incident', 'organisation', 'cell', 'careLimits'] as const;
const forDesks = [
  ...forAll,
  'station',
  'person',
  'need',
  'assignment',
  'wave',
  'alert',
  'debrief',
  'team',
  'handover',
  'case',
  'caseNote',
  'whereabouts',
  'watch',
  'escalation',
  'rollCall',
  'headcount',
  'walkUp',
  'notice',
] as const;

/** The thing as the audience may see it, or undefined where it may not see it at all. */
export function show(audience: Audience, { kind, id }: Key, sight: Sight): Shown | undefined {
  const { view } = sight;
  switch (kind) {
    case 'coverage':
      return audience.is === 'responder' || !view.get('cell', id) ? undefined : shown(sight.coverage(id));
    case 'progress':
      return audience.is === 'responder' || !view.get('incident', id) ? undefined : shown(sight.progress(id));
    case 'incident':
    case 'cell':
    // What protects those who help is nobody's secret.
    case 'careLimits':
      return plain(view.get(kind, id));
    case 'organisation':
      return plain(view.get(kind, id));
    case 'station':
    case 'wave':
    case 'rollCall':
      return audience.is === 'desk' ? plain(view.get(kind, id)) : undefined;
    case 'alert':
      return showAlert(audience, view.get('alert', id), sight);
    case 'whereabouts':
      return showWhereabouts(audience, view.get('whereabouts', id), sight);
    case 'watch':
      return showOwnOrDesk(audience, view.get('watch', id));
    case 'headcount': {
      const count = view.get('headcount', id);
      // A roll-call that is over asks nobody any more.
      const isOpen = view.get('rollCall', count?.rollCallId ?? '')?.closedAt === null;
      return audience.is === 'desk' ? plain(count) : showOwnOrDesk(audience, count && { ...count, isOpen });
    }
    case 'escalation': {
      const escalation = view.get('escalation', id);
      // Whoever's desk it is: when somebody is silent, every desk may have to call.
      return audience.is === 'desk' && escalation ? withPrivate(escalation, sight.open(escalation)) : undefined;
    }
    case 'walkUp': {
      const walkUp = view.get('walkUp', id);
      if (audience.is !== 'desk' || !walkUp) return undefined;
      return withPrivate(walkUp, walkUp.organisationId === audience.organisationId ? sight.open(walkUp) : undefined);
    }
    case 'invitation':
    case 'serviceRecord':
      return undefined;
    case 'team':
      return audience.is === 'desk' ? plain(view.get('team', id)) : undefined;
    case 'debrief':
      return showDebrief(audience, view.get('debrief', id), sight);
    case 'handover':
      return showHandover(audience, view.get('handover', id), sight);
    case 'case':
      return showCase(audience, view.get('case', id), sight);
    case 'caseNote':
      return showCaseNote(audience, view.get('caseNote', id), sight);
    case 'person':
      return showPerson(audience, view.get('person', id), sight);
    case 'assignment':
      return showAssignment(audience, view.get('assignment', id));
    case 'need':
      return showNeed(audience, view.get('need', id), sight);
    case 'reach':
      // Where a phone is written to is nobody's business; how somebody wants to be reached is their own.
      return audience.is === 'responder' && audience.personId === id ? plain(view.get('reach', id)) : undefined;
    case 'notice':
      return showNotice(audience, view.get('notice', id));
  }
}

function showPerson(audience: Audience, person: Person | undefined, sight: Sight): Shown | undefined {
  if (!person) return undefined;
  if (audience.is === 'responder')
    return audience.personId === person.id ? withPrivate(person, sight.open(person)) : undefined;
  // The desk's board holds those who were ever asked and those who work at desks; all others are found by search.
  const isAtDesk = person.roles.includes('coordinator') || person.roles.includes('admin');
  const cameUnasked = sight.view.list('walkUpsOfPerson', person.id).length > 0;
  if (audience.is !== 'desk' || (person.offers === 0 && !isAtDesk && !cameUnasked)) return undefined;
  const secret = sight.open(person) as Person['private'] | undefined;
  const held = person.heldBy === null ? undefined : sight.view.get('assignment', person.heldBy);
  const isComing = held !== undefined && isCommitted(held);
  const need = isComing ? sight.view.get('need', held.needId) : undefined;
  const mayCall = person.organisationId === audience.organisationId || need?.organisationId === audience.organisationId;
  return withPrivate(
    person.organisationId === audience.organisationId ? person : withoutDistress(person),
    secret && { name: secret.name, ...(mayCall && secret.phone ? { phone: secret.phone } : {}) },
  );
}

/** Between the person and their own organisation: what the supervisor wrote down is for supervisors. */
function showDebrief(audience: Audience, debrief: Debrief | undefined, sight: Sight): Shown | undefined {
  if (!debrief) return undefined;
  if (audience.is === 'desk')
    return audience.organisationId === debrief.organisationId ? withPrivate(debrief, sight.open(debrief)) : undefined;
  if (audience.is !== 'responder' || audience.personId !== debrief.personId) return undefined;
  const supervisor = debrief.supervisorId === null ? undefined : sight.view.get('person', debrief.supervisorId);
  return { ...plain(debrief)!, ...(supervisor ? { supervisorName: nameFor(supervisor, sight) } : {}) };
}

/** To every desk the list, the note as the need's own words are; to those on the need what concerns them while they are out. */
function showHandover(audience: Audience, handover: Handover | undefined, sight: Sight): Shown | undefined {
  if (!handover) return undefined;
  if (audience.is === 'desk') {
    const need = sight.view.get('need', handover.needId);
    const isSealed = need?.confidentiality === 'restricted' && need.organisationId !== audience.organisationId;
    return withPrivate(handover, isSealed ? undefined : sight.open(handover));
  }
  if (audience.is !== 'responder') return undefined;
  const own = sight.view
    .list('assignmentsOfNeed', handover.needId)
    .filter(({ personId }) => personId === audience.personId);
  if (own.length === 0) return undefined;
  const isOut = own.some(isCommitted);
  const { id, kind, needId, incidentId, acknowledgedAt } = handover;
  if (!isOut) return shown({ kind, id, needId, incidentId, acknowledgedAt });
  return withPrivate(handover, audience.personId === handover.incomingLeadId ? sight.open(handover) : undefined);
}

/** The organisation that holds it and whoever carries it now; who carried it before knows only that there was one. */
function showCase(audience: Audience, one: Case | undefined, sight: Sight): Shown | undefined {
  if (!one) return undefined;
  if (audience.is === 'desk')
    return audience.organisationId === one.organisationId ? withPrivate(one, sight.open(one)) : undefined;
  if (audience.is !== 'responder' || !one.workerIds.includes(audience.personId)) return undefined;
  if (one.workerIds.at(-1) === audience.personId) return withPrivate(one, sight.open(one));
  const { id, kind, needId, organisationId, workerIds, closedAt } = one;
  return shown({ kind, id, needId, organisationId, workerIds: workerIds.slice(-1), closedAt });
}

function showCaseNote(audience: Audience, note: CaseNote | undefined, sight: Sight): Shown | undefined {
  const one = note && sight.view.get('case', note.caseId);
  if (!note || !one) return undefined;
  if (audience.is === 'desk')
    return audience.organisationId === one.organisationId ? withPrivate(note, sight.open(note)) : undefined;
  if (audience.is !== 'responder' || !one.workerIds.includes(audience.personId)) return undefined;
  if (one.workerIds.at(-1) === audience.personId) return withPrivate(note, sight.open(note));
  return shown({ kind: note.kind, id: note.id, caseId: note.caseId });
}

/** What was hard for somebody is between them and their own organisation; the others see how much they have worked. */
function withoutDistress(person: Person): Person {
  if (!person.stints.some(({ isHard }) => isHard !== undefined)) return person;
  return { ...person, stints: person.stints.map(({ isHard: _isHard, ...stint }) => stint) };
}

/** Who called for help is told who has heard it; every other alert is the desk's. */
function showAlert(audience: Audience, alert: Alert | undefined, sight: Sight): Shown | undefined {
  if (!alert || audience.is === 'desk') return plain(alert);
  const assignment = alert.assignmentId === null ? undefined : sight.view.get('assignment', alert.assignmentId);
  if (audience.is !== 'responder' || alert.type !== 'needHelp' || assignment?.personId !== audience.personId)
    return undefined;
  const by = alert.acknowledgedBy === null ? undefined : sight.view.get('person', alert.acknowledgedBy);
  return shown({ ...plain(alert), ...(by ? { heardBy: nameFor(by, sight) } : {}) });
}

/** That a place is known, to every desk; where, to the desks that hold the case or the person, while they are out. */
function showWhereabouts(audience: Audience, place: Whereabouts | undefined, sight: Sight): Shown | undefined {
  if (!place || audience.is !== 'desk') return undefined;
  const assignment = sight.view.get('assignment', place.assignmentId);
  const need = assignment && sight.view.get('need', assignment.needId);
  const holds =
    assignment !== undefined &&
    isCommitted(assignment) &&
    [assignment.organisationId, need?.organisationId].includes(audience.organisationId);
  return withPrivate(place, holds ? sight.open(place) : undefined);
}

const showOwnOrDesk = (
  audience: Audience,
  record: { personId: string; isOpen?: boolean } | undefined,
): Shown | undefined =>
  audience.is === 'desk' || (audience.is === 'responder' && audience.personId === record?.personId)
    ? plain(record)
    : undefined;

function showAssignment(audience: Audience, assignment: Assignment | undefined): Shown | undefined {
  if (!assignment) return undefined;
  if (audience.is === 'desk') return plain(assignment);
  return audience.is === 'responder' && audience.personId === assignment.personId ? plain(assignment) : undefined;
}

/** The person reads their own; a desk follows how each goes. Neither needs to know who claimed what. */
function showNotice(audience: Audience, notice: Notice | undefined): Shown | undefined {
  if (!notice) return undefined;
  const isOwn = audience.is === 'responder' && audience.personId === notice.personId;
  if (!isOwn && audience.is !== 'desk') return undefined;
  const { code: _code, claimedAt: _claimedAt, ...told } = notice;
  return shown({
    ...told,
    deliveries: notice.deliveries.map(({ claimId: _claimId, claimedAt: _at, providerId: _providerId, ...row }) => row),
  });
}

function showNeed(audience: Audience, need: Need | undefined, sight: Sight): Shown | undefined {
  if (!need) return undefined;
  switch (audience.is) {
    case 'public':
      return undefined;
    case 'reporter':
      return audience.needId === need.id ? shown({ kind: 'need', id: need.id, ...followed(need, sight) }) : undefined;
    case 'desk': {
      const isSealed = need.confidentiality === 'restricted' && need.organisationId !== audience.organisationId;
      return withPrivate(need, isSealed ? undefined : sight.open(need));
    }
    case 'responder':
      return needForResponder(audience.personId, need, sight);
  }
}

/** Asked: what and roughly where. Committed: everything needed to go there. Over: what it was. */
function needForResponder(personId: string, need: Need, sight: Sight): Shown | undefined {
  const assignments = sight.view.list('assignmentsOfNeed', need.id);
  const own = assignments.filter((assignment) => assignment.personId === personId);
  if (own.length === 0) return undefined;
  const secret = sight.open(need) as Need['private'] | undefined;
  const isOffered = own.some(isAwaited);
  const isSent = own.some(isCommitted);
  // So that whoever is asked or was too late sees whether a place is still open to them.
  const lacks = own.some(({ seatId }) => isLacking(need, seatId, assignments));
  if (!isOffered && !isSent)
    return shown({
      kind: 'need',
      id: need.id,
      incidentId: need.incidentId,
      cellId: need.cellId,
      category: need.category,
      priority: need.priority,
      status: need.status,
      lacks,
      ...(secret ? { private: { title: secret.title } } : {}),
    });
  const { steps: _steps, handlerId: _handler, asking: _asking, ...told } = need;
  const leads = new Set(teamOn(need, assignments, sight.view.get('team', need.id)).leads);
  const isLead = [...leads].some((lead) => lead.personId === personId);
  const team = assignments.filter(isCommitted).map((assignment) => {
    const person = sight.view.get('person', assignment.personId);
    const name = person && (sight.open(person) as Person['private'])?.name;
    return {
      personId: assignment.personId,
      name,
      role: need.seats.find(({ id }) => id === assignment.seatId)?.role,
      status: assignment.status,
      ...(leads.has(assignment) ? { leads: true } : {}),
      ...(isLead ? forLead(assignment, sight.view) : {}),
    };
  });
  return withPrivate(
    { ...told, lacks, isLead, team: team.toSorted((a, b) => (a.personId < b.personId ? -1 : 1)) },
    isSent || !secret ? secret : { title: secret.title },
  );
}

/** Whether a place of the seat is open to whoever says yes now. */
const isLacking = (need: Need, seatId: string, assignments: readonly Assignment[]): boolean =>
  need.status === 'open' &&
  (need.enoughAt ?? null) === null &&
  assignments.filter((assignment) => assignment.seatId === seatId && fillsSeat(assignment)).length <
    (need.seats.find(({ id }) => id === seatId)?.count ?? 0);

/** What the lead needs to check the team in and out, and to say that all are well. */
function forLead(assignment: Assignment, view: View) {
  const [asked] = view.get('watch', assignment.id)?.steps ?? [];
  const [count] = waitingFor(view, assignment.id);
  return {
    assignmentId: assignment.id,
    checkedInAt: assignment.checkedInAt,
    /** Since when they have been asked whether all is well, without an answer. */
    silentSinceAt: assignment.status === 'checkedIn' ? (asked?.at ?? null) : null,
    headcountId: count?.id ?? null,
  };
}

/** What the holder of a code on paper may know, or undefined where there is nobody any more. */
export function followedWalkUp(walkUp: WalkUp, sight: Sight): Output<'followWalkUp'> | undefined {
  const { view } = sight;
  const person = view.get('person', walkUp.personId);
  if (!person || person.status === 'erased') return undefined;
  const assignment = person.heldBy === null ? undefined : view.get('assignment', person.heldBy);
  const need = assignment && view.get('need', assignment.needId);
  const [leadId] = need ? leadIdsOf(view, need.id).filter((id) => id !== person.id) : [];
  const lead = leadId === undefined ? undefined : view.get('person', leadId);
  const call =
    assignment &&
    view
      .list('alertsOfAssignment', assignment.id)
      .find(({ type, clearedAt }) => type === 'needHelp' && clearedAt === null);
  const minutes = view.list('assignmentsOfPerson', person.id).reduce((sum, one) => sum + one.minutes, 0);
  return {
    name: nameFor(person, sight),
    approved: person.status === 'approved',
    leftAt: walkUp.leftAt,
    minutes,
    work:
      assignment && need && isCommitted(assignment)
        ? {
            title: (sight.open(need) as Need['private'] | undefined)?.title ?? { en: '—', zh: '—' },
            cellId: need.cellId,
            status: assignment.status as 'accepted' | 'enRoute' | 'checkedIn',
            checkedInAt: assignment.checkedInAt,
            lead: lead ? nameFor(lead, sight) : null,
            askedAt: view.get('watch', assignment.id)?.steps[0]?.at ?? null,
            helpAskedAt: call?.raisedAt ?? null,
            helpSeenAt: call?.acknowledgedAt ?? null,
          }
        : null,
  };
}

/**
 * What the page behind a link in a mail may tell: what the mail told, and after a yes where to go, as a text message does.
 * Undefined where it is nobody's any more.
 */
export function offeredByLink(assignment: Assignment, sight: Sight): Output<'lookUpOffer'> | undefined {
  const need = sight.view.get('need', assignment.needId);
  const seat = need?.seats.find(({ id }) => id === assignment.seatId);
  if (!need || !seat || sight.view.get('person', assignment.personId)?.status !== 'approved') return undefined;
  const told = showNeed({ is: 'responder', personId: assignment.personId }, need, sight) as
    (Shown & { lacks?: boolean; private?: Need['private'] }) | undefined;
  const secret = need.confidentiality === 'restricted' ? undefined : told?.private;
  const { status, answerBy, startAt = null, travelMinutes, declineReason } = assignment;
  return {
    status,
    answerBy,
    startAt,
    travelMinutes,
    mayAnswerLate: mayAnswerLate(assignment) && need.status === 'open',
    lacks: told?.lacks === true,
    isReasonGiven: declineReason !== null,
    category: need.category,
    priority: need.priority,
    cellId: need.cellId,
    role: seat.role,
    estimatedMinutes: need.estimatedMinutes,
    title: secret?.title ?? null,
    address: secret?.address ?? null,
    contactName: secret?.contactName ?? null,
    contactPhone: secret?.contactPhone ?? null,
  };
}

/** A certificate as its holder sees it. */
export const issuedRecord = (record: ServiceRecord, code: string): Output<'readService'>['issued'][number] => {
  const { id, personId, organisationId, fromAt, untilAt, minutes, assignments, issuedAt, issuedBy } = record;
  return { id, personId, organisationId, fromAt, untilAt, minutes, assignments, issuedAt, issuedBy, code };
};

/** A need as the person who reported it follows it: how far it is, never who. Merged, it is as far as the one it went into. */
export function followed(reported: Need, sight: Pick<Sight, 'view' | 'open'>) {
  const need = workedOn(reported, sight.view);
  const assignments = sight.view.list('assignmentsOfNeed', need.id);
  const count = (...statuses: Assignment['status'][]) =>
    assignments.filter(({ status }) => statuses.includes(status)).length;
  return {
    needId: reported.id,
    status: need.status,
    priority: need.priority,
    category: need.category,
    title: (sight.open(reported) as Need['private'] | undefined)?.title ?? { en: '—' },
    cellId: need.cellId,
    reportedAt: reported.reportedAt,
    seats: need.seats.reduce((sum, seat) => sum + seat.count, 0),
    asked: count('offered'),
    coming: count('accepted', 'enRoute'),
    onScene: count('checkedIn'),
    done: assignments.filter((assignment) => fillsSeat(assignment) && assignment.status === 'completed').length,
    enoughAt: need.enoughAt ?? null,
    closedAt: need.closedAt,
    outcome: need.outcome,
  };
}

function workedOn(need: Need, view: View): Need {
  const into = need.mergedInto === null ? undefined : view.get('need', need.mergedInto);
  return into ? workedOn(into, view) : need;
}

/** The name as coordinators see it; a person who was erased has none. */
export const nameFor = (person: Person, sight: Pick<Sight, 'open'>): Words =>
  (sight.open(person) as Person['private'] | undefined)?.name ?? { en: '—', zh: '—' };

/** A line of the register of people: every coordinator may look for helpers, whoever they belong to. */
export function personRow(person: Person, actor: Actor, sight: Sight, now: number): PersonRow {
  const mayCall = isAdmin(actor) || (actor.kind === 'person' && actor.organisationId === person.organisationId);
  const phone = (sight.open(person) as Person['private'] | undefined)?.phone;
  return {
    id: person.id,
    organisationId: person.organisationId,
    name: nameFor(person, sight),
    ...(mayCall && phone ? { phone } : {}),
    roles: person.roles,
    status: person.status,
    skills: person.skills,
    credentials: person.credentials,
    languages: person.languages,
    homeCellId: person.homeCellId,
    availableNow: person.availability.some(({ fromAt, untilAt }) => fromAt <= now && now < untilAt),
    heldBy: person.heldBy,
    hoursToday: Math.round(workedMs(person.stints, now) / 360_000) / 10,
  };
}

/** Without what only the server needs. */
function plain(record: object | undefined): Shown | undefined {
  if (!record) return undefined;
  const { sealed: _sealed, blind: _blind, private: _private, ...rest } = record as Shown;
  return rest as Shown;
}

const withPrivate = (record: object, secret: object | undefined): Shown => ({
  ...plain(record)!,
  ...(secret ? { private: secret } : {}),
});

const shown = (record: object): Shown => record as Shown;
