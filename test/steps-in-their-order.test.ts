import { expect } from 'chai';
import { isHolding, mayFollow, needSteps } from '../shared/lifecycle.ts';
import type { AssignmentStatus, Need } from '../shared/records.ts';
import { anybody, openHouse, refusalOf, system, type House } from './support/house.ts';
import { breaches } from './support/invariants.ts';

type Step = (house: House, assignmentId: string) => Promise<unknown>;
const person = 'an';

/** The operation that takes an assignment to each status. */
const steps: Partial<Record<AssignmentStatus, Step>> = {
  accepted: (house, assignmentId) => house.does(person, 'acceptOffer', { assignmentId }),
  declined: (house, assignmentId) => house.does(person, 'declineOffer', { assignmentId }),
  stoodDown: (house, assignmentId) => house.does('cao', 'withdrawOffer', { assignmentId }),
  enRoute: (house, assignmentId) => house.does(person, 'setOut', { assignmentId }),
  checkedIn: (house, assignmentId) => house.does(person, 'checkIn', { assignmentId, how: { by: 'place' } }),
  completed: (house, assignmentId) => house.does(person, 'checkOut', { assignmentId }),
  noShow: (house, assignmentId) => house.does('cao', 'markNoShow', { assignmentId }),
  released: (house, assignmentId) => house.does(person, 'release', { assignmentId }),
  expired: async (house) => {
    house.pass(120);
    await house.does(system, 'expireOffers', {});
  },
};
/** How an assignment comes to each status. */
const ways: Record<Exclude<AssignmentStatus, 'standby'>, AssignmentStatus[]> = {
  offered: [],
  accepted: ['accepted'],
  declined: ['declined'],
  expired: ['expired'],
  stoodDown: ['stoodDown'],
  enRoute: ['accepted', 'enRoute'],
  checkedIn: ['accepted', 'checkedIn'],
  completed: ['accepted', 'checkedIn', 'completed'],
  noShow: ['accepted', 'noShow'],
  released: ['accepted', 'released'],
};
/** Standing by takes a place that others filled: see offering-in-waves.test.ts. */
const statuses = Object.keys(ways) as (keyof typeof ways)[];

describe('steps in their order', function () {
  this.timeout(60_000);
  let house: House;
  before(async () => {
    house = await openHouse({ listens: false });
  });
  after(() => house.stop());

  const seats = [
    { role: 'volunteer' as const, count: 2, skills: [], credentialCodes: [], languages: [], leads: false },
  ];
  const newNeed = async () =>
    (await house.does('cao', 'reportNeed', { title: { en: 'x' }, category: 'other', cellId: 'quay', seats })).needId;
  async function assignmentThatIs(status: keyof typeof ways): Promise<string> {
    const needId = await newNeed();
    const { assignmentIds } = await house.does('cao', 'offer', {
      needId,
      seatId: house.get('need', needId).seats[0]!.id,
      personIds: [person],
      answerWithinMinutes: 100,
    });
    for (const to of ways[status]) await steps[to]!(house, assignmentIds[0]!);
    expect(house.get('assignment', assignmentIds[0]!).status).to.equal(status);
    return assignmentIds[0]!;
  }
  async function letGo(assignmentId: string): Promise<void> {
    const { status } = house.get('assignment', assignmentId);
    if (status === 'offered') await steps.declined!(house, assignmentId);
    else if (isHolding({ status })) await steps.released!(house, assignmentId);
    expect(house.get('person', person).heldBy).to.equal(null);
  }

  for (const from of statuses)
    for (const to of statuses.filter((status) => status !== 'expired' && status in steps)) {
      // A coordinator withdraws an offer; whoever said yes is stood down with the need alone.
      const isInTime = mayFollow(from, to) && !(to === 'stoodDown' && from !== 'offered');
      // Whoever answers late is still heard, and the place is open here.
      const may = isInTime || (from === 'expired' && (to === 'accepted' || to === 'declined'));
      it(`an assignment that is ${from} ${may ? 'can become' : 'does not become'} ${to}`, async () => {
        const assignmentId = await assignmentThatIs(from);
        const before = house.get('assignment', assignmentId);
        const { seq } = house.muster.board.spine;
        if (may) {
          await steps[to]!(house, assignmentId);
          expect(house.get('assignment', assignmentId).status).to.equal(to);
          expect(house.muster.board.spine.seq).to.equal(seq + 1);
        } else {
          expect((await refusalOf(steps[to]!(house, assignmentId))).code).to.be.oneOf(['assignmentStep', 'offerOver']);
          expect(house.get('assignment', assignmentId)).to.equal(before);
          expect(house.muster.board.spine.seq).to.equal(seq);
        }
        expect(breaches(house.muster.board.spine.sight.view)).to.deep.equal([]);
        await letGo(assignmentId);
      });
    }

  const needWays: Record<Need['status'], (needId: string) => Promise<unknown>> = {
    reported: async () => undefined,
    open: (needId) => house.does('cao', 'triageNeed', { needId, seats }),
    closed: (needId) => house.does('cao', 'closeNeed', { needId, outcome: 'met' }),
    merged: async (needId) => house.does('cao', 'mergeNeeds', { needId, intoNeedId: await newNeed() }),
  };
  const needStatuses = Object.keys(needSteps) as Need['status'][];
  for (const from of needStatuses)
    for (const to of needStatuses.filter((status) => status !== 'reported')) {
      // Triage is also how an open need is changed.
      const may = needSteps[from].includes(to) && !(from === 'closed' && to === 'open');
      it(`a need that is ${from} ${may || (from === 'open' && to === 'open') ? 'can be' : 'is not'} ${to === 'open' ? 'triaged' : to}`, async () => {
        const { needId } = await house.does(anybody, 'reportNeed', {
          title: { en: 'x' },
          category: 'other',
          cellId: 'quay',
        });
        await needWays[from](needId);
        const before = house.get('need', needId);
        if (may || (from === 'open' && to === 'open')) {
          await needWays[to](needId);
          expect(house.get('need', needId).status).to.equal(to);
        } else {
          expect((await refusalOf(needWays[to](needId))).code).to.be.oneOf(['needStep', 'needNotOpen']);
          expect(house.get('need', needId)).to.equal(before);
        }
        expect(breaches(house.muster.board.spine.sight.view)).to.deep.equal([]);
      });
    }

  it('a need is reopened when it is closed and at no other time', async () => {
    for (const from of needStatuses) {
      const { needId } = await house.does(anybody, 'reportNeed', {
        title: { en: 'x' },
        category: 'other',
        cellId: 'quay',
      });
      await needWays[from](needId);
      const reopening = house.does('cao', 'reopenNeed', { needId });
      if (from === 'closed') await reopening;
      else expect((await refusalOf(reopening)).code).to.equal('needStep');
    }
  });
});
