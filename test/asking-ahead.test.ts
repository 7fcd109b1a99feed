import { expect } from 'chai';
import type { GivenInput } from '../shared/operations.ts';
import { messageOf } from '../server/notify/message.ts';
import { refillAhead } from '../server/planning/refill-ahead.ts';
import { brokenPromises } from './support/world.ts';
import { breaches } from './support/invariants.ts';
import { openHouse, refusalOf, type House } from './support/house.ts';

type Seat = NonNullable<GivenInput<'reportNeed'>['seats']>[number];
const hour = 3_600_000;
const anyone: Seat = { role: 'anyone', skills: [], credentialCodes: [], languages: [], leads: false, count: 1 };
const everybody = { ...anyone, count: 50 };

describe('Asking somebody ahead, for a period to come', () => {
  let house: House;
  let startAt: number;
  let periodId: string;
  beforeEach(async () => {
    house = await openHouse({ listens: false });
    startAt = house.now() + 14 * hour;
    ({ periodId } = await house.does('cao', 'openPeriod', {
      incidentId: house.incidentId,
      startAt,
      endAt: startAt + 10 * hour,
    }));
    // Nobody but these can come at that time.
    for (const personId of ['bai', 'chi', 'lin'])
      await house.does(personId, 'setAvailability', {
        personId,
        availability: [{ fromAt: house.now() - hour, untilAt: startAt + 10 * hour }],
        limits: { maxDistanceKm: 50, maxHoursPerDay: 10, minRestHours: 8, nights: true },
      });
  });
  afterEach(() => house.stop());

  async function report(seats: Seat[], given: Partial<GivenInput<'reportNeed'>> = {}) {
    const { needId } = await house.does('cao', 'reportNeed', {
      incidentId: house.incidentId,
      title: { en: 'A need', zh: '一项需求' },
      category: 'other',
      cellId: 'quay',
      priority: 'urgent',
      seats,
      ...given,
    });
    return { needId, seatId: house.get('need', needId).seats[0]!.id };
  }
  const planAhead = async () =>
    (await house.does('cao', 'planPeriod', { incidentId: house.incidentId, periodId })).sendings;
  const people = async () => (await planAhead()).map(({ personId }) => personId);
  const askAhead = async (seat: { needId: string; seatId: string }, personId: string) =>
    house.does('cao', 'acceptPlan', {
      incidentId: house.incidentId,
      periodId,
      sendings: [{ ...seat, personId, replaces: null }],
    });
  /** Somebody on scene until about `minutes` from now, as estimated. */
  async function putToWork(personId: string, minutes: number) {
    const seat = await report([anyone], { category: 'food', estimatedMinutes: minutes });
    const { assignmentIds } = await house.does('cao', 'offer', { ...seat, personIds: [personId] });
    const assignmentId = assignmentIds[0]!;
    await house.does(personId, 'acceptOffer', { assignmentId });
    await house.does('cao', 'checkIn', { assignmentId, how: { by: 'coordinator' } });
    return assignmentId;
  }
  const promises = () => {
    expect(brokenPromises(house.muster.board.spine.sight.view)).to.deep.equal([]);
    expect(breaches({ all: (kind) => house.all(kind) })).to.deep.equal([]);
  };

  it('plans for somebody whose work is over before it begins, and not for somebody who will still be out', async () => {
    await putToWork('bai', 120);
    await putToWork('chi', 8 * 60);
    await report([everybody]);
    // Eight hours from now, and then eight hours of rest: not by then.
    expect(await people())
      .to.include('bai')
      .and.include('lin')
      .and.not.include('chi');
  });

  it('asks them beside their task, gives them both, and lets neither begin out of turn', async () => {
    const first = await putToWork('bai', 120);
    const seat = await report([anyone]);
    const { offered } = await askAhead(seat, 'bai');
    const ahead = offered[0]!.assignmentId;
    expect(house.get('person', 'bai')).to.include({ heldBy: first, heldNextBy: ahead });
    promises();
    await house.does('bai', 'acceptOffer', { assignmentId: ahead });
    expect(house.get('person', 'bai')).to.include({ heldBy: first, heldNextBy: ahead });
    expect(house.get('assignment', ahead).checkInDueAt).to.be.greaterThan(startAt);
    expect((await refusalOf(house.does('bai', 'setOut', { assignmentId: ahead }))).code).to.equal('otherTaskFirst');
    expect(
      (await refusalOf(house.does('cao', 'checkIn', { assignmentId: ahead, how: { by: 'coordinator' } }))).code,
    ).to.equal('otherTaskFirst');
    // A third thing is one too many.
    const other = await report([anyone]);
    expect((await askAhead(other, 'bai')).refused.map(({ code }) => code)).to.deep.equal(['personHeld']);
    promises();
    house.pass(120);
    await house.does('bai', 'checkOut', { assignmentId: first });
    expect(house.get('person', 'bai')).to.include({ heldBy: ahead, heldNextBy: null });
    promises();
    await house.does('bai', 'setOut', { assignmentId: ahead });
    promises();
  });

  for (const [how, end] of [
    ['declined', (house: House, id: string) => house.does('bai', 'declineOffer', { assignmentId: id })],
    ['withdrawn', (house: House, id: string) => house.does('cao', 'withdrawOffer', { assignmentId: id })],
  ] as const)
    it(`leaves them at their task when the later one is ${how}`, async () => {
      const first = await putToWork('bai', 120);
      const { offered } = await askAhead(await report([anyone]), 'bai');
      await end(house, offered[0]!.assignmentId);
      expect(house.get('person', 'bai')).to.include({ heldBy: first, heldNextBy: null });
      promises();
    });

  it('lets go of the later one alone when the window of its offer ends', async () => {
    const first = await putToWork('bai', 120);
    await askAhead(await report([anyone]), 'bai');
    house.pass(61);
    await house.does({ kind: 'system' }, 'expireOffers', {});
    expect(house.get('person', 'bai')).to.include({ heldBy: first, heldNextBy: null });
    promises();
  });

  it('keeps what was promised for later when somebody is moved on to another need', async () => {
    const first = await putToWork('bai', 120);
    const { offered } = await askAhead(await report([anyone]), 'bai');
    const other = await report([anyone]);
    const { assignmentId } = await house.does('cao', 'moveToNeed', { assignmentId: first, ...other });
    expect(house.get('person', 'bai')).to.include({ heldBy: assignmentId, heldNextBy: offered[0]!.assignmentId });
    promises();
  });

  it('moves an offer made ahead to another seat, and lets it go when its need is closed', async () => {
    const first = await putToWork('bai', 120);
    const seat = await report([anyone]);
    await askAhead(seat, 'bai');
    const kept = (await planAhead()).find(({ personId }) => personId === 'bai');
    expect(kept).to.include({ change: 'kept', needId: seat.needId });
    await house.does('cao', 'closeNeed', { needId: seat.needId, outcome: 'notNeeded' });
    expect(house.get('person', 'bai')).to.include({ heldBy: first, heldNextBy: null });
    promises();
  });

  it('asks the next in the place of whoever says no, lets it run out or takes a yes back, and nobody twice', async () => {
    for (const { id, status } of house.all('person'))
      if (status === 'approved' && !['bai', 'chi', 'lin'].includes(id))
        await house.does(id, 'setAvailability', { personId: id, availability: [] });
    const seat = await report([anyone]);
    await askAhead(seat, 'bai');
    const ahead = () =>
      house
        .all('assignment')
        .filter(({ needId, status }) => needId === seat.needId && (status === 'offered' || status === 'accepted'));
    const refill = () => refillAhead(house.muster.board, house.now());
    expect(await refill(), 'nothing came back yet').to.equal(0);
    await house.does('bai', 'declineOffer', { assignmentId: ahead()[0]!.id });
    expect(await refill()).to.equal(1);
    expect(await refill(), 'and once').to.equal(0);
    const [second] = ahead();
    expect(second).to.include({ startAt, offeredBy: 'system', status: 'offered' });
    expect(second!.personId).to.be.oneOf(['chi', 'lin']);
    promises();
    await house.does(second!.personId, 'acceptOffer', { assignmentId: second!.id });
    await house.does(second!.personId, 'release', { assignmentId: second!.id });
    expect(await refill()).to.equal(1);
    const [third] = ahead();
    expect(third!.personId).to.be.oneOf(['chi', 'lin']).and.not.equal(second!.personId);
    house.pass(61);
    await house.does({ kind: 'system' }, 'expireOffers', {});
    // Whoever did not answer is the only one left, and may be asked again.
    expect(await refill()).to.equal(1);
    expect(ahead().map(({ personId }) => personId)).to.deep.equal([third!.personId]);
    promises();
  });

  it('leaves a place alone that the desk took back, or filled with somebody else', async () => {
    const seat = await report([{ ...anyone, count: 2 }]);
    const { offered } = await askAhead(seat, 'bai');
    await house.does('cao', 'withdrawOffer', { assignmentId: offered[0]!.assignmentId });
    expect(await refillAhead(house.muster.board, house.now())).to.equal(0);
    const again = await askAhead(seat, 'chi');
    await house.does('chi', 'declineOffer', { assignmentId: again.offered[0]!.assignmentId });
    await house.does('cao', 'offer', { ...seat, personIds: ['mei', 'qiu'] });
    expect(await refillAhead(house.muster.board, house.now())).to.equal(0);
    promises();
  });

  it('says in the notice when to set out, in both languages', async () => {
    const { offered } = await askAhead(await report([anyone]), 'lin');
    const { assignmentId } = offered[0]!;
    const { sight } = house.muster.board.spine;
    const text = (language: 'en' | 'zh') =>
      messageOf(
        {
          kind: 'notice',
          id: 'n',
          personId: 'lin',
          topic: 'offer',
          language,
          needId: house.get('assignment', assignmentId).needId,
          assignmentId,
          code: '1',
        } as never,
        'sms',
        sight,
        { publicUrl: 'http://muster', timeZone: 'Asia/Shanghai', now: house.now() },
      ).text;
    expect(text('en')).to.contain('You are needed from Mon 14 Sept, 23:00');
    expect(text('zh')).to.contain('9月14日周一 23:00起需要您');
  });
});
