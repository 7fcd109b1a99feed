import { usualCare } from '../../shared/care.ts';
import type { MatchContext } from '../../server/matching/eligibility.ts';
import type { Need, Person, Seat } from '../../shared/records.ts';
import type { Point } from '../../shared/shapes.ts';

export const hour = 3_600_000;
/** Wednesday, 14:00 in a deployment at UTC+8. */
export const now = Date.UTC(2026, 7, 12, 6);

/** Three places on one meridian: 10 km are about 0.09 degrees. */
export const cells: Record<string, Point> = {
  near: { lon: 114, lat: 22.5 },
  middle: { lon: 114, lat: 22.59 },
  far: { lon: 114, lat: 22.7 },
};

/** A volunteer next door who may be asked for anything unskilled. */
export const aPerson = (given: Partial<Person> = {}): Person => ({
  kind: 'person',
  id: 'p-1',
  organisationId: 'org-1',
  roles: ['volunteer'],
  status: 'approved',
  skills: [],
  credentials: [],
  languages: ['cmn'],
  homeCellId: 'near',
  availability: [{ fromAt: now - hour, untilAt: now + 8 * hour }],
  limits: { maxDistanceKm: 15, maxHoursPerDay: 8, minRestHours: 8, nights: true },
  heldBy: null,
  stints: [],
  offers: 0,
  accepts: 0,
  noShows: 0,
  lastOfferedAt: null,
  joinedAt: now - 1000 * hour,
  ...given,
});

export const aSeat = (given: Partial<Seat> = {}): Seat => ({
  id: 's-1',
  role: 'anyone',
  skills: [],
  credentialCodes: [],
  languages: [],
  leads: false,
  count: 1,
  ...given,
});

/** Two hours of work at `cells.near`. */
export const aNeed = (given: Partial<Need> = {}): Need => ({
  kind: 'need',
  id: 'need-1',
  incidentId: 'incident-1',
  organisationId: 'org-1',
  cellId: 'near',
  near: cells.near!,
  category: 'shelter',
  priority: 'urgent',
  reportedAt: now - hour,
  deadlineAt: now + 4 * hour,
  peopleCount: 1,
  vulnerable: [],
  seats: [aSeat()],
  source: 'hotline',
  confidentiality: 'open',
  status: 'open',
  outcome: null,
  closedAt: null,
  mergedInto: null,
  handlerId: null,
  estimatedMinutes: 120,
  escalatedAt: null,
  escalations: 0,
  suggestedPriority: 'urgent',
  steps: [],
  ...given,
});

export const aContext = (given: Partial<MatchContext> = {}): MatchContext => ({
  now,
  utcOffsetMinutes: 480,
  care: usualCare,
  cellCentre: (id) => (Object.hasOwn(cells, id) ? cells[id] : undefined),
  excluded: new Set(),
  ...given,
});
