import { expect } from 'chai';
import { frameFor } from '../server/frames.ts';
import { refusalOf, system, type House } from './support/house.ts';
import { commit, houseForEach, onScene, openNeed, seen } from './support/on-scene.ts';

const sweep = async (house: House) => (await house.does(system, 'askWhetherAllIsWell', {})).count;
const steps = (house: House, id: string) => house.get('watch', id).steps.map(({ step }) => step);

describe('whether all is well', () => {
  const house = houseForEach();

  it('is asked of those on scene, sooner where the work is dangerous', async () => {
    const high = await onScene(house(), await openNeed(house()), 's2', 'an');
    const low = await onScene(house(), await openNeed(house(), { category: 'food' }), 's2', 'bai');
    await commit(house(), await openNeed(house()), 's2', 'chi');
    house().pass(29);
    expect(await sweep(house())).to.equal(0);
    house().pass(1);
    expect(await sweep(house())).to.equal(1);
    expect(steps(house(), high)).to.deep.equal(['asked']);
    house().pass(210);
    await sweep(house());
    expect(steps(house(), low)).to.deep.equal(['asked']);
    expect(house().all('watch')).to.have.length(2);
  });

  it('follows the risk that a coordinator set rather than the category', async () => {
    const need = await openNeed(house(), { category: 'food' });
    const id = await onScene(house(), need, 's2', 'an');
    await house().does('cao', 'setRisk', { needId: need.id, risk: 'high' });
    house().pass(30);
    await sweep(house());
    expect(steps(house(), id)).to.deep.equal(['asked']);
    await house().does('cao', 'setRisk', { needId: need.id, risk: null });
    expect(house().get('need', need.id)).to.not.have.property('risk');
  });

  it('goes, when nobody answers, to the person again, the lead, the desk and the named contact, each once', async () => {
    const need = await openNeed(house());
    await onScene(house(), need, 's1', 'lin');
    house().pass(10);
    const id = await onScene(house(), need, 's2', 'an');
    const contact = { name: { en: 'Duty officer' }, phone: '13900001111' };
    await house().does('tang', 'setEscalation', { of: 'organisation', ofId: 'tides', ...contact });
    await house().does('cao', 'setEscalation', { of: 'incident', ofId: house().incidentId, ...contact });
    await house().does('cao', 'claimNeed', { needId: need.id });
    house().pass(30);
    for (let turn = 0; turn < 30; turn += 1) {
      await sweep(house());
      // Lin answers for herself all the while.
      await house().does('lin', 'sayWell', { assignmentId: house().get('person', 'lin').heldBy! });
      house().pass(1);
    }
    expect(
      house()
        .get('watch', id)
        .steps.map(({ step, toIds }) => [step, ...toIds]),
    ).to.deep.equal([
      ['asked', 'an'],
      ['reminded', 'an'],
      ['lead', 'lin'],
      ['coordinator', 'cao'],
      ['escalated', 'tides'],
    ]);
    expect(
      house()
        .all('alert')
        .filter(({ type }) => type === 'silent'),
    ).to.have.length(1);
    const [alert] = house().all('alert');
    expect(alert!.acknowledgedAt).to.equal(null);
    expect(seen(house(), 'hua', 'desk', 'escalation', 'tides')!['private']).to.deep.equal(contact);
  });

  it('waits for nobody where nobody leads, and for the desk a while once it has taken the alert', async () => {
    const id = await onScene(house(), await openNeed(house()), 's2', 'an');
    house().pass(30);
    await sweep(house());
    for (let at = 0; at < 2; at += 1) {
      house().pass(5);
      await sweep(house());
    }
    expect(steps(house(), id)).to.deep.equal(['asked', 'reminded', 'lead', 'coordinator']);
    await house().does('cao', 'acknowledgeAlert', { alertId: house().all('alert')[0]!.id });
    house().pass(14);
    expect(await sweep(house())).to.equal(0);
    house().pass(1);
    expect(await sweep(house())).to.equal(1);
    // Nobody is named: that stands in the record, and the alert is unheard again.
    expect(house().get('watch', id).steps.at(-1)).to.deep.include({ step: 'escalated', toIds: [] });
    expect(house().all('alert')[0]!.acknowledgedAt).to.equal(null);
    house().pass(600);
    expect(await sweep(house())).to.equal(0);
  });

  it('leaves time to answer after a sweep that came hours late', async () => {
    const id = await onScene(house(), await openNeed(house()), 's2', 'an');
    house().pass(300);
    for (let at = 0; at < 3; at += 1) await sweep(house());
    expect(steps(house(), id)).to.deep.equal(['asked']);
  });

  it('is answered with one word, which ends the round and the alert and starts the clock again', async () => {
    const id = await onScene(house(), await openNeed(house()), 's2', 'an');
    house().pass(30);
    await sweep(house());
    const askedAt = house().now();
    for (let at = 0; at < 2; at += 1) {
      house().pass(5);
      await sweep(house());
    }
    expect(seen(house(), 'an', 'go', 'watch', id)!['steps']).to.have.length(4);
    expect(seen(house(), 'bai', 'go', 'watch', id)).to.equal(undefined);
    await house().does('an', 'sayWell', { assignmentId: id });
    const watch = house().get('watch', id);
    expect(watch.steps).to.deep.equal([]);
    expect(watch.rounds).to.deep.equal([{ askedAt, wellAt: house().now(), furthest: 'coordinator' }]);
    expect(house().all('alert')[0]!.clearedAt).to.equal(house().now());
    house().pass(29);
    expect(await sweep(house())).to.equal(0);
    house().pass(1);
    expect(await sweep(house())).to.equal(1);
  });

  it('may be said by the lead who stands beside them or a coordinator who called, and by no other', async () => {
    const need = await openNeed(house());
    await onScene(house(), need, 's1', 'lin');
    const id = await onScene(house(), need, 's2', 'an');
    expect((await refusalOf(house().does('gu', 'sayWell', { assignmentId: id }))).code).to.equal('notFound');
    await house().does('lin', 'sayWell', { assignmentId: id });
    expect(house().get('watch', id).wellBy).to.equal('lin');
    await house().does('cao', 'sayWell', { assignmentId: id });
    expect(house().get('watch', id).wellBy).to.equal('cao');
  });

  it('is asked of nobody who has left', async () => {
    const id = await onScene(house(), await openNeed(house()), 's2', 'an');
    house().pass(30);
    await sweep(house());
    await house().does('an', 'checkOut', { assignmentId: id });
    house().pass(60);
    expect(await sweep(house())).to.equal(0);
    expect(steps(house(), id)).to.deep.equal([]);
  });
});

