import { expect } from 'chai';
import { inOrderOfNeed } from '../server/rules/asking-order.ts';
import { show } from '../server/rules/visibility.ts';
import type { GivenInput } from '../shared/operations.ts';
import type { AssignmentStatus, Seat, Wave } from '../shared/records.ts';
import { refusalOf } from './support/house.ts';
import { breaches } from './support/invariants.ts';
import { openWorld, system, type World } from './support/world.ts';

const minute = 60_000;
const seat = (count: number, more: Partial<Seat> = {}): Omit<Seat, 'id'> => ({
  role: 'volunteer',
  count,
  skills: [],
  credentialCodes: [],
  languages: [],
  leads: false,
  ...more,
});

describe('offering in waves', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => (world = await openWorld()));
  afterEach(async () => {
    const broken = breaches(view());
    await world.close();
    expect(broken).to.deep.equal([]);
  });

  const view = () => world.muster.board.spine.sight.view;
  const seq = () => world.muster.board.spine.seq;
  const desk = () => world.as('desk-office');
  const report = async (seats: Omit<Seat, 'id'>[], more: Partial<GivenInput<'reportNeed'>> = {}) =>
    (
      await world.muster.perform('reportNeed', desk(), {
        title: { en: 'Meals' },
        category: 'food',
        cellId: 'cell-1',
        priority: 'urgent',
        seats,
        ...more,
      })
    ).answer.needId;
  const openWave = async (needId: string, more: Partial<GivenInput<'openWave'>> = {}) =>
    (await world.muster.perform('openWave', desk(), { needId, ...more })).answer;
  const of = (needId: string, ...statuses: AssignmentStatus[]) =>
    view()
      .list('assignmentsOfNeed', needId)
      .filter(({ status }) => statuses.includes(status))
      .toSorted((a, b) => a.offeredAt - b.offeredAt || (a.personId < b.personId ? -1 : 1));
  const waves = (needId: string): Wave[] =>
    view()
      .list('wavesOfNeed', needId)
      .toSorted((a, b) => a.number - b.number);
  const accept = async (id: string) => {
    const it = view().get('assignment', id)!;
    return (await world.muster.perform('acceptOffer', world.as(it.personId), { assignmentId: id })).answer.outcome;
  };
  const decline = (id: string) =>
    world.muster.perform('declineOffer', world.as(view().get('assignment', id)!.personId), { assignmentId: id });
  const need = (id: string) => view().get('need', id)!;
  const expire = () => world.muster.perform('expireOffers', system, {});

  it('asks more people than there are places where a yes is not certain, and keeps the wave with why that many', async () => {
    const needId = await report([seat(2)]);
    const { answer: before } = await world.muster.perform('proposePeople', desk(), { needId });
    const { assignmentIds, waveId } = await openWave(needId);
    expect(assignmentIds.length).to.be.greaterThan(2);
    expect(before.wave.seats[0]!.quota, 'the desk is told beforehand').to.equal(assignmentIds.length);
    const wave = view().get('wave', waveId)!;
    expect(wave).to.deep.include({ number: 1, openedBy: 'desk-office', assignmentIds, closedAt: null });
    expect(wave.seats).to.deep.equal([{ seatId: 's1', places: 2, quota: assignmentIds.length }]);
    expect(wave.sizedFrom).to.deep.include({ wavesLeft: before.wave.wavesLeft, deadlineAt: need(needId).deadlineAt });
    expect(wave.counts.waiting).to.equal(assignmentIds.length);
  });

  it('asks more at once when the deadline leaves no time for another wave', async () => {
    const patient = await openWave(await report([seat(1)], { deadlineAt: world.clock.now + 6 * 3_600_000 }));
    await world.muster.perform('withdrawWave', desk(), { waveId: patient.waveId });
    world.clock.now += 50 * 3_600_000;
    const hurried = await openWave(await report([seat(1)], { deadlineAt: world.clock.now + 16 * minute }));
    expect(hurried.assignmentIds.length).to.be.greaterThan(patient.assignmentIds.length);
  });

  it('takes a number and a window that the desk chooses, for one seat or for all', async () => {
    const needId = await report([seat(1), seat(1, { role: 'socialWorker' })]);
    const one = await openWave(needId, { seatId: 's2', quota: 2, answerWithinMinutes: 7 });
    expect(of(needId, 'offered').map(({ seatId, answerBy }) => [seatId, answerBy - world.clock.now])).to.deep.equal([
      ['s2', 7 * minute],
      ['s2', 7 * minute],
    ]);
    expect(view().get('wave', one.waveId)!.sizedFrom).to.equal(null);
    await openWave(needId, { quota: 1 });
    expect(new Set(of(needId, 'offered').map(({ seatId }) => seatId))).to.deep.equal(new Set(['s1', 's2']));
  });

  it('keeps who was asked by name as a wave too, and states how many may be asked at once', async () => {
    const needId = await report([seat(1)]);
    const ids = ['helper-0', 'helper-1', 'helper-2'];
    await world.muster.perform('offer', desk(), { needId, seatId: 's1', personIds: ids });
    expect(waves(needId).map(({ number, counts, sizedFrom }) => [number, counts.waiting, sizedFrom])).to.deep.equal([
      [1, 3, null],
    ]);
    const personIds = Array.from({ length: 21 }, (_, at) => `somebody-${at}`);
    const other = await report([seat(1)]);
    expect(
      await refusalOf(world.muster.perform('offer', desk(), { needId: other, seatId: 's1', personIds })),
    ).to.deep.include({ code: 'tooManyOffers', params: { left: 20, places: 1 } });
  });

  it('gives the places to the first who say yes, and thanks the rest in the same commit', async () => {
    const needId = await report([seat(2)]);
    const { assignmentIds, waveId } = await openWave(needId, { quota: 5 });
    await accept(assignmentIds[3]!);
    expect(of(needId, 'offered')).to.have.length(4);
    const before = seq();
    expect(await accept(assignmentIds[1]!)).to.equal('accepted');
    expect(seq()).to.equal(before + 1);
    const thanked = of(needId, 'stoodDown');
    expect(thanked.map(({ stoodDownBecause }) => stoodDownBecause)).to.deep.equal(['filled', 'filled', 'filled']);
    for (const { personId } of thanked) expect(view().get('person', personId)!.heldBy).to.equal(null);
    expect(view().get('wave', waveId)).to.deep.include({
      counts: { waiting: 0, accepted: 2, standby: 0, declined: 0, expired: 0, stoodDown: 3, late: 0 },
      closedAt: world.clock.now,
    });
  });

  it('replaces a decline by the next best in the same commit, and never asks that person for it again', async () => {
    const needId = await report([seat(1)]);
    const { assignmentIds, waveId } = await openWave(needId, { quota: 2, automatic: true });
    const before = seq();
    world.clock.now += minute;
    await decline(assignmentIds[0]!);
    expect(seq()).to.equal(before + 1);
    const waiting = of(needId, 'offered');
    expect(waiting).to.have.length(2);
    const declined = view().get('assignment', assignmentIds[0]!)!.personId;
    expect(waiting.map(({ personId }) => personId)).to.not.include(declined);
    expect(waiting[1]).to.deep.include({ waveId, offeredBy: 'system', answerBy: world.clock.now + 15 * minute });
    for (let turn = 0; turn < 12 && of(needId, 'offered').length > 0; turn += 1)
      await decline(of(needId, 'offered')[0]!.id);
    expect(of(needId, 'declined').map(({ personId }) => personId)).to.have.members(
      Array.from({ length: 8 }, (_, at) => `helper-${at}`),
    );
    expect(need(needId).asking!.nextTryAt, 'nobody is left: it is tried again after a while').to.equal(
      world.clock.now + 10 * minute,
    );
  });

  it('asks more beside those who stay silent, before their window has ended, and no more at every turn', async () => {
    const needId = await report([seat(1)], { deadlineAt: world.clock.now + 5 * 3_600_000 });
    await openWave(needId, { automatic: true, quota: 1 });
    const due = () => world.muster.perform('openDueWaves', system, {});
    world.clock.now += 2 * minute;
    expect((await due()).answer.count, 'two minutes of fifteen are no silence').to.equal(0);
    world.clock.now += minute;
    expect((await due()).answer.count).to.equal(1);
    const [first, ...more] = of(needId, 'offered');
    expect(first!.offeredAt, 'whoever was asked first may still answer').to.equal(world.clock.now - 3 * minute);
    expect(more).to.have.length.greaterThan(0);
    expect((await due()).answer.count).to.equal(0);
    expect(await accept(first!.id)).to.equal('accepted');
    expect(of(needId, 'stoodDown')).to.have.length(more.length);
  });

  it('asks on for one seat while nobody can be found for another', async () => {
    const needId = await report([seat(1), seat(1, { skills: [{ code: 'med.doctor', level: 1 }] })]);
    const due = () => world.muster.perform('openDueWaves', system, {});
    await world.muster.perform('setAsking', desk(), { needId, automatic: true });
    const asked = of(needId, 'offered').length;
    await due();
    expect(need(needId).asking!.nextTryAt, 'the turn of the first seat').to.be.below(world.clock.now + 3 * minute);
    world.clock.now += 3 * minute;
    await due();
    expect(of(needId, 'offered')).to.have.length.greaterThan(asked);
  });

  it('replaces nobody who declined where those still thinking it over should do', async () => {
    const needId = await report([seat(1)], { priority: 'routine', deadlineAt: world.clock.now + 20 * 3_600_000 });
    const { assignmentIds } = await openWave(needId, { automatic: true, quota: 7 });
    await decline(assignmentIds[0]!);
    expect(of(needId, 'offered')).to.have.length(6);
  });

  it('asks first who is likelier to say yes, where nothing else tells people apart', async () => {
    const helper = world.people.find(({ id }) => id === 'helper-0')!;
    // Comes always and stays half of the time: by score no better than somebody new.
    const willing = { ...helper, id: 'zz-willing', offers: 40, accepts: 40, noShows: 20 };
    await world.muster.perform('importRecords', system, { people: [willing] });
    const needId = await report([seat(1)]);
    const { answer } = await world.muster.perform('proposePeople', desk(), { needId });
    expect(answer.seats[0]!.people[0]!.personId).to.not.equal('zz-willing');
    const [asked] = (await openWave(needId, { quota: 1 })).assignmentIds as [string];
    expect(view().get('assignment', asked)!.personId).to.equal('zz-willing');
  });

  it('looks for people first where they can still be in time, then where one of several is all that lacks', async () => {
    const after = (minutes: number) => ({ deadlineAt: world.clock.now + minutes * minute });
    const lateTwo = await report([seat(2)], after(5));
    const lateOne = await report([seat(1)], after(10));
    const soon = await report([seat(1)], after(60));
    const later = await report([seat(1)], after(90));
    world.clock.now += 20 * minute;
    const needs = [later, lateTwo, lateOne, soon].map(need);
    expect(inOrderOfNeed(view(), needs, world.clock.now).map(({ id }) => id)).to.deep.equal([
      soon,
      later,
      lateOne,
      lateTwo,
    ]);
  });

  it('replaces nobody where the desk asks by hand', async () => {
    const needId = await report([seat(1)]);
    const { assignmentIds } = await openWave(needId, { quota: 2 });
    await decline(assignmentIds[0]!);
    expect(of(needId, 'offered')).to.have.length(1);
  });

  it('opens the next wave when the window has ended and places are open, until the need is filled', async () => {
    const needId = await report([seat(1)], { deadlineAt: world.clock.now + 3 * 3_600_000 });
    const first = await openWave(needId, { automatic: true, quota: 2 });
    const asked = of(needId, 'offered').map(({ personId }) => personId);
    world.clock.now += 15 * minute;
    await expire();
    expect(waves(needId).map(({ number, openedBy }) => [number, openedBy])).to.deep.equal([
      [1, 'desk-office'],
      [2, 'system'],
    ]);
    expect(waves(needId)[0]).to.deep.include({ id: first.waveId, closedAt: world.clock.now });
    const second = of(needId, 'offered');
    expect(
      second.filter(({ personId }) => asked.includes(personId)),
      'others come first',
    ).to.deep.equal([]);
    await accept(second[0]!.id);
    world.clock.now += 60 * minute;
    await expire();
    await world.muster.perform('openDueWaves', system, {});
    expect(waves(needId)).to.have.length(2);
  });

  it('makes up for a wave that a stopped server missed, and asks nobody for the same need more than twice by itself', async () => {
    const needId = await report([seat(1)]);
    await openWave(needId, { automatic: true });
    for (let round = 0; round < 20; round += 1) {
      world.clock.now += 20 * minute;
      await expire();
      if (round === 5) await world.reopen();
      await world.muster.perform('openDueWaves', system, {});
    }
    expect(waves(needId).length).to.be.greaterThan(2);
    const times = new Map<string, number>();
    for (const { personId } of view().list('assignmentsOfNeed', needId))
      times.set(personId, (times.get(personId) ?? 0) + 1);
    expect(Math.max(...times.values())).to.equal(2);
    expect(times.size).to.equal(8);
  });

  it('stops when the desk switches it off, and takes a wave back with one word', async () => {
    const needId = await report([seat(1)]);
    const { waveId } = await openWave(needId, { automatic: true });
    await world.muster.perform('withdrawWave', desk(), { waveId });
    expect(of(needId, 'offered')).to.deep.equal([]);
    expect(need(needId).asking!.automatic).to.equal(false);
    await world.muster.perform('openDueWaves', system, {});
    expect(waves(needId)).to.have.length(1);
    await world.muster.perform('setAsking', desk(), { needId, automatic: true });
    expect(waves(needId), 'switched on, it asks at once').to.have.length(2);
  });

  it('keeps those who say yes later on standby, free for others, and calls up the first when somebody drops out', async () => {
    const needId = await report([seat(1)]);
    const { assignmentIds } = await openWave(needId, { quota: 4, standby: true });
    const [one, two, three] = assignmentIds as [string, string, string, string];
    await accept(one);
    expect(of(needId, 'offered'), 'who may still stand by is still asked').to.have.length(3);
    expect(await accept(two)).to.equal('standby');
    const standing = view().get('assignment', two)!;
    expect(view().get('person', standing.personId)!.heldBy).to.equal(null);
    expect(of(needId, 'offered'), 'as many stand by as there are places').to.deep.equal([]);
    expect(await accept(three)).to.equal('thanks');
    const before = seq();
    await world.muster.perform('release', world.as(view().get('assignment', one)!.personId), { assignmentId: one });
    expect(seq()).to.equal(before + 1);
    expect(view().get('assignment', two)).to.deep.include({ status: 'accepted', calledUpAt: world.clock.now });
    expect(view().get('person', standing.personId)!.heldBy).to.equal(two);
    expect(view().get('person', standing.personId)!.accepts, 'one yes counts once').to.equal(1);
  });

  it('calls up somebody on standby by hand only for a place that is open, and not while they are held elsewhere', async () => {
    const needId = await report([seat(1)]);
    const { assignmentIds } = await openWave(needId, { quota: 2, standby: true });
    const [one, two] = assignmentIds as [string, string];
    await accept(one);
    await accept(two);
    expect(await refusalOf(world.muster.perform('callUp', desk(), { assignmentId: two }))).to.include({
      code: 'standbyNotNeeded',
    });
    const other = await report([seat(1)]);
    const { personId } = view().get('assignment', two)!;
    await world.muster.perform('offer', desk(), { needId: other, seatId: 's1', personIds: [personId] });
    await world.muster.perform('markNoShow', desk(), { assignmentId: one });
    expect(view().get('assignment', two)!.status, 'held elsewhere: not called up').to.equal('standby');
    expect(await refusalOf(world.muster.perform('callUp', desk(), { assignmentId: two }))).to.deep.include({
      code: 'notEligible',
      params: { personId, reasons: ['held'] },
    });
    await decline(of(other, 'offered')[0]!.id);
    await world.muster.perform('callUp', desk(), { assignmentId: two });
    expect(view().get('assignment', two)!.status).to.equal('accepted');
  });

  it('gives a late yes the place where it is still open, and tells those asked instead', async () => {
    const needId = await report([seat(1)]);
    const { assignmentIds } = await openWave(needId, { quota: 1 });
    world.clock.now += 16 * minute;
    await expire();
    await openWave(needId, { quota: 2 });
    expect(await accept(assignmentIds[0]!)).to.equal('accepted');
    expect(view().get('assignment', assignmentIds[0]!)).to.deep.include({
      status: 'accepted',
      endedAt: null,
      lateAt: world.clock.now,
    });
    expect(of(needId, 'offered')).to.deep.equal([]);
    expect(waves(needId)[0]!.counts).to.deep.include({ accepted: 1, expired: 0, late: 1 });
  });

  it('answers a late yes clearly where the place is gone or the person is not free, keeps it, and keeps it once', async () => {
    const needId = await report([seat(1)]);
    const { assignmentIds } = await openWave(needId, { quota: 2 });
    await accept(assignmentIds[0]!);
    expect(await accept(assignmentIds[1]!)).to.equal('thanks');
    const at = seq();
    expect(await accept(assignmentIds[1]!)).to.equal('thanks');
    expect(seq()).to.equal(at);
    expect(waves(needId)[0]!.counts).to.deep.include({ stoodDown: 1, late: 1 });

    const busy = await report([seat(1)]);
    const [mine] = (await openWave(busy, { quota: 1 })).assignmentIds as [string];
    world.clock.now += 16 * minute;
    await expire();
    const elsewhere = await report([seat(1)]);
    const { personId } = view().get('assignment', mine)!;
    await world.muster.perform('offer', desk(), { needId: elsewhere, seatId: 's1', personIds: [personId] });
    expect(await accept(mine), 'asked elsewhere by now').to.equal('thanks');
  });

  it('hears a late no: it is not asked again, and the wave counts it', async () => {
    const needId = await report([seat(1)]);
    const { assignmentIds } = await openWave(needId, { quota: 1 });
    world.clock.now += 16 * minute;
    await expire();
    await decline(assignmentIds[0]!);
    const { personId } = view().get('assignment', assignmentIds[0]!)!;
    expect(waves(needId)[0]!.counts).to.deep.include({ declined: 1, expired: 0, late: 1 });
    expect(
      (await refusalOf(world.muster.perform('offer', desk(), { needId, seatId: 's1', personIds: [personId] }))).params,
    ).to.deep.equal({ personId, reasons: ['excluded'] });
  });

  it('lets nobody into a place that the desk took back from them', async () => {
    const needId = await report([seat(1)]);
    const { assignmentIds } = await openWave(needId, { quota: 1 });
    await world.muster.perform('withdrawOffer', desk(), { assignmentId: assignmentIds[0]! });
    expect(await refusalOf(accept(assignmentIds[0]!))).to.include({ code: 'offerOver' });
  });

  it('takes the reason for a no afterwards, from whoever declined', async () => {
    const needId = await report([seat(1)]);
    const [id] = (await openWave(needId, { quota: 1 })).assignmentIds as [string];
    const person = world.as(view().get('assignment', id)!.personId);
    const why = () => world.muster.perform('giveDeclineReason', person, { assignmentId: id, reason: 'tired' });
    expect(await refusalOf(why())).to.include({ code: 'notDeclined' });
    await decline(id);
    await why();
    expect(view().get('assignment', id)!.declineReason).to.equal('tired');
    expect(
      await refusalOf(
        world.muster.perform('giveDeclineReason', world.as('worker-0'), { assignmentId: id, reason: 'busy' }),
      ),
    ).to.include({ code: 'notFound' });
  });

  it('“we have enough” reaches everybody it concerns in one commit, and “still needed” takes it up again', async () => {
    const needId = await report([seat(3)], { deadlineAt: world.clock.now + 5 * 3_600_000 });
    const { assignmentIds } = await openWave(needId, { quota: 5, automatic: true });
    await accept(assignmentIds[0]!);
    const before = seq();
    await world.muster.perform('enough', desk(), { needId });
    expect(seq()).to.equal(before + 1);
    expect(of(needId, 'stoodDown').map(({ stoodDownBecause }) => stoodDownBecause)).to.deep.equal([
      'enough',
      'enough',
      'enough',
      'enough',
    ]);
    expect(of(needId, 'accepted')).to.have.length(1);
    const { sight } = world.muster.board.spine;
    expect(sight.coverage('cell-1').lacking).to.equal(0);
    expect(show({ is: 'reporter', needId }, { kind: 'need', id: needId }, sight)!['enoughAt']).to.equal(
      world.clock.now,
    );
    world.clock.now += 6 * 3_600_000;
    await world.muster.perform('openDueWaves', system, {});
    expect((await world.muster.perform('escalateUnmetNeeds', system, {})).answer.count).to.equal(0);
    expect(of(needId, 'offered')).to.deep.equal([]);
    for (const asking of [
      world.muster.perform('offer', desk(), { needId, seatId: 's1', personIds: ['helper-7'] }),
      openWave(needId),
    ])
      expect(await refusalOf(asking)).to.include({ code: 'enoughAlready' });
    expect(await accept(assignmentIds[1]!)).to.equal('thanks');

    await world.muster.perform('stillNeeded', desk(), { needId });
    expect(of(needId, 'offered').length, 'asking goes on in the same commit').to.be.greaterThan(0);
    expect(show({ is: 'reporter', needId }, { kind: 'need', id: needId }, sight)!['enoughAt']).to.equal(null);
    expect(await refusalOf(world.muster.perform('stillNeeded', desk(), { needId }))).to.include({
      code: 'alreadyDone',
    });
  });

  it('with enough people, the last to leave closes the need though seats stayed open; “still needed” opens it again', async () => {
    const needId = await report([seat(2)]);
    const [id] = (await openWave(needId, { quota: 2 })).assignmentIds as [string];
    await accept(id);
    await world.muster.perform('enough', desk(), { needId });
    const person = world.as(view().get('assignment', id)!.personId);
    await world.muster.perform('checkIn', person, { assignmentId: id, how: { by: 'place' } });
    await world.muster.perform('checkOut', person, { assignmentId: id });
    expect(need(needId)).to.deep.include({ status: 'closed', outcome: 'met' });
    await world.muster.perform('stillNeeded', desk(), { needId });
    expect(need(needId)).to.deep.include({ status: 'open', enoughAt: null });
  });

  it('tells everybody asked and standing by when the need closes, whichever way', async () => {
    const needId = await report([seat(1)]);
    const { assignmentIds } = await openWave(needId, { quota: 4, standby: true });
    await accept(assignmentIds[0]!);
    await accept(assignmentIds[1]!);
    const person = world.as(view().get('assignment', assignmentIds[0]!)!.personId);
    await world.muster.perform('checkIn', person, { assignmentId: assignmentIds[0]!, how: { by: 'place' } });
    await world.muster.perform('checkOut', person, { assignmentId: assignmentIds[0]! });
    expect(need(needId).status).to.equal('closed');
    expect(view().get('assignment', assignmentIds[1]!)).to.deep.include({
      status: 'stoodDown',
      stoodDownBecause: 'closed',
    });
  });

  it('keeps asking more than there are places through a triage that changes nothing about them', async () => {
    const needId = await report([seat(1)]);
    await openWave(needId, { quota: 4 });
    await world.muster.perform('triageNeed', desk(), { needId, priority: 'immediate' });
    expect(of(needId, 'offered')).to.have.length(4);
    await world.muster.perform('triageNeed', desk(), { needId, seats: [seat(1, { role: 'anyone' })] });
    expect(of(needId, 'stoodDown').map(({ stoodDownBecause }) => stoodDownBecause)).to.deep.equal([
      'changed',
      'changed',
      'changed',
      'changed',
    ]);
  });

  it('shows waves to desks and to nobody else', async () => {
    const { waveId, assignmentIds } = await openWave(await report([seat(1)]));
    const { sight } = world.muster.board.spine;
    const key = { kind: 'wave' as const, id: waveId };
    const { personId } = view().get('assignment', assignmentIds[0]!)!;
    expect(show({ is: 'desk', organisationId: 'agency' }, key, sight)).to.deep.include({ id: waveId });
    expect(show({ is: 'responder', personId }, key, sight)).to.equal(undefined);
    expect(show({ is: 'public' }, key, sight)).to.equal(undefined);
  });
});

