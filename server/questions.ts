import type { Input, Output, ReadName } from '../shared/operations.ts';
import { Refusal } from '../shared/problem.ts';
import type { Person } from '../shared/records.ts';
import { say } from '../shared/shapes.ts';
import { proposeForNeed } from './matching/propose.ts';
import type { PeopleKept } from './people-kept.ts';
import type { Planner } from './planning/planner.ts';
import { planPeriod, readPlan, whyNot } from './planning/questions.ts';
import { composeTeams } from './planning/team-questions.ts';
import { eligibilityFor } from './rules/eligibility-context.ts';
import { mayHandle } from './rules/intake.ts';
import { find, mustWorkFor, type Actor } from './rules/rule.ts';
import { openPlaces } from './rules/seats.ts';
import { lookedAt, previewWave } from './rules/open-wave.ts';
import { mustMayReadHours, servedBy } from './rules/service.ts';
import { professionalHours, stillOut } from './rules/still-out.ts';
import { timelineOf } from './rules/timeline.ts';
import {
  followed,
  followedWalkUp,
  issuedRecord,
  nameFor,
  offeredByLink,
  personRow,
  type Sight,
} from './rules/visibility.ts';
import { dashed, type Secrets } from './vault.ts';

/** What a question may look at: the board as it stands now. */
export interface Asked {
  sight: Sight;
  people: PeopleKept;
  planner: Planner;
  actor: Actor;
  now: number;
  secrets: Secrets;
  utcOffsetMinutesAt: (at: number) => number;
}

type Question<N extends ReadName> = (asked: Asked, input: Input<N>) => Output<N> | Promise<Output<N>>;

