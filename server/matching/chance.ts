import type { Person } from '../../shared/records.ts';

/**
 * Before anything is known of somebody, a yes is as likely as in trials of volunteer responders, where 17 to 47 % accepted:
 * a Beta prior with their middle, worth five offers.
 */
const priorYes = 1.6;
const priorOffers = 5;

/**
 * How much a person's own average counts against what they did at this time of day, in offers. We know of no figure for
 * how much less people accept at night in general, so none is assumed: the hour counts only as far as this person has
 * shown it, the more the more often they were asked at it.
 */
const hourOffers = 5;

type History = Pick<Person, 'offers' | 'accepts' | 'byPartOfDay'>;

/**
 * Chance of a yes from the person's own history, 0 to 1: the mean of a Beta posterior, and with a `part` of the day the mean of
 * a second one whose prior is the first (partial pooling: Gelman et al., Bayesian Data Analysis, 3rd ed., ch. 5).
 */
export function chanceOfYes({ offers, accepts, byPartOfDay }: History, part?: number): number {
  const overall = (Math.min(accepts, offers) + priorYes) / (offers + priorOffers);
  const then = part === undefined ? undefined : byPartOfDay?.[part];
  if (!then) return overall;
  return (Math.min(then.accepts, then.offers) + hourOffers * overall) / (then.offers + hourOffers);
}

/**
 * Chance of a yes from somebody who has let a share of their window go by without a word: of those who will say yes half do
 * so within a quarter of it, half of the others within the next, and so on. The figure is ours.
 */
export function chanceStillToCome(chance: number, waited: number): number {
  const left = chance * 2 ** (-4 * Math.min(1, Math.max(0, waited)));
  return left / (1 - chance + left);
}

/** 0 night (from midnight), 1 morning (from 6), 2 afternoon (from 12), 3 evening (from 18), by the local clock. */
export function partOfDay(at: number, utcOffsetMinutes: number): number {
  const day = 24 * 3_600_000;
  const local = at + utcOffsetMinutes * 60_000;
  return Math.floor((((local % day) + day) % day) / (6 * 3_600_000));
}

/** The person with one more offer, made now. */
export const withOffer = (person: Person, now: number, utcOffsetMinutes: number): Person => ({
  ...person,
  offers: person.offers + 1,
  lastOfferedAt: now,
  byPartOfDay: counted(person, partOfDay(now, utcOffsetMinutes), { offers: 1, accepts: 0 }),
});

/** The person with one more yes, to an offer made at `offeredAt`: it is when people are asked that is learned about. */
export const withYes = (person: Person, offeredAt: number, utcOffsetMinutes: number): Person => ({
  ...person,
  accepts: person.accepts + 1,
  byPartOfDay: counted(person, partOfDay(offeredAt, utcOffsetMinutes), { offers: 0, accepts: 1 }),
});

function counted({ byPartOfDay }: Person, part: number, more: { offers: number; accepts: number }) {
  const parts = byPartOfDay ?? Array.from({ length: 4 }, () => ({ offers: 0, accepts: 0 }));
  return parts.map((known, at) =>
    at === part ? { offers: known.offers + more.offers, accepts: known.accepts + more.accepts } : known,
  );
}
