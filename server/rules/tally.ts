import { fillsSeat, isCommitted, isLive } from '../../shared/lifecycle.ts';
import type { Assignment, Need, Person } from '../../shared/records.ts';
import type { View } from './view.ts';

/**
 * Coverage and progress are sums over needs. Each need's share is kept, so that a change costs one need and not all:
 * take the old share away, add the new one.
 */
export interface Tallies {
  /** Counts the need as it stands now in `view`. */
  count: (needId: string, view: View) => void;
  coverage: (cellId: string) => Coverage;
  progress: (incidentId: string) => Progress;
}

export interface Coverage {
  kind: 'coverage';
  id: string;
  /** Whether it was quiet for a day is for the reader's clock to say, from `lastReportAt`. */
  state: 'none' | 'unmet' | 'urgent' | 'served' | 'saturated';
  open: number;
  lacking: number;
  coming: number;
  onScene: number;
  served: number;
  lastReportAt: number | null;
}

export interface Progress {
  kind: 'progress';
  id: string;
  reported: number;
  live: number;
  lacking: number;
  closed: number;
  onScene: number;
  people: number;
  hours: number;
  professionalHours: number;
  medianMinutesToScene: number | null;
  organisations: { organisationId: string; hours: number; people: number; done: number }[];
}

interface Share {
  cellId: string;
  incidentId: string;
  reportedAt: number;
  isLive: boolean;
  isClosed: boolean;
  isMet: boolean;
  lacking: number;
  lacksAtOnce: boolean;
  /** Everybody asked for has said yes. */
  isFilled: boolean;
  coming: number;
  onScene: number;
  minutesToScene: number | null;
  work: { personId: string; organisationId: string; minutes: number; isProfessional: boolean; isDone: boolean }[];
}

interface CellSum {
  live: number;
  lacking: number;
  lackingAtOnce: number;
  filled: number;
  coming: number;
  onScene: number;
  met: number;
  reportTimes: Map<number, number>;
}
interface OrganisationSum {
  minutes: number;
  done: number;
  people: Map<string, number>;
}
interface IncidentSum {
  reported: number;
  live: number;
  lacking: number;
  closed: number;
  onScene: number;
  minutes: number;
  professionalMinutes: number;
  people: Map<string, number>;
  /** Minutes from report to the first check-in → how many needs; a day and more share the last place. */
  toScene: Uint32Array;
  organisations: Map<string, OrganisationSum>;
}

const longestMinutes = 1440;

export function createTallies(): Tallies {
  const shares = new Map<string, Share>();
  const cells = new Map<string, CellSum>();
  const incidents = new Map<string, IncidentSum>();

  function add(share: Share, by: 1 | -1): void {
    const cell = ensure(cells, share.cellId, emptyCell);
    const incident = ensure(incidents, share.incidentId, emptyIncident);
    const is = (condition: boolean) => (condition ? by : 0);
    cell.live += is(share.isLive);
    cell.lacking += is(share.lacking > 0);
    cell.lackingAtOnce += is(share.lacksAtOnce);
    cell.filled += is(share.isFilled);
    cell.coming += by * share.coming;
    cell.onScene += by * share.onScene;
    cell.met += is(share.isMet);
    change(cell.reportTimes, share.reportedAt, by);
    incident.reported += by;
    incident.live += is(share.isLive);
    incident.lacking += is(share.lacking > 0);
    incident.closed += is(share.isClosed);
    incident.onScene += by * share.onScene;
    if (share.minutesToScene !== null) incident.toScene[Math.min(longestMinutes, share.minutesToScene)]! += by;
    for (const work of share.work) {
      const organisation = ensure(incident.organisations, work.organisationId, () => ({
        minutes: 0,
        done: 0,
        people: new Map(),
      }));
      incident.minutes += by * work.minutes;
      if (work.isProfessional) incident.professionalMinutes += by * work.minutes;
      organisation.minutes += by * work.minutes;
      organisation.done += is(work.isDone);
      change(organisation.people, work.personId, by);
      change(incident.people, work.personId, by);
    }
  }

  return {
    count(needId, view) {
      const before = shares.get(needId);
      if (before) add(before, -1);
      const need = view.get('need', needId);
      if (!need) return;
      const share = shareOf(need, view);
      shares.set(needId, share);
      add(share, 1);
    },
    coverage(cellId) {
      const cell = cells.get(cellId) ?? emptyCell();
      return {
        kind: 'coverage',
        id: cellId,
        state: stateOf(cell),
        open: cell.live,
        lacking: cell.lacking,
        coming: cell.coming,
        onScene: cell.onScene,
        served: cell.met,
        lastReportAt: newest(cell.reportTimes.keys()),
      };
    },
    progress(incidentId) {
      const sum = incidents.get(incidentId) ?? emptyIncident();
      return {
        kind: 'progress',
        id: incidentId,
        reported: sum.reported,
        live: sum.live,
        lacking: sum.lacking,
        closed: sum.closed,
        onScene: sum.onScene,
        people: sum.people.size,
        hours: hours(sum.minutes),
        professionalHours: hours(sum.professionalMinutes),
        medianMinutesToScene: median(sum.toScene),
        organisations: [...sum.organisations]
          .map(([organisationId, { minutes, people, done }]) => ({
            organisationId,
            hours: hours(minutes),
            people: people.size,
            done,
          }))
          .filter(({ people }) => people > 0)
          .toSorted((a, b) => (a.organisationId < b.organisationId ? -1 : 1)),
      };
    },
  };
}

