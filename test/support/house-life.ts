import { isCommitted } from '../../shared/lifecycle.ts';
import type { GivenInput, OperationName } from '../../shared/operations.ts';
import { needCategories, priorities, troubles, type Kind, type RecordOf, type Seat } from '../../shared/records.ts';
import type { Actor } from '../../server/rules/rule.ts';
import { cells } from './house-world.ts';
import type { Random } from './random.ts';

/** One thing somebody does next: sensible mostly, now and then not. */
export type Deed = { [N in OperationName]: { who: string | Actor; name: N; input: GivenInput<N> } }[OperationName];

type All = <K extends Kind>(kind: K) => RecordOf<K>[];
const system: Actor = { kind: 'system' };
const hour = 3_600_000;
const sweeps = [
  'expireOffers',
  'raiseMissedCheckIns',
  'escalateUnmetNeeds',
  'openDueWaves',
  'releaseStaleClaims',
  'askWhetherAllIsWell',
] as const;
const desks = ['cao', 'hua', 'tang'];

const seat = (role: Seat['role'], count: number): Omit<Seat, 'id'> => ({
  role,
  count,
  skills: role === 'socialWorker' ? [{ code: 'psy.case', level: 2 }] : [],
  credentialCodes: [],
  languages: [],
  leads: role === 'socialWorker',
});

