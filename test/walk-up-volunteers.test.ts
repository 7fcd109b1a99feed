import { expect } from 'chai';
import { anybody, refusalOf } from './support/house.ts';
import { houseForEach, onScene, openNeed, seen } from './support/on-scene.ts';

describe('walk-up volunteers', () => {
  const house = houseForEach();
  const arriving = {
    name: { zh: '钱途' },
    phone: '13700001234',
    homeUnit: '海燕路划艇队',
    resource: 'boat' as const,
    personnel: 3,
    leader: '钱途',
    departedFrom: 'Ferry pier',
    travel: 'boat' as const,
    qualifications: 'River guide',
  };
  const register = (more: object = {}) =>
    house().does('cao', 'registerWalkUp', {
      incidentId: house().incidentId,
      stationId: house().stationId,
      ...arriving,
      ...more,
    });
  const step = (code: string, what: 'checkIn' | 'checkOut' | 'well' | 'needHelp' | 'leave') =>
    house().does(anybody, 'stepByCode', { code, step: what });

  it('are registered by a coordinator with what ICS 211 asks, sealed, and get a code on paper', async () => {
    const { walkUpId, personId, code } = await register();
    expect(code).to.match(/^[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}$/);
    const walkUp = house().get('walkUp', walkUpId);
    expect(walkUp).to.include({ resource: 'boat', personnel: 3, travel: 'boat', registeredBy: 'cao', leftAt: null });
    expect(house().get('person', personId)).to.include({ status: 'applied', organisationId: 'office' });
    for (const secret of ['划艇队', 'Ferry pier', 'River guide', '钱途', '13700001234', code])
      expect(JSON.stringify([...house().all('walkUp'), ...house().all('person')]), secret).to.not.include(secret);
    expect(seen(house(), 'cao', 'desk', 'walkUp', walkUpId)!['private']).to.include({ homeUnit: '海燕路划艇队' });
    expect(seen(house(), 'cao', 'desk', 'person', personId)!['private']).to.deep.include({ name: { zh: '钱途' } });
    expect(seen(house(), 'hua', 'desk', 'walkUp', walkUpId)!['private']).to.equal(undefined);
    expect((await house().does('cao', 'readWalkUpCode', { walkUpId })).code).to.equal(code);
    expect((await refusalOf(house().does('hua', 'readWalkUpCode', { walkUpId }))).code).to.equal('otherOrganisation');
  });

  it('register themselves by the code of a check-in desk, and by no other', async () => {
    const { code: station } = await house().does('cao', 'readStationCode', { stationId: house().stationId });
    expect(await house().does(anybody, 'lookUpStation', { station })).to.deep.equal({
      name: { en: 'School gym', zh: '学校体育馆' },
      incident: { en: 'Typhoon Haiyan Street', zh: '台风“海燕路”' },
    });
    const { walkUpId, code } = await house().does(anybody, 'registerMyself', { station, ...arriving });
    expect(house().get('walkUp', walkUpId)).to.include({ stationId: house().stationId, registeredBy: null });
    expect(await house().does(anybody, 'followWalkUp', { code })).to.deep.include({ approved: false, work: null });
    const again = house().does(anybody, 'registerMyself', { station, ...arriving });
    expect((await refusalOf(again)).code).to.equal('alreadyRegistered');
    const elsewhere = house().does(anybody, 'registerMyself', { station: `${station}x`, ...arriving });
    expect((await refusalOf(elsewhere)).code).to.equal('deskCodeWrong');
  });

  it('count from when a phone without signal says they came and went, never from before they were sent', async () => {
    const need = await openNeed(house());
    await onScene(house(), need, 's1', 'lin');
    const { walkUpId, personId, code } = await register();
    house().pass(30);
    const placedAt = house().now();
    const { assignmentId } = await house().does('cao', 'placeWalkUp', { walkUpId, needId: need.id, seatId: 's2' });
    house().pass(180);
    const told = (what: 'checkIn' | 'well' | 'checkOut', at: number) =>
      house().does(anybody, 'stepByCode', { code, step: what, at });
    await told('checkIn', placedAt - 60 * 60_000);
    await told('well', placedAt + 20 * 60_000);
    await told('checkOut', placedAt + 50 * 60_000);
    expect(house().get('assignment', assignmentId)).to.include({
      status: 'completed',
      checkedInAt: placedAt,
      endedAt: placedAt + 50 * 60_000,
    });
    expect(house().get('person', personId).stints.at(-1)).to.include({ endAt: placedAt + 50 * 60_000 });
    expect(house().get('watch', assignmentId).wellAt).to.equal(placedAt + 20 * 60_000);
  });

  it('take generic work under a lead only, until they are approved', async () => {
    const { walkUpId, personId } = await register();
    const plain = { role: 'volunteer', count: 2, skills: [], credentialCodes: [], languages: [], leads: false };
    const need = await openNeed(house(), {
      seats: [
        { ...plain, role: 'anyone', count: 1, leads: true },
        plain,
        { ...plain, credentialCodes: ['cn.nurse'] },
        { ...plain, skills: [{ code: 'psy.case', level: 1 }] },
      ],
    });
    const place = (seatId: string) => house().does('cao', 'placeWalkUp', { walkUpId, needId: need.id, seatId });
    for (const seatId of ['s1', 's3', 's4'])
      expect((await refusalOf(place(seatId))).code, seatId).to.equal('onlyGenericWork');
    expect((await refusalOf(place('s2'))).code).to.equal('noLeadThere');
    // Nor are they asked as others are.
    const offer = house().does('cao', 'offer', { needId: need.id, seatId: 's2', personIds: [personId] });
    expect((await refusalOf(offer)).code).to.equal('notEligible');
    await onScene(house(), need, 's1', 'lin');
    const { assignmentId } = await place('s2');
    expect(house().get('assignment', assignmentId)).to.include({ status: 'accepted', personId });
    expect((await refusalOf(place('s2'))).code).to.equal('personHeld');
  });

  it('lead where they can once they are approved', async () => {
    const { walkUpId, personId } = await register();
    const need = await openNeed(house());
    await house().does('cao', 'approvePerson', { personId });
    await house().does('cao', 'placeWalkUp', { walkUpId, needId: need.id, seatId: 's1' });
    expect(house().get('person', personId).heldBy).to.not.equal(null);
  });

  it('check in and out by the code on their paper, are counted, and their hours stand', async () => {
    const need = await openNeed(house());
    await onScene(house(), need, 's1', 'lin');
    const { walkUpId, personId, code } = await register();
    expect((await refusalOf(step(code, 'checkIn'))).code).to.equal('noWorkYet');
    const { assignmentId } = await house().does('cao', 'placeWalkUp', { walkUpId, needId: need.id, seatId: 's2' });
    await step(code.toLowerCase().replace('-', ''), 'checkIn');
    expect((await house().does(anybody, 'followWalkUp', { code })).work).to.deep.include({
      status: 'checkedIn',
      lead: { en: 'Lin Qingyu', zh: '林清语' },
    });
    await house().does('cao', 'openRollCall', {
      incidentId: house().incidentId,
      about: 'need',
      aboutId: need.id,
    });
    house().pass(75);
    await step(code, 'well');
    const [count] = house()
      .all('headcount')
      .filter((one) => one.personId === personId);
    expect(count).to.include({ answer: 'well' });
    expect((await refusalOf(step(code, 'leave'))).code).to.equal('peopleStillOut');
    await step(code, 'checkOut');
    expect(house().get('assignment', assignmentId)).to.include({ minutes: 75, checkedOutHow: 'paper' });
    expect((await house().does(anybody, 'followWalkUp', { code })).minutes).to.equal(75);
    await step(code, 'leave');
    expect(house().get('walkUp', walkUpId).leftAt).to.equal(house().now());
    expect((await refusalOf(step(code, 'checkIn'))).code).to.equal('leftAlready');
  });

  it('call for help by their code, and see whether it was heard', async () => {
    const need = await openNeed(house());
    await onScene(house(), need, 's1', 'lin');
    const { walkUpId, code } = await register({ stationId: undefined, needId: need.id });
    const { assignmentId } = await house().does('cao', 'placeWalkUp', { walkUpId, needId: need.id, seatId: 's2' });
    // Registered on the spot, they are there already.
    expect(house().get('assignment', assignmentId).status).to.equal('checkedIn');
    const point = { lon: 121.512, lat: 28.613 };
    const place = (more: object = { point, accuracyM: 12 }) =>
      house().does(anybody, 'stepByCode', { code, step: 'place', ...more });
    expect((await refusalOf(place())).code).to.equal('placeNotAsked');
    await step(code, 'needHelp');
    // The place follows the call, while it is open.
    expect((await refusalOf(place({}))).code).to.equal('whereMissing');
    await place();
    expect(house().all('whereabouts')[0]).to.include({ assignmentId, told: 'help' });
    const [alert] = house().all('alert');
    expect(alert).to.include({ type: 'needHelp', assignmentId });
    await house().does('cao', 'acknowledgeAlert', { alertId: alert!.id });
    expect((await house().does(anybody, 'followWalkUp', { code })).work!.helpSeenAt).to.equal(house().now());
  });

  it('are the same person when they come back, with a new code and all their hours', async () => {
    const first = await register();
    expect((await refusalOf(register())).code, 'while they are here').to.equal('alreadyRegistered');
    const need = await openNeed(house());
    await onScene(house(), need, 's1', 'lin');
    const work = async ({ walkUpId, code }: typeof first): Promise<void> => {
      await house().does('cao', 'placeWalkUp', { walkUpId, needId: need.id, seatId: 's2' });
      await step(code, 'checkIn');
      house().pass(60);
      await step(code, 'checkOut');
      await step(code, 'leave');
    };
    await work(first);
    const elsewhere = house().does('hua', 'registerWalkUp', {
      incidentId: house().incidentId,
      stationId: house().stationId,
      ...arriving,
    });
    expect((await refusalOf(elsewhere)).code, 'at another organisation').to.equal('alreadyRegistered');
    const again = await register();
    expect(again.personId).to.equal(first.personId);
    expect(again.code).to.not.equal(first.code);
    expect((await refusalOf(step(first.code, 'checkIn'))).code).to.equal('leftAlready');
    await work(again);
    expect((await house().does(anybody, 'followWalkUp', { code: again.code })).minutes).to.equal(120);
  });

  it('are nobody to whoever guesses a code', async () => {
    expect((await refusalOf(step('AAAAA-AAAAA', 'checkIn'))).code).to.equal('noPaperCode');
    expect((await refusalOf(house().does(anybody, 'followWalkUp', { code: 'AAAAA-AAAAA' }))).code).to.equal(
      'noPaperCode',
    );
  });
});