function shareOf(need: Need, view: View): Share {
  const assignments = view.list('assignmentsOfNeed', need.id);
  const live = isLive(need);
  const taken = (seatId: string, counts: (assignment: Assignment) => boolean) =>
    assignments.filter((assignment) => assignment.seatId === seatId && counts(assignment)).length;
  const hasEnough = (need.enoughAt ?? null) !== null;
  const lacking =
    live && !hasEnough
      ? need.seats.reduce(
          (sum, seat) => sum + Math.max(0, seat.count - taken(seat.id, (a) => fillsSeat(a) || a.status === 'offered')),
          0,
        )
      : 0;
  const arrivals = assignments.flatMap(({ checkedInAt }) => (checkedInAt === null ? [] : [checkedInAt]));
  return {
    cellId: need.cellId,
    incidentId: need.incidentId,
    reportedAt: need.reportedAt,
    isLive: live,
    isClosed: need.status === 'closed',
    isMet: need.status === 'closed' && need.outcome === 'met',
    lacking,
    lacksAtOnce: lacking > 0 && need.priority === 'immediate',
    isFilled: live && (hasEnough || need.seats.every((seat) => taken(seat.id, fillsSeat) >= seat.count)),
    coming: assignments.filter((a) => a.status === 'accepted' || a.status === 'enRoute').length,
    onScene: assignments.filter((a) => a.status === 'checkedIn').length,
    minutesToScene:
      arrivals.length === 0 ? null : Math.max(0, Math.round((Math.min(...arrivals) - need.reportedAt) / 60_000)),
    work: assignments
      .filter((a) => isCommitted(a) || a.minutes > 0 || a.status === 'completed')
      .map((a) => ({
        personId: a.personId,
        organisationId: a.organisationId,
        minutes: a.minutes,
        isProfessional: isProfessional(view.get('person', a.personId)),
        isDone: a.status === 'completed',
      })),
  };
}

const isProfessional = (person: Person | undefined): boolean => person?.roles.includes('socialWorker') ?? false;

function stateOf(cell: CellSum): Coverage['state'] {
  if (cell.lackingAtOnce > 0) return 'unmet';
  if (cell.lacking > 0) return 'urgent';
  if (cell.live > 0) return cell.filled === cell.live ? 'saturated' : 'served';
  return cell.met > 0 ? 'served' : 'none';
}

function newest(times: Iterable<number>): number | null {
  let last: number | null = null;
  for (const at of times) if (last === null || at > last) last = at;
  return last;
}

const hours = (minutes: number) => Math.round(minutes / 6) / 10;

function median(counts: Uint32Array): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let seen = 0;
  return counts.findIndex((count) => (seen += count) * 2 >= total);
}

const emptyCell = (): CellSum => ({
  live: 0,
  lacking: 0,
  lackingAtOnce: 0,
  filled: 0,
  coming: 0,
  onScene: 0,
  met: 0,
  reportTimes: new Map(),
});
const emptyIncident = (): IncidentSum => ({
  reported: 0,
  live: 0,
  lacking: 0,
  closed: 0,
  onScene: 0,
  minutes: 0,
  professionalMinutes: 0,
  people: new Map(),
  toScene: new Uint32Array(longestMinutes + 1),
  organisations: new Map(),
});

function ensure<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

function change<K>(counts: Map<K, number>, key: K, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
