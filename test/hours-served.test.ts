import { expect } from 'chai';
import { anybody, refusalOf } from './support/house.ts';
import { houseForEach, onScene, openNeed } from './support/on-scene.ts';

describe('hours served', () => {
  const house = houseForEach();
  const day = 24 * 3_600_000;
  const work = async (personId: string, minutes: number) => {
    const assignmentId = await onScene(house(), await openNeed(house()), 's2', personId);
    house().pass(minutes);
    await house().does(personId, 'checkOut', { assignmentId });
  };
  const service = (who: string, personId: string, fromAt: number, untilAt: number) =>
    house().does(who, 'readService', { personId, fromAt, untilAt });

  it('are those between check-in and check-out, and add up over any periods', async () => {
    const start = house().now();
    for (const minutes of [47.6, 33.3, 90]) {
      await work('an', minutes);
      house().pass(10);
    }
    const whole = await service('an', 'an', start, house().now());
    expect(whole.lines.map(({ minutes }) => minutes)).to.deep.equal([48, 33, 90]);
    expect(whole.minutes).to.equal(171);
    let sum = 0;
    const step = 7 * 60_000 + 1234;
    for (let at = start; at < house().now(); at += step) sum += (await service('an', 'an', at, at + step)).minutes;
    expect(sum).to.equal(171);
    const { minutes } = house().all('assignment')[0]!;
    expect(minutes).to.equal(48);
  });

  it('are read by the person and by the desk they belong to', async () => {
    const start = house().now();
    await work('an', 60);
    expect((await service('tang', 'an', start, house().now())).minutes).to.equal(60);
    expect((await refusalOf(service('hua', 'an', start, house().now()))).code).to.equal('otherOrganisation');
    expect((await refusalOf(service('bai', 'an', start, house().now()))).code).to.equal('notFound');
  });

  it('stand on a certificate that anybody can check by its code, and that says nothing more', async () => {
    const start = house().now();
    await work('an', 60);
    const given = { personId: 'an', fromAt: start - day, untilAt: house().now() + day };
    const { serviceRecordId, code } = await house().does('an', 'issueServiceRecord', given);
    expect(await house().does(anybody, 'checkServiceRecord', { code: code.toLowerCase() })).to.deep.equal({
      name: { en: 'An Dongmei', zh: '安冬梅' },
      organisation: { en: 'Tides Volunteer Team', zh: '潮汐志愿队' },
      fromAt: start - day,
      untilAt: house().now(),
      minutes: 60,
      assignments: 1,
      issuedAt: house().now(),
    });
    expect((await service('an', 'an', start, house().now())).issued).to.deep.include.members([
      { ...(await service('tang', 'an', start, house().now())).issued[0]!, id: serviceRecordId, code },
    ]);
    // Printed again it is the same one; after more work it is another.
    expect((await house().does('an', 'issueServiceRecord', given)).code).to.equal(code);
    await work('an', 30);
    const later = await house().does('an', 'issueServiceRecord', { ...given, untilAt: house().now() });
    expect(later.code).to.not.equal(code);
    expect((await house().does(anybody, 'checkServiceRecord', { code })).minutes).to.equal(60);
  });

  it('are certified of nobody who has none, by nobody else, and under no invented code', async () => {
    const of = { personId: 'an', fromAt: house().now() - day, untilAt: house().now() };
    expect((await refusalOf(house().does('an', 'issueServiceRecord', of))).code).to.equal('noServiceToRecord');
    expect((await refusalOf(house().does('bai', 'issueServiceRecord', of))).code).to.equal('notFound');
    expect((await refusalOf(house().does(anybody, 'checkServiceRecord', { code: 'ABCDE-FGH23' }))).code).to.equal(
      'noServiceRecord',
    );
  });
});
