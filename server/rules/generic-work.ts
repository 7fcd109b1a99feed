import type { Person, Seat } from '../../shared/records.ts';
import { skills } from '../../shared/skills.ts';
import { isGenericWork, isProfessional } from '../../shared/teams.ts';

/** Stored with the assignment, so that it can be counted: a professional sent for work that asks for no profession. */
export const genericFlag = (person: Person, seat: Seat): { genericWork?: true } =>
  isProfessional(person) && isGenericWork(seat, (code) => skills.get(code)?.credentialed ?? false)
    ? { genericWork: true }
    : {};