describe('a call for help', () => {
  const house = houseForEach();
  const point = { lon: 121.5123, lat: 28.6131 };

  it('alarms the desks, and tells the caller who has heard it', async () => {
    const id = await onScene(house(), await openNeed(house()), 's2', 'an');
    await house().does('an', 'reportTrouble', { assignmentId: id, trouble: 'needHelp' });
    const alertId = house().all('alert')[0]!.id;
    expect(seen(house(), 'hua', 'desk', 'alert', alertId)).to.include({ type: 'needHelp', acknowledgedAt: null });
    await house().does('cao', 'acknowledgeAlert', { alertId });
    expect(seen(house(), 'an', 'go', 'alert', alertId)!['heardBy']).to.deep.equal({ en: 'Cao Lanting', zh: '曹兰亭' });
    expect(seen(house(), 'bai', 'go', 'alert', alertId)).to.equal(undefined);
    await house().does('cao', 'settleAlert', { alertId });
    expect(house().get('alert', alertId).clearedAt).to.equal(house().now());
  });

  it('made twice is one call, unheard again', async () => {
    const id = await onScene(house(), await openNeed(house()), 's2', 'an');
    const call = () => house().does('an', 'reportTrouble', { assignmentId: id, trouble: 'needHelp' });
    await call();
    await house().does('cao', 'acknowledgeAlert', { alertId: house().all('alert')[0]!.id });
    house().pass(3);
    await call();
    expect(house().all('alert')).to.have.length(1);
    expect(house().all('alert')[0]).to.include({ acknowledgedAt: null, raisedAt: house().now() });
  });

  it('may be followed by the place, which only the desks of the case and of the person see, and only while they are out', async () => {
    const id = await onScene(house(), await openNeed(house()), 's2', 'an');
    const tell = () => house().does('an', 'tellPlace', { assignmentId: id, point, accuracyM: 9 });
    expect((await refusalOf(tell())).code).to.equal('placeNotAsked');
    await house().does('an', 'reportTrouble', { assignmentId: id, trouble: 'needHelp' });
    await tell();
    const shownTo = (who: string) => seen(house(), who, 'desk', 'whereabouts', 'an')?.['private'];
    expect(shownTo('cao')).to.deep.equal({ point, accuracyM: 9 });
    expect(shownTo('tang')).to.deep.equal({ point, accuracyM: 9 });
    expect(shownTo('hua')).to.equal(undefined);
    expect(JSON.stringify(house().all('whereabouts'))).to.not.include('121.5123');
    await house().does('an', 'checkOut', { assignmentId: id });
    expect(shownTo('cao')).to.equal(undefined);
    expect((await refusalOf(tell())).code).to.equal('placeNotAsked');
  });

  it('shows the place of the check-in until a later one is known', async () => {
    const need = await openNeed(house());
    const id = await commit(house(), need, 's2', 'an');
    await house().does('an', 'checkIn', { assignmentId: id, how: { by: 'place', point, accuracyM: 30 } });
    const there = house().now();
    house().pass(40);
    await house().does('an', 'reportTrouble', { assignmentId: id, trouble: 'needHelp' });
    expect(seen(house(), 'cao', 'desk', 'whereabouts', 'an')).to.deep.include({ at: there, told: 'checkIn' });
  });

  it('reaches a screen that folds frames as one that fetches afresh, with the place shown and taken away', async () => {
    const id = await onScene(house(), await openNeed(house()), 's2', 'an');
    await house().does('an', 'reportTrouble', { assignmentId: id, trouble: 'needHelp' });
    const { spine } = house().muster.board;
    const before = spine.seq;
    await house().does('an', 'tellPlace', { assignmentId: id, point });
    const office = { is: 'desk', organisationId: 'office' } as const;
    expect(frameFor(spine, office, before).puts.map(({ kind }) => kind)).to.deep.equal(['whereabouts']);
    const told = spine.seq;
    await house().does('an', 'checkOut', { assignmentId: id });
    const after = frameFor(spine, office, told).puts.find(({ kind }) => kind === 'whereabouts');
    expect(after).to.not.have.property('private');
  });
});
