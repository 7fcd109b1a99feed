import { usualCare } from '../../shared/care.ts';
import type { MatchContext } from '../../server/matching/eligibility.ts';
import type { HeldCredential, Need, Person, Priority, Seat, Stint } from '../../shared/records.ts';
import { spokenLanguages, type Point, type Span } from '../../shared/shapes.ts';
import { credentials, skills } from '../../shared/skills.ts';
import { randomNumbers as seeded } from './board-shapes.ts';

/** The bench draws all its numbers from one generator. */
export { randomNumbers as seeded } from './board-shapes.ts';

const hour = 3_600_000;
/** 14:00 in a city at UTC+8, a working day. */
export const benchNow = Date.UTC(2026, 7, 12, 6);
export const benchOffsetMinutes = 480;

export interface City {
  cellIds: string[];
  centres: Map<string, Point>;
}

/** A grid of cells of 2 km around one point. */
export function makeCity(side: number): City {
  const cellIds: string[] = [];
  const centres = new Map<string, Point>();
  for (let x = 0; x < side; x++) {
    for (let y = 0; y < side; y++) {
      const id = `cell-${x}-${y}`;
      cellIds.push(id);
      centres.set(id, { lon: 114 + x * 0.02, lat: 22.5 + y * 0.018 });
    }
  }
  return { cellIds, centres };
}

export const contextAt = (city: City, now: number, excluded: ReadonlySet<string> = new Set()): MatchContext => ({
  now,
  excluded,
  utcOffsetMinutes: benchOffsetMinutes,
  care: usualCare,
  cellCentre: (id) => city.centres.get(id),
});

/**
 * People as a large deployment has them: nine in ten approved, a fifth social workers, one to five skills, two thirds
 * available at the moment, a quarter having worked in the last two days, one in twelve held.
 */
export function* makePeople(count: number, city: City, seed: number): Generator<Person> {
  const random = seeded(seed);
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const some = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make);
  // Shared between people, so that a million of them fit into memory.
  const skillSets = some(600, () => [
    ...new Map(
      some(1 + below(5), () => pick([...skills.keys()])).map((code) => [code, { code, level: 1 + below(5) }]),
    ).values(),
  ]);
  const availabilities = some(300, (): Span[] => {
    if (random() < 0.1) return [];
    const start = benchNow - 8 * hour + below(12) * hour;
    return some(1 + below(4), () => 0).map((_, day) => ({
      fromAt: start + day * 24 * hour,
      untilAt: start + day * 24 * hour + (4 + below(10)) * hour,
    }));
  });
  const limits = some(200, () => ({
    maxDistanceKm: 4 + below(30),
    maxHoursPerDay: 4 + below(9),
    minRestHours: below(12),
    nights: random() < 0.4,
  }));
  const languageSets = some(60, () => [...new Set(['cmn' as const, ...some(below(3), () => pick(spokenLanguages))])]);
  const stintSets = some(800, (): Stint[] =>
    some(1 + below(3), () => 0).map((_, at) => {
      const startAt = benchNow - (6 + below(40)) * hour - at * 10 * hour;
      return { assignmentId: `a-${at}`, startAt, endAt: startAt + (1 + below(7)) * hour, cellId: pick(city.cellIds) };
    }),
  );
  const none: never[] = [];
  for (let at = 0; at < count; at++) {
    const held = pick(skillSets);
    const accepts = below(8);
    yield {
      kind: 'person',
      id: `p${String(at).padStart(7, '0')}`,
      organisationId: `org-${below(6)}`,
      roles: random() < 0.2 ? ['socialWorker'] : ['volunteer'],
      status: random() < 0.9 ? 'approved' : 'applied',
      skills: held,
      credentials:
        random() < 0.5
          ? [
              credentialFor(
                held.map(({ code }) => code),
                random,
              ),
            ]
          : none,
      languages: pick(languageSets),
      homeCellId: pick(city.cellIds),
      availability: pick(availabilities),
      limits: pick(limits),
      heldBy: random() < 0.08 ? 'a-held' : null,
      stints: random() < 0.25 ? pick(stintSets) : none,
      offers: accepts + below(6),
      accepts,
      noShows: below(2) * below(2),
      lastOfferedAt: random() < 0.5 ? benchNow - below(100) * hour : null,
      joinedAt: benchNow - 1000 * hour,
    };
  }
}

function credentialFor(skillCodes: Person['skills'][number]['code'][], random: () => number): HeldCredential {
  const codes = [...credentials.keys()];
  return {
    id: 'c-1',
    code: codes[Math.floor(random() * codes.length)]!,
    issuer: 'issuer',
    expiresAt: random() < 0.3 ? benchNow + Math.floor((random() - 0.3) * 400) * 24 * hour : null,
    skillCodes,
    verifiedAt: random() < 0.8 ? benchNow - 500 * hour : null,
    verifiedBy: null,
  };
}

/** Needs from "anybody who can carry" to a licensed specialist with a language. */
export function makeNeed(at: number, city: City, random: () => number): Need {
  const below = (n: number) => Math.floor(random() * n);
  const cellId = city.cellIds[below(city.cellIds.length)]!;
  const priorities: Priority[] = ['immediate', 'urgent', 'routine'];
  const codes = [...skills.keys()];
  const seat = (id: string, asked: number): Seat => ({
    id,
    role: (['anyone', 'volunteer', 'socialWorker'] as const)[below(3)]!,
    skills: [...new Set(Array.from({ length: asked }, () => codes[below(codes.length)]!))].map((code) => ({
      code,
      level: 1 + below(3),
    })),
    credentialCodes: random() < 0.1 ? [[...credentials.keys()][below(15)]!] : [],
    languages: random() < 0.2 ? [spokenLanguages[below(6)]!] : [],
    leads: false,
    count: 1 + below(4),
  });
  return {
    kind: 'need',
    id: `need-${at}`,
    incidentId: 'incident',
    organisationId: 'org-0',
    cellId,
    near: city.centres.get(cellId)!,
    category: 'other',
    priority: priorities[below(3)]!,
    reportedAt: benchNow - below(12) * hour,
    deadlineAt: benchNow + below(24) * hour,
    peopleCount: 1,
    vulnerable: [],
    seats: [seat('s1', below(3)), seat('s2', below(2))],
    source: 'hotline',
    confidentiality: 'open',
    status: 'open',
    outcome: null,
    closedAt: null,
    mergedInto: null,
    handlerId: null,
    estimatedMinutes: 30 + below(8) * 30,
    escalatedAt: null,
    escalations: 0,
    suggestedPriority: 'urgent',
    steps: [],
  };
}
