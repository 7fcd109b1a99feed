import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../server/config.ts';
import type { Actor } from '../../server/rules/rule.ts';
import { startMuster, type Muster } from '../../server/start.ts';
import type { AnyRecord, Cell, Organisation, Person } from '../../shared/records.ts';

/** A small world with a clock in hand: two organisations, six cells in a row, two desks and a dozen responders. */
export interface World {
  muster: Muster;
  incidentId: string;
  people: readonly Person[];
  clock: { now: number };
  as: (personId: string) => Actor;
  /** Stops it and opens it again on the same directory. */
  reopen: () => Promise<void>;
  close: () => Promise<void>;
}

const startAt = Date.UTC(2026, 8, 12, 1, 0);
const hour = 3_600_000;
export const system: Actor = { kind: 'system' };

export const cells: Cell[] = Array.from({ length: 6 }, (_, at) => {
  const lon = 113 + at / 100;
  const corner = (dLon: number, dLat: number) => ({ lon: lon + dLon, lat: 22 + dLat });
  return {
    kind: 'cell',
    id: `cell-${at}`,
    name: { en: `Cell ${at}`, zh: `网格${at}` },
    ring: [corner(0, 0), corner(0.01, 0), corner(0.01, 0.01), corner(0, 0.01), corner(0, 0)],
    centre: corner(0.005, 0.005),
    population: 1000,
  };
});

const organisations: Organisation[] = ['office', 'agency'].map((id) => ({
  kind: 'organisation',
  id,
  name: { en: id, zh: `机构${id}` },
  form: id === 'office' ? 'government' : 'agency',
  serviceCellIds: [],
  status: 'active',
}));

function person(id: string, organisationId: string, roles: Person['roles'], at: number): Person {
  return {
    kind: 'person',
    id,
    organisationId,
    roles,
    status: 'approved',
    skills: [
      { code: 'psy.case', level: 4 },
      { code: 'log.delivery', level: 3 },
    ],
    credentials: roles.includes('socialWorker')
      ? [
          {
            id: `${id}-licence`,
            code: 'cn.sw.worker',
            issuer: 'Ministry',
            expiresAt: null,
            skillCodes: ['psy.case'],
            verifiedAt: startAt - hour,
            verifiedBy: 'desk-office',
          },
        ]
      : [],
    languages: ['cmn'],
    homeCellId: `cell-${at % 6}`,
    availability: [{ fromAt: startAt - hour, untilAt: startAt + 200 * hour }],
    limits: { maxDistanceKm: 50, maxHoursPerDay: 16, minRestHours: 0, nights: true },
    heldBy: null,
    stints: [],
    offers: 0,
    accepts: 0,
    noShows: 0,
    lastOfferedAt: null,
    joinedAt: startAt,
    private: { name: { en: `Secretname ${id}`, zh: `密名${id}` }, phone: `1380000${String(1000 + at)}` },
  };
}

export const everybody: Person[] = [
  person('desk-office', 'office', ['coordinator', 'admin'], 0),
  person('desk-agency', 'agency', ['coordinator'], 1),
  ...Array.from({ length: 4 }, (_, at) =>
    person(`worker-${at}`, at % 2 ? 'office' : 'agency', ['socialWorker'], 2 + at),
  ),
  ...Array.from({ length: 8 }, (_, at) => person(`helper-${at}`, at % 2 ? 'office' : 'agency', ['volunteer'], 6 + at)),
];

export const actorOf = ({ id, organisationId, roles }: Person): Actor => ({
  kind: 'person',
  personId: id,
  organisationId,
  roles,
  approved: true,
});

/** Opens the world in a directory of its own. `listens`: serve HTTP and sockets on a free port. */
export async function openWorld({ listens = false }: { listens?: boolean } = {}): Promise<World> {
  const dir = mkdtempSync(path.join(tmpdir(), 'muster-world-'));
  const clock = { now: startAt };
  const open = () =>
    startMuster(
      readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dir, LOG_LEVEL: 'silent', TIME_ZONE: 'Asia/Shanghai' }),
      {
        now: () => clock.now,
        listens,
        sweeps: false,
      },
    );
  let muster = await open();
  await muster.perform('importRecords', system, { organisations, cells, people: everybody });
  const { answer } = await muster.perform('openIncident', actorOf(everybody[0]!), {
    name: { en: 'Flood', zh: '洪水' },
    hazard: 'flood',
    area: { en: 'Here', zh: '此地' },
    centre: { lon: 113.02, lat: 22.005 },
  });
  return {
    get muster() {
      return muster;
    },
    incidentId: answer.incidentId,
    people: everybody,
    clock,
    as: (personId) => actorOf(everybody.find(({ id }) => id === personId)!),
    async reopen() {
      await muster.stop();
      muster = await open();
    },
    async close() {
      await muster.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** What must hold at every seq; each broken promise as a sentence. */
export function brokenPromises(view: { all: (kind: AnyRecord['kind']) => Iterable<AnyRecord> }): string[] {
  const broken: string[] = [];
  const of = <K extends AnyRecord['kind']>(kind: K) =>
    new Map([...(view.all(kind) as Iterable<Extract<AnyRecord, { kind: K }>>)].map((record) => [record.id, record]));
  const people = of('person');
  const needs = of('need');
  const assignments = of('assignment');
  const holding = new Set(['offered', 'accepted', 'enRoute', 'checkedIn']);
  const filling = new Set(['accepted', 'enRoute', 'checkedIn', 'completed']);
  const heldTwice = new Map<string, string>();
  const filled = new Map<string, number>();
  for (const assignment of assignments.values()) {
    const key = `${assignment.needId}/${assignment.seatId}`;
    if (filling.has(assignment.status)) filled.set(key, (filled.get(key) ?? 0) + 1);
    if (!holding.has(assignment.status)) continue;
    // What was made ahead waits behind what holds them now.
    if (people.get(assignment.personId)?.heldNextBy === assignment.id && assignment.startAt !== undefined) continue;
    if (heldTwice.has(assignment.personId)) broken.push(`${assignment.personId} is held twice`);
    heldTwice.set(assignment.personId, assignment.id);
    if (people.get(assignment.personId)?.heldBy !== assignment.id)
      broken.push(`${assignment.id} holds ${assignment.personId}, who does not know`);
    const status = needs.get(assignment.needId)?.status;
    if (status === 'closed' || status === 'merged')
      broken.push(`${assignment.id} goes on although its need is ${status}`);
  }
  for (const { id, heldBy, heldNextBy = null, stints } of people.values()) {
    if (heldNextBy !== null && (heldBy === null || !holding.has(assignments.get(heldNextBy)?.status ?? '')))
      broken.push(`${id} is to be held by ${heldNextBy}, which has ended or has nothing before it`);
    if (heldBy !== null && heldTwice.get(id) !== heldBy) broken.push(`${id} is held by ${heldBy}, which has ended`);
    for (const stint of stints) if (!assignments.has(stint.assignmentId)) broken.push(`${id} worked for nothing known`);
  }
  for (const need of needs.values())
    for (const seat of need.seats) {
      const count = filled.get(`${need.id}/${seat.id}`) ?? 0;
      if (count > seat.count) broken.push(`${need.id}/${seat.id} has ${count} of ${seat.count}`);
    }
  return broken;
}
