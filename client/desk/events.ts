import { computed, type ReadonlySignal } from '@preact/signals';
import type { Assignment, Need } from '../../shared/records.ts';
import { all, one } from '../live.ts';
import { minute } from '../clock.ts';
import { deskWords } from '../words/desk.ts';
import { sharedWords } from '../words/shared.ts';
import { incident } from './chosen.ts';
import { nameOf, standings, titleOf } from './standing.ts';

/**
 * What happened, read off the records as they stand: the frames bring the records, and the records carry their times,
 * so two screens with the same picture tell the same story, also about the time before they were opened.
 */
export interface Happening {
  key: string;
  at: number;
  type: HappeningType;
  needId: string;
  /** Who it is about; for `asked` everybody asked at once. */
  personIds: string[];
  assignmentId: string | null;
}
export type HappeningType =
  'reported' | 'closed' | 'escalated' | 'asked' | 'trouble' | Exclude<Assignment['status'], 'offered'>;
export type HappeningKind = 'needs' | 'answers' | 'scene' | 'alerts';

export const kindOf: Record<HappeningType, HappeningKind> = {
  reported: 'needs',
  closed: 'needs',
  escalated: 'alerts',
  asked: 'answers',
  accepted: 'answers',
  standby: 'answers',
  declined: 'answers',
  expired: 'answers',
  stoodDown: 'answers',
  enRoute: 'scene',
  checkedIn: 'scene',
  completed: 'scene',
  released: 'scene',
  noShow: 'alerts',
  trouble: 'alerts',
};

function* ofNeed(need: Need, since: number): Generator<Happening> {
  const happening = (type: HappeningType, at: number): Happening => ({
    key: `${need.id} ${type} ${at}`,
    at,
    type,
    needId: need.id,
    personIds: [],
    assignmentId: null,
  });
  if (need.reportedAt >= since) yield happening('reported', need.reportedAt);
  if (need.closedAt !== null && need.closedAt >= since) yield happening('closed', need.closedAt);
  if (need.escalatedAt !== null && need.escalatedAt >= since) yield happening('escalated', need.escalatedAt);
}

function* ofAssignment(assignment: Assignment, since: number): Generator<Happening> {
  const { id, needId, personId, status } = assignment;
  const happening = (type: HappeningType, at: number): Happening => ({
    key: `${id} ${type}`,
    at,
    type,
    needId,
    personIds: [personId],
    assignmentId: id,
  });
  const told: [HappeningType, number | null][] = [
    [
      status === 'standby' ? 'standby' : 'accepted',
      status === 'declined' || isUnasked(assignment) ? null : assignment.answeredAt,
    ],
    ['enRoute', assignment.enRouteAt],
    ['checkedIn', assignment.checkedInAt],
    ['trouble', assignment.trouble === null ? null : assignment.troubleAt],
  ];
  for (const [type, at] of told) if (at !== null && at >= since) yield happening(type, at);
  if (status !== 'offered' && assignment.endedAt !== null && assignment.endedAt >= since)
    yield happening(status, assignment.endedAt);
  else if (status === 'declined' && assignment.endedAt === null && (assignment.answeredAt ?? 0) >= since)
    yield happening('declined', assignment.answeredAt ?? 0);
}

const isUnasked = ({ joined, movedFromId }: Assignment): boolean => joined === true || movedFromId !== undefined;

/** Everything since a time, newest first. Offers made at once for one need are one happening. */
function happeningsSince(since: number): Happening[] {
  const incidentId = incident.value?.id;
  const list: Happening[] = [];
  for (const { need } of standings.value) list.push(...ofNeed(need, since));
  const asked = new Map<string, Happening>();
  for (const assignment of all('assignment')) {
    if (assignment.incidentId !== incidentId) continue;
    list.push(...ofAssignment(assignment, since));
    // Nobody asked whoever was added to a team or moved on.
    if (assignment.offeredAt < since || isUnasked(assignment)) continue;
    const key = `${assignment.needId} asked ${assignment.offeredAt}`;
    const known = asked.get(key);
    if (known) known.personIds.push(assignment.personId);
    else {
      asked.set(key, {
        key,
        at: assignment.offeredAt,
        type: 'asked',
        needId: assignment.needId,
        personIds: [assignment.personId],
        assignmentId: assignment.id,
      });
    }
  }
  return [...list, ...asked.values()].sort((a, b) => b.at - a.at || (a.key < b.key ? -1 : 1));
}

/** The last quarter of an hour, for the strip; a quiet night shows the last day. */
export const latestEvents: ReadonlySignal<Happening[]> = computed(() => {
  const recent = happeningsSince(minute.value - 15 * 60_000);
  return recent.length >= 6 ? recent : happeningsSince(minute.value - 24 * 3_600_000);
});

/** The last 24 hours, for the log. Read only while the log is open: it looks at every record. */
export const dayOfEvents: ReadonlySignal<Happening[]> = computed(() => happeningsSince(minute.value - 24 * 3_600_000));

/** A happening as a sentence. */
export function wordEvent({ type, needId, personIds, assignmentId }: Happening): string {
  const words = deskWords().events;
  const need = one('need', needId);
  const title = need ? titleOf(need) : '';
  const [first = null, ...others] = personIds;
  const name = nameOf(first);
  switch (type) {
    case 'reported':
    case 'escalated':
      return words[type](title);
    case 'closed':
      return words.closed(
        need?.outcome ? sharedWords().outcome[need.outcome] : deskWords().needStatus[need?.status ?? 'closed'],
        title,
      );
    case 'asked':
      return words.asked(words.names(name, others.length), title);
    case 'trouble': {
      const trouble = one('assignment', assignmentId)?.trouble;
      return words.trouble(name, trouble ? deskWords().trouble[trouble] : '', title);
    }
    default:
      return words[type](name, title);
  }
}
