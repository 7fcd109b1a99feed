import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { readConfig } from '../../server/config.ts';
import { startMuster, type Muster } from '../../server/start.ts';
import { expectAccessible } from '../support/axe.ts';
import { browserOrSkip, openBrowser, openScreen } from '../support/browser.ts';

describe('in the browser, the first administrator of an empty deployment', function () {
  this.timeout(120_000);
  let dir: string;
  let muster: Muster;
  let browser: Browser;

  before(async function () {
    browserOrSkip(this);
    dir = await mkdtemp(path.join(tmpdir(), 'muster-first-'));
    muster = await startMuster(readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dir, LOG_LEVEL: 'error' }));
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await muster?.stop();
    if (dir) await rm(dir, { recursive: true, force: true });
  });

  it('is led from an empty board to a live one: grid, organisations, incident, and the public may report', async () => {
    const { answer } = await muster.perform(
      'foundDeployment',
      { kind: 'system' },
      { organisation: { en: 'Emergency office' }, personName: { en: 'Administrator' } },
    );
    const { page, faults } = await openScreen(browser, { width: 1280, height: 900, locale: 'en-GB' });
    const link = new URL(await muster.signInLink(answer.personId));
    await page.goto(muster.url + link.pathname + link.hash);
    await page.getByRole('heading', { name: 'Four steps to a live board' }).waitFor();
    await expectAccessible(page);

    await page.getByRole('button', { name: 'To the grid' }).click();
    await page.getByLabel('Centre').fill('22.54, 114.05');
    await page.getByLabel('Columns').fill('3');
    await page.getByLabel('Rows').fill('2');
    await page.getByRole('button', { name: 'Draw them' }).click();
    await page.getByRole('button', { name: 'Lay 6 cells' }).click();
    await page.getByRole('button', { name: 'Yes' }).click();
    await page.getByText('6 cells are laid.').waitFor();
    const file = path.join(dir, 'areas.geojson');
    await writeFile(file, JSON.stringify(areas));
    await page.getByLabel('From a GeoJSON file').setInputFiles(file);
    await page.getByText('Feature 2 (Somewhere) is left out: it is not an area.').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Lay 1 cell' }).click();
    await page.getByRole('button', { name: 'Yes' }).click();
    await page.getByText('The grid has 7 cells.').first().waitFor();

    await page.getByRole('tab', { name: 'Organisations' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Harbour Rescue');
    await page.getByRole('button', { name: 'Add an organisation' }).click();
    await page.getByRole('listitem').getByText('Harbour Rescue').waitFor();
    await expectAccessible(page);

    await page.getByRole('tab', { name: 'Incident and periods' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Typhoon');
    await page.getByLabel('Area').fill('Harbour');
    await page.getByRole('button', { name: 'Open an incident' }).click();
    await page.getByText('Period 1:').waitFor();
    await expectAccessible(page);

    const door = await openScreen(browser, { width: 360, height: 720, locale: 'zh-CN' });
    await door.page.goto(muster.url);
    await door.page.getByRole('button', { name: '提交求助' }).waitFor();
    await expectAccessible(door.page);
    expect([...faults, ...door.faults]).to.deep.equal([]);
  });
});

/** One area with more corners than a cell may have, and a point. */
const areas = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      id: 'old-town',
      properties: { name: '老城区', 'name:en': 'Old Town', population: 4200 },
      geometry: {
        type: 'Polygon',
        coordinates: [
          Array.from({ length: 721 }, (_, at) => [
            114.2 + 0.01 * Math.cos((at * Math.PI) / 360),
            22.54 + 0.01 * Math.sin((at * Math.PI) / 360),
          ]),
        ],
      },
    },
    { type: 'Feature', properties: { name: 'Somewhere' }, geometry: { type: 'Point', coordinates: [114, 22] } },
  ],
};
