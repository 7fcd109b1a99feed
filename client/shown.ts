import type { Screen, Shown, ShownKind } from '../shared/board.ts';
import type { PersonRole } from '../shared/records.ts';
import type { Output } from '../shared/operations.ts';
import type { Kind, RecordOf } from '../shared/records.ts';
import type { Words } from '../shared/shapes.ts';

/** Who this screen is showing the board to. */
export type Actor =
  | { kind: 'public' }
  | { kind: 'reporter'; needId: string }
  | { kind: 'person'; personId: string; organisationId: string; roles: PersonRole[]; name: Words };

export type CoverageState = 'none' | 'unmet' | 'urgent' | 'served' | 'saturated' | 'blind';

/** How one grid cell stands: counts of needs and people, never who. */
export interface Coverage {
  kind: 'coverage';
  id: string;
  state: CoverageState;
  open: number;
  lacking: number;
  coming: number;
  onScene: number;
  served: number;
  lastReportAt: number | null;
}

/** How one incident goes, and what each organisation has done in it. */
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

/** A need as its reporter follows it. */
export type FollowedNeed = Output<'followNeed'>;

/** What a kind looks like on a screen. Fields the audience may not see are absent: what is `private` in a record, for one. */
export type ShownAs<K extends ShownKind> = K extends 'coverage'
  ? Coverage
  : K extends 'progress'
    ? Progress
    : K extends Kind
      ? RecordOf<K>
      : Shown;

/** The records of a kind on a screen, in the order they first came. */
export const recordsOf = (screen: Screen, kind: ShownKind): Shown[] => [...(screen.records.get(kind)?.values() ?? [])];
