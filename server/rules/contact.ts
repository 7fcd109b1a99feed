import { Refusal } from '../../shared/problem.ts';
import type { Person } from '../../shared/records.ts';
import { ownOrManaged } from './people.ts';
import { done, type Context, type Rule } from './rule.ts';

/** Where somebody is reached outside of the page. Null takes it away; what is not given stays. */
export const changeContact: Rule<'changeContact'> = (context, input) => {
  const person = ownOrManaged(context, input.personId, 'changeContact');
  const secret = context.open(person);
  if (!secret) throw new Refusal('personStep', { status: person.status });
  // Answers by message belong to whoever has the number, so two people cannot both be given it.
  if (input.phone && isAnothers(context, person, input.phone)) throw new Refusal('phoneTaken', {});
  const { phone, email, ...rest } = secret;
  const next = {
    phone: input.phone === undefined ? phone : input.phone,
    email: input.email === undefined ? email : input.email,
  };
  return done({
    ...person,
    private: {
      ...rest,
      ...(next.phone ? { phone: next.phone } : {}),
      ...(next.email ? { email: next.email } : {}),
    },
  });
};

/** A family that was registered under one number may keep it. */
const isAnothers = (context: Context, person: Person, phone: string): boolean => {
  const holders = context.view.list('personByPhone', context.phoneIndex(phone));
  return !holders.some(({ id }) => id === person.id) && holders.some(({ status }) => status !== 'erased');
};
