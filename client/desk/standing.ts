import { computed, type ReadonlySignal } from '@preact/signals';
import { fillsSeat, isLive } from '../../shared/lifecycle.ts';
import type { Assignment, Need, Priority, Seat } from '../../shared/records.ts';
import { actor, all, language, one } from '../live.ts';
import { cellName, credentialName, skillName } from '../parts/Names.tsx';
import { say } from '../words/format.ts';
import { deskWords } from '../words/desk.ts';
import { sharedWords } from '../words/shared.ts';
import { filter, incident, onlyCellId, search, type Filter } from './chosen.ts';

/** One seat of a need and everybody ever offered it. */
export interface SeatStanding {
  seat: Seat;
  assignments: Assignment[];
  /** Said yes, are there, or have finished. */
  filled: number;
  asked: number;
  /** Neither filled nor asked for. */
  open: number;
}

/** A need with how it stands. */
export interface Standing {
  need: Need;
  seats: SeatStanding[];
  wanted: number;
  lacking: number;
  open: number;
  asked: number;
  coming: number;
  onScene: number;
  done: number;
}

const assignmentsByNeed: ReadonlySignal<Map<string, Assignment[]>> = computed(() => {
  const byNeed = new Map<string, Assignment[]>();
  for (const assignment of all('assignment')) {
    const list = byNeed.get(assignment.needId);
    if (list) list.push(assignment);
    else byNeed.set(assignment.needId, [assignment]);
  }
  return byNeed;
});

const none: Assignment[] = [];
let before = new Map<string, { assignments: Assignment[]; standing: Standing }>();

/** Every need of this incident, in no order. Only needs that changed are worked out again. */
export const standings: ReadonlySignal<Standing[]> = computed(() => {
  const incidentId = incident.value?.id;
  const now: typeof before = new Map();
  const list: Standing[] = [];
  for (const need of all('need')) {
    if (need.incidentId !== incidentId) continue;
    const assignments = assignmentsByNeed.value.get(need.id) ?? none;
    const known = before.get(need.id);
    const entry =
      known?.standing.need === need && sameItems(known.assignments, assignments)
        ? known
        : { assignments, standing: stand(need, assignments) };
    now.set(need.id, entry);
    list.push(entry.standing);
  }
  before = now;
  return list;
});

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a === b || (a.length === b.length && a.every((item, at) => item === b[at]));

function stand(need: Need, assignments: Assignment[]): Standing {
  const count = (of: readonly Assignment[], ...statuses: Assignment['status'][]): number =>
    of.filter(({ status }) => statuses.includes(status)).length;
  const hasEnough = saidEnough(need);
  const seats = need.seats.map((seat) => {
    const ofSeat = assignments.filter((assignment) => assignment.seatId === seat.id);
    const filled = ofSeat.filter(fillsSeat).length;
    const asked = count(ofSeat, 'offered');
    const open = hasEnough ? 0 : Math.max(0, seat.count - filled - asked);
    return { seat, assignments: ofSeat, filled, asked, open };
  });
  const sum = (of: (seat: SeatStanding) => number): number => seats.reduce((total, seat) => total + of(seat), 0);
  return {
    need,
    seats,
    wanted: sum(({ seat }) => seat.count),
    lacking: hasEnough ? 0 : sum(({ seat, filled }) => Math.max(0, seat.count - filled)),
    open: sum(({ open }) => open),
    asked: sum(({ asked }) => asked),
    coming: count(assignments, 'accepted', 'enRoute'),
    onScene: count(assignments, 'checkedIn'),
    done: count(assignments, 'completed'),
  };
}

/** The desk has said that there are enough people, whatever the seats say. */
export const saidEnough = (need: Need): boolean => (need.enoughAt ?? null) !== null;

/** How one need stands, or null where it is not on this board. */
export function standingOf(id: string | null): Standing | null {
  if (id === null) return null;
  const known = standings.value.find(({ need }) => need.id === id);
  if (known) return known;
  const need = one('need', id);
  return need ? stand(need, assignmentsByNeed.value.get(id) ?? none) : null;
}

/** The person at this screen, or null. */
export const me: ReadonlySignal<string | null> = computed(() =>
  actor.value?.kind === 'person' ? actor.value.personId : null,
);

export const isLacking = ({ need, lacking }: Standing): boolean =>
  need.status === 'open' && (lacking > 0 || need.seats.length === 0);
