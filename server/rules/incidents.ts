import { isLive } from '../../shared/lifecycle.ts';
import { Refusal } from '../../shared/problem.ts';
import type { AnyRecord, Incident } from '../../shared/records.ts';
import { done, find, isFarAway, type Rule } from './rule.ts';

/** The frame of the work: incidents and their operational periods, organisations, grid cells, check-in desks. */

export const openIncident: Rule<'openIncident'> = (context, input) => {
  const { firstPeriodHours, ...given } = input;
  const incident: Incident = {
    kind: 'incident',
    id: context.newId(),
    ...given,
    organisationId: context.actor.kind === 'person' ? context.actor.organisationId : 'system',
    status: 'open',
    openedAt: context.now,
    closedAt: null,
    periods: [
      {
        id: context.newId(),
        number: 1,
        startAt: context.now,
        endAt: context.now + Math.round(firstPeriodHours * 3_600_000),
        closedAt: null,
      },
    ],
  };
  return { puts: [incident], answer: { incidentId: incident.id } };
};

export const closeIncident: Rule<'closeIncident'> = (context, input) => {
  const incident = openOne(find(context.view, 'incident', input.incidentId));
  const live = context.view.list('liveNeeds', incident.id).filter(isLive).length;
  if (live > 0) throw new Refusal('needsStillLive', { count: live });
  return done({
    ...incident,
    status: 'closed',
    closedAt: context.now,
    periods: incident.periods.map((period) => ({ ...period, closedAt: period.closedAt ?? context.now })),
  });
};

export const openPeriod: Rule<'openPeriod'> = (context, input) => {
  const incident = openOne(find(context.view, 'incident', input.incidentId));
  if (
    input.endAt <= input.startAt ||
    input.endAt <= context.now ||
    isFarAway(input.startAt, context.now) ||
    isFarAway(input.endAt, context.now)
  )
    throw new Refusal('badTimes', {});
  const overlapping = incident.periods.find(
    (period) => period.closedAt === null && period.startAt < input.endAt && input.startAt < period.endAt,
  );
  if (overlapping) throw new Refusal('periodOverlaps', { number: overlapping.number });
  const period = {
    id: context.newId(),
    number: incident.periods.length + 1,
    startAt: input.startAt,
    endAt: input.endAt,
    closedAt: null,
  };
  return { puts: [{ ...incident, periods: [...incident.periods, period] }], answer: { periodId: period.id } };
};

export const closePeriod: Rule<'closePeriod'> = (context, input) => {
  const incident = openOne(find(context.view, 'incident', input.incidentId));
  const period = incident.periods.find((known) => known.id === input.periodId);
  if (!period) throw new Refusal('notFound', { what: 'period', id: input.periodId });
  if (period.closedAt !== null) throw new Refusal('periodClosed', { number: period.number });
  return done({
    ...incident,
    periods: incident.periods.map((known) => (known === period ? { ...known, closedAt: context.now } : known)),
  });
};

export const addOrganisation: Rule<'addOrganisation'> = (context, input) => {
  for (const cellId of input.serviceCellIds) find(context.view, 'cell', cellId);
  const organisationId = context.newId();
  return {
    puts: [{ kind: 'organisation', id: organisationId, status: 'active', ...input }],
    answer: { organisationId },
  };
};

export const addCells: Rule<'addCells'> = (_context, input) => ({
  puts: input.cells.map((cell) => ({ kind: 'cell' as const, ...cell })),
  answer: { cellIds: input.cells.map((cell) => cell.id) },
});

export const addStation: Rule<'addStation'> = (context, input) => {
  const incident = openOne(find(context.view, 'incident', input.incidentId));
  find(context.view, 'cell', input.cellId);
  const stationId = context.newId();
  return {
    puts: [
      {
        kind: 'station',
        id: stationId,
        ...input,
        organisationId: context.actor.kind === 'person' ? context.actor.organisationId : incident.organisationId,
      },
    ],
    answer: { stationId },
  };
};

/** Whole records with their own ids, checked against each other; people arrive free and without history. */
export const importRecords: Rule<'importRecords'> = (context, input) => {
  const cells = new Set(input.cells.map((cell) => cell.id));
  const organisations = new Set(input.organisations.map((organisation) => organisation.id));
  const mustKnow = (kind: 'cell' | 'organisation', id: string) => {
    if (!(kind === 'cell' ? cells : organisations).has(id)) find(context.view, kind, id);
  };
  const puts: AnyRecord[] = [...input.organisations, ...input.cells];
  const fresh = new Set<string>();
  for (const organisation of input.organisations)
    for (const cellId of organisation.serviceCellIds) mustKnow('cell', cellId);
  for (const person of input.people) {
    mustKnow('cell', person.homeCellId);
    mustKnow('organisation', person.organisationId);
    if (context.view.get('person', person.id) || fresh.has(person.id))
      throw new Refusal('alreadyDone', {}, { current: person.id });
    fresh.add(person.id);
    puts.push({ ...person, heldBy: null });
  }
  return {
    puts,
    answer: { organisations: input.organisations.length, cells: input.cells.length, people: input.people.length },
  };
};

function openOne(incident: Incident): Incident {
  if (incident.closedAt !== null) throw new Refusal('incidentClosed', { closedAt: incident.closedAt });
  return incident;
}
