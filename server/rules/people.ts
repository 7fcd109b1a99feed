import { withinCare } from '../../shared/care.ts';
import { Refusal } from '../../shared/problem.ts';
import type { Invitation, Person, PersonRole } from '../../shared/records.ts';
import type { SkillLevel, SpokenLanguage, Words } from '../../shared/shapes.ts';
import { careIn } from './care-limits.ts';
import { done, find, isAdmin, mustWorkFor, type Context, type Rule } from './rule.ts';

/** Who belongs to us, what they can do and when they can be asked. */

const day = 24 * 3_600_000;
const usualLimits = { maxDistanceKm: 15, maxHoursPerDay: 8, minRestHours: 8, nights: false };

export const applyToHelp: Rule<'applyToHelp'> = (context, input) => {
  find(context.view, 'organisation', input.organisationId);
  find(context.view, 'cell', input.homeCellId);
  if (isRegistered(context, input.phone)) throw new Refusal('alreadyRegistered', {});
  const person = newPerson(context, { ...input, roles: ['volunteer'], status: 'applied' });
  const invitation = newInvitation(context, person, 1);
  return { puts: [person, invitation], answer: { personId: person.id, invitationId: invitation.id } };
};

export const invitePerson: Rule<'invitePerson'> = (context, input) => {
  const own = context.actor.kind === 'person' ? context.actor.organisationId : undefined;
  const organisationId = input.organisationId ?? own;
  if (organisationId === undefined) throw new Refusal('notFound', { what: 'organisation', id: '' });
  find(context.view, 'organisation', organisationId);
  find(context.view, 'cell', input.homeCellId);
  mustWorkFor(context.actor, organisationId);
  if (input.roles.includes('admin') && !isAdmin(context.actor))
    throw new Refusal('notYours', { operation: 'invitePerson' });
  if (input.phone !== undefined && isRegistered(context, input.phone)) throw new Refusal('alreadyRegistered', {});
  const person = newPerson(context, { ...input, organisationId, status: 'invited' });
  const invitation = newInvitation(context, person, input.uses);
  return { puts: [person, invitation], answer: { personId: person.id, invitationId: invitation.id } };
};

export const inviteAgain: Rule<'inviteAgain'> = (context, input) => {
  const person = managed(context, input.personId, 'inviteAgain');
  if (person.status === 'erased' || person.status === 'suspended')
    throw new Refusal('personStep', { status: person.status });
  const invitation = newInvitation(context, person, 1);
  return { puts: [invitation], answer: { invitationId: invitation.id } };
};

/** Who comes in by a coordinator's invitation is approved by it; who applied waits for approval. */
export const acceptInvitation: Rule<'acceptInvitation'> = (context, input) => {
  const id = context.readToken('invitation', input.token);
  const invitation = id === null ? undefined : context.view.get('invitation', id);
  const person = invitation && context.view.get('person', invitation.personId);
  if (!invitation || !person || invitation.usesLeft < 1 || invitation.expiresAt <= context.now)
    throw new Refusal('linkNotValid', {});
  if (person.status === 'suspended' || person.status === 'erased') throw new Refusal('linkNotValid', {});
  return {
    puts: [
      { ...invitation, usesLeft: invitation.usesLeft - 1 },
      ...(person.status === 'invited' ? [{ ...person, status: 'approved' as const }] : []),
    ],
    answer: { personId: person.id },
  };
};

export const approvePerson: Rule<'approvePerson'> = (context, input) => {
  const person = managed(context, input.personId, 'approvePerson');
  if (person.status === 'approved')
    throw new Refusal('alreadyDone', {}, { current: { id: person.id, status: person.status } });
  if (person.status === 'erased') throw new Refusal('personStep', { status: person.status });
  return done({ ...person, status: 'approved' });
};

export const suspendPerson: Rule<'suspendPerson'> = (context, input) => {
  const person = managed(context, input.personId, 'suspendPerson');
  if (person.status === 'suspended')
    throw new Refusal('alreadyDone', {}, { current: { id: person.id, status: person.status } });
  if (person.status === 'erased') throw new Refusal('personStep', { status: person.status });
  if (person.heldBy !== null) throw new Refusal('peopleStillOut', { count: 1 });
  return done({ ...person, status: 'suspended' });
};

export const setAvailability: Rule<'setAvailability'> = (context, input) => {
  const person = ownOrManaged(context, input.personId, 'setAvailability');
  const wrong = input.availability.findIndex(
    (span) => span.untilAt <= context.now || span.untilAt > context.now + 60 * day,
  );
  if (wrong >= 0)
    throw new Refusal(
      'badTimes',
      {},
      { issues: [{ path: `availability.${wrong}`, message: { en: 'is over or too far away', zh: '已结束或过远' } }] },
    );
  const availability = input.availability.toSorted((a, b) => a.fromAt - b.fromAt);
  return done({
    ...person,
    availability,
    limits: input.limits ? withinCare(input.limits, careIn(context.view)) : person.limits,
  });
};

