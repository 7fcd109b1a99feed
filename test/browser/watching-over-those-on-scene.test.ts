import path from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { expectAccessible } from '../support/axe.ts';
import { browserOrSkip, openBrowser, openScreen } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { openHouse, system, type House } from '../support/house.ts';
import { commit, onScene, openNeed } from '../support/on-scene.ts';

const wide = { width: 1440, height: 900, locale: 'en-GB' };
const phone = { width: 360, height: 720, locale: 'en-GB' };

/** Kept in the folder named by SHOTS, to be looked at. */
async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

describe('in the browser: watching over those on scene', function () {
  this.timeout(120_000);
  let house: House;
  let browser: Browser;
  before(async function () {
    browserOrSkip(this);
    browser = await openBrowser();
  });
  beforeEach(async () => {
    house = await openHouse();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await house?.stop();
  });
  after(() => browser?.close());

  const open = async (personId: string, size: typeof wide, at: string) => {
    const screen = await openScreen(browser, size);
    const link = new URL(await house.muster.signInLink(personId));
    await screen.page.goto(house.url + link.pathname + link.hash);
    await screen.page.waitForURL(/\/(desk|go)/u);
    await screen.page.goto(`${house.url}${at}`);
    return screen;
  };
  const sweepTimes = async (times: number, minutes: number) => {
    for (let at = 0; at < times; at += 1) {
      house.pass(minutes);
      await house.does(system, 'askWhetherAllIsWell', {});
    }
  };

  it('who is silent stands first with the steps taken, and one click says that they are well', async () => {
    const need = await openNeed(house);
    await onScene(house, need, 's1', 'lin');
    const an = await onScene(house, need, 's2', 'an');
    await sweepTimes(1, 30);
    await house.does('lin', 'sayWell', { assignmentId: house.get('person', 'lin').heldBy! });
    const cao = await open('cao', wide, '/desk');
    await cao.page.getByRole('link', { name: 'Safety', exact: true }).click();
    const rows = cao.page.locator('.watched');
    await cao.page.getByText('2 people on scene').waitFor();
    await rows.first().getByText('An Dongmei').waitFor();
    await rows
      .first()
      .getByText(/Next: reminded in [45] minutes/u)
      .waitFor();
    await sweepTimes(2, 5);
    const ladder = rows.first().getByRole('list', { name: 'Steps taken for An Dongmei' });
    await ladder.getByText('Lead told 09:40 (Lin Qingyu)', { exact: false }).waitFor();
    await keep(cao.page, 'safety-en');
    await expectAccessible(cao.page);
    await rows.first().getByRole('button', { name: 'They are well: An Dongmei' }).click();
    await cao.page.getByText('Everybody on scene was heard from in time.').waitFor();
    expect(house.get('watch', an)).to.include({ wellBy: 'cao' }).and.to.deep.include({ steps: [] });
    expect(cao.faults).to.deep.equal([]);
  });

  it('a silence that went to the last step shows whom to call, and who has taken it', async () => {
    const contact = { name: { en: 'Duty officer', zh: '值班员' }, phone: '13900001111' };
    await house.does('cao', 'setEscalation', { of: 'incident', ofId: house.incidentId, ...contact });
    const need = await openNeed(house);
    await onScene(house, need, 's2', 'an');
    await sweepTimes(1, 30);
    await sweepTimes(3, 5);
    const cao = await open('cao', { ...wide, locale: 'zh-CN' }, '/desk#/safety');
    const row = cao.page.locator('.watched.silent');
    await row.getByText('指定联系人', { exact: false }).waitFor();
    await row.getByRole('link', { name: '致电值班员，13900001111' }).waitFor();
    await row.getByText('步骤已全部用尽', { exact: false }).waitFor();
    await row.getByRole('button', { name: '我来处理' }).click();
    await row.getByText('曹兰亭正在处理').waitFor();
    await keep(cao.page, 'safety-escalated-zh');
    await expectAccessible(cao.page);
  });

  it('a roll-call of a cell counts live while people answer on their phones, and is kept when it is closed', async () => {
    const need = await openNeed(house);
    await onScene(house, need, 's1', 'lin');
    await onScene(house, need, 's2', 'an');
    await onScene(house, need, 's2', 'bai');
    await commit(house, need, 's2', 'chi');
    const cao = await open('cao', wide, '/desk#/safety');
    await cao.page.getByLabel('Of whom').selectOption({ label: 'Quayside (4 people)' });
    await cao.page.getByRole('button', { name: 'Call the roll' }).click();
    const card = cao.page.locator('.roll-call');
    await card.getByLabel('0 safe, 0 need help, 4 not answered').waitFor();
    const bai = await open('bai', phone, '/go');
    await bai.page.getByRole('button', { name: 'I am well', exact: false }).first().click();
    await card.getByLabel('1 safe, 0 need help, 3 not answered').waitFor();
    await card.getByRole('button', { name: 'Lin Qingyu is well' }).click();
    await card.getByRole('button', { name: 'An Dongmei needs help' }).click();
    await card.getByLabel('2 safe, 1 need help, 1 not answered').waitFor();
    await cao.page.getByText('1 call for help open').waitFor();
    await cao.page.locator('.safety-calls').getByText('An Dongmei').waitFor();
    await keep(cao.page, 'safety-roll-call-en');
    await expectAccessible(cao.page);
    await card.getByRole('button', { name: 'Close the roll-call' }).click();
    await card.getByRole('group', { name: '1 person has not answered.' }).getByRole('button', { name: 'Yes' }).click();
    await cao.page.getByText('2 safe, 1 need help, 1 not answered').click();
    await cao.page.getByText('Not answered: Chi Guangming').waitFor();
    await eventually(() => house.all('rollCall')[0]!.closedBy === 'cao');
    expect(cao.faults).to.deep.equal([]);
  });

  it('people of a restricted need are spoken for by the desk that holds it, and others see who that is', async () => {
    const need = await openNeed(house, { confidentiality: 'restricted' });
    await onScene(house, need, 's2', 'an');
    await sweepTimes(1, 30);
    const hua = await open('hua', wide, '/desk#/safety');
    await hua.page.getByText('Restricted: District Emergency Office speaks for them').waitFor();
    expect(await hua.page.getByRole('button', { name: 'They are well' }).count()).to.equal(0);
  });
});
