import type { Person } from '../../shared/records.ts';

type Deskbound = Pick<Person, 'id' | 'organisationId' | 'roles'>;

/** The coordinators among the people: the chief, who may do everything, and whoever acts for each organisation. */
export interface Desks {
  chief: { personId: string };
  /** The first coordinator of the organisation; the chief where it has none. */
  deskOf: (organisationId: string) => { personId: string };
}

/** Throws where nobody is an administrator and coordinator. */
export function desksOf(people: readonly Deskbound[]): Desks {
  const coordinators = people.filter(({ roles }) => roles.includes('coordinator'));
  const chief = coordinators.find(({ roles }) => roles.includes('admin'));
  if (!chief) throw new Error('nobody here is an administrator and a coordinator');
  return {
    chief: { personId: chief.id },
    deskOf: (organisationId) => ({
      personId: (coordinators.find((person) => person.organisationId === organisationId) ?? chief).id,
    }),
  };
}
