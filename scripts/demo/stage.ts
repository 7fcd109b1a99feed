import type { GivenInput } from '../../shared/operations.ts';
import type { Door } from '../replay/door.ts';
import { desksOf } from '../replay/desks.ts';
import type { StreamEvent } from '../replay/stream.ts';
import type { Scenario } from '../scenario/typhoon.ts';

/** Puts the scenario's records into an empty deployment and opens its incident. Resolves with the incident's id. */
export async function setUp(door: Door, scenario: Scenario): Promise<string> {
  const { organisations, cells, people, incident, stations } = scenario;
  const { chief } = desksOf(people);
  await door.perform('importRecords', { organisations, cells, people }, 'system');
  const { answer } = await door.perform('openIncident', incident, chief);
  const { incidentId } = answer;
  for (const station of stations) await door.perform('addStation', { incidentId, ...station }, chief);
  return incidentId;
}

/** The scenario's needs as a stream. */
export const eventsOf = (scenario: Scenario, startAt: number): StreamEvent[] =>
  scenario.needs.map(({ atMs, ...need }, at) => ({
    at: startAt + atMs,
    key: String(at),
    step: 'report',
    need: need satisfies GivenInput<'reportNeed'>,
  }));
