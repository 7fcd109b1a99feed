import type { WalkUp } from '../../../shared/records/on-scene.ts';
import type { Assignment, Need, Person, Seat } from '../../../shared/records.ts';
import { skills } from '../../../shared/skills.ts';
import { isGenericWork, teamOn } from '../../../shared/teams.ts';
import { all, one } from '../../live.ts';
import { standings, urgentFirst, type Standing } from '../standing.ts';

/** One who came unasked, with what the board knows of them. */
export interface Arrived {
  walkUp: WalkUp;
  person: Person | undefined;
  /** What holds them now: an offer or work. */
  held: Assignment | undefined;
  state: 'waiting' | 'working' | 'gone';
}

/** Who came today or is still here, the latest first. */
export function arrivedAt(incidentId: string, now: number): Arrived[] {
  const today = new Date(now).setHours(0, 0, 0, 0);
  return all('walkUp')
    .filter((one) => one.incidentId === incidentId && (one.leftAt === null || one.arrivedAt >= today))
    .toSorted((a, b) => b.arrivedAt - a.arrivedAt || (a.id < b.id ? -1 : 1))
    .map((walkUp) => {
      const person = one('person', walkUp.personId);
      const held = walkUp.leftAt === null ? one('assignment', person?.heldBy) : undefined;
      return { walkUp, person, held, state: walkUp.leftAt !== null ? 'gone' : held ? 'working' : 'waiting' };
    });
}

/** Free places that the rule would let them have, most urgent first; where they already are comes before all. */
export function workFor(walkUp: WalkUp, person: Person): { need: Need; seat: Seat }[] {
  const isApproved = person.status === 'approved';
  return standings.value
    .filter(({ need }) => need.status === 'open' && need.incidentId === walkUp.incidentId)
    .filter((standing) => isApproved || isLed(standing))
    .toSorted((a, b) => Number(b.need.id === walkUp.needId) - Number(a.need.id === walkUp.needId) || urgentFirst(a, b))
    .flatMap(({ need, seats }) =>
      seats
        .filter(({ seat, filled }) => filled < seat.count && (isApproved || isGeneric(seat)) && mayHold(person, seat))
        .map(({ seat }) => ({ need, seat })),
    );
}

const isLed = ({ need, seats }: Standing): boolean =>
  teamOn(
    need,
    seats.flatMap(({ assignments }) => assignments),
    one('team', need.id),
  ).leads.length > 0;

const isGeneric = (seat: Seat): boolean =>
  !seat.leads && isGenericWork(seat, (code) => skills.get(code)?.credentialed ?? false);

/** The plain part of what the server checks; what is left, it refuses with the reason. */
const mayHold = (person: Person, seat: Seat): boolean =>
  (seat.role === 'anyone' || person.roles.includes(seat.role)) &&
  seat.skills.every(({ code, level }) => person.skills.some((held) => held.code === code && held.level >= level)) &&
  seat.credentialCodes.every((code) => person.credentials.some((held) => held.code === code)) &&
  seat.languages.every((code) => person.languages.includes(code));
