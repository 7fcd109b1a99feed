import { z } from 'zod';
import { Cell, Organisation, Person, hazards } from '../records.ts';
import { Id, Instant, Point, Words } from '../shapes.ts';
import { Done, object, read, write } from './operation.ts';

/** Incidents, organisations, the grid. */
export const incidents = {
  openIncident: write(
    'admin',
    '/api/incidents',
    object({
      name: Words,
      hazard: z.enum(hazards),
      area: Words,
      centre: Point,
      firstPeriodHours: z.number().min(1).max(72).default(12),
    }),
    object({ incidentId: Id }),
  ),
  closeIncident: write('admin', '/api/incidents/:incidentId/close', object({ incidentId: Id }), Done),
  openPeriod: write(
    'coordinator',
    '/api/incidents/:incidentId/periods',
    object({ incidentId: Id, startAt: Instant, endAt: Instant }),
    object({ periodId: Id }),
  ),
  closePeriod: write(
    'coordinator',
    '/api/incidents/:incidentId/periods/:periodId/close',
    object({ incidentId: Id, periodId: Id }),
    Done,
  ),
  addOrganisation: write(
    'admin',
    '/api/organisations',
    Organisation.omit({ kind: true, id: true, status: true }),
    object({ organisationId: Id }),
  ),
  addCells: write(
    'admin',
    '/api/cells',
    object({
      cells: z
        .array(Cell.omit({ kind: true }))
        .min(1)
        .max(500),
    }),
    object({ cellIds: z.array(Id) }),
  ),
  addStation: write(
    'coordinator',
    '/api/stations',
    object({ incidentId: Id, name: Words, cellId: Id, point: Point }),
    object({ stationId: Id, code: z.string() }),
  ),
  readStationCode: read(
    'coordinator',
    '/api/stations/:stationId/code',
    object({ stationId: Id }),
    object({ code: z.string() }),
  ),
  /** Everything at once for a rehearsal, a demo or a move from another system. Ids are kept. */
  importRecords: write(
    'admin',
    '/api/import',
    object({
      organisations: z.array(Organisation).max(1000).default([]),
      cells: z.array(Cell).max(2000).default([]),
      people: z.array(Person).max(2000).default([]),
    }),
    object({ organisations: z.int(), cells: z.int(), people: z.int() }),
  ),
} as const;
