import { Refusal } from '../../shared/problem.ts';
import type { Need } from '../../shared/records.ts';
import type { Door } from './door.ts';
import { isStaffed, type Picture } from './picture.ts';

/** What came of a replay. */
export interface Summary {
  needs: number;
  /** Every place of every seat said yes to, at least once. */
  staffed: number;
  /** Milliseconds from the report until then. */
  p50: number | null;
  p90: number | null;
  unmet: Record<string, number>;
  refusals: Record<string, number>;
  operations: number;
}

export interface Tally {
  /** The same door, with its operations and refusals counted. */
  door: Door;
  summary(emptyBecause?: ReadonlyMap<string, string>): Summary;
}

/**
 * Keeps count of what is heard and performed from here on. `isCounted` leaves out needs that were there before;
 * `stretch`: how much faster the people are played than the clock that dates the records.
 */
export function tallyOf(
  door: Door,
  picture: Picture,
  { isCounted = () => true, stretch = 1 }: { isCounted?: (need: Need) => boolean; stretch?: number } = {},
): Tally {
  const staffedAfter = new Map<string, number>();
  const refusals: Record<string, number> = {};
  let operations = 0;
  picture.onHeard((record) => {
    if (record.kind !== 'assignment' || record.status !== 'accepted' || staffedAfter.has(record.needId)) return;
    const need = picture.need(record.needId);
    if (!need || !isStaffed(need, picture.assignmentsOf(need.id))) return;
    staffedAfter.set(need.id, ((record.answeredAt ?? need.reportedAt) - need.reportedAt) * stretch);
  });
  return {
    door: {
      ...door,
      async perform(name, input, as, requestId) {
        operations += 1;
        try {
          return await door.perform(name, input, as, requestId);
        } catch (error) {
          if (error instanceof Refusal) refusals[error.code] = (refusals[error.code] ?? 0) + 1;
          throw error;
        }
      },
    },
    summary(emptyBecause = new Map()) {
      const needs = [...picture.needs()].filter(isCounted);
      const staffed = needs.filter((need) => staffedAfter.has(need.id));
      const times = staffed.map((need) => staffedAfter.get(need.id)!).sort((a, b) => a - b);
      const unmet: Record<string, number> = {};
      for (const need of needs) {
        if (staffedAfter.has(need.id)) continue;
        const reason = whyUnmet(need, emptyBecause);
        unmet[reason] = (unmet[reason] ?? 0) + 1;
      }
      const share = (of: number) => times[Math.ceil(times.length * of) - 1] ?? null;
      return {
        needs: needs.length,
        staffed: staffed.length,
        p50: share(0.5),
        p90: share(0.9),
        unmet,
        refusals,
        operations,
      };
    },
  };
}

function whyUnmet(need: Need, emptyBecause: ReadonlyMap<string, string>): string {
  if (need.status === 'merged') return 'merged';
  if (need.status === 'reported') return 'notTriaged';
  // What the source closed was met there, before our people were all found.
  if (need.status === 'closed') return `closed:${need.outcome ?? 'met'}`;
  return emptyBecause.get(need.id) ?? 'noYesYet';
}

/** The summary as lines for a terminal. */
export function summaryLines({ needs, staffed, p50, p90, unmet, refusals, operations }: Summary): string[] {
  const share = needs === 0 ? 0 : Math.round((100 * staffed) / needs);
  const list = (counts: Record<string, number>) =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  return [
    `needs in          ${needs}`,
    `staffed           ${staffed} (${share} %)`,
    `time to staff     p50 ${span(p50)}, p90 ${span(p90)}`,
    `unmet by reason   ${list(unmet)}`,
    `operations        ${operations}`,
    `refusals by code  ${list(refusals)}`,
  ];
}

function span(ms: number | null): string {
  if (ms === null) return '–';
  const minutes = Math.round(ms / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
