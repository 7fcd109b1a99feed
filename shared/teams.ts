import { isCommitted } from './lifecycle.ts';
import type { Assignment, Need, Person, Seat, Team } from './records.ts';

/** People per lead: more than this and nobody has an eye on everybody, fewer and leads are wasted. After ICS: 3 to 7. */
export const span = { least: 3, most: 7 } as const;

/**
 * The seats of a team that looks after a cell (专业+草根): a licensed social worker who leads, and `members` others, whoever they
 * are. Case management counts only with a verified, unexpired licence.
 */
export const cellTeamSeats = (members: number): [lead: Omit<Seat, 'id'>, others: Omit<Seat, 'id'>] => {
  const usual = { credentialCodes: [], languages: [], skills: [] };
  return [
    { ...usual, role: 'socialWorker', skills: [{ code: 'psy.case', level: 1 }], leads: true, count: 1 },
    { ...usual, role: 'anyone', leads: false, count: members },
  ];
};

export interface TeamStanding {
  leads: Assignment[];
  members: Assignment[];
  /** `noLead`: one is asked for, or there are too many to be without. `tooWide`: a further lead is due. `tooNarrow`: there are too many. */
  advice: 'noLead' | 'tooWide' | 'tooNarrow' | null;
  /** How many leads this many people take. */
  leadsWanted: number;
}

/** Who leads whom on a need: those committed to it who hold a seat that leads or were named, and everybody else. */
export function teamOn(
  need: Pick<Need, 'seats'>,
  assignments: readonly Assignment[],
  team: Pick<Team, 'leadIds'> | undefined,
): TeamStanding {
  const leading = new Set(need.seats.filter((seat) => seat.leads).map(({ id }) => id));
  const named = new Set(team?.leadIds);
  const there = assignments.filter(isCommitted);
  const leads = there.filter(({ seatId, personId }) => leading.has(seatId) || named.has(personId));
  const members = there.filter((assignment) => !leads.includes(assignment));
  // Two who carry water up the stairs need nobody over them.
  const isLeadWanted = leading.size > 0 || there.length > span.most;
  const leadsWanted = isLeadWanted ? Math.ceil(there.length / (span.most + 1)) : 0;
  return { leads, members, leadsWanted, advice: adviceOn(leads.length, members.length, leadsWanted) };
}

function adviceOn(leads: number, members: number, wanted: number): TeamStanding['advice'] {
  if (leads === 0) return wanted > 0 ? 'noLead' : null;
  if (members > leads * span.most) return 'tooWide';
  return leads > 1 && members < leads * span.least ? 'tooNarrow' : null;
}

/** Verified and not expired. */
const holds = (person: Pick<Person, 'credentials'>, code: string, now: number): boolean =>
  person.credentials.some(
    (held) => held.code === code && held.verifiedAt !== null && (held.expiresAt === null || held.expiresAt > now),
  );

/** Whether somebody has what the need asks of its lead: the role and every credential of a seat that leads. Without one anybody may. */
export function mayLead(
  need: Pick<Need, 'seats'>,
  person: Pick<Person, 'credentials' | 'roles'>,
  now: number,
): boolean {
  const seats = need.seats.filter((seat) => seat.leads);
  const fits = ({ role, credentialCodes }: Seat): boolean =>
    (role === 'anyone' || person.roles.includes(role)) && credentialCodes.every((code) => holds(person, code, now));
  return seats.length === 0 || seats.some(fits);
}

/** Who of the team could lead as well, the one with the highest skills first. */
export const possibleLeads = (
  need: Pick<Need, 'seats'>,
  { members }: TeamStanding,
  personOf: (id: string) => Person | undefined,
  now: number,
): Person[] =>
  members
    .flatMap(({ personId }) => personOf(personId) ?? [])
    .filter((person) => mayLead(need, person, now))
    .sort((a, b) => highest(b) - highest(a) || b.accepts - a.accepts || (a.id < b.id ? -1 : 1));

const highest = ({ skills }: Person): number => Math.max(0, ...skills.map(({ level }) => level));

/** Whether the work of a seat asks for no profession: no role, no credential and no skill that takes a credential. */
export const isGenericWork = (
  seat: Pick<Seat, 'role' | 'credentialCodes' | 'skills'>,
  isCredentialed: (skillCode: string) => boolean,
): boolean =>
  seat.role !== 'socialWorker' &&
  seat.credentialCodes.length === 0 &&
  !seat.skills.some(({ code }) => isCredentialed(code));

/** A social worker is a professional. A nurse who helps out in a kitchen came as a volunteer, and nobody wonders. */
export const isProfessional = (person: Pick<Person, 'roles'>): boolean => person.roles.includes('socialWorker');