describe('one commitment per person', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => (world = await openWorld()));
  afterEach(() => world.close());
  const view = () => world.muster.board.spine.sight.view;
  const desk = () => world.as('desk-office');
  const report = async (who = 'desk-office') =>
    (
      await world.muster.perform('reportNeed', world.as(who), {
        title: { en: 'Meals' },
        category: 'food',
        cellId: 'cell-1',
        priority: 'urgent',
        seats: [seat(1)],
      })
    ).answer.needId;
  const offer = async (needId: string, who = 'desk-office') =>
    (await world.muster.perform('offer', world.as(who), { needId, seatId: 's1', personIds: ['helper-0'] })).answer
      .assignmentIds[0]!;
  const as = () => world.as('helper-0');

  it('one of many desks that ask the same person in the same moment holds them, across organisations', async () => {
    const needs = await Promise.all(
      Array.from({ length: 10 }, (_, at) => report(at % 2 ? 'desk-office' : 'desk-agency')),
    );
    const asked = await Promise.allSettled(needs.map((id, at) => offer(id, at % 2 ? 'desk-office' : 'desk-agency')));
    expect(asked.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    expect(breaches(view())).to.deep.equal([]);
  });

  it('an offer whose window has ended holds nobody, whether or not the sweep has come by', async () => {
    const first = await offer(await report());
    world.clock.now += 15 * minute;
    const second = await offer(await report());
    expect(view().get('assignment', first)!.status).to.equal('expired');
    expect(view().get('person', 'helper-0')!.heldBy).to.equal(second);
    expect(breaches(view())).to.deep.equal([]);
  });

  /** All eight helpers are asked by Muster itself, in this order; answered by nobody. */
  const askedByItself = async () => {
    const { answer } = await world.muster.perform('reportNeed', desk(), {
      title: { en: 'Sandbags' },
      category: 'food',
      cellId: 'cell-1',
      priority: 'urgent',
      seats: [seat(8)],
    });
    await world.muster.perform('setAsking', desk(), { needId: answer.needId, automatic: true });
    const offers = view().list('assignmentsOfNeed', answer.needId);
    expect(offers.map(({ personId }) => personId)).to.include('helper-0');
    return { needId: answer.needId, offers };
  };
  const keepAsking = async (needId: string) => {
    await world.muster.perform('setAsking', desk(), { needId, automatic: true });
    return view().list('assignmentsOfNeed', needId);
  };

  it('whoever has been silent for two fifths of the window may be asked by Muster itself for another need', async () => {
    const first = await askedByItself();
    expect(first.offers).to.have.length(8);
    world.clock.now += 6 * minute - 1;
    expect(await keepAsking(await report())).to.deep.equal([]);
    world.clock.now += 1;
    const asked = await keepAsking(await report());
    expect(asked).to.have.length.greaterThan(0);
    for (const { id, personId } of asked) {
      expect(view().get('person', personId)!.heldBy).to.equal(id);
      const before = first.offers.find((offer) => offer.personId === personId)!;
      expect(view().get('assignment', before.id)!.status).to.equal('expired');
    }
    expect(view().list('wavesOfNeed', first.needId)[0]!.counts).to.deep.include({
      waiting: 8 - asked.length,
      expired: asked.length,
    });
    expect(breaches(view())).to.deep.equal([]);
  });

  it('nobody is asked away from a need for one that is less urgent', async () => {
    const first = await askedByItself();
    world.clock.now += 10 * minute;
    const lesser = await report();
    await world.muster.perform('triageNeed', desk(), { needId: lesser, priority: 'routine' });
    expect(await keepAsking(lesser)).to.deep.equal([]);
    expect(first.offers.map(({ id }) => view().get('assignment', id)!.status)).to.deep.equal(Array(8).fill('offered'));
  });

  it('what somebody at a desk asks for holds to the end of its window, and a desk takes nobody who is still asked', async () => {
    const byHand = await offer(await report());
    world.clock.now += 10 * minute;
    const asked = await keepAsking(await report());
    expect(asked.map(({ personId }) => personId)).to.not.include('helper-0');
    expect(view().get('assignment', byHand)!.status).to.equal('offered');
    world.clock.now += 14 * minute;
    const { personId } = asked[0]!;
    const taken = world.muster.perform('offer', desk(), {
      needId: await report(),
      seatId: 's1',
      personIds: [personId],
    });
    expect((await refusalOf(taken)).code).to.equal('personHeld');
  });

  it('whoever was asked for something else since, and says yes to the first after all, is taken at their word', async () => {
    const first = await askedByItself();
    world.clock.now += 6 * minute;
    const second = await report();
    const [since] = await keepAsking(second);
    const { id } = first.offers.find(({ personId }) => personId === since!.personId)!;
    const answer = () =>
      world.muster.perform('acceptOffer', world.as(since!.personId), { assignmentId: id }).then((done) => done.answer);
    expect(await answer()).to.deep.equal({ outcome: 'accepted' });
    expect(view().get('assignment', id)).to.deep.include({ status: 'accepted', lateAt: world.clock.now });
    expect(view().get('person', since!.personId)!.heldBy).to.equal(id);
    expect(view().get('assignment', since!.id)).to.deep.include({
      status: 'stoodDown',
      stoodDownBecause: 'elsewhere',
      endedAt: world.clock.now,
    });
    const instead = view()
      .list('assignmentsOfNeed', second)
      .filter(({ status, offeredAt }) => status === 'offered' && offeredAt === world.clock.now);
    expect(instead, 'somebody else is asked in the same commit').to.have.length.greaterThan(0);
    expect(breaches(view())).to.deep.equal([]);
  });

  it('a promise that nothing was heard of for two hours after its check-in lets the person and the place go, and tells the desk', async () => {
    const needId = await report();
    const assignmentId = await offer(needId);
    await world.muster.perform('acceptOffer', as(), { assignmentId });
    const due = view().get('assignment', assignmentId)!.checkInDueAt!;
    world.clock.now = due + 60 * minute;
    await world.muster.perform('reportTrouble', as(), { assignmentId, trouble: 'late' });
    world.clock.now = due + 120 * minute;
    const sweep = async () => (await world.muster.perform('releaseStaleClaims', system, {})).answer.count;
    expect(await sweep(), 'a word counts').to.equal(0);
    world.clock.now = due + 180 * minute;
    expect(await sweep()).to.equal(1);
    expect(view().get('assignment', assignmentId)).to.deep.include({ status: 'released', lapsedAt: world.clock.now });
    expect(view().get('person', 'helper-0')).to.deep.include({ heldBy: null, noShows: 0 });
    const open = [...view().all('alert')].filter(({ clearedAt }) => clearedAt === null);
    expect(open.map(({ type }) => type)).to.deep.equal(['claimLapsed']);
    await world.muster.perform('acknowledgeAlert', desk(), { alertId: open[0]!.id });
    expect(view().get('alert', open[0]!.id)!.clearedAt).to.equal(world.clock.now);
  });

  it('whoever set out is waited for twice as long, and whoever is on scene for ever', async () => {
    const assignmentId = await offer(await report());
    await world.muster.perform('acceptOffer', as(), { assignmentId });
    await world.muster.perform('setOut', as(), { assignmentId });
    world.clock.now = view().get('assignment', assignmentId)!.checkInDueAt! + 239 * minute;
    const sweep = async () => (await world.muster.perform('releaseStaleClaims', system, {})).answer.count;
    expect(await sweep()).to.equal(0);
    await world.muster.perform('checkIn', as(), { assignmentId, how: { by: 'place' } });
    world.clock.now += 100 * 3_600_000;
    expect(await sweep()).to.equal(0);
    expect(await refusalOf(offer(await report()))).to.deep.include({
      code: 'personHeld',
      params: { personId: 'helper-0', status: 'checkedIn' },
    });
  });
});
