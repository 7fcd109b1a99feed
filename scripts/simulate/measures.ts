import type { Assignment, Need, Person } from '../../shared/records.ts';
import { fillsSeat } from '../../shared/lifecycle.ts';
import { skills } from '../../shared/skills.ts';
import type { Pace } from '../replay/pace.ts';
import { isStaffed, type Picture } from '../replay/picture.ts';

/** What came of one run. Shares are 0 to 1, times in minutes. */
export interface Measures {
  needs: number;
  places: number;
  /** From the report until every place had somebody who said yes; needs that never had count as longest, null where the share reaches them. */
  staffedP50: number | null;
  staffedP90: number | null;
  /** Needs that had an empty place, and places that were empty, when their deadline came: nobody had said yes and stood by it. */
  unmetNeeds: number;
  unmetPlaces: number;
  /** Places with nobody on scene when their deadline came. */
  absentPlaces: number;
  notices: number;
  accepts: number;
  noticesPerAccept: number;
  /** Gini coefficient of the notices and of the hours worked, over everybody who might be asked: 0 all the same, 1 all on one. */
  noticesGini: number;
  hoursGini: number;
  /** Of the accepted, professionals on a place that asks for none. */
  misuse: number;
}

export interface Watch {
  measures: () => Measures;
}

/** Watches from here on, at the deadline of each need that comes. */
export function watch(picture: Picture, pace: Pace, people: readonly Person[], untilAt: number): Watch {
  const staffedAt = new Map<string, number>();
  const atDeadline = new Map<string, { places: number; unmet: number; absent: number }>();
  const planned = new Map<string, number>();
  const byId = new Map(people.map((person) => [person.id, person]));
  const notices = new Map<string, number>();
  const minutes = new Map<string, number>();
  const accepted = new Set<string>();
  const misused = new Set<string>();
  const offered = new Set<string>();

  function atDeadlineOf(needId: string, deadlineAt: number): void {
    planned.set(needId, deadlineAt);
    // Whatever happens in the same millisecond still counts.
    pace.at(deadlineAt + 1, async () => {
      const need = picture.need(needId);
      if (!need || need.deadlineAt !== deadlineAt || need.status === 'merged') return;
      const assignments = picture.assignmentsOf(needId);
      const without = (isThere: (one: Assignment) => boolean) =>
        need.seats.reduce((sum, seat) => {
          const there = assignments.filter((one) => one.seatId === seat.id && isThere(one)).length;
          return sum + Math.max(0, seat.count - there);
        }, 0);
      atDeadline.set(needId, {
        places: placesOf(need),
        unmet: without(fillsSeat),
        absent: without((one) => one.checkedInAt !== null),
      });
    });
  }

  picture.onHeard((record) => {
    if (record.kind === 'need') {
      if (record.seats.length > 0 && record.deadlineAt <= untilAt && planned.get(record.id) !== record.deadlineAt)
        atDeadlineOf(record.id, record.deadlineAt);
      return;
    }
    if (record.kind !== 'assignment') return;
    const need = picture.need(record.needId);
    if (!need) return;
    if (!offered.has(record.id)) {
      offered.add(record.id);
      notices.set(record.personId, (notices.get(record.personId) ?? 0) + 1);
    }
    if (record.status === 'completed') minutes.set(record.id, record.minutes);
    if (record.status !== 'accepted') return;
    if (!accepted.has(record.id)) {
      accepted.add(record.id);
      const person = byId.get(record.personId);
      if (person && isProfessional(person) && isGeneric(need, record.seatId)) misused.add(record.id);
    }
    if (!staffedAt.has(need.id) && isStaffed(need, picture.assignmentsOf(need.id))) staffedAt.set(need.id, pace.now());
  });

  return {
    measures() {
      const counted = [...atDeadline].map(([needId, found]) => ({ need: picture.need(needId)!, ...found }));
      const total = (of: (one: (typeof counted)[number]) => number) => counted.reduce((sum, one) => sum + of(one), 0);
      const places = total((one) => one.places);
      const times = counted
        .map(({ need }) => ((staffedAt.get(need.id) ?? Infinity) - need.reportedAt) / 60_000)
        .sort((a, b) => a - b);
      const hours = new Map<string, number>();
      for (const [id, worked] of minutes) {
        const { personId } = picture.assignment(id)!;
        hours.set(personId, (hours.get(personId) ?? 0) + worked);
      }
      const responders = people.filter(({ roles }) => roles.includes('volunteer') || roles.includes('socialWorker'));
      const over = (of: ReadonlyMap<string, number>) => gini(responders.map(({ id }) => of.get(id) ?? 0));
      return {
        needs: counted.length,
        places,
        staffedP50: atShare(times, 0.5),
        staffedP90: atShare(times, 0.9),
        unmetNeeds: share(
          total(({ unmet }) => (unmet > 0 ? 1 : 0)),
          counted.length,
        ),
        unmetPlaces: share(
          total(({ unmet }) => unmet),
          places,
        ),
        absentPlaces: share(
          total(({ absent }) => absent),
          places,
        ),
        notices: offered.size,
        accepts: accepted.size,
        noticesPerAccept: share(offered.size, accepted.size),
        noticesGini: over(notices),
        hoursGini: over(hours),
        misuse: share(misused.size, accepted.size),
      };
    },
  };
}

const placesOf = (need: Need): number => need.seats.reduce((sum, { count }) => sum + count, 0);
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** The time within which so many of all were staffed; null where so many never were. */
function atShare(times: readonly number[], of: number): number | null {
  const time = times[Math.ceil(times.length * of) - 1];
  return time === undefined || time === Infinity ? null : time;
}

/** Gini coefficient of figures ≥ 0: mean absolute difference over twice the mean. 0 where nobody has anything. */
export function gini(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const sum = sorted.reduce((total, figure) => total + figure, 0);
  if (sum === 0) return 0;
  const weighted = sorted.reduce((total, figure, at) => total + (2 * (at + 1) - sorted.length - 1) * figure, 0);
  return weighted / (sorted.length * sum);
}

const callings: ReadonlySet<string> = new Set(['med.doctor', 'med.nurse', 'med.emt', 'med.pharm', 'psy.counsel']);
/** Licensed social workers and health workers. */
export const isProfessional = (person: Person): boolean =>
  person.roles.includes('socialWorker') || person.skills.some(({ code }) => callings.has(code));

/** Asks for no social worker, no licence and no skill that needs one. */
function isGeneric(need: Need, seatId: string): boolean {
  const seat = need.seats.find(({ id }) => id === seatId);
  return (
    seat !== undefined &&
    seat.role !== 'socialWorker' &&
    seat.credentialCodes.length === 0 &&
    seat.skills.every(({ code }) => skills.get(code)?.credentialed !== true)
  );
}
