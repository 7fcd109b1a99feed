import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { expectAccessible } from '../support/axe.ts';
import { browserOrSkip, keep, openAs, openBrowser, openScreen } from '../support/browser.ts';
import { gatewaySecret, openGateway, report, type Gateway } from '../support/gateway.ts';
import { openHouse, type House } from '../support/house.ts';
import { openNeed } from '../support/on-scene.ts';

const wide = { width: 1440, height: 900, locale: 'en-GB' };
const phone = { width: 360, height: 720, locale: 'en-GB' };

describe('in the browser: what became of messages', function () {
  this.timeout(120_000);
  let house: House;
  let gateway: Gateway | undefined;
  let browser: Browser;
  before(async function () {
    browserOrSkip(this);
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await house?.stop();
    await gateway?.close();
    gateway = undefined;
  });
  after(() => browser?.close());

  const open = (personId: string, size: typeof wide, at: string) => openAs(browser, house, personId, size, at);
  const round = async (minutes = 0.2) => {
    house.pass(minutes);
    await house.muster.notifier.round();
  };

  it('the desk sees per person and channel how far each message came, and whom nothing reached', async () => {
    gateway = await openGateway(() => house.now());
    house = await openHouse({ settings: { SMS_WEBHOOK_URL: gateway.url, WEBHOOK_SECRET: gatewaySecret } });
    const need = await openNeed(house);
    for (const personId of ['an', 'bai'])
      await house.does(personId, 'setReach', { personId, order: ['sms'], quiet: null });
    const cao = await open('cao', wide, `/desk#/need/${need.id}`);
    await house.does('cao', 'offer', { needId: need.id, seatId: 's2', personIds: ['an'] });
    await round();
    const of = (name: string) =>
      cao.page
        .locator('#need li, #need .offered')
        .filter({ hasText: name })
        .getByRole('list', { name: 'What became of the message' });
    await of('An Dongmei').getByText('text message sent').waitFor();
    const [notice] = house.all('notice');
    await report(house.url, 'receipts', { key: `${notice!.id}.sms`, state: 'delivered' }, { now: house.now() });
    await of('An Dongmei').getByText('text message delivered').waitFor();
    await of('An Dongmei').getByText('not answered yet').waitFor();
    gateway.moods.push(422);
    await house.does('cao', 'offer', { needId: need.id, seatId: 's2', personIds: ['bai'] });
    await round();
    await of('Bai Xingzhou').getByText('text message failed').waitFor();
    await cao.page.getByText('Not reached: Bai Xingzhou').waitFor();
    await keep(cao.page, 'deliveries-en');
    await expectAccessible(cao.page);
    expect(cao.faults).to.deep.equal([]);
  });

  it('the page of the sink shows what a phone would have got, and its answer is the person’s', async () => {
    house = await openHouse({ settings: { SINK: 'on' } });
    const need = await openNeed(house);
    await house.does('an', 'setReach', { personId: 'an', order: ['sms'], quiet: null });
    await house.does('cao', 'offer', { needId: need.id, seatId: 's2', personIds: ['an'] });
    await round();
    const { code } = house.all('notice')[0]!;
    const cao = await open('cao', { ...wide, locale: 'zh-CN' }, '/sink');
    const handset = cao.page.locator('.phone');
    await handset.getByText(`回复“1 ${code}”接受`, { exact: false }).waitFor();
    await handset.getByRole('button', { name: `2 ${code}` }).click();
    await handset.getByText('可否告知原因', { exact: false }).waitFor();
    await handset.getByRole('textbox').fill(`2 ${code} 2`);
    await handset.getByRole('textbox').press('Enter');
    await handset.getByText('已记下原因', { exact: false }).waitFor();
    await keep(cao.page, 'sink-zh');
    await expectAccessible(cao.page);
    expect(house.all('assignment')[0]).to.include({ status: 'declined', declineReason: 'tooFar' });
    // It shows what people are told, so nobody else may look.
    const an = await open('an', phone, '/sink');
    await an.page.getByText('Coordinators alone may look at this.', { exact: false }).waitFor();
  });

  it('the link in a mail is answered on a phone that is signed in nowhere, with one tap and the reason with another', async () => {
    house = await openHouse({ settings: { SINK: 'on' } });
    const need = await openNeed(house, { address: { zh: '码头路5号' }, contactPhone: '13911110000' });
    const cao = await open('cao', wide, '/sink');
    const mailTo = async (personId: string) => {
      await house.does(personId, 'setReach', { personId, order: ['email'], quiet: null });
      await house.does('cao', 'offer', { needId: need.id, seatId: 's2', personIds: [personId] });
      await round();
      const inMail = cao.page.locator('.phone').filter({ hasText: `${personId}@example.org` });
      const link = await inMail.getByRole('link', { name: '#offer=' }).getAttribute('href');
      const screen = await openScreen(browser, { ...phone, locale: 'zh-CN' });
      await screen.page.goto(house.url + new URL(link!).pathname + new URL(link!).hash);
      return screen;
    };
    const an = await mailTo('an');
    await an.page.getByRole('heading', { name: '清理楼道' }).waitFor();
    await an.page.getByText('码头，距您家约', { exact: false }).waitFor();
    await keep(an.page, 'mail-offer-zh');
    await expectAccessible(an.page);
    expect(await an.page.content()).to.not.include('码头路5号');
    await an.page.getByRole('button', { name: '我去' }).click();
    await an.page.getByText('您已答应前往', { exact: false }).waitFor();
    await an.page.getByText('码头路5号').waitFor();
    await an.page.getByRole('link', { name: '13911110000' }).waitFor();
    expect(house.all('assignment').find(({ personId }) => personId === 'an')!.status).to.equal('accepted');
    await keep(an.page, 'mail-going-zh');
    await expectAccessible(an.page);
    await an.page.getByRole('button', { name: '去不了了' }).click();
    await an.page.getByRole('button', { name: '再点一次：让出名额' }).click();
    await an.page.getByText('您的任务已解除。').waitFor();

    const bai = await mailTo('bai');
    await bai.page.getByRole('button', { name: '这次不行' }).click();
    await bai.page.getByRole('button', { name: '太远了' }).waitFor();
    await keep(bai.page, 'mail-why-zh');
    await expectAccessible(bai.page);
    await bai.page.getByRole('button', { name: '太远了' }).click();
    await bai.page.getByText('已记下', { exact: false }).waitFor();
    expect(house.all('assignment').find(({ personId }) => personId === 'bai')!.declineReason).to.equal('tooFar');
    const box = await bai.page.getByRole('button', { name: '太远了' }).count();
    expect(box, 'asked once').to.equal(0);

    await bai.page.goto(`${house.url}/#offer=not-a-link`);
    await bai.page.getByText('此链接不对应任何邀请', { exact: false }).waitFor();
    for (const { faults } of [cao, an]) expect(faults).to.deep.equal([]);
  });

  it('a person writes their own number and mail address in the pocket, and is told what is wrong with them', async () => {
    gateway = await openGateway(() => house.now());
    house = await openHouse({ settings: { SMS_WEBHOOK_URL: gateway.url, WEBHOOK_SECRET: gatewaySecret } });
    const an = await open('an', phone, '/go');
    await an.page.getByRole('button', { name: 'Me', exact: true }).click();
    const number = an.page.getByLabel('Phone number');
    await number.fill('call me');
    await an.page.getByRole('button', { name: 'Save' }).click();
    await an.page.getByText('Write a phone number with digits and spaces only.').waitFor();
    const bais = (house.muster.board.spine.sight.open(house.get('person', 'bai')) as { phone: string }).phone;
    await number.fill(bais);
    await an.page.getByRole('button', { name: 'Save' }).click();
    await an.page.getByText('belongs to somebody else here', { exact: false }).waitFor();
    await number.fill('137 0000 2222');
    await an.page.getByLabel('Mail address').fill('an@example.org');
    await number.scrollIntoViewIfNeeded();
    await keep(an.page, 'pocket-contact-en');
    await expectAccessible(an.page);
    const save = an.page.getByRole('button', { name: 'Save' });
    expect((await save.boundingBox())!.height).to.be.at.least(44);
    await save.click();
    await an.page.getByText('Saved. From now on you are reached there.').waitFor();
    await save.waitFor({ state: 'detached' });
    expect(house.muster.board.spine.sight.open(house.get('person', 'an'))).to.include({
      phone: '137 0000 2222',
      email: 'an@example.org',
    });
    // The channel shows it at once.
    await an.page.locator('.lines').getByText('137 0000 2222').waitFor();
    await an.page
      .getByRole('group', { name: 'Language of this app' })
      .getByRole('radio', { name: '中文' })
      .check({ force: true });
    await an.page.getByRole('heading', { name: '电话与邮箱' }).scrollIntoViewIfNeeded();
    await keep(an.page, 'pocket-contact-zh');
  });
});
