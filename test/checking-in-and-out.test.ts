import { expect } from 'chai';
import { anybody, refusalOf } from './support/house.ts';
import { commit, houseForEach, onScene, openNeed, seen } from './support/on-scene.ts';

const site = { lon: 121.512, lat: 28.613 };
const minute = 60_000;

describe('checking in and out', () => {
  const house = houseForEach();

  it('notes how far from the site a phone says it is, and how sure it is, and never refuses for it', async () => {
    const need = await openNeed(house());
    const near = await commit(house(), need, 's2', 'an');
    const far = await commit(house(), need, 's2', 'bai');
    const silent = await commit(house(), need, 's2', 'chi');
    const at = (lat: number) => ({ by: 'place' as const, point: { ...site, lat }, accuracyM: 18.4 });
    await house().does('an', 'checkIn', { assignmentId: near, how: at(site.lat + 0.00036) });
    await house().does('bai', 'checkIn', { assignmentId: far, how: at(site.lat + 0.019) });
    await house().does('chi', 'checkIn', { assignmentId: silent, how: { by: 'place' } });
    const off = (id: string) => house().get('assignment', id).checkInMetresOff;
    expect(off(near)).to.be.closeTo(40, 1);
    expect(house().get('assignment', near).checkInAccuracyM).to.equal(18);
    expect(off(far)).to.be.closeTo(2113, 5);
    expect([off(silent), house().get('assignment', silent).status]).to.deep.equal([null, 'checkedIn']);
  });

  it('takes anywhere in the cell for the site where no more than the cell is known', async () => {
    const need = await openNeed(house(), { point: undefined, cellId: 'quay' });
    const inside = await commit(house(), need, 's2', 'an');
    const outside = await commit(house(), need, 's2', 'bai');
    const there = (lon: number) => ({ by: 'place' as const, point: { lon, lat: 28.601 } });
    await house().does('an', 'checkIn', { assignmentId: inside, how: there(121.501) });
    await house().does('bai', 'checkIn', { assignmentId: outside, how: there(121.55) });
    expect(house().get('assignment', inside).checkInMetresOff).to.equal(0);
    expect(house().get('assignment', outside).checkInMetresOff).to.be.greaterThan(3000);
  });

  it('is done by the lead for the team, and by no other member of it', async () => {
    const need = await openNeed(house());
    await onScene(house(), need, 's1', 'lin');
    const assignmentId = await commit(house(), need, 's2', 'an');
    await commit(house(), need, 's2', 'bai');
    const byLead = { assignmentId, how: { by: 'lead' as const } };
    expect((await refusalOf(house().does('bai', 'checkIn', byLead))).code).to.equal('notFound');
    expect((await refusalOf(house().does('an', 'checkIn', byLead))).code).to.equal('notYours');
    const team = seen(house(), 'lin', 'go', 'need', need.id)!['team'] as { personId: string; assignmentId?: string }[];
    expect(team.find(({ personId }) => personId === 'an')!.assignmentId).to.equal(assignmentId);
    const asMember = seen(house(), 'bai', 'go', 'need', need.id)!['team'] as { assignmentId?: string }[];
    expect(asMember.filter((mate) => mate.assignmentId !== undefined)).to.deep.equal([]);
    await house().does('lin', 'checkIn', byLead);
    house().pass(50);
    await house().does('lin', 'checkOut', { assignmentId });
    const { checkedInHow, checkedOutHow, minutes, status } = house().get('assignment', assignmentId);
    expect({ checkedInHow, checkedOutHow, minutes, status }).to.deep.equal({
      checkedInHow: 'lead',
      checkedOutHow: 'lead',
      minutes: 50,
      status: 'completed',
    });
  });

  it('ends with leading: who has left leads nobody any more', async () => {
    const need = await openNeed(house());
    const own = await onScene(house(), need, 's1', 'lin');
    const assignmentId = await commit(house(), need, 's2', 'an');
    await house().does('lin', 'checkOut', { assignmentId: own });
    const refused = await refusalOf(house().does('lin', 'checkIn', { assignmentId, how: { by: 'lead' } }));
    expect(refused.code).to.equal('notFound');
  });

  it('is done at a staging area by its code, out as well as in, and not with the code of another incident', async () => {
    const need = await openNeed(house());
    const assignmentId = await commit(house(), need, 's2', 'an');
    const { code } = await house().does('cao', 'readStationCode', { stationId: house().stationId });
    expect((await refusalOf(house().does('an', 'checkOut', { assignmentId, code: 'x.y' }))).code).to.equal(
      'deskCodeWrong',
    );
    await house().does('an', 'checkIn', { assignmentId, how: { by: 'desk', code } });
    await house().does('an', 'checkOut', { assignmentId, code });
    const { checkedInHow, checkedOutHow } = house().get('assignment', assignmentId);
    expect([checkedInHow, checkedOutHow]).to.deep.equal(['desk', 'desk']);
  });

  it('counts from when it was tapped where it had to wait for signal, within what is possible', async () => {
    const need = await openNeed(house());
    const assignmentId = await commit(house(), need, 's2', 'an');
    const saidYesAt = house().now();
    house().pass(120);
    await house().does('an', 'checkIn', { assignmentId, how: { by: 'place' }, at: saidYesAt + 20 * minute });
    expect(house().get('assignment', assignmentId).checkedInAt).to.equal(saidYesAt + 20 * minute);
    house().pass(60);
    await house().does('an', 'checkOut', { assignmentId, at: saidYesAt + 110 * minute });
    expect(house().get('assignment', assignmentId).minutes).to.equal(90);
    const early = await commit(house(), need, 's2', 'bai');
    const yesAt = house().now();
    house().pass(5);
    await house().does('bai', 'checkIn', { assignmentId: early, how: { by: 'place' }, at: yesAt - 600 * minute });
    expect(house().get('assignment', early).checkedInAt).to.equal(yesAt);
    await house().does('bai', 'checkOut', { assignmentId: early, at: yesAt + 600 * minute });
    expect(house().get('assignment', early).minutes).to.equal(5);
  });

  it('is not for a stranger', async () => {
    const need = await openNeed(house());
    const assignmentId = await commit(house(), need, 's2', 'an');
    expect((await refusalOf(house().does(anybody, 'checkOut', { assignmentId }))).code).to.equal('notSignedIn');
    expect((await refusalOf(house().does('gu', 'checkOut', { assignmentId }))).code).to.equal('notFound');
  });
});
