import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { expectAccessible } from '../support/axe.ts';
import { houseInBrowser, keep, openAs } from '../support/browser.ts';
import type { House } from '../support/house.ts';
import { commit, onScene, openNeed } from '../support/on-scene.ts';
import { eventually } from '../support/eventually.ts';

describe('in the browser, a call for help', function () {
  this.timeout(120_000);
  let house: House;
  let browser: Browser;
  houseInBrowser('suite', (opened) => ({ house, browser } = opened));

  it('stands over the desk until somebody takes it, and the caller sees that they were heard', async () => {
    const need = await openNeed(house);
    await onScene(house, need, 's2', 'an');
    const desk = await openAs(browser, house, 'cao', { width: 1440, height: 900, locale: 'en-GB' });
    const pocket = await openAs(browser, house, 'an', { width: 360, height: 720, locale: 'zh-CN' });
    await house.does('cao', 'openRollCall', { incidentId: house.incidentId, about: 'need', aboutId: need.id });
    await pocket.page.getByRole('button', { name: '我平安' }).click();
    await pocket.page.getByText('您平安吗', { exact: false }).waitFor({ state: 'detached' });
    // The pocket takes the question away before the server has answered.
    await eventually(() => house.all('headcount')[0]!.answer !== null);
    expect(house.all('headcount')[0]).to.include({ answer: 'well', how: 'self' });

    await pocket.page.getByRole('button', { name: '我需要帮助' }).click();
    await pocket.page.getByRole('button', { name: '再点一次：向指挥台报警' }).click();
    const calls = desk.page.locator('.calls');
    await calls.getByText('An Dongmei', { exact: false }).waitFor();
    await calls.getByRole('button', { name: 'Acknowledge' }).click();
    await pocket.page.getByText('曹兰亭正在处理', { exact: false }).waitFor();
    await calls.waitFor({ state: 'detached' });
    for (const { faults } of [desk, pocket]) expect(faults).to.deep.equal([]);
  });

  it('brings the place where it came from over every page of the desk, and one far off the site was no bar to a check-in', async () => {
    const need = await openNeed(house, { title: { en: 'Carry sandbags', zh: '搬沙袋' } });
    await commit(house, need, 's2', 'bai');
    const desk = await openAs(browser, house, 'cao', { width: 1440, height: 900, locale: 'en-GB' }, '/desk#/people');
    const pocket = await openAs(browser, house, 'bai', { width: 360, height: 720, locale: 'zh-CN' });
    const { context, page } = pocket;
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ latitude: 28.65, longitude: 121.55, accuracy: 30 });
    await page.getByRole('button', { name: '我出发了' }).click();
    await page.getByRole('button', { name: '到达签到' }).click();
    await page.getByRole('button', { name: '签退' }).waitFor();
    await page.getByRole('button', { name: '我需要帮助' }).click();
    await page.getByRole('button', { name: '再点一次：向指挥台报警' }).click();
    const calls = desk.page.locator('.calls');
    await calls.getByText('Bai Xingzhou', { exact: false }).waitFor();
    await calls.getByRole('link', { name: '28.65000, 121.55000' }).waitFor();
    await keep(desk.page, 'help-with-place');
    await expectAccessible(desk.page);
    await calls.getByRole('button', { name: 'Open' }).click();
    await desk.page.getByText(/checked in .* away, please check/u).waitFor();
    await calls.getByRole('button', { name: 'Acknowledge' }).click();
    for (const { faults } of [desk, pocket]) expect(faults).to.deep.equal([]);
  });
});
