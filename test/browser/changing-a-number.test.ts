import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { expectAccessible } from '../support/axe.ts';
import { houseInBrowser, keep, openAs } from '../support/browser.ts';
import type { House } from '../support/house.ts';

const wide = { width: 1440, height: 900, locale: 'en-GB' };

describe('in the browser, the number somebody is called at', function () {
  this.timeout(120_000);
  let house: House;
  let browser: Browser;
  houseInBrowser('suite', (opened) => ({ house, browser } = opened));

  it('is changed at the desk of their organisation, and another desk neither sees nor changes it', async () => {
    const { page, faults } = await openAs(browser, house, 'tang', wide, '/desk#/people');
    await page.getByRole('button', { name: 'An Dongmei', exact: true }).click();
    await page.getByRole('button', { name: 'Change number' }).click();
    await page.getByLabel('New number').fill('not a number');
    await page.getByRole('button', { name: 'Save number' }).click();
    await page.getByText('Write a phone number with its area code', { exact: false }).waitFor();
    await keep(page, 'desk-change-number');
    await expectAccessible(page);
    await page.getByLabel('New number').fill('137 0000 3333');
    await page.getByRole('button', { name: 'Save number' }).click();
    await page.getByRole('link', { name: '137 0000 3333', exact: false }).waitFor();
    const kept = house.muster.board.spine.sight.open(house.get('person', 'an')) as { phone: string };
    expect(kept.phone).to.equal('137 0000 3333');

    const other = await openAs(browser, house, 'hua', wide, '/desk#/people');
    await other.page.getByRole('button', { name: 'An Dongmei', exact: true }).click();
    await other.page.getByRole('heading', { name: 'An Dongmei' }).waitFor();
    expect(await other.page.getByRole('button', { name: 'Change number' }).count()).to.equal(0);
    expect(await other.page.getByText('137 0000 3333', { exact: false }).count()).to.equal(0);
    for (const screen of [{ faults }, other]) expect(screen.faults).to.deep.equal([]);
  });
});
