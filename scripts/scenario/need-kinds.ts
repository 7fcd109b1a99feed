import type { NeedCategory, Priority, Seat, VulnerableGroup } from '../../shared/records.ts';
import type { SpokenLanguage } from '../../shared/shapes.ts';

/** One kind of need as it comes up again and again in a typhoon. `{n}`, `{place}`, `{floor}` and `{hours}` are filled in. */
export interface NeedKind {
  category: NeedCategory;
  title: readonly [en: string, zh: string];
  details: readonly [en: string, zh: string];
  priority: Priority;
  seats: readonly NewSeat[];
  minutes: number;
  /** Fewest and most people it is about. */
  people: readonly [number, number];
  vulnerable?: readonly VulnerableGroup[];
  /** How often before landfall, in the storm and after it, against the others. */
  phases: readonly [before: number, storm: number, after: number];
  /** Somebody's own call, or what the desk or a field team puts in. */
  from: 'home' | 'institution';
  restricted?: true;
}

type NewSeat = Omit<Seat, 'id'>;

/** `seat('socialWorker', 2, 'psy.case:3', 'psy.pfa:2')` */
export function seat(role: Seat['role'], count: number, ...skills: readonly `${string}:${number}`[]): NewSeat {
  return {
    role,
    count,
    skills: skills.map((text) => {
      const [code = '', level = ''] = text.split(':');
      return { code, level: Number(level) };
    }),
    credentialCodes: [],
    languages: [],
    leads: false,
  };
}

export const leading = (one: NewSeat): NewSeat => ({ ...one, leads: true });
export const speaking = (one: NewSeat, ...languages: SpokenLanguage[]): NewSeat => ({ ...one, languages });
