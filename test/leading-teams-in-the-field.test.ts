import { expect } from 'chai';
import { frameFor } from '../server/frames.ts';
import type { Seat } from '../shared/records.ts';
import { mayLead, possibleLeads, span, teamOn } from '../shared/teams.ts';
import { openHouse, refusalOf, type House } from './support/house.ts';
import { breaches } from './support/invariants.ts';

const seat = (given: Partial<Omit<Seat, 'id'>> = {}): Omit<Seat, 'id'> => ({
  role: 'volunteer',
  count: 1,
  skills: [],
  credentialCodes: [],
  languages: [],
  leads: false,
  ...given,
});
const leading = seat({ role: 'socialWorker', leads: true, credentialCodes: ['cn.sw.worker'], count: 2 });

describe('teams in the field', function () {
  this.timeout(60_000);
  let house: House;
  beforeEach(async () => {
    house = await openHouse({ listens: false });
  });
  afterEach(async () => {
    expect(breaches({ all: (kind) => house.all(kind) })).to.deep.equal([]);
    await house.stop();
  });

  const need = async (...seats: Omit<Seat, 'id'>[]) => {
    const { needId } = await house.does('cao', 'reportNeed', {
      title: { en: 'A need' },
      category: 'food',
      cellId: 'quay',
      seats,
      estimatedMinutes: 60,
      deadlineAt: house.now() + 24 * 3_600_000,
    });
    return needId;
  };
  const onScene = async (needId: string, seatId: string, ...personIds: string[]) => {
    const ids: string[] = [];
    for (const personId of personIds)
      ids.push((await house.does('cao', 'joinTeam', { needId, seatId, personId })).assignmentId);
    return ids;
  };
  const standing = (needId: string) =>
    teamOn(
      house.get('need', needId),
      house.all('assignment').filter((one) => one.needId === needId),
      house.all('team').find(({ id }) => id === needId),
    );

  it('is without a lead until somebody comes for the seat that leads', async () => {
    const needId = await need(leading, seat({ count: 3 }));
    expect(standing(needId).advice).to.equal(null);
    await onScene(needId, 's2', 'an');
    expect(standing(needId).advice).to.equal('noLead');
    await onScene(needId, 's1', 'lin');
    expect(standing(needId)).to.deep.include({ advice: null, leadsWanted: 1 });
    expect(standing(needId).leads.map(({ personId }) => personId)).to.deep.equal(['lin']);
  });

  it('of a few on a need that asks for no lead wants none, and from the eighth on one', async () => {
    const helpers = ['an', 'bai', 'chi', 'dai', 'fei', 'gu', 'he', 'ji'];
    const needId = await need(seat({ count: 8 }));
    await onScene(needId, 's1', 'an');
    expect(standing(needId)).to.deep.include({ advice: null, leadsWanted: 0 });
    await onScene(needId, 's1', ...helpers.slice(1, span.most));
    expect(standing(needId).advice).to.equal(null);
    await onScene(needId, 's1', ...helpers.slice(span.most));
    expect(standing(needId)).to.deep.include({ advice: 'noLead', leadsWanted: 1 });
  });

  it('has three to seven people per lead: the eighth asks for a second lead, and names who could be', async () => {
    const helpers = ['an', 'bai', 'chi', 'dai', 'fei', 'gu', 'he', 'ji'];
    const needId = await need(leading, seat({ count: 8 }), seat({ role: 'socialWorker', count: 1 }));
    await onScene(needId, 's1', 'lin');
    await onScene(needId, 's2', ...helpers.slice(0, span.most));
    expect(standing(needId).advice).to.equal(null);
    await onScene(needId, 's3', 'mei');
    expect(standing(needId)).to.deep.include({ advice: 'tooWide', leadsWanted: 2 });
    const personOf = (id: string) => house.get('person', id);
    const could = () => possibleLeads(house.get('need', needId), standing(needId), personOf, house.now());
    expect(could().map(({ id }) => id)).to.deep.equal(['mei']);
    await house.does('cao', 'nameLead', { needId, personId: 'mei' });
    expect(standing(needId).advice).to.equal(null);
    const [chi] = house.all('assignment').filter(({ personId }) => personId === 'chi');
    await house.does('cao', 'release', { assignmentId: chi!.id });
    const [dai] = house.all('assignment').filter(({ personId }) => personId === 'dai');
    await house.does('cao', 'checkOut', { assignmentId: dai!.id });
    expect(standing(needId).advice).to.equal('tooNarrow');
    await house.does('cao', 'nameLead', { needId, personId: 'mei', leads: false });
    expect(standing(needId).leads.map(({ personId }) => personId)).to.deep.equal(['lin']);
  });

  it('is led only by somebody who is there and has what the need asks of its lead', async () => {
    const needId = await need(leading, seat({ count: 2 }));
    await onScene(needId, 's2', 'an');
    expect((await refusalOf(house.does('cao', 'nameLead', { needId, personId: 'an' }))).code).to.equal('cannotLead');
    expect((await refusalOf(house.does('cao', 'nameLead', { needId, personId: 'lin' }))).code).to.equal('notOnTeam');
    // Licences that ran out or were never verified do not count.
    expect(
      ['lin', 'sui', 'tao'].filter((id) => mayLead(house.get('need', needId), house.get('person', id), house.now())),
    ).to.deep.equal(['lin']);
  });

  it('takes in somebody who stands there, without an offer; what the seat asks for is asked all the same', async () => {
    const needId = await need(seat({ skills: [{ code: 'care.feeding', level: 3 }] }), leading);
    const [assignmentId] = await onScene(needId, 's1', 'an');
    expect(house.get('assignment', assignmentId!)).to.include({
      status: 'checkedIn',
      joined: true,
      checkedInHow: 'coordinator',
    });
    expect(house.get('person', 'an').heldBy).to.equal(assignmentId);
    const join = (personId: string, seatId: string) =>
      refusalOf(house.does('cao', 'joinTeam', { needId, seatId, personId }));
    expect((await join('bai', 's1')).code).to.equal('tooManyOffers');
    expect(await join('bai', 's2')).to.deep.include({ code: 'notEligible' });
    expect((await join('an', 's2')).code).to.equal('personHeld');
    expect((await join('sui', 's2')).code).to.equal('notEligible');
    const { assignmentId: sent } = await house.does('cao', 'joinTeam', {
      needId,
      seatId: 's2',
      personId: 'lin',
      onScene: false,
    });
    expect(house.get('assignment', sent).status).to.equal('accepted');
    house.pass(90);
    await house.does('an', 'checkOut', { assignmentId: assignmentId! });
    expect(house.get('assignment', assignmentId!).minutes).to.equal(90);
    const { events } = await house.does('cao', 'readTimeline', { needId });
    expect(events.map(({ operation }) => operation)).to.deep.equal([
      'reportNeed',
      'joinTeam',
      'checkIn',
      'joinTeam',
      'checkOut',
    ]);
  });

  it('lets somebody who is out move to another need without a round of offers, with their hours', async () => {
    const first = await need(seat());
    const second = await need(seat());
    const [from] = await onScene(first, 's1', 'an');
    house.pass(4 * 60);
    const { assignmentId } = await house.does('cao', 'moveToNeed', {
      assignmentId: from!,
      needId: second,
      seatId: 's1',
    });
    expect(house.get('assignment', from!)).to.include({ status: 'released', minutes: 240, movedToId: assignmentId });
    expect(house.get('assignment', assignmentId)).to.include({ status: 'enRoute', movedFromId: from });
    const moved = house.get('person', 'an');
    expect([moved.heldBy, moved.offers, moved.accepts, moved.stints.length]).to.deep.equal([assignmentId, 1, 1, 1]);
    // The place they left is open again, and they did not say no to it.
    await onScene(first, 's1', 'bai');
    await house.does('an', 'checkIn', { assignmentId, how: { by: 'place' } });
    house.pass(5 * 60 + 1);
    const third = await need(seat());
    const move = house.does('cao', 'moveToNeed', { assignmentId, needId: third, seatId: 's1' });
    // Nine hours without a break: not another two.
    expect(await refusalOf(move)).to.deep.include({ code: 'needsRest', params: { reasons: ['inARow', 'resting'] } });
    await house.does('an', 'checkOut', { assignmentId });
    const back = await refusalOf(house.does('cao', 'moveToNeed', { assignmentId, needId: third, seatId: 's1' }));
    expect(back.code).to.equal('assignmentStep');
  });

  it('hands over between periods: who goes, who stays, who relieves whom, read by the incoming lead, who leads from then on', async () => {
    const needId = await need(seat({ count: 4 }), leading);
    await onScene(needId, 's1', 'an', 'bai', 'chi');
    await onScene(needId, 's2', 'lin', 'mei');
    const people = [
      { personId: 'an', stays: false, relievedById: 'chi' },
      { personId: 'bai', stays: true, relievedById: null },
      { personId: 'lin', stays: false, relievedById: 'mei' },
    ];
    const prepare = (given: Partial<{ people: typeof people; incomingLeadId: string; note: string }> = {}) =>
      house.does('cao', 'prepareHandover', {
        needId,
        people,
        incomingLeadId: 'mei',
        note: 'The key is at the gate',
        ...given,
      });
    expect((await refusalOf(prepare({ incomingLeadId: 'bai' }))).code).to.equal('cannotLead');
    expect((await refusalOf(prepare({ incomingLeadId: 'lin' }))).code).to.equal('leadGoes');
    expect(
      (await refusalOf(prepare({ people: [{ personId: 'dai', stays: true, relievedById: null }] }))).code,
    ).to.equal('notOnTeam');
    const { handoverId } = await prepare({ note: 'The key is with me' });
    expect(await prepare()).to.deep.equal({ handoverId });

    const seen = (personId: string) =>
      frameFor(house.muster.board.spine, { is: 'responder', personId }, 0).puts.find(({ kind }) => kind === 'handover');
    expect(seen('mei')).to.deep.include({ private: { note: 'The key is at the gate' }, people });
    expect(seen('an')).to.deep.include({ people }).and.not.have.property('private');
    expect(seen('dai')).to.equal(undefined);

    expect((await refusalOf(house.does('lin', 'acknowledgeHandover', { handoverId }))).code).to.equal('notFound');
    await house.does('mei', 'acknowledgeHandover', { handoverId });
    expect(house.get('handover', handoverId).acknowledgedAt).to.equal(house.now());
    expect(house.get('team', needId).leadIds).to.deep.equal(['mei']);
    expect((await refusalOf(house.does('mei', 'acknowledgeHandover', { handoverId }))).code).to.equal('alreadyDone');
    const next = await prepare({ people: [{ personId: 'bai', stays: true, relievedById: null }] });
    expect(next.handoverId).to.not.equal(handoverId);
    const an = house.all('assignment').find(({ personId }) => personId === 'an')!;
    await house.does('an', 'checkOut', { assignmentId: an.id });
    expect(seen('an')).to.not.have.property('people');
  });
});
