import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { houseInBrowser, keep, openAs, openScreen } from '../support/browser.ts';
import type { House } from '../support/house.ts';
import { onScene, openNeed } from '../support/on-scene.ts';

/** WCAG 2.2, 1.4.10: 320 px is a phone, and what a window of 1280 is at 400 %; 640 is the same desk at 200 %. */
describe('in the browser, on narrow screens', function () {
  this.timeout(120_000);
  let house: House;
  let browser: Browser;
  houseInBrowser('suite', (opened) => ({ house, browser } = opened));
  before(async () => {
    const need = await openNeed(house);
    await onScene(house, need, 's2', 'an');
    await house.does('cao', 'offer', { needId: need.id, seatId: 's2', personIds: ['bai'] });
  });

  /** Words of what reaches beyond the right edge of the screen. */
  const beyond = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((one) => !one.closest('.leaflet-pane, .unseen, svg, .figures, .queue .rows'))
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
        .map((one) => `${one.tagName} ${(one.textContent ?? '').trim().slice(0, 40)}`),
    );

  for (const locale of ['zh-CN', 'en-GB'])
    it(`nothing of a pocket or the open door lies beyond 320 px (${locale})`, async () => {
      const size = { width: 320, height: 640, locale };
      for (const personId of ['an', 'bai', 'chi']) {
        const { page, context } = await openAs(browser, house, personId, size, '/go');
        const tabs = page.locator('.tabs button');
        await tabs.first().waitFor();
        for (const tab of [0, 1, 2]) {
          await tabs.nth(tab).click();
          await page.locator('main h1').first().waitFor();
          expect(await beyond(page), `${personId}, tab ${tab}`).to.deep.equal([]);
        }
        await context.close();
      }
      const { page, context } = await openScreen(browser, size);
      for (const place of ['ask', 'follow', 'join', 'here', 'paper', 'certificate', 'offer']) {
        await page.goto(`${house.url}/#${place}`);
        await page.locator('#place h1, #place h2').first().waitFor();
        expect(await beyond(page), place).to.deep.equal([]);
      }
      await keep(page, `narrow-open-${locale}`);
      await context.close();
    });

  for (const width of [1180, 1024, 800])
    it(`every page of a desk of ${width} px has its header and its buttons within it`, async () => {
      const { page, context } = await openAs(browser, house, 'cao', { width, height: 800, locale: 'en-GB' }, '/desk');
      await page.getByText('Clear the stairs').first().waitFor();
      for (const place of ['Board', 'Safety', 'Plan', 'People', 'Care', 'Log']) {
        await page.locator('header.top').getByRole('link', { name: place, exact: true }).click();
        await page.locator('#main').waitFor();
        const found = await beyond(page);
        expect(
          found.filter((one) => /^(BUTTON|A|H1|H2|SUMMARY|SELECT|INPUT) /.test(one)),
          place,
        ).to.deep.equal([]);
      }
      await keep(page, `narrow-desk-${width}`);
      await context.close();
    });
});
