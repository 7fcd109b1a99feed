import type { Person, PersonRole } from '../../shared/records.ts';
import { cells, organisations, people as villagers } from '../support/house-world.ts';

/** A district with three organisations, a dozen coordinators and hundreds of people who may be asked. */
export interface FaultWorld {
  organisations: typeof organisations;
  cells: typeof cells;
  people: Person[];
  deskIds: string[];
  workerIds: string[];
  volunteerIds: string[];
}

const day = 24 * 3_600_000;

export function worldOf(size: number, now: number): FaultWorld {
  const like = (role: PersonRole) =>
    villagers.find(({ id }) => id === { coordinator: 'cao', socialWorker: 'lin' }[role as string])!;
  const volunteer = villagers.find(({ id }) => id === 'an')!;
  const ids = { desk: [] as string[], worker: [] as string[], volunteer: [] as string[] };
  const people = Array.from({ length: size }, (_, n): Person => {
    const what = n < Math.max(6, size / 25) ? 'desk' : n % 5 === 0 ? 'worker' : 'volunteer';
    const id = `${what}-${n}`;
    ids[what].push(id);
    const roles: PersonRole[] = [what === 'desk' ? 'coordinator' : what === 'worker' ? 'socialWorker' : 'volunteer'];
    const template = what === 'volunteer' ? volunteer : like(roles[0]!);
    return {
      ...template,
      id,
      roles,
      organisationId: organisations[n % organisations.length]!.id,
      homeCellId: cells[n % cells.length]!.id,
      credentials: template.credentials.map((held) => ({
        ...held,
        id: `${id}-licence`,
        expiresAt: now + 300 * day,
        verifiedAt: now - day,
      })),
      availability: [{ fromAt: now - day, untilAt: now + 20 * day }],
      limits: { maxDistanceKm: 60, maxHoursPerDay: 16, minRestHours: 0, nights: true },
      joinedAt: now - 10 * day,
      private: { name: { en: `Person ${n}`, zh: `人员${n}` }, phone: `138${String(10_000_000 + n)}` },
    };
  });
  return { organisations, cells, people, deskIds: ids.desk, workerIds: ids.worker, volunteerIds: ids.volunteer };
}