export const isOverdue = (standing: Standing, now: number): boolean =>
  standing.need.deadlineAt < now && (standing.need.status === 'reported' || isLacking(standing));

/** Life-threatening, and nobody deals with it, was asked, is coming or is there: the one thing on the desk that blinks. */
export const isAlarming = ({ need, asked, coming, onScene, done }: Standing): boolean =>
  isLive(need) && need.priority === 'immediate' && need.handlerId === null && asked + coming + onScene + done === 0;

const passes: Record<Filter, (standing: Standing) => boolean> = {
  lacking: isLacking,
  reported: ({ need }) => need.status === 'reported',
  mine: ({ need }) => isLive(need) && need.handlerId !== null && need.handlerId === me.value,
  unclaimed: ({ need }) => isLive(need) && need.handlerId === null,
  live: ({ need }) => isLive(need),
  closed: ({ need }) => !isLive(need),
};
export const filters = Object.keys(passes) as Filter[];

/** How many needs each filter holds. */
export const filterCounts: ReadonlySignal<Record<Filter, number>> = computed(() => {
  const counts: Record<Filter, number> = { lacking: 0, reported: 0, mine: 0, unclaimed: 0, live: 0, closed: 0 };
  for (const standing of standings.value) for (const name of filters) if (passes[name](standing)) counts[name]++;
  return counts;
});

/** The needs in the queue as filtered and searched, most urgent first; closed ones latest first. */
export const listed: ReadonlySignal<Standing[]> = computed(() => {
  const words = search.value.toLowerCase().split(/\s+/u).filter(Boolean);
  // Whoever searches wants to find it wherever it stands.
  const chosen = words.length > 0 && filter.value !== 'closed' ? () => true : passes[filter.value];
  return standings.value
    .filter(
      (standing) =>
        chosen(standing) &&
        (onlyCellId.value === null || standing.need.cellId === onlyCellId.value) &&
        matches(standing.need, words),
    )
    .sort(filter.value === 'closed' ? latestFirst : urgentFirst);
});

const weight: Record<Priority, number> = { immediate: 0, urgent: 1, routine: 2 };
const latestFirst = (a: Standing, b: Standing): number =>
  (b.need.closedAt ?? b.need.reportedAt) - (a.need.closedAt ?? a.need.reportedAt);
const settled = (standing: Standing): number =>
  !isLive(standing.need) ? 2 : standing.need.status === 'open' && standing.lacking === 0 && standing.wanted > 0 ? 1 : 0;

/** What a desk looks at first: not yet staffed, then priority, then whichever deadline comes first. */
export const urgentFirst = (a: Standing, b: Standing): number =>
  settled(a) - settled(b) ||
  weight[a.need.priority] - weight[b.need.priority] ||
  a.need.deadlineAt - b.need.deadlineAt ||
  (a.need.id < b.need.id ? -1 : 1);

let textOf = new WeakMap<Need, string>();
let textIn = '';

/** Whether a need has all these words, lower case, in its title, place, kind, skills or credentials. */
export function matches(need: Need, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  // Cell names arrive with the first frame and change with the language.
  const context = `${language.value} ${all('cell').length}`;
  if (context !== textIn) {
    textIn = context;
    textOf = new WeakMap();
  }
  let text = textOf.get(need);
  if (text === undefined) {
    const { title, details, address, contactName, contactPhone } = need.private ?? {};
    text = [
      title?.en,
      title?.zh,
      details,
      address?.en,
      address?.zh,
      contactName,
      contactPhone,
      cellName(need.cellId),
      deskWords().category[need.category],
      sharedWords().priority[need.priority],
      ...need.seats.flatMap((seat) => [
        deskWords().seatRole[seat.role],
        ...seat.skills.map(({ code }) => skillName(code)),
        ...seat.credentialCodes.map(credentialName),
        ...seat.languages.map((code) => sharedWords().spoken[code]),
      ]),
    ]
      .join(' ')
      .toLowerCase();
    textOf.set(need, text);
  }
  return words.every((word) => text.includes(word));
}

/** What the need is called on this desk: its title, or its kind where the title is not shown to it. */
export const titleOf = (need: Need): string =>
  say(need.private?.title) || deskWords().need.noTitle(deskWords().category[need.category]);

/** Somebody's name where this desk may know it. */
export const nameOf = (personId: string | null): string =>
  (personId !== null && personId === me.value && actor.value?.kind === 'person'
    ? say(actor.value.name)
    : say(one('person', personId)?.private?.name)) || deskWords().seats.unknown;
