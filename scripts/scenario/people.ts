import type { HeldCredential, Person } from '../../shared/records.ts';
import type { SkillLevel, SpokenLanguage } from '../../shared/shapes.ts';
import { availabilityFrom, limitsFor, type Roster } from './hours.ts';
import { nameDrawer, telephone } from './names.ts';
import { professionals } from './profiles-professional.ts';
import type { CardOf, Profile } from './profiles.ts';
import { volunteers } from './profiles-volunteer.ts';
import { seeded, type Draw } from './seeded.ts';

/** Where people may live, and how many more of them in one place than in another. */
export interface Home {
  cellId: string;
  weight: number;
}

const day = 86_400_000;

/** How many people one roll of profiles has. */
export const peoplePerRoll = [...professionals, ...volunteers].reduce((sum, { count }) => sum + count, 0);

/**
 * `rolls` × 400 people of the six organisations, living in `homes`, free at the hours of their kind as the roster says.
 * The same seed gives the same people.
 */
export function peopleLivingIn(homes: readonly Home[], roster: Roster, seed: string, rolls = 1): Person[] {
  const next = personDrawer(homes, roster, seed);
  return [...professionals, ...volunteers].flatMap((profile) =>
    Array.from({ length: profile.count * rolls }, () => next(profile)),
  );
}

/** Draws one person after the other; the same seed, profiles and `firstSerial` give the same people. */
export function personDrawer(
  homes: readonly Home[],
  roster: Roster,
  seed: string,
  firstSerial = 1,
): (profile: Profile) => Person {
  const { startAt } = roster;
  const nextName = nameDrawer(seeded(firstSerial === 1 ? `${seed}:names` : `${seed}:names:${firstSerial}`));
  let serial = firstSerial - 1;
  return (profile) => {
    serial += 1;
    const draw = seeded(`${seed}:person:${serial}`);
    const pattern = draw.weighted(profile.hours, ([, weight]) => weight)[0];
    const id = `p${String(serial).padStart(3, '0')}`;
    const { held, numbers } = credentialsOf(profile, id, startAt, draw);
    const offers = draw.int(0, 30);
    const accepts = Math.round(offers * draw.between(0.35, 0.95));
    return {
      kind: 'person',
      id,
      organisationId: profile.organisationId,
      roles: [...profile.roles],
      status: 'approved',
      skills: skillsOf(profile, draw),
      credentials: held,
      languages: languagesOf(draw),
      homeCellId: draw.weighted(homes, (home) => home.weight).cellId,
      availability: availabilityFrom(roster, pattern, draw),
      limits: limitsFor(pattern, profile.reach, draw),
      heldBy: null,
      stints: [],
      offers,
      accepts,
      noShows: draw.chance(0.12) ? Math.min(accepts, draw.int(1, 2)) : 0,
      lastOfferedAt: offers > 0 ? startAt - draw.int(10, 200) * day : null,
      joinedAt: startAt - draw.int(220, 2400) * day,
      private: { name: nextName(), phone: telephone(serial), credentialNumbers: numbers },
    };
  };
}

function skillsOf(profile: Profile, draw: Draw): SkillLevel[] {
  return profile.skills
    .filter(([, , , share]) => draw.chance(share ?? 1))
    .map(([code, lowest, highest]) => ({ code, level: draw.int(lowest, highest) }));
}

// Most cards are in order; some have run out and some nobody has looked at yet, as on any real roster.
function credentialsOf(profile: Profile, personId: string, startAt: number, draw: Draw) {
  const numbers: Record<string, string> = {};
  const held = profile.cards.map((card: CardOf, at): HeldCredential => {
    const id = `${personId}-c${at + 1}`;
    const fate = profile.roles.includes('coordinator') ? 0 : draw.next();
    const expiresAt =
      fate > 0.94 ? startAt - draw.int(20, 400) * day : startAt + draw.int(30, Math.round(card.years * 365)) * day;
    const isVerified = fate < 0.88 || fate > 0.94;
    numbers[id] = `${draw.int(2014, 2025)}${String(draw.int(0, 9_999_999)).padStart(7, '0')}`;
    return {
      id,
      code: draw.weighted(card.codes, ([, weight]) => weight)[0],
      issuer: card.issuer,
      expiresAt,
      skillCodes: [...card.vouches],
      verifiedAt: isVerified ? Math.min(startAt, expiresAt) - draw.int(20, 200) * day : null,
      // The duty chief is the first person of the first profile.
      verifiedBy: isVerified ? 'p001' : null,
    };
  });
  return { held, numbers };
}

function languagesOf(draw: Draw): SpokenLanguage[] {
  const local: SpokenLanguage = draw.weighted(
    [
      ['teo', 6],
      ['yue', 3],
      ['hak', 2],
    ] as const,
    ([, weight]) => weight,
  )[0];
  const spoken: SpokenLanguage[] = ['cmn'];
  if (draw.chance(0.72)) spoken.push(local);
  if (draw.chance(0.16)) spoken.push('en');
  if (draw.chance(0.025)) spoken.push('csl');
  return spoken;
}
