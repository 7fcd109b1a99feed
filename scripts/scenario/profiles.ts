import type { PersonRole } from '../../shared/records.ts';
import type { HoursPattern } from './hours.ts';
import type { OrganisationId } from './organisations.ts';

/** `code lowest-highest`: everybody of the profile has it; with a share, so many of them do. */
export type SkillOf = readonly [code: string, lowest: number, highest: number, share?: number];

/** A licence or card that everybody of a profile should hold, and the skills it vouches for. */
export interface CardOf {
  codes: readonly (readonly [code: string, weight: number])[];
  vouches: readonly string[];
  issuer: string;
  years: number;
}

export interface Profile {
  name: string;
  organisationId: OrganisationId;
  count: number;
  roles: readonly PersonRole[];
  skills: readonly SkillOf[];
  cards: readonly CardOf[];
  hours: readonly (readonly [pattern: HoursPattern, weight: number])[];
  reach: 'foot' | 'bicycle' | 'car';
}

export const office = [
  ['office', 5],
  ['onCall', 2],
] as const;
export const aroundTheClock = [
  ['dayShift', 5],
  ['nightShift', 4],
  ['onCall', 1],
] as const;
export const spareTime = [
  ['allDay', 4],
  ['evenings', 3],
  ['mornings', 2],
  ['onCall', 2],
] as const;
export const rescueHours = [
  ['onCall', 6],
  ['dayShift', 3],
  ['nightShift', 3],
] as const;

const card = (codes: CardOf['codes'] | string, vouches: readonly string[], issuer: string, years: number): CardOf => ({
  codes: typeof codes === 'string' ? [[codes, 1]] : codes,
  vouches,
  issuer,
  years,
});

const health = '南屿区卫生健康局 Nanyu Health Bureau';
const emergency = '南屿区应急管理局 Nanyu Emergency Management Office';
const civil = '南屿区民政局 Nanyu Civil Affairs Bureau';

export const cards = {
  socialWorker: (vouches: readonly string[]) =>
    card(
      [
        ['cn.sw.assistant', 4],
        ['cn.sw.worker', 5],
        ['cn.sw.senior', 1],
      ],
      vouches,
      civil,
      3,
    ),
  nurse: card('cn.nurse', ['med.nurse', 'med.firstaid', 'med.triage'], health, 5),
  physician: card('cn.physician', ['med.doctor', 'med.triage', 'med.firstaid', 'med.pharm'], health, 5),
  firstAid: card('cn.redcross.firstaid', ['med.firstaid'], '南屿区红十字会 Nanyu Red Cross', 3),
  rescuer: (level: 3 | 4 | 5, vouches: readonly string[]) => card(`cn.rescuer.${level}`, vouches, emergency, 4),
  electrician: card('cn.electric', ['eng.electric'], emergency, 3),
  drone: card('cn.uav', ['ict.uav'], '民航南屿监管站 Nanyu Aviation Office', 6),
  radio: card('cn.radio.a', ['ict.radio'], '南屿区无线电协会 Nanyu Radio Association', 10),
  // The vocabulary has no driving licence: the driver's course of the response team stands for it.
  driver: (vouches: readonly string[]) => card('intl.cert', vouches, emergency, 4),
  command: card(
    [
      ['intl.ics100', 2],
      ['intl.ics200', 3],
    ],
    ['coord.ics', 'coord.safety'],
    emergency,
    5,
  ),
} as const;
