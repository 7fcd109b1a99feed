import type { Actor } from '../../server/rules/rule.ts';
import type { Muster } from '../../server/start.ts';
import type { Cell, Person } from '../../shared/records.ts';

const system: Actor = { kind: 'system' };
const hour = 3_600_000;
const seat = { role: 'volunteer' as const, count: 1, skills: [], credentialCodes: [], languages: [], leads: false };
export const desk: Actor = {
  kind: 'person',
  personId: 'desk',
  organisationId: 'office',
  roles: ['admin', 'coordinator'],
  approved: true,
};

/** Makes somebody who can be asked for anything, for hours. */
const personIn =
  (now: number) =>
  (id: string, roles: Person['roles']): Person => ({
    kind: 'person',
    id,
    organisationId: 'office',
    roles,
    status: 'approved',
    skills: [],
    credentials: [],
    languages: ['cmn'],
    homeCellId: 'cell',
    availability: [{ fromAt: now - hour, untilAt: now + 100 * hour }],
    limits: { maxDistanceKm: 50, maxHoursPerDay: 16, minRestHours: 0, nights: true },
    heldBy: null,
    stints: [],
    offers: 0,
    accepts: 0,
    noShows: 0,
    lastOfferedAt: null,
    joinedAt: now,
    private: { name: { en: `Helper ${id}`, zh: `帮手${id}` } },
  });
export const volunteer = (now: number) => (id: string) => personIn(now)(id, ['volunteer']);

/** Lays a grid, one desk and `helpers` volunteers into an empty deployment. Returns the volunteers' ids. */
export async function lay(muster: Muster, helpers: number): Promise<string[]> {
  const now = Date.now();
  const corner = (dLon: number, dLat: number) => ({ lon: 113 + dLon, lat: 22 + dLat });
  const cell: Cell = {
    kind: 'cell',
    id: 'cell',
    name: { en: 'Cell', zh: '网格' },
    ring: [corner(0, 0), corner(0.1, 0), corner(0.1, 0.1), corner(0, 0.1), corner(0, 0)],
    centre: corner(0.05, 0.05),
    population: 1000,
  };
  const person = personIn(now);
  const ids = Array.from({ length: helpers }, (_, at) => `helper-${at}`);
  await muster.perform('importRecords', system, {
    organisations: [
      {
        kind: 'organisation',
        id: 'office',
        name: { en: 'Office' },
        form: 'government',
        serviceCellIds: [],
        status: 'active',
      },
    ],
    cells: [cell],
    people: [person('desk', ['admin', 'coordinator']), ...ids.map((id) => person(id, ['volunteer']))],
  });
  await muster.perform('openIncident', desk, {
    name: { en: 'Flood' },
    hazard: 'flood',
    area: { en: 'Here' },
    centre: cell.centre,
  });
  return ids;
}

/** One need from the report to the last check-out, by one helper: seven operations. */
export async function oneNeed(muster: Muster, helperId: string): Promise<number> {
  const helper: Actor = {
    kind: 'person',
    personId: helperId,
    organisationId: 'office',
    roles: ['volunteer'],
    approved: true,
  };
  const { answer } = await muster.perform(
    'reportNeed',
    { kind: 'public' },
    { title: { en: 'Two people need a hand' }, category: 'other', cellId: 'cell' },
  );
  const { needId } = answer;
  await muster.perform('triageNeed', desk, { needId, seats: [seat] });
  const seatId = muster.board.spine.sight.view.get('need', needId)!.seats[0]!.id;
  const offered = await muster.perform('offer', desk, { needId, seatId, personIds: [helperId] });
  const assignmentId = offered.answer.assignmentIds[0]!;
  await muster.perform('acceptOffer', helper, { assignmentId });
  await muster.perform('setOut', helper, { assignmentId });
  await muster.perform('checkIn', helper, { assignmentId, how: { by: 'place' } });
  await muster.perform('checkOut', helper, { assignmentId });
  return 7;
}
