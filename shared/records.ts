import { z } from 'zod';
import { CareLimitsSet } from './records/care.ts';
import { Case, CaseNote, Debrief } from './records/casework.ts';
import { Alert, Assignment, Wave } from './records/dispatch.ts';
import { Cell, Incident, Organisation, Station } from './records/incidents.ts';
import { Need } from './records/needs.ts';
import { Notice, Reach } from './records/notices.ts';
import { Escalation, Headcount, RollCall, ServiceRecord, WalkUp, Watch, Whereabouts } from './records/on-scene.ts';
import { Invitation, Person } from './records/people.ts';
import { Handover, Team } from './records/teams.ts';

export * from './records/care.ts';
export * from './records/casework.ts';
export * from './records/dispatch.ts';
export * from './records/incidents.ts';
export * from './records/needs.ts';
export * from './records/notices.ts';
export * from './records/on-scene.ts';
export * from './records/people.ts';
export * from './records/teams.ts';

/**
 * The records Muster keeps. A record has one place, is put whole, and is never deleted: it closes.
 * `private` holds what is sealed at rest with the subject's own key and shown only to whom
 * `server/rules/visibility.ts` allows; everything else may stand in the journal in the clear.
 */
export const AnyRecord = z.discriminatedUnion('kind', [
  Incident,
  Organisation,
  Cell,
  Station,
  Person,
  Invitation,
  Need,
  Assignment,
  Wave,
  Alert,
  Debrief,
  CareLimitsSet,
  Team,
  Handover,
  Case,
  CaseNote,
  Whereabouts,
  Watch,
  Escalation,
  RollCall,
  Headcount,
  WalkUp,
  ServiceRecord,
  Reach,
  Notice,
]);
export type AnyRecord = z.infer<typeof AnyRecord>;
export type Kind = AnyRecord['kind'];
export type RecordOf<K extends Kind> = Extract<AnyRecord, { kind: K }>;

export const kinds = [
  'incident',
  'organisation',
  'cell',
  'station',
  'person',
  'invitation',
  'need',
  'assignment',
  'wave',
  'alert',
  'debrief',
  'careLimits',
  'team',
  'handover',
  'case',
  'caseNote',
  'whereabouts',
  'watch',
  'escalation',
  'rollCall',
  'headcount',
  'walkUp',
  'serviceRecord',
  'reach',
  'notice',
] as const satisfies readonly Kind[];
