import { expect } from 'chai';
import { openWorld, system, type World } from './support/world.ts';

const minute = 60_000;

describe('what time brings', function () {
  this.timeout(60_000);
  let world: World;
  let needId: string;
  let assignmentId: string;
  beforeEach(async () => {
    world = await openWorld();
    const desk = world.as('desk-office');
    needId = (
      await world.muster.perform('reportNeed', desk, {
        title: { en: 'Meals' },
        category: 'food',
        cellId: 'cell-1',
        priority: 'urgent',
        seats: [{ role: 'volunteer', count: 1, skills: [], credentialCodes: [], languages: [], leads: false }],
      })
    ).answer.needId;
    const { answer } = await world.muster.perform('offer', desk, {
      needId,
      seatId: 's1',
      personIds: ['helper-0'],
      answerWithinMinutes: 10,
    });
    assignmentId = answer.assignmentIds[0]!;
  });
  afterEach(() => world.close());

  const view = () => world.muster.board.spine.sight.view;
  const sweep = async (name: 'expireOffers' | 'raiseMissedCheckIns' | 'escalateUnmetNeeds') =>
    (await world.muster.perform(name, system, {})).answer.count;

  it('an offer that nobody answered expires, its person is free and the seat is open again', async () => {
    world.clock.now += 9 * minute;
    expect(await sweep('expireOffers')).to.equal(0);
    world.clock.now += minute;
    expect(await sweep('expireOffers')).to.equal(1);
    expect(view().get('assignment', assignmentId)!.status).to.equal('expired');
    expect(view().get('person', 'helper-0')!.heldBy).to.equal(null);
    await world.muster.perform('offer', world.as('desk-office'), { needId, seatId: 's1', personIds: ['helper-1'] });
    const { answer } = await world.muster.perform('acceptOffer', world.as('helper-0'), { assignmentId });
    expect(answer.outcome, 'late, and the place is still open').to.equal('accepted');
    expect(view().get('person', 'helper-1')!.heldBy, 'whoever was asked instead is told').to.equal(null);
  });

  it('a missed check-in raises one alert, and the check-in clears it', async () => {
    await world.muster.perform('acceptOffer', world.as('helper-0'), { assignmentId });
    world.clock.now += 4 * 60 * minute;
    expect(await sweep('raiseMissedCheckIns')).to.equal(1);
    expect(await sweep('raiseMissedCheckIns')).to.equal(0);
    const open = () => [...view().all('alert')].filter(({ clearedAt }) => clearedAt === null).map(({ type }) => type);
    expect(open()).to.deep.equal(['missedCheckIn']);
    await world.muster.perform('checkIn', world.as('helper-0'), { assignmentId, how: { by: 'place' } });
    expect(open()).to.deep.equal([]);
  });

  it('an unmet need past its deadline escalates, again every half hour, until somebody is asked', async () => {
    await world.muster.perform('declineOffer', world.as('helper-0'), { assignmentId, reason: 'busy' });
    world.clock.now += 3 * 60 * minute;
    expect(await sweep('escalateUnmetNeeds')).to.equal(1);
    expect(await sweep('escalateUnmetNeeds')).to.equal(0);
    world.clock.now += 31 * minute;
    expect(await sweep('escalateUnmetNeeds')).to.equal(1);
    expect(view().get('need', needId)!.escalations).to.equal(2);
    expect([...view().all('alert')]).to.have.length(1);
    await world.muster.perform('offer', world.as('desk-office'), { needId, seatId: 's1', personIds: ['helper-1'] });
    world.clock.now += 31 * minute;
    expect(await sweep('escalateUnmetNeeds')).to.equal(0);
  });

  it('a round with nothing to do writes nothing', async () => {
    const { seq } = world.muster.board.spine;
    await sweep('expireOffers');
    expect(world.muster.board.spine.seq).to.equal(seq);
  });
});
