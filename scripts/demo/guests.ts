import { isHolding } from '../../shared/lifecycle.ts';
import type { Need, Person } from '../../shared/records.ts';
import type { Door } from '../replay/door.ts';
import { desksOf } from '../replay/desks.ts';
import { unaskedIn, type Picture } from '../replay/picture.ts';
import { unlessRefused } from '../responders.ts';

/** The people whose places are left to whoever opens the sign-in links; nothing is simulated for them. */
export interface Guests {
  coordinator: string;
  socialWorker: string;
  volunteer: string;
}

/**
 * A second coordinator of the chief's office, and a social worker and a volunteer who can be asked at any hour.
 * The same people give the same guests. Throws where there is none.
 */
export function guestsAmong(people: readonly Person[]): Guests {
  const { chief } = desksOf(people);
  const office = people.find(({ id }) => id === chief.personId)?.organisationId;
  const coordinator = people.find(
    ({ id, roles, organisationId }) =>
      roles.includes('coordinator') && organisationId === office && id !== chief.personId,
  );
  const anyHour = (role: 'socialWorker' | 'volunteer') =>
    people
      .filter(({ roles, availability }) => roles.length === 1 && roles[0] === role && availability.length === 1)
      .filter(({ credentials }) => credentials.every(({ verifiedAt }) => verifiedAt !== null))
      // Whoever can do most is asked most.
      .sort((a, b) => b.skills.length - a.skills.length || (a.id < b.id ? -1 : 1))[0];
  const socialWorker = anyHour('socialWorker');
  const volunteer = anyHour('volunteer');
  if (!coordinator || !socialWorker || !volunteer) throw new Error('the scenario has nobody to sign in as');
  return { coordinator: coordinator.id, socialWorker: socialWorker.id, volunteer: volunteer.id };
}

export interface AskingParts {
  door: Door;
  picture: Picture;
  deskOf: (organisationId: string) => { personId: string };
}

/** Minutes by the deployment's clock that a guest has to answer, and is left in peace after an assignment ended. */
const answerWithinMinutes = 60;
const peaceMs = 2 * 60_000;

/** Offers a guest who is free a seat that is theirs to take, the newest need first, so that a pocket has something to show. */
export async function askGuest(personId: string, { door, picture, deskOf }: AskingParts): Promise<void> {
  const needs = [...picture.needs()];
  const own = needs.flatMap(({ id }) => picture.assignmentsOf(id)).filter((one) => one.personId === personId);
  if (own.some((one) => isHolding(one) || (one.endedAt ?? 0) > door.now() - peaceMs)) return;
  for (const need of needs.filter((need) => isAsking(need, picture)).sort((a, b) => b.reportedAt - a.reportedAt)) {
    const as = deskOf(need.organisationId);
    const proposed = await unlessRefused(door.perform('proposePeople', { needId: need.id, limit: 50 }, as));
    const seat = proposed?.answer.seats.find(
      ({ open, people }) => open > 0 && people.some((person) => person.personId === personId),
    );
    if (!seat) continue;
    const input = { needId: need.id, seatId: seat.seatId, personIds: [personId], answerWithinMinutes };
    if (await unlessRefused(door.perform('offer', input, as))) return;
  }
}

const isAsking = (need: Need, picture: Picture): boolean =>
  need.status === 'open' && need.seats.some((seat) => unaskedIn(seat, picture.assignmentsOf(need.id)) > 0);
