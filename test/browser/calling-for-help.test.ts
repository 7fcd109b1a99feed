import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { browserOrSkip, openAs, openBrowser } from '../support/browser.ts';
import { openHouse, type House } from '../support/house.ts';
import { onScene, openNeed } from '../support/on-scene.ts';
import { eventually } from '../support/eventually.ts';

describe('in the browser, a call for help', function () {
  this.timeout(120_000);
  let house: House;
  let browser: Browser;
  before(async function () {
    browserOrSkip(this);
    house = await openHouse();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await house?.stop();
  });

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
});