/** What happens next in a house of the usual world, by chance. The same seed and board give the same. */
export function nextDeed(all: All, random: Random, now: number): Deed {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const some = <T, D>(list: readonly T[], otherwise: D): T | D => (list.length === 0 ? otherwise : pick(list));
  const needs = all('need');
  const live = needs.filter(({ status }) => status === 'open' || status === 'reported');
  const open = live.filter(({ status }) => status === 'open');
  const assignments = all('assignment');
  const standing = (...statuses: string[]) => assignments.filter(({ status }) => statuses.includes(status));
  const desk = pick(desks);
  const cellId = pick(cells).id;
  const needId = some(live, { id: 'none' }).id;
  const seats = () => [seat('volunteer', 1 + random.below(3)), ...(random.below(2) ? [seat('socialWorker', 1)] : [])];
  /** Mostly the person asked, sometimes a desk, sometimes somebody who has no business there. */
  const mine = (of: { personId: string }) => (random.below(8) === 0 ? pick([...desks, 'gu']) : of.personId);
  const none = { id: 'none', personId: 'an', needId: 'none', status: 'offered' as const };

  const chance = random.below(100);
  if (chance < 8)
    return {
      who: { kind: 'public' },
      name: 'reportNeed',
      input: {
        title: { zh: `求助 ${random.below(1000)}`, en: 'Help' },
        category: pick(needCategories),
        ...(random.below(2) ? { cellId } : { point: pick(cells).centre }),
        contactPhone: `139${10_000_000 + random.below(9_999_999)}`,
      },
    };
  if (chance < 14)
    return {
      who: desk,
      name: 'reportNeed',
      input: {
        title: { en: 'From the hotline' },
        category: 'psychosocial',
        cellId,
        seats: seats(),
        priority: pick(priorities),
        confidentiality: pick(['open', 'open', 'restricted'] as const),
      },
    };
  if (chance < 20)
    return { who: desk, name: 'triageNeed', input: { needId, seats: seats(), ...(random.below(3) ? {} : { cellId }) } };
  if (chance < 23) {
    const need = some(open, undefined);
    const kept = (need?.seats ?? []).map((known) => ({ ...known, count: 1 + random.below(3) }));
    return {
      who: desk,
      name: 'triageNeed',
      input: { needId: need?.id ?? 'none', ...(kept.length > 0 ? { seats: kept } : {}), priority: pick(priorities) },
    };
  }
  if (chance < 43) {
    const need = some(open, undefined);
    const wanted = some(need?.seats ?? [], undefined);
    const fit = all('person').filter(
      (person) =>
        person.heldBy === null &&
        (wanted?.role === 'socialWorker'
          ? person.roles.includes('socialWorker')
          : person.roles.includes('volunteer') || random.below(9) === 0),
    );
    return {
      who: desk,
      name: 'offer',
      input: {
        needId: need?.id ?? 'none',
        seatId: wanted?.id ?? 's1',
        personIds: [...new Set([some(fit, { id: 'an' }).id, ...(random.below(3) ? [] : [some(fit, { id: 'an' }).id])])],
      },
    };
  }
  if (chance < 55) {
    const it = some(standing('offered'), none);
    return { who: mine(it), name: 'acceptOffer', input: { assignmentId: it.id } };
  }
  if (chance < 58) {
    const it = some(standing('offered'), none);
    return random.below(2)
      ? { who: mine(it), name: 'declineOffer', input: { assignmentId: it.id, reason: 'busy' } }
      : { who: desk, name: 'withdrawOffer', input: { assignmentId: it.id } };
  }
  if (chance < 62) {
    const it = some(standing('accepted'), none);
    return { who: mine(it), name: 'setOut', input: { assignmentId: it.id } };
  }
  if (chance < 70) {
    const it = some(standing('accepted', 'enRoute'), none);
    const how = random.below(3) ? { by: 'place' as const, point: pick(cells).centre } : { by: 'coordinator' as const };
    return { who: how.by === 'coordinator' ? desk : mine(it), name: 'checkIn', input: { assignmentId: it.id, how } };
  }
  if (chance < 78) {
    const it = some(standing('checkedIn'), none);
    return { who: mine(it), name: 'checkOut', input: { assignmentId: it.id } };
  }
  if (chance < 80) {
    const it = some(assignments.filter(isCommitted), none);
    return random.below(2)
      ? { who: mine(it), name: 'release', input: { assignmentId: it.id } }
      : { who: desk, name: 'markNoShow', input: { assignmentId: it.id } };
  }
  if (chance < 82) {
    const it = some(assignments.filter(isCommitted), none);
    return { who: mine(it), name: 'reportTrouble', input: { assignmentId: it.id, trouble: pick(troubles) } };
  }
  if (chance < 84) return { who: desk, name: 'acknowledgeAlert', input: { alertId: some(all('alert'), none).id } };
  if (chance < 86)
    return { who: desk, name: 'mergeNeeds', input: { needId, intoNeedId: some(live, { id: 'none' }).id } };
  if (chance < 88)
    return { who: desk, name: 'closeNeed', input: { needId, outcome: pick(['met', 'notNeeded'] as const) } };
  if (chance < 90) {
    const closed = needs.filter(({ status }) => status === 'closed');
    return { who: desk, name: 'reopenNeed', input: { needId: some(closed, { id: 'none' }).id } };
  }
  if (chance < 92) return { who: desk, name: 'claimNeed', input: { needId, hold: random.below(3) > 0 } };
  if (chance < 94) {
    const person = pick(all('person'));
    return {
      who: person.id,
      name: 'setAvailability',
      input: { personId: person.id, availability: [{ fromAt: now, untilAt: now + (1 + random.below(300)) * hour }] },
    };
  }
  if (chance < 95)
    return {
      who: pick(desks),
      name: random.below(2) ? 'suspendPerson' : 'approvePerson',
      input: { personId: pick(['kang', 'ji', 'gu', 'wei']) },
    };
  if (chance < 96)
    return {
      who: 'mei',
      name: 'addCredential',
      input: {
        personId: 'mei',
        code: 'cn.nurse',
        issuer: 'Hospital',
        number: `N-${random.below(1e6)}`,
        expiresAt: null,
        skillCodes: [],
      },
    };
  if (chance < 97)
    return {
      who: { kind: 'public' },
      name: 'applyToHelp',
      input: {
        name: { en: 'Newcomer' },
        phone: `137${10_000_000 + random.below(9_999_999)}`,
        organisationId: 'tides',
        homeCellId: cellId,
      },
    };
  if (chance < 98)
    return {
      who: desk,
      name: 'openWave',
      input: {
        needId: some(open, { id: 'none' }).id,
        automatic: random.below(2) > 0,
        standby: random.below(2) > 0,
        ...(random.below(2) ? { quota: 1 + random.below(4) } : {}),
      },
    };
  return { who: system, name: pick(sweeps), input: {} };
}