export const addCredential: Rule<'addCredential'> = (context, input) => {
  const person = ownOrManaged(context, input.personId, 'addCredential');
  const credentialId = context.newId();
  const secret = context.open(person);
  if (!secret) throw new Refusal('personStep', { status: person.status });
  const credentials = [
    // The same credential handed in again replaces the earlier one, and is verified anew.
    ...person.credentials.filter((known) => known.code !== input.code),
    {
      id: credentialId,
      code: input.code,
      issuer: input.issuer,
      expiresAt: input.expiresAt,
      skillCodes: input.skillCodes,
      verifiedAt: null,
      verifiedBy: null,
    },
  ].slice(-20);
  const kept = new Set(credentials.map((credential) => credential.id));
  const numbers = Object.entries(secret.credentialNumbers ?? {}).filter(([id]) => kept.has(id));
  const added: Person = {
    ...person,
    credentials,
    private: { ...secret, credentialNumbers: { ...Object.fromEntries(numbers), [credentialId]: input.number } },
  };
  return { puts: [added], answer: { credentialId } };
};

export const verifyCredential: Rule<'verifyCredential'> = (context, input) => {
  const person = managed(context, input.personId, 'verifyCredential');
  const credential = person.credentials.find((known) => known.id === input.credentialId);
  if (!credential) throw new Refusal('notFound', { what: 'credential', id: input.credentialId });
  if (credential.verifiedAt !== null) throw new Refusal('alreadyDone', {});
  if (credential.expiresAt !== null && credential.expiresAt <= context.now)
    throw new Refusal('credentialExpired', { expiresAt: credential.expiresAt });
  const verifiedBy = context.actor.kind === 'person' ? context.actor.personId : null;
  return done({
    ...person,
    credentials: person.credentials.map((known) =>
      known === credential ? { ...known, verifiedAt: context.now, verifiedBy } : known,
    ),
  });
};

/** The first administrator, with an organisation and a cell to belong to. Refused once anybody is there. */
export const foundDeployment: Rule<'foundDeployment'> = (context, input) => {
  for (const person of context.view.all('person')) throw new Refusal('personStep', { status: person.status });
  const organisationId = context.newId();
  const person = newPerson(context, {
    name: input.personName,
    organisationId,
    // No grid is laid yet; the administrator lays it and sets a home later.
    homeCellId: 'nowhere',
    roles: ['admin', 'coordinator'],
    skills: [],
    languages: ['cmn', 'en'],
    status: 'invited',
  });
  const invitation = newInvitation(context, person, 1);
  return {
    puts: [
      {
        kind: 'organisation',
        id: organisationId,
        name: input.organisation,
        form: 'government',
        serviceCellIds: [],
        status: 'active',
      },
      person,
      invitation,
    ],
    answer: { personId: person.id, invitationId: invitation.id },
  };
};

export function newPerson(
  context: Context,
  given: {
    name: Words;
    phone?: string | undefined;
    email?: string | undefined;
    organisationId: string;
    homeCellId: string;
    roles: PersonRole[];
    skills: SkillLevel[];
    languages: SpokenLanguage[];
    status: Person['status'];
  },
): Person {
  return {
    kind: 'person',
    id: context.newId(),
    organisationId: given.organisationId,
    roles: given.roles,
    status: given.status,
    skills: given.skills,
    credentials: [],
    languages: given.languages,
    homeCellId: given.homeCellId,
    availability: [],
    limits: usualLimits,
    heldBy: null,
    stints: [],
    offers: 0,
    accepts: 0,
    noShows: 0,
    lastOfferedAt: null,
    joinedAt: context.now,
    private: {
      name: given.name,
      ...(given.phone ? { phone: given.phone } : {}),
      ...(given.email ? { email: given.email } : {}),
    },
  };
}

export function newInvitation(context: Context, person: Person, usesLeft: number): Invitation {
  return {
    kind: 'invitation',
    id: context.newId(),
    personId: person.id,
    organisationId: person.organisationId,
    createdBy: context.actor.kind === 'person' ? context.actor.personId : context.actor.kind,
    expiresAt: context.now + 7 * day,
    usesLeft,
  };
}

export const isRegistered = (context: Context, phone: string): boolean =>
  context.view.list('personByPhone', context.phoneIndex(phone)).some((person) => person.status !== 'erased');

/** A person of the coordinator's own organisation. Who could sign an administrator in would be one. */
function managed(context: Context, personId: string, operation: string): Person {
  const person = find(context.view, 'person', personId);
  mustWorkFor(context.actor, person.organisationId);
  if (person.roles.includes('admin') && !isAdmin(context.actor)) throw new Refusal('notYours', { operation });
  return person;
}

/** One's own record, or somebody's of a coordinator's own organisation. */
export function ownOrManaged(context: Context, personId: string, operation: string): Person {
  if (context.actor.kind === 'person' && context.actor.personId === personId)
    return find(context.view, 'person', personId);
  const roles = context.actor.kind === 'person' ? context.actor.roles : [];
  if (context.actor.kind !== 'system' && !roles.some((role) => role === 'coordinator' || role === 'admin'))
    throw new Refusal('notFound', { what: 'person', id: personId });
  return managed(context, personId, operation);
}
