import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { expectAccessible } from '../support/axe.ts';
import { houseInBrowser, keep, openAs } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { system, type House } from '../support/house.ts';
import { commit, onScene, openNeed } from '../support/on-scene.ts';

const wide = { width: 1440, height: 900, locale: 'en-GB' };
const phone = { width: 360, height: 720, locale: 'zh-CN' };

describe('in the browser, people out in the field', function () {
  this.timeout(120_000);
  let house: House;
  let browser: Browser;
  houseInBrowser('test', (opened) => ({ house, browser } = opened));

  const open = (personId: string, size: typeof wide, at: string) => openAs(browser, house, personId, size, at);

  it('are checked in and out by the lead of the team, and by a coordinator', async () => {
    const need = await openNeed(house);
    await onScene(house, need, 's1', 'lin');
    const an = await commit(house, need, 's2', 'an');
    const bai = await commit(house, need, 's2', 'bai');
    const lin = await open('lin', phone, '/go');
    const cao = await open('cao', wide, `/desk#/need/${need.id}`);
    await lin.page.getByRole('button', { name: '同伴（2）' }).click();
    const mate = (name: string) => lin.page.getByRole('dialog').getByRole('listitem').filter({ hasText: name });
    await mate('安冬梅').getByRole('button', { name: '签到' }).click();
    await mate('安冬梅').getByRole('button', { name: '签退' }).waitFor();
    await keep(lin.page, 'field-lead-zh');
    await expectAccessible(lin.page);
    // The pocket shows it before the server has answered.
    await eventually(() => house.get('assignment', an).status === 'checkedIn');
    expect(house.get('assignment', an).checkedInHow).to.equal('lead');
    const holder = (name: string) => cao.page.locator('.holder').filter({ hasText: name });
    await holder('Bai Xingzhou').getByRole('button', { name: 'Check in' }).click();
    // A second tap in the same place is a question, not a check-out; without signal the answer waits and keeps its time.
    await mate('白行舟').getByRole('button', { name: '签退' }).click();
    await mate('白行舟').getByText('白行舟在这里的工作结束了吗？').waitFor();
    expect(house.get('assignment', bai).status).to.equal('checkedIn');
    await lin.context.setOffline(true);
    await lin.page.getByText('没有信号').first().waitFor();
    await mate('白行舟').getByRole('button', { name: '结束，签退' }).click();
    const outAt = house.now();
    house.pass(30);
    await lin.context.setOffline(false);
    await holder('Bai Xingzhou').getByText('finished').waitFor();
    expect(house.get('assignment', bai)).to.include({ checkedInHow: 'coordinator', checkedOutHow: 'lead' });
    expect(house.get('assignment', bai).endedAt).to.be.within(outAt, outAt + 5 * 60_000);
    await expectAccessible(cao.page);
    for (const { faults } of [lin, cao]) expect(faults).to.deep.equal([]);
  });

  it('hear that a place lapsed after a yes and long silence, as the desk does, and are free', async () => {
    const need = await openNeed(house);
    const an = await commit(house, need, 's2', 'an');
    const pocket = await open('an', phone, '/go');
    const cao = await open('cao', wide, `/desk#/need/${need.id}`);
    await pocket.page.getByRole('button', { name: '我出发了' }).waitFor();
    house.pass(12 * 60);
    await house.does(system, 'releaseStaleClaims', {});
    await pocket.page.getByRole('heading', { name: '您的名额已重新开放' }).waitFor();
    await keep(pocket.page, 'field-lapsed-zh');
    await expectAccessible(pocket.page);
    await cao.page.getByText('Said yes, not heard of, place open again').first().waitFor();
    await cao.page.getByText('1 released').click();
    await cao.page.getByText('An Dongmei: not heard of, place opened again', { exact: false }).waitFor();
    await keep(cao.page, 'field-lapsed-desk');
    await expectAccessible(cao.page);
    expect(house.get('assignment', an)).to.include({ status: 'released' });
    expect(house.get('person', 'an').heldBy).to.equal(null);
    await pocket.page.getByRole('button', { name: '知道了' }).click();
    await pocket.page.getByText('现在可以出动').waitFor();
  });

  it('join a team where they stand and are moved on to another need, with one click each', async () => {
    const need = await openNeed(house);
    const other = await openNeed(house, { title: { en: 'Hand out blankets', zh: '发放毛毯' } });
    const an = await open('an', phone, '/go');
    const cao = await open('cao', wide, `/desk#/need/${need.id}`);
    await cao.page.getByRole('button', { name: 'Add somebody who is there' }).click();
    await cao.page.getByRole('combobox', { name: 'Place' }).selectOption('s2');
    await cao.page.getByRole('searchbox', { name: 'Name' }).fill('An Dong');
    await cao.page.getByRole('button', { name: 'Add to the team' }).click();
    await an.page.getByText('清理楼道').first().waitFor();
    await an.page.getByRole('button', { name: '签退' }).waitFor();
    house.pass(60);
    await cao.page.getByRole('button', { name: 'Move to another need' }).click();
    await cao.page.getByRole('combobox', { name: 'To which need' }).selectOption(`${other.id} s2`);
    await keep(cao.page, 'field-move');
    await expectAccessible(cao.page);
    await cao.page.getByRole('button', { name: 'Move', exact: true }).click();
    await an.page.getByText('发放毛毯').first().waitFor();
    await keep(an.page, 'field-moved-zh');
    expect(house.get('person', 'an').stints).to.have.length(1);
  });

  it('a social worker proposed for work that needs no profession is flagged before anybody is asked', async () => {
    const seats = [
      { role: 'socialWorker', count: 1, skills: [], credentialCodes: [], languages: [], leads: false },
      { role: 'anyone', count: 1, skills: [], credentialCodes: [], languages: [], leads: false },
    ];
    const need = await openNeed(house, { seats });
    const cao = await open('cao', { ...wide, locale: 'zh-CN' }, `/desk#/need/${need.id}`);
    const choice = (at: number) => cao.page.locator('.seat-choice').nth(at);
    await choice(1).getByRole('button', { name: '再显示', exact: false }).click();
    await choice(1).getByText('无需专业资质', { exact: false }).first().waitFor();
    expect(await choice(0).locator('.generic-work').count()).to.equal(0);
    await keep(cao.page, 'field-generic-zh');
    await expectAccessible(cao.page);
  });

  it('leave the desk whole: nothing wraps in its header at 1280, and leaving in the middle of a zoom breaks nothing', async () => {
    await openNeed(house);
    const cao = await open('cao', { ...wide, width: 1280 }, '/desk');
    await cao.page.getByText('Clear the stairs').first().waitFor();
    await cao.page.getByRole('button', { name: 'Sound off' }).waitFor();
    const heights = await cao.page
      .locator('header.top .button, header.top .switch')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(Math.max(...heights)).to.be.below(48);
    await cao.page.locator('.map').hover();
    await cao.page.mouse.wheel(0, -300);
    await cao.page.locator('.leaflet-zoom-anim').waitFor({ state: 'attached' });
    await cao.page.getByRole('link', { name: 'People', exact: true }).click();
    await cao.page.getByRole('tab', { name: 'Walk-ups' }).click();
    await cao.page.getByLabel('Name', { exact: true }).fill('Somebody');
    // A zoom takes a quarter of a second to end.
    await cao.page.evaluate(() => new Promise((end) => setTimeout(end, 400)));
    expect(cao.faults).to.deep.equal([]);
  });
});
