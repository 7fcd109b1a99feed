import type { Door } from '../replay/door.ts';
import { desksOf } from '../replay/desks.ts';
import type { Reported, StreamEvent } from '../replay/stream.ts';
import { leading, seat } from '../scenario/need-kinds.ts';
import type { Guests } from './guests.ts';
import type { Scenario } from '../scenario/typhoon.ts';

/** Puts the scenario's records into an empty deployment and opens its incident. Resolves with the incident's id. */
export async function setUp(door: Door, scenario: Scenario): Promise<string> {
  const { organisations, cells, people, incident, stations } = scenario;
  const { chief } = desksOf(people);
  await door.perform('importRecords', { organisations, cells, people }, 'system');
  const { answer } = await door.perform('openIncident', incident, chief);
  const { incidentId } = answer;
  for (const station of stations) await door.perform('addStation', { incidentId, ...station }, chief);
  await door.perform('setEscalation', { of: 'incident', ofId: incidentId, ...dutyRoom }, chief);
  return incidentId;
}

/** Whom to call when somebody on scene stays silent to the last step; no number that rings. */
const dutyRoom = { name: { en: 'District duty room', zh: '区值班室' }, phone: '+86 100 0000 9001' };

/** The scenario's needs as a stream. */
export const eventsOfNeeds = (needs: Scenario['needs'], startAt: number): StreamEvent[] =>
  needs.map(({ atMs, ...need }, at) => ({ at: startAt + atMs, key: String(at), step: 'report', need }));

/**
 * The scenario's needs as a stream, with one more for each guest at `openAt`, next door to where they live, so that
 * there is something to ask them for.
 */
export function eventsOf(scenario: Scenario, startAt: number, guests: Guests, openAt: number): StreamEvent[] {
  const told = eventsOfNeeds(scenario.needs, startAt);
  const homeOf = (personId: string) => scenario.people.find(({ id }) => id === personId)?.homeCellId;
  const welcomes = ([guests.socialWorker, guests.volunteer] as const).flatMap((personId, at): StreamEvent[] => {
    const cell = scenario.cells.find(({ id }) => id === homeOf(personId));
    const need = cell && { ...welcomeNeeds[at]!, cellId: cell.id, point: cell.centre };
    return need ? [{ at: openAt, key: `for ${personId}`, step: 'report', need }] : [];
  });
  return [...told, ...welcomes].sort((a, b) => a.at - b.at);
}

/** For the social worker, and for the volunteer. */
const welcomeNeeds: readonly Reported[] = [
  {
    title: {
      en: 'Two sisters at the registration table ask for somebody to talk to',
      zh: '登记台前两姐妹希望有人谈谈',
    },
    details:
      '家里进了水，母亲的遗物没来得及带出来。\nTheir house is flooded; what was left of their mother is still inside.',
    category: 'psychosocial',
    priority: 'urgent',
    peopleCount: 2,
    seats: [leading(seat('socialWorker', 1)), seat('volunteer', 1, 'psy.pfa:1')],
    estimatedMinutes: 90,
    source: 'field',
  },
  {
    title: { en: 'Carry drinking water up to three older neighbours', zh: '给楼上三位老人送饮用水' },
    details: '电梯停了，分别在四、五、七楼。\nThe lift is out; they live on the fourth, fifth and seventh floor.',
    category: 'olderPeople',
    priority: 'urgent',
    peopleCount: 3,
    vulnerable: ['olderPeople', 'livingAlone'],
    seats: [seat('volunteer', 2)],
    estimatedMinutes: 60,
    source: 'field',
  },
];
