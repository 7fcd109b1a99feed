import { expect } from 'chai';
import { usualCare } from '../shared/care.ts';
import type { GivenInput, Output } from '../shared/operations.ts';
import { Refusal } from '../shared/problem.ts';
import { stayPoints } from '../server/matching/plan.ts';
import { openHouse, type House } from './support/house.ts';
import { randomFrom, seedOf } from './support/random.ts';

type Seat = NonNullable<GivenInput<'reportNeed'>['seats']>[number];
const anyone: Seat = { role: 'anyone', skills: [], credentialCodes: [], languages: [], leads: false, count: 1 };
const caseworker: Seat = { ...anyone, role: 'socialWorker', skills: [{ code: 'psy.case', level: 3 }] };

describe('Keeping the plan of an incident', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse({ listens: false });
  });
  afterEach(() => house.stop());

  async function report(seats: Seat[], given: Partial<GivenInput<'reportNeed'>> = {}) {
    const { needId } = await house.does('cao', 'reportNeed', {
      incidentId: house.incidentId,
      title: { en: 'A need' },
      category: 'other',
      cellId: 'quay',
      priority: 'urgent',
      seats,
      ...given,
    });
    return { needId, seatId: house.get('need', needId).seats[0]!.id };
  }
  const plan = (who: string) => house.does(who, 'planPeriod', { incidentId: house.incidentId, limit: 200 });
  /** What is the same of every best plan. */
  const worth = ({ counts, places, sendings, proof }: Output<'planPeriod'>) => ({
    places,
    short: counts.short,
    best: proof.best,
    points: sendings.reduce((sum, { score, change }) => sum + score + (change === 'kept' ? stayPoints : 0), 0),
  });

  for (const seed of [1, 2, 3, seedOf(process.env['SEED'])])
    it(`is as good as a new one after whatever happens (seed ${seed})`, async () => {
      const chance = randomFrom(seed);
      const pick = <T>(list: readonly T[]): T => list[chance.below(list.length)]!;
      for (let i = 0; i < 6; i++)
        await report([pick([{ ...anyone, count: 2 }, caseworker])], {
          cellId: pick(['quay', 'hill', 'dyke']),
          estimatedMinutes: pick([60, 300]),
          priority: pick(['immediate', 'urgent', 'routine']),
        });
      await plan('cao');
      for (let step = 0; step < 14; step++) {
        const offered = house.all('assignment').filter(({ status }) => status === 'offered');
        const needs = house.all('need').filter(({ status }) => status === 'open');
        const shown = await plan('cao');
        const fresh = shown.sendings.filter(({ change }) => change !== 'kept');
        const deeds = [
          () => report([{ ...anyone, count: 2 }], { cellId: pick(['quay', 'school']), priority: 'immediate' }),
          () => needs.length > 0 && house.does('cao', 'closeNeed', { needId: pick(needs).id, outcome: 'elsewhere' }),
          () => offered.length > 0 && house.does('cao', 'declineOffer', { assignmentId: pick(offered).id }),
          () => offered.length > 0 && house.does('cao', 'acceptOffer', { assignmentId: pick(offered).id }),
          () =>
            house.does('ada', 'setAvailability', { personId: pick(['lin', 'bai', 'chi', 'mei']), availability: [] }),
          () => house.does('ada', 'setCareLimits', { ...usualCare, maxHoursPerDay: pick([4, 12]), maxHoursInARow: 12 }),
          () =>
            fresh.length > 0 &&
            house.does('cao', 'acceptPlan', {
              incidentId: house.incidentId,
              sendings: [pick(fresh)].map(({ needId, seatId, personId, replaces }) => ({
                needId,
                seatId,
                personId,
                replaces,
              })),
            }),
        ];
        // What the rules refuse, as closing a need that people are on their way to, changes nothing.
        try {
          await pick(deeds)();
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }
      // The administrators' plan is made from scratch, at the same moment.
      const [kept, anew] = [await plan('cao'), await plan('ada')];
      expect(worth(kept)).to.deep.equal(worth(anew));
      expect(kept.proof.best).to.equal(true);
      expect(kept.planId).to.not.equal(anew.planId);
    });

  it('knows by itself what people are worth elsewhere, as long as anybody is needed', async () => {
    const easy = await report([anyone], { priority: 'routine' });
    const scarce = async () =>
      (await house.does('cao', 'proposePeople', { needId: easy.needId, limit: 50 })).seats[0]!.people.filter(
        ({ terms }) => terms.some(({ term }) => term === 'scarcity'),
      ).length;
    const { planner } = house.muster.board;
    await planner.keepUp();
    expect(await scarce(), 'enough of everybody').to.equal(0);
    const hard = await report([{ ...caseworker, count: 5 }], { priority: 'immediate' });
    await planner.keepUp();
    expect(await scarce()).to.be.greaterThan(0);
    for (let minutes = 0; minutes < 60; minutes += 20) {
      house.pass(20);
      await planner.keepUp();
    }
    expect(await scarce(), 'an hour on').to.be.greaterThan(0);
    await house.does('cao', 'closeNeed', { needId: hard.needId, outcome: 'elsewhere' });
    await planner.keepUp();
    expect(await scarce()).to.equal(0);
  });
});
