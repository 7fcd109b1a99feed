import { expect } from 'chai';
import { openGateway, gatewaySecret, report, type Gateway } from './support/gateway.ts';
import { openHouse, refusalOf, type House } from './support/house.ts';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

describe('changing how one is reached', function () {
  this.timeout(60_000);
  let house: House;
  let gateway: Gateway;
  beforeEach(async () => {
    gateway = await openGateway(() => house.now());
    house = await openHouse({ settings: { SMS_WEBHOOK_URL: gateway.url, WEBHOOK_SECRET: gatewaySecret } });
  });
  afterEach(async () => {
    await house.stop();
    await gateway.close();
  });
  const kept = (id: string) =>
    house.muster.board.spine.sight.open(house.get('person', id)) as Record<string, unknown> & { phone: string };
  const answerFrom = async (from: string): Promise<string> => {
    const { body } = await report(
      house.url,
      'replies',
      { from, text: 'hello', id: `${from}.${Math.random()}` },
      { now: house.now() },
    );
    return String(body['reply']);
  };

  it('a person changes their own number and mail, and is found by the new number alone', async () => {
    const before = kept('an');
    await house.does('an', 'changeContact', { personId: 'an', phone: '137 0000 2222', email: 'an@example.org' });
    expect(kept('an')).to.deep.include({ name: before['name'], phone: '137 0000 2222', email: 'an@example.org' });
    expect(await answerFrom('13700002222')).to.match(/没有看懂/);
    expect(await answerFrom(before.phone)).to.match(/未在 Muster 登记/);
    await house.does('an', 'changeContact', { personId: 'an', phone: null });
    expect(kept('an')).to.not.have.property('phone');
    expect(kept('an')).to.include({ email: 'an@example.org' });
    expect(await answerFrom('13700002222')).to.match(/未在 Muster 登记/);
    await house.restart();
    expect(await answerFrom('13700002222')).to.match(/未在 Muster 登记/);
  });

  it('a message goes to the new number', async () => {
    await house.does('an', 'changeContact', { personId: 'an', phone: '13700002222' });
    await house.does('an', 'sendTestNotice', { personId: 'an', channel: 'sms' });
    house.pass(1);
    await house.muster.notifier.round();
    expect(gateway.sent.map(({ to }) => to)).to.deep.equal(['13700002222']);
  });

  it('nobody takes the number of somebody else, or changes that of another', async () => {
    expect(await refusalOf(house.does('an', 'changeContact', { personId: 'an', phone: kept('bai').phone }))).to.include(
      {
        code: 'phoneTaken',
      },
    );
    // Their own, written otherwise, is no news.
    await house.does('an', 'changeContact', { personId: 'an', phone: `+86 ${kept('an').phone}` });
    expect(await refusalOf(house.does('bai', 'changeContact', { personId: 'an', phone: '13700003333' }))).to.include({
      code: 'notFound',
    });
    expect(await refusalOf(house.does('hua', 'changeContact', { personId: 'an', phone: '13700003333' }))).to.include({
      code: 'otherOrganisation',
    });
    await house.does('tang', 'changeContact', { personId: 'an', phone: '13700003333' });
    expect(kept('an').phone).to.equal('13700003333');
  });

  it('rests on disk sealed alone', async () => {
    await house.does('an', 'changeContact', { personId: 'an', phone: '13755501234', email: 'sealed@example.org' });
    const files = readdirSync(house.dir, { recursive: true }).map((name) => path.join(house.dir, String(name)));
    for (const file of files.filter((name) => statSync(name).isFile())) {
      const bytes = readFileSync(file);
      for (const text of ['13755501234', 'sealed@example.org']) expect(bytes.includes(text), file).to.equal(false);
    }
  });
});