/** What answers each operation that changes nothing. */
export const questions: { [N in ReadName]: Question<N> } = {
  followNeed({ sight, secrets }, { code }) {
    const plain = code.replace('-', '');
    const [need] = sight.view.list('needByCode', secrets.blindIndex(`${plain.slice(0, 5)}-${plain.slice(5)}`));
    if (!need) throw new Refusal('noSuchCode', {});
    return followed(need, sight);
  },

  proposePeople(asked, { needId, limit }) {
    const { sight, now, people } = asked;
    const need = find(sight.view, 'need', needId);
    mayHandle(asked, need);
    const context = eligibilityFor({ view: sight.view, now, utcOffsetMinutes: asked.utcOffsetMinutesAt(now) }, need);
    const seats = proposeForNeed({
      need,
      people: people.columns,
      prices: people.pricesAt(now),
      context,
      // What a wave would ask is shown from as many as a wave looks at.
      limit: Math.max(limit, lookedAt),
      openPlaces: openPlaces(sight.view, need),
      nameOf: (person) => nameFor(person, sight),
    });
    return {
      needId,
      seats: seats.map((seat) => ({ ...seat, people: seat.people.slice(0, limit) })),
      wave: previewWave(sight.view, need, seats, now, context.utcOffsetMinutes),
    };
  },

  planPeriod,
  composeTeams,
  readPlan,
  whyNot,

  readTimeline(asked, { needId }) {
    const need = find(asked.sight.view, 'need', needId);
    mayHandle(asked, need);
    return { events: timelineOf(need, asked.sight) };
  },

  findPeople({ sight, now, actor }, { text, status, limit, from }) {
    const words = text.toLowerCase();
    const isWanted = (person: Person): boolean => {
      if (person.status === 'erased' || (status !== undefined && person.status !== status)) return false;
      if (words === '') return true;
      const name = nameFor(person, sight);
      return `${say(name, 'en')} ${say(name, 'zh')} ${person.id}`.toLowerCase().includes(words);
    };
    const found: Person[] = [];
    for (const person of sight.view.all('person')) if (isWanted(person)) found.push(person);
    // Those who wait for a coordinator come first, then the newest.
    const order = ['applied', 'invited', 'approved', 'suspended', 'erased'];
    found.sort(
      (a, b) => order.indexOf(a.status) - order.indexOf(b.status) || b.joinedAt - a.joinedAt || (a.id < b.id ? -1 : 1),
    );
    return {
      total: found.length,
      people: found.slice(from, from + limit).map((person) => personRow(person, actor, sight, now)),
    };
  },

  readDemobilisation({ sight, now }, { incidentId, periodNumber }) {
    return { people: stillOut(sight, find(sight.view, 'incident', incidentId), periodNumber, now) };
  },

  readProfessionalHours({ sight, now }, { incidentId, periodNumber }) {
    return { organisations: professionalHours(sight, find(sight.view, 'incident', incidentId), periodNumber, now) };
  },

  lookUpStation({ sight, secrets }, { station: code }) {
    const stationId = secrets.readToken('station', code);
    const station = stationId === null ? undefined : sight.view.get('station', stationId);
    const incident = station && sight.view.get('incident', station.incidentId);
    if (!station || !incident) throw new Refusal('deskCodeWrong', {});
    if (incident.closedAt !== null) throw new Refusal('incidentClosed', { closedAt: incident.closedAt });
    return { name: station.name, incident: incident.name };
  },

  lookUpOffer({ sight, secrets }, { link }) {
    const assignmentId = secrets.readToken('offer', link);
    const assignment = assignmentId === null ? undefined : sight.view.get('assignment', assignmentId);
    const told = assignment && offeredByLink(assignment, sight);
    if (!told) throw new Refusal('offerLinkWrong', {});
    return told;
  },

  readWalkUpCode({ sight, secrets, actor }, { walkUpId }) {
    mustWorkFor(actor, find(sight.view, 'walkUp', walkUpId).organisationId);
    return { code: secrets.paperCode('walkUp', walkUpId) };
  },

  followWalkUp({ sight, secrets }, { code }) {
    const [walkUp] = sight.view.list('walkUpByCode', secrets.blindIndex(dashed(code)));
    const told = walkUp && followedWalkUp(walkUp, sight);
    if (!told) throw new Refusal('noPaperCode', {});
    return told;
  },

  readService({ sight, secrets, actor, now }, { personId, fromAt = 0, untilAt = now }) {
    const person = find(sight.view, 'person', personId);
    mustMayReadHours(actor, person);
    const served = servedBy(sight.view, personId, fromAt, untilAt);
    return {
      name: nameFor(person, sight),
      organisationId: person.organisationId,
      lines: served.flatMap(({ assignment, startAt, endAt, minutes }) => {
        const incident = sight.view.get('incident', assignment.incidentId);
        const need = sight.view.get('need', assignment.needId);
        return incident && need
          ? [{ assignmentId: assignment.id, incident: incident.name, category: need.category, startAt, endAt, minutes }]
          : [];
      }),
      minutes: served.reduce((sum, one) => sum + one.minutes, 0),
      issued: sight.view
        .list('serviceRecordsOfPerson', personId)
        .map((record) => issuedRecord(record, secrets.paperCode('serviceRecord', record.id)))
        .toSorted((a, b) => b.issuedAt - a.issuedAt || (a.id < b.id ? -1 : 1)),
    };
  },

  checkServiceRecord({ sight, secrets }, { code }) {
    const [record] = sight.view.list('serviceRecordByCode', secrets.blindIndex(dashed(code)));
    const person = record && sight.view.get('person', record.personId);
    const organisation = record && sight.view.get('organisation', record.organisationId);
    // Nothing is left to confirm about somebody who was erased.
    if (!record || !person || !organisation || person.status === 'erased') throw new Refusal('noServiceRecord', {});
    const { fromAt, untilAt, minutes, assignments, issuedAt } = record;
    return {
      name: nameFor(person, sight),
      organisation: organisation.name,
      fromAt,
      untilAt,
      minutes,
      assignments,
      issuedAt,
    };
  },

  readStationCode({ sight, secrets }, { stationId }) {
    find(sight.view, 'station', stationId);
    return { code: secrets.token('station', stationId) };
  },
};
