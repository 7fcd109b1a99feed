import { expect } from 'chai';
import { usualCare } from '../shared/care.ts';
import { isCommitted } from '../shared/lifecycle.ts';
import type { GivenInput } from '../shared/operations.ts';
import type { Seat } from '../shared/records.ts';
import { openHouse, refusalOf, system, type House } from './support/house.ts';

const hour = 60;
const volunteers = (count: number): Omit<Seat, 'id'> => ({
  role: 'volunteer',
  count,
  skills: [],
  credentialCodes: [],
  languages: [],
  leads: false,
});

describe('caring for those who help', function () {
  this.timeout(60_000);
  let house: House;
  beforeEach(async () => {
    house = await openHouse({ listens: false });
  });
  afterEach(() => house.stop());

  /** A need of the office, its one seat offered to somebody. */
  async function ask(personId: string, given: Partial<GivenInput<'reportNeed'>> = {}): Promise<string> {
    const { needId } = await house.does('cao', 'reportNeed', {
      title: { en: 'A need' },
      category: 'food',
      cellId: 'quay',
      estimatedMinutes: 60,
      seats: [volunteers(2)],
      deadlineAt: house.now() + 24 * hour * 60_000,
      ...given,
    });
    const { assignmentIds } = await house.does('cao', 'offer', { needId, seatId: 's1', personIds: [personId] });
    return assignmentIds[0]!;
  }
  async function arrive(personId: string, given: Partial<GivenInput<'reportNeed'>> = {}): Promise<string> {
    const assignmentId = await ask(personId, given);
    await house.does(personId, 'acceptOffer', { assignmentId });
    await house.does(personId, 'checkIn', { assignmentId, how: { by: 'place' } });
    return assignmentId;
  }
  async function work(personId: string, minutes: number, given: Partial<GivenInput<'reportNeed'>> = {}) {
    const assignmentId = await arrive(personId, given);
    house.pass(minutes);
    await house.does(personId, 'checkOut', { assignmentId });
    return assignmentId;
  }
  const reasonsAgainst = async (personId: string, given: Partial<GivenInput<'reportNeed'>> = {}) => {
    const { code, params } = await refusalOf(ask(personId, given));
    expect(code).to.equal('notEligible');
    return params['reasons'];
  };
  const openAlerts = () =>
    house
      .all('alert')
      .filter(({ clearedAt }) => clearedAt === null)
      .map(({ type, assignmentId }) => [type, assignmentId]);

  it('never sends anybody beyond twelve hours in a day, whatever they would agree to, nor beyond ten without a break', async () => {
    await work('an', 5 * hour);
    house.pass(59);
    expect(await reasonsAgainst('an', { estimatedMinutes: 301 })).to.deep.equal(['inARow']);
    house.pass(1);
    await house.does('cao', 'withdrawOffer', { assignmentId: await ask('an', { estimatedMinutes: 301 }) });
    expect(await reasonsAgainst('an', { estimatedMinutes: 421 })).to.include('hours');
    expect(house.get('person', 'an').limits.maxHoursPerDay).to.equal(16);
  });

  it('takes no limits of one’s own that ask for more work or less rest than holds for everybody', async () => {
    await house.does('an', 'setAvailability', {
      personId: 'an',
      availability: house.get('person', 'an').availability.map((span) => ({ ...span, fromAt: house.now() })),
      limits: { maxDistanceKm: 9, maxHoursPerDay: 15, minRestHours: 2, nights: true },
    });
    expect(house.get('person', 'an').limits).to.deep.equal({
      maxDistanceKm: 9,
      maxHoursPerDay: 12,
      minRestHours: 8,
      nights: true,
    });
  });

  it('lets everybody rest for eight hours after more than six, in whichever organisation they worked', async () => {
    await work('kang', 3 * hour + 1);
    house.pass(7 * hour);
    await work('kang', 3 * hour, { cellId: 'hill' });
    house.pass(7 * hour + 59);
    const { needId } = await house.does('hua', 'reportNeed', {
      title: { en: 'Another desk' },
      category: 'food',
      cellId: 'quay',
      seats: [volunteers(1)],
    });
    const { params } = await refusalOf(house.does('hua', 'offer', { needId, seatId: 's1', personIds: ['kang'] }));
    expect(params['reasons']).to.deep.equal(['resting']);
    house.pass(1);
    await house.does('hua', 'offer', { needId, seatId: 's1', personIds: ['kang'] });
  });

  it('keeps work that reaches into the night to eight hours a day', async () => {
    house.pass(9 * hour);
    // 18:00, and five minutes to get there.
    await work('an', 3 * hour);
    house.pass(hour);
    expect(await reasonsAgainst('an', { estimatedMinutes: 301 })).to.deep.equal(['night']);
    await house.does('cao', 'withdrawOffer', { assignmentId: await ask('an', { estimatedMinutes: 300 }) });
  });

  it('asks nobody for a third distressing assignment in a row: a lighter one or a day comes between', async () => {
    await work('an', 30, { category: 'rescue' });
    house.pass(2 * hour);
    await work('an', 30, { category: 'food', distressing: true });
    house.pass(2 * hour);
    expect(await reasonsAgainst('an', { category: 'rescue' })).to.deep.equal(['hard']);
    await house.does('cao', 'withdrawOffer', {
      assignmentId: await ask('an', { category: 'rescue', distressing: false }),
    });
    await work('an', 30);
    house.pass(2 * hour);
    await work('an', 30, { category: 'rescue' });
    house.pass(hour);
    await work('an', 30, { category: 'rescue' });
    house.pass(23 * hour + 59);
    expect(await reasonsAgainst('an', { category: 'rescue' })).to.deep.equal(['hard']);
    house.pass(1);
    await ask('an', { category: 'rescue' });
  });

  it('says no to a yes when what protects everybody no longer allows it, and the place stays open', async () => {
    house.pass(8 * hour);
    await work('an', 4 * hour + 20);
    // 21:20. Three and a half hours from now end in the night, and would be more than eight.
    const later = house.get('person', 'an');
    expect(later.stints).to.have.length(1);
    const { needId } = await house.does('cao', 'reportNeed', {
      title: { en: 'Late' },
      category: 'food',
      cellId: 'quay',
      estimatedMinutes: 30,
      seats: [volunteers(1)],
    });
    const { assignmentIds } = await house.does('cao', 'offer', { needId, seatId: 's1', personIds: ['an'] });
    await house.does('cao', 'triageNeed', { needId, estimatedMinutes: 240 });
    const { code, params } = await refusalOf(house.does('an', 'acceptOffer', { assignmentId: assignmentIds[0]! }));
    expect([code, params['reasons']]).to.deep.equal(['needsRest', ['night']]);
    expect(house.get('assignment', assignmentIds[0]!).status).to.equal('offered');
  });

  it('never turns away somebody who has arrived, and tells the desk to relieve them', async () => {
    const assignmentId = await ask('an', { estimatedMinutes: 60 });
    await house.does('an', 'acceptOffer', { assignmentId });
    await house.does('cao', 'triageNeed', {
      needId: house.get('assignment', assignmentId).needId,
      estimatedMinutes: 720,
    });
    await house.does('an', 'checkIn', { assignmentId, how: { by: 'place' } });
    expect(house.get('assignment', assignmentId).status).to.equal('checkedIn');
    expect(openAlerts()).to.deep.equal([['relieve', assignmentId]]);
    await house.does('an', 'checkOut', { assignmentId });
    expect(openAlerts()).to.deep.equal([]);
  });

  it('raises one alert when somebody is on scene for nine hours, work just before it included', async () => {
    await work('bai', 2 * hour);
    house.pass(30);
    const short = await arrive('bai');
    const assignmentId = await arrive('an');
    house.pass(7 * hour - 1);
    expect(await house.does(system, 'raiseRelief', {})).to.deep.equal({ count: 0 });
    house.pass(1);
    expect(await house.does(system, 'raiseRelief', {})).to.deep.equal({ count: 1 });
    expect(openAlerts()).to.deep.equal([['relieve', short]]);
    house.pass(2 * hour);
    expect(await house.does(system, 'raiseRelief', {})).to.deep.equal({ count: 1 });
    expect(await house.does(system, 'raiseRelief', {})).to.deep.equal({ count: 0 });
    await house.does('an', 'checkOut', { assignmentId });
    expect(openAlerts()).to.deep.equal([['relieve', short]]);
  });

  it('an administrator sets what protects everybody, and whoever is proposed, asked or says yes is measured by it', async () => {
    await work('an', 3 * hour);
    house.pass(hour);
    const said = await ask('an', { estimatedMinutes: 3 * hour });
    const bounds = { ...usualCare, maxHoursPerDay: 5, maxHardInARow: 1, minRestHours: 11 };
    expect((await refusalOf(house.does('cao', 'setCareLimits', bounds))).code).to.equal('notYours');
    for (const beyond of [{ maxHoursPerDay: 14 }, { minRestHours: 7 }, { maxNightHours: 9 }, { maxHardInARow: 4 }])
      expect((await refusalOf(house.does('ada', 'setCareLimits', { ...bounds, ...beyond }))).code).to.equal('badInput');
    await house.does('ada', 'setCareLimits', bounds);
    const { code, params } = await refusalOf(house.does('an', 'acceptOffer', { assignmentId: said }));
    expect([code, params['reasons']]).to.deep.equal(['needsRest', ['hours']]);
    await house.does('an', 'declineOffer', { assignmentId: said });
    expect(await reasonsAgainst('an', { estimatedMinutes: 3 * hour })).to.deep.equal(['hours']);
    const { needId } = await house.does('cao', 'reportNeed', {
      title: { en: 'Asked in a wave' },
      category: 'rescue',
      cellId: 'quay',
      estimatedMinutes: 3 * hour,
      seats: [volunteers(2)],
    });
    const proposedFor = async () => {
      const { seats } = await house.does('cao', 'proposePeople', { needId, limit: 50 });
      return seats[0]!.people.map(({ personId }) => personId);
    };
    expect(await proposedFor())
      .to.include('bai')
      .and.to.not.include('an');
    await work('bai', 30, { category: 'rescue' });
    house.pass(hour);
    expect(await proposedFor()).to.not.include('bai');
    expect(await reasonsAgainst('bai', { category: 'rescue' })).to.deep.equal(['hard']);
    await house.restart();
    expect(await proposedFor())
      .to.include('chi')
      .and.to.not.include.members(['an', 'bai']);
    await house.does('cao', 'openWave', { needId, quota: 10 });
    const asked = house.all('assignment').filter((one) => one.needId === needId);
    expect(asked.map(({ personId }) => personId))
      .to.include('chi')
      .and.to.not.include.members(['an', 'bai']);
    // Their own limits may be stricter, and are stored no wider than now holds.
    await house.does('chi', 'setAvailability', {
      personId: 'chi',
      availability: house.get('person', 'chi').availability.map((span) => ({ ...span, fromAt: house.now() })),
      limits: { maxDistanceKm: 9, maxHoursPerDay: 12, minRestHours: 8, nights: true },
    });
    expect(house.get('person', 'chi').limits).to.include({ maxHoursPerDay: 5, minRestHours: 11 });
    await house.does('ada', 'setCareLimits', usualCare);
    expect(await proposedFor()).to.include('bai');
  });

  it('tells the desk to relieve somebody an hour before the longest work without a break, whatever that is', async () => {
    await house.does('ada', 'setCareLimits', { ...usualCare, maxHoursInARow: 4 });
    const assignmentId = await arrive('an');
    house.pass(3 * hour - 1);
    expect(await house.does(system, 'raiseRelief', {})).to.deep.equal({ count: 0 });
    house.pass(1);
    expect(await house.does(system, 'raiseRelief', {})).to.deep.equal({ count: 1 });
    expect(openAlerts()).to.deep.equal([['relieve', assignmentId]]);
  });

  it('puts those who were through hard things and nights behind others who are as near', async () => {
    await work('he', 30, { category: 'rescue' });
    house.pass(25 * hour);
    const { needId } = await house.does('cao', 'reportNeed', {
      title: { en: 'Carry' },
      category: 'food',
      cellId: 'dyke',
      seats: [volunteers(1)],
    });
    const { seats } = await house.does('cao', 'proposePeople', { needId, limit: 50 });
    const tired = seats[0]!.people.find(({ personId }) => personId === 'he')!;
    const fatigue = tired.terms.find(({ term }) => term === 'fatigue')!;
    expect(fatigue).to.deep.equal({ term: 'fatigue', points: -8, figures: { hoursToday: 0, hard: 1, nights: 0 } });
  });

  describe('afterwards', () => {
    it('a talk with a supervisor is due after distressing work, and after what somebody says was hard for them', async () => {
      const rescue = await work('an', 30, { category: 'rescue' });
      const meals = await work('an', 30);
      expect(house.all('debrief').map(({ id, because }) => [id, because])).to.deep.equal([[rescue, 'need']]);
      await house.does('an', 'sayItWasHard', { assignmentId: meals });
      expect(house.get('debrief', meals)).to.include({ because: 'person', organisationId: 'tides', status: 'open' });
      expect(house.get('debrief', meals).dueAt - house.now()).to.equal(72 * hour * 60_000);
      expect(house.get('person', 'an').stints.map(({ isHard }) => isHard)).to.deep.equal([true, true]);
      for (const assignmentId of [meals, rescue])
        expect((await refusalOf(house.does('an', 'sayItWasHard', { assignmentId }))).code).to.equal('alreadyDone');
    });

    it('only the person says what was hard, of work they did, within a week', async () => {
      const assignmentId = await arrive('an');
      expect((await refusalOf(house.does('an', 'sayItWasHard', { assignmentId }))).code).to.equal('notWorked');
      await house.does('an', 'checkOut', { assignmentId });
      expect((await refusalOf(house.does('bai', 'sayItWasHard', { assignmentId }))).code).to.equal('notFound');
      expect((await refusalOf(house.does('cao', 'sayItWasHard', { assignmentId }))).code).to.equal('notYours');
      house.pass(7 * 24 * hour + 1);
      expect((await refusalOf(house.does('an', 'sayItWasHard', { assignmentId }))).code).to.equal('notWorked');
    });

    it('a supervisor of the person’s organisation takes it and ends it, and no other desk learns of it', async () => {
      const debriefId = await work('an', 30, { category: 'rescue' });
      for (const who of ['cao', 'ada', 'hua', 'bai'])
        expect(['notFound', 'notYours']).to.include(
          (await refusalOf(house.does(who, 'takeDebrief', { debriefId }))).code,
        );
      await house.does('tang', 'takeDebrief', { debriefId });
      expect(house.get('debrief', debriefId).supervisorId).to.equal('tang');
      await house.does('tang', 'finishDebrief', { debriefId, note: 'Sleeps badly; call on Friday' });
      expect(house.get('debrief', debriefId)).to.include({ status: 'done', endedBy: 'tang' });
      expect((await refusalOf(house.does('tang', 'finishDebrief', { debriefId }))).code).to.equal('alreadyDone');
    });

    it('nobody has to talk: the person declines, and nobody declines for them', async () => {
      const debriefId = await work('an', 30, { category: 'rescue' });
      for (const who of ['tang', 'bai', 'ada'])
        expect((await refusalOf(house.does(who, 'declineDebrief', { debriefId }))).code).to.equal('notFound');
      await house.does('an', 'declineDebrief', { debriefId });
      expect(house.get('debrief', debriefId)).to.include({ status: 'declined', supervisorId: null });
    });
  });

  it('everybody still out is listed with how long they work and the rest they are owed', async () => {
    const first = await arrive('an');
    house.pass(6 * hour + 1);
    const second = await ask('bai');
    await house.does('bai', 'acceptOffer', { assignmentId: second });
    await ask('chi');
    const { incidentId } = house;
    const { people } = await house.does('cao', 'readDemobilisation', { incidentId });
    expect(
      people.map(({ assignmentId, status, workedMinutes, restHours }) => [
        assignmentId,
        status,
        workedMinutes,
        restHours,
      ]),
    ).to.deep.equal([
      [first, 'checkedIn', 361, 8],
      [second, 'accepted', 0, 0],
    ]);
    expect(people.map(({ organisationId }) => organisationId)).to.deep.equal(['tides', 'tides']);
    const committed = house.all('assignment').filter(isCommitted);
    expect(committed).to.have.length(people.length);
    expect((await house.does('cao', 'readDemobilisation', { incidentId, periodNumber: 1 })).people).to.have.length(2);
    const unknown = house.does('cao', 'readDemobilisation', { incidentId, periodNumber: 9 });
    expect((await refusalOf(unknown)).code).to.equal('notFound');
    await house.does('an', 'checkOut', { assignmentId: first });
    expect((await house.does('cao', 'readDemobilisation', { incidentId })).people).to.have.length(1);
  });
});
