import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { expectAccessible } from '../support/axe.ts';
import { houseInBrowser, keep, openAs, openScreen } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { anybody, type House } from '../support/house.ts';
import { onScene, openNeed } from '../support/on-scene.ts';
import { drawn } from '../support/qr.ts';

const phone = { width: 360, height: 720, locale: 'zh-CN' };
const wide = { width: 1440, height: 900, locale: 'en-GB' };

/** Whatever can be pressed is at least 44 px high, links inside a sentence and what is hidden left out. */
async function expectLargeTargets(page: Page): Promise<void> {
  const small = await page
    .locator('#place button, #place a.button, #place input:not([type=checkbox]), #place select, #place summary')
    .evaluateAll((found) =>
      found
        .filter((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 43.5)
        .map((one) => one.outerHTML),
    );
  expect(small).to.deep.equal([]);
}

describe('in the browser, who comes without being asked', function () {
  this.timeout(180_000);
  let house: House;
  let browser: Browser;
  houseInBrowser('test', (opened) => ({ house, browser } = opened));

  /** The walk-ups of the desk. */
  async function openDesk(personId = 'cao', size = wide) {
    const screen = await openAs(browser, house, personId, size, '/desk#/people');
    await screen.page.getByRole('tab', { name: size.locale === 'en-GB' ? 'Walk-ups' : '随到志愿者' }).click();
    return screen;
  }
  /** What the QR code of the check-in point holds. */
  const stationLink = async (): Promise<string> => {
    const { code } = await house.does('cao', 'readStationCode', { stationId: house.stationId });
    return `${house.url}/go#at=${encodeURIComponent(code)}`;
  };

  it('is written down with the keyboard alone, one after another, and their slip leads to a page that works', async () => {
    const need = await openNeed(house);
    await onScene(house, need, 's1', 'lin');
    const { page, faults } = await openDesk();
    await page.getByText('Nobody has come unasked today.').waitFor();
    await expectAccessible(page);
    const begun = Date.now();
    await eventually(() => page.evaluate(() => document.activeElement?.tagName === 'INPUT'));
    await page.keyboard.type('Qian Tu');
    await page.keyboard.press('Enter');
    await page.getByText('Code of Qian Tu').waitFor();
    const seconds = (Date.now() - begun) / 1000;
    // The field is empty again and has the focus: the next one can say their name.
    await page.keyboard.type('钱途');
    await page.keyboard.press('Tab');
    await page.keyboard.type('13700001234');
    await page.keyboard.press('Enter');
    await page.getByText('Code of 钱途').waitFor();
    expect(house.all('walkUp')).to.have.length(2);
    expect(seconds, 'seconds to register one').to.be.below(30);
    const code = (await page.locator('.given-code .paper-code').textContent())!;
    await keep(page, 'desk-walk-ups');
    await expectAccessible(page);

    // A name is needed, and that is said where it is lacking.
    await page.keyboard.press('Enter');
    await page.getByText('A name is needed.').waitFor();

    await page.locator('.given-code').getByRole('button', { name: 'Print the slip' }).click();
    await page.locator('.slip .qr').waitFor();
    await keep(page, 'desk-slip');
    await expectAccessible(page);
    const link = `${house.url}/#paper=${code}`;
    expect(await page.locator('.slip .qr path').getAttribute('d')).to.equal(drawn(link));
    await page.keyboard.press('Escape');

    // Put on work under the lead, then in and out by the code, on the phone.
    const line = page.locator('.walk-up').filter({ hasText: '钱途' });
    await line.getByRole('button', { name: 'Put on work' }).click();
    await line.getByRole('button', { name: 'Put there' }).click();
    await line.getByText('Not checked in yet.', { exact: false }).waitFor();
    const paper = await openScreen(browser, phone);
    await paper.page.goto(link);
    await paper.page.getByText('带队人：林清语').waitFor();
    await keep(paper.page, 'open-paper-on-way');
    await expectLargeTargets(paper.page);
    await paper.page.getByRole('button', { name: '签到' }).click();
    await line.getByText('On scene since', { exact: false }).waitFor();
    await paper.page.getByRole('button', { name: '我平安' }).waitFor();
    await keep(paper.page, 'open-paper-on-scene');
    await expectAccessible(paper.page);
    const call = await paper.page.getByRole('button', { name: '我需要帮助' }).boundingBox();
    expect(call!.height, 'the call for help stands in one line').to.be.below(60);
    house.pass(75);
    // The page says when something was pressed, by the clock it last heard of.
    await paper.page.reload();
    await paper.page.getByRole('button', { name: '签退' }).click();
    await paper.page.getByRole('button', { name: '再点一次：到此结束工作' }).click();
    await paper.page.getByText('已计时长 1 小时 15 分钟').waitFor();
    await line.getByText('No work yet.').waitFor();

    await line.getByRole('button', { name: 'Approve' }).click();
    await line.getByText('approved', { exact: true }).waitFor();
    await paper.page.getByRole('button', { name: '今天离开' }).click();
    await paper.page.getByRole('button', { name: '再点一次：今天离开' }).click();
    await line.getByText('Signed off', { exact: false }).waitFor();

    await page.getByRole('button', { name: 'Print the check-in list (ICS 211)' }).click();
    await page.getByText('2 people in all').waitFor();
    await keep(page, 'desk-ics-211');
    await expectAccessible(page);
    for (const screen of [{ faults }, paper]) expect(screen.faults).to.deep.equal([]);
  });

  it('and waits for approval is led from the check-in point to a code on paper all the same', async () => {
    const { page, faults } = await openAs(browser, house, 'wei', phone, '/go');
    await page.getByRole('heading', { name: '您的登记正在审核' }).waitFor();
    expect(await page.getByText('在此签到点登记').count()).to.equal(0);
    await page.goto(await stationLink());
    await page.getByText('您已在签到点', { exact: false }).waitFor();
    await keep(page, 'go-gate-at-a-point');
    await expectAccessible(page);
    await page.getByRole('link', { name: '在此签到点登记' }).click();
    await page.getByLabel('姓名', { exact: false }).waitFor();
    expect(faults).to.deep.equal([]);
  });

  it('checks out without signal by the code, and the hours end when they pressed it', async () => {
    const need = await openNeed(house);
    await onScene(house, need, 's1', 'lin');
    const { walkUpId, code } = await house.does('cao', 'registerWalkUp', {
      incidentId: house.incidentId,
      stationId: house.stationId,
      name: { zh: '钱途' },
    });
    const { assignmentId } = await house.does('cao', 'placeWalkUp', { walkUpId, needId: need.id, seatId: 's2' });
    await house.does(anybody, 'stepByCode', { code, step: 'checkIn' });
    house.pass(20);
    const { page, context, faults } = await openScreen(browser, phone);
    await page.goto(`${house.url}/#paper=${code}`);
    await page.getByRole('button', { name: '签退' }).waitFor();
    await context.setOffline(true);
    await page.getByRole('button', { name: '签退' }).click();
    await page.getByRole('button', { name: '再点一次：到此结束工作' }).click();
    await page.getByText('等有信号时会自动发送', { exact: false }).waitFor();
    await keep(page, 'open-paper-kept');
    await expectAccessible(page);
    const pressedAt = house.now();
    expect(house.get('assignment', assignmentId).status).to.equal('checkedIn');
    house.pass(40);
    await context.setOffline(false);
    await eventually(() => house.get('assignment', assignmentId).status === 'completed');
    expect(house.get('assignment', assignmentId).endedAt ?? 0).to.be.within(pressedAt - 60_000, pressedAt + 60_000);
    await page.getByText('已签退', { exact: false }).waitFor();
    expect(await page.getByText('等有信号时会自动发送', { exact: false }).count()).to.equal(0);
    expect(faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))).to.deep.equal([]);
  });

  it('is checked in and out by the desk, whose scanner types what it reads off the paper', async () => {
    const need = await openNeed(house);
    await onScene(house, need, 's1', 'lin');
    const { walkUpId, code } = await house.does('cao', 'registerWalkUp', {
      incidentId: house.incidentId,
      stationId: house.stationId,
      name: { zh: '钱途' },
    });
    const { assignmentId } = await house.does('cao', 'placeWalkUp', { walkUpId, needId: need.id, seatId: 's2' });
    const { page, faults } = await openDesk('cao', { ...wide, locale: 'zh-CN' });
    const byCode = page.locator('section.card').filter({ hasText: '按纸上的编码' });
    await byCode.getByRole('textbox').fill(`${house.url}/#paper=${code}`);
    await page.keyboard.press('Enter');
    await byCode.getByRole('button', { name: '签到' }).click();
    await byCode.getByRole('button', { name: '签退' }).waitFor();
    expect(house.get('assignment', assignmentId)).to.include({ status: 'checkedIn', checkedInHow: 'paper' });
    await keep(page, 'desk-by-code-zh');
    await expectAccessible(page);
    house.pass(20);
    await byCode.getByRole('button', { name: '签退' }).click();
    await byCode.getByRole('button', { name: '再点一次：到此结束工作' }).click();
    await byCode.getByText('已计时长 20 分钟').waitFor();
    await page.getByRole('button', { name: '服务时长与证明' }).click();
    await page.getByText('20 分钟，共 1 次任务').waitFor();
    await byCode.getByRole('textbox').fill('K7M2P');
    await page.keyboard.press('Enter');
    await byCode.getByText('编码共十位字母和数字，不含 O、0、I、1。').waitFor();
    await keep(page, 'desk-walk-ups-hours-zh');
    expect(faults).to.deep.equal([]);
  });

  it('registers without an account at the code of a check-in point, and finds back by scanning it again', async () => {
    const { page, faults } = await openScreen(browser, phone);
    await page.goto(await stationLink());
    await page.waitForURL(/#here=/u);
    await page.getByText('学校体育馆', { exact: false }).waitFor();
    await keep(page, 'open-here');
    await expectLargeTargets(page);
    await expectAccessible(page);
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('请填写姓名。').waitFor();
    await page.getByLabel('姓名').fill('钱途');
    await page.getByLabel('手机号码').fill('13700001234');
    await page.getByText('更多：', { exact: false }).click();
    await page.getByLabel('到场形式').selectOption('boat');
    await page.getByLabel('共多少人').fill('3');
    await keep(page, 'open-here-more');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('登记成功').waitFor();
    const code = (await page.locator('output.code').textContent())!;
    await keep(page, 'open-registered');
    await expectAccessible(page);
    expect(house.all('walkUp')[0]).to.include({ resource: 'boat', personnel: 3, registeredBy: null });

    await page.goto('about:blank');
    await page.goto(await stationLink());
    await page.getByRole('link', { name: '钱途：签到、签退、我的时长' }).click();
    await page.getByText('还没有工作，正在安排。').waitFor();
    await expectAccessible(page);

    // Another phone with the same number is told that it is known, and loses nothing that was typed.
    const other = await openScreen(browser, { ...phone, locale: 'en-GB' });
    await other.page.goto(await stationLink());
    await other.page.getByLabel('Name').fill('Qian Tu');
    await other.page.getByLabel('Mobile number').fill('137 0000 1234');
    await other.page.getByRole('button', { name: 'Register', exact: true }).click();
    await other.page.getByRole('alert').waitFor();
    await keep(other.page, 'open-here-refused');
    expect(await other.page.getByLabel('Name').inputValue()).to.equal('Qian Tu');
    expect(await house.does(anybody, 'followWalkUp', { code })).to.include({ approved: false });
    expect(faults).to.deep.equal([]);
  });

  it('calls for help by the code, and sees that the desk has heard it; a wrong code says so', async () => {
    const need = await openNeed(house);
    await onScene(house, need, 's1', 'lin');
    const { walkUpId, code } = await house.does('cao', 'registerWalkUp', {
      incidentId: house.incidentId,
      needId: need.id,
      name: { zh: '钱途' },
    });
    const { assignmentId } = await house.does('cao', 'placeWalkUp', { walkUpId, needId: need.id, seatId: 's2' });
    const { page, context } = await openScreen(browser, { ...phone, locale: 'en-GB' });
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ latitude: 28.613, longitude: 121.512, accuracy: 12 });
    await page.goto(`${house.url}/#paper`);
    await page.getByLabel('Code').fill('AAAAA-AAAAA');
    await page.getByRole('button', { name: 'Look it up' }).click();
    await page.getByText('Nobody was registered with this code.', { exact: false }).waitFor();
    await page.getByRole('link', { name: 'Another code' }).click();
    await page.getByLabel('Code').fill(code.toLowerCase());
    await page.getByRole('button', { name: 'Look it up' }).click();
    await page.getByRole('button', { name: 'I need help' }).click();
    await page.getByRole('button', { name: 'Press again: alert the desk' }).click();
    await page.getByText('The desk has been alerted.', { exact: false }).first().waitFor();
    const [alert] = house.all('alert');
    expect(alert).to.include({ type: 'needHelp', assignmentId });
    await eventually(() => house.all('whereabouts').some(({ told }) => told === 'help'));
    await keep(page, 'open-paper-help');
    await expectAccessible(page);
    await house.does('cao', 'acknowledgeAlert', { alertId: alert!.id });
    await page.reload();
    await page.getByText('Somebody at the desk is dealing with it.').waitFor();
  });
});
