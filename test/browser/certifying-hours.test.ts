import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { expectAccessible } from '../support/axe.ts';
import { houseInBrowser, keep, openAs, openScreen } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import type { House } from '../support/house.ts';
import { commit, onScene, openNeed } from '../support/on-scene.ts';
import { drawn } from '../support/qr.ts';

const phone = { width: 360, height: 720, locale: 'zh-CN' };
const wide = { width: 1440, height: 900, locale: 'en-GB' };

describe('in the browser, hours served', function () {
  this.timeout(180_000);
  let house: House;
  let browser: Browser;
  houseInBrowser('test', (opened) => ({ house, browser } = opened));

  const open = (personId: string, size: typeof phone, at: 'desk' | 'go') =>
    openAs(browser, house, personId, size, `/${at}`);
  async function work(personId: string, minutes: number): Promise<void> {
    const assignmentId = await onScene(house, await openNeed(house), 's2', personId);
    house.pass(minutes);
    await house.does(personId, 'checkOut', { assignmentId });
  }

  it('are certified at the desk of the organisation, and anybody can check the paper by its code', async () => {
    await work('an', 195);
    const { page, faults } = await open('tang', wide, 'desk');
    await page.goto(`${house.url}/desk#/people`);
    await page.getByRole('button', { name: 'An Dongmei', exact: true }).click();
    await page.getByText('3 h 15 min in 1 assignment').waitFor();
    await page.getByLabel('From').fill('2026-09-15');
    await page.getByText('No finished work in this period.').waitFor();
    expect(await page.getByRole('button', { name: 'Make a certificate' }).isDisabled()).to.equal(true);
    await page.getByLabel('From').fill('2026-09-14');
    await page.getByText('3 h 15 min in 1 assignment').waitFor();
    await keep(page, 'desk-hours');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Make a certificate' }).click();
    await page.locator('.certificate .qr').waitFor();
    const [record] = house.all('serviceRecord');
    expect(record).to.include({ personId: 'an', minutes: 195, issuedBy: 'tang' });
    const code = (await page.locator('.certificate-code').textContent())!;
    const link = `${house.url}/#certificate=${code}`;
    expect(await page.locator('.certificate .qr path').getAttribute('d')).to.equal(drawn(link));
    await keep(page, 'desk-certificate');
    await expectAccessible(page);
    await page.emulateMedia({ media: 'print' });
    await keep(page, 'desk-certificate-printed');
    await page.emulateMedia({ media: null });

    const anybody = await openScreen(browser, phone);
    await anybody.page.goto(link);
    await anybody.page.getByText('此证明属实').waitFor();
    await anybody.page.getByText('3 小时 15 分钟').waitFor();
    await keep(anybody.page, 'open-certificate');
    await expectAccessible(anybody.page);
    await anybody.page.getByRole('link', { name: '换一个验证码' }).click();
    await anybody.page.getByLabel('证明上的验证码').fill('AAAAA-AAAAA');
    await anybody.page.getByRole('button', { name: '核验' }).click();
    await anybody.page.getByRole('alert').getByText('系统未签发过带有此验证码的证明。').waitFor();
    for (const screen of [{ faults }, anybody]) expect(screen.faults).to.deep.equal([]);

    // Another organisation's desk is offered nothing of the kind.
    const other = await open('hua', wide, 'desk');
    await other.page.goto(`${house.url}/desk#/people`);
    await other.page.getByRole('button', { name: 'An Dongmei', exact: true }).click();
    await other.page.getByRole('heading', { name: 'An Dongmei' }).waitFor();
    expect(await other.page.getByText('Hours and certificate').count()).to.equal(0);
  });

  it('are seen and printed by the person in their own pocket', async () => {
    await work('an', 60);
    const { page, faults } = await open('an', phone, 'go');
    await page.getByRole('button', { name: '我的', exact: true }).click();
    await page.getByRole('button', { name: '服务时长与证明' }).click();
    await page.getByText('1 小时，共 1 次任务').waitFor();
    await keep(page, 'go-hours');
    const small = await page
      .locator('.screen .card')
      .filter({ hasText: '开具时长证明' })
      .locator('button, input')
      .evaluateAll((found) =>
        found.filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML),
      );
    expect(small).to.deep.equal([]);
    await expectAccessible(page);
    await page.getByRole('button', { name: '开具时长证明' }).click();
    await page.getByText('兹证明安冬梅（潮汐志愿队）').waitFor();
    await page.locator('.certificate .qr').waitFor();
    await keep(page, 'go-certificate');
    await expectAccessible(page);
    await page.getByRole('button', { name: '返回' }).click();
    await page.getByRole('button', { name: '服务时长与证明' }).waitFor();
    expect(faults).to.deep.equal([]);
  });

  it('begin and end at a check-in desk with the same code', async () => {
    const assignmentId = await commit(house, await openNeed(house), 's2', 'an');
    const { code } = await house.does('cao', 'readStationCode', { stationId: house.stationId });
    const { page, faults } = await open('an', phone, 'go');
    const scan = async (): Promise<void> => {
      await page.goto('about:blank');
      await page.goto(`${house.url}/go#at=${encodeURIComponent(code)}`);
    };
    await scan();
    await page.getByRole('button', { name: '现在签到' }).click();
    await eventually(() => house.get('assignment', assignmentId).status === 'checkedIn');
    house.pass(30);
    await scan();
    await page.getByRole('heading', { name: '在这个签到点签退？' }).waitFor();
    await keep(page, 'go-out-at-desk');
    await expectAccessible(page);
    await page.locator('.answers .button.primary').click();
    await eventually(() => house.get('assignment', assignmentId).status === 'completed');
    expect(house.get('assignment', assignmentId)).to.include({
      checkedInHow: 'desk',
      checkedOutHow: 'desk',
      minutes: 30,
    });
    expect(faults).to.deep.equal([]);
  });
});
