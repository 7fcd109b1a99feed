import type { GivenInput } from '../../shared/operations.ts';

/** Somebody who came unasked, as it is being written down: the fields of ICS 211. */
export interface Arriving {
  name: string;
  phone: string;
  resource: NonNullable<GivenInput<'registerMyself'>['resource']>;
  personnel: string;
  leader: string;
  homeUnit: string;
  departedFrom: string;
  /** As a datetime-local field writes it, on this device's clock. */
  departedAt: string;
  travel: '' | NonNullable<GivenInput<'registerMyself'>['travel']>;
  qualifications: string;
}

export const nobodyYet: Arriving = {
  name: '',
  phone: '',
  resource: 'person',
  personnel: '1',
  leader: '',
  homeUnit: '',
  departedFrom: '',
  departedAt: '',
  travel: '',
  qualifications: '',
};

export type Lacking = 'name' | 'phone' | 'personnel';

/** What keeps it from being sent. At the desk the number may be left out. */
export function lacksOf(arriving: Arriving, phone: 'needed' | 'optional'): Set<Lacking> {
  const lacks = new Set<Lacking>();
  if (arriving.name.trim() === '') lacks.add('name');
  const given = arriving.phone.trim();
  if (given === '' ? phone === 'needed' : !/^\+?[0-9][0-9 -]{4,22}$/.test(given)) lacks.add('phone');
  const personnel = Number(arriving.personnel);
  if (!Number.isInteger(personnel) || personnel < 1 || personnel > 200) lacks.add('personnel');
  return lacks;
}

/** As `registerWalkUp` takes it, and `registerMyself` with a number: what was left empty is left out. */
export function toArriving(arriving: Arriving) {
  const { name, resource, personnel, travel, departedAt, ...rest } = arriving;
  const given = Object.fromEntries(
    Object.entries(rest).flatMap(([field, text]) => (text.trim() === '' ? [] : [[field, text.trim()]])),
  ) as Partial<typeof rest>;
  const departed = departedAt === '' ? NaN : new Date(departedAt).getTime();
  return {
    ...given,
    name: /\p{Script=Han}/u.test(name) ? { zh: name.trim() } : { en: name.trim() },
    resource,
    personnel: Number(personnel),
    ...(Number.isNaN(departed) ? {} : { departedAt: departed }),
    ...(travel === '' ? {} : { travel }),
  };
}
