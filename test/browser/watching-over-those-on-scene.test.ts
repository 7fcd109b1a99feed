import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { expectAccessible } from '../support/axe.ts';
import { houseInBrowser, keep, openAs } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { system, type House } from '../support/house.ts';
import { commit, onScene, openNeed } from '../support/on-scene.ts';

const wide = { width: 1440, height: 900, locale: 'en-GB' };
const phone = { width: 360, height: 720, locale: 'en-GB' };

describe('in the browser: watching over those on scene', function () {
  this.timeout(120_000);
  let house: House;
  let browser: Browser;
  houseInBrowser('test', (opened) => ({ house, browser } = opened));

  const open = (personId: string, size: typeof wide, at: string) => openAs(browser, house, personId, size, at);
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
    await cao.page.getByRole('alert').getByText('始终无回应', { exact: false }).waitFor();
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

  it('a roll-call of a need is opened and answered in its pane, and not closed by a slip over those who are missing', async () => {
    const need = await openNeed(house);
    await onScene(house, need, 's1', 'lin');
    await onScene(house, need, 's2', 'an');
    const cao = await open('cao', { ...wide, locale: 'zh-CN' }, `/desk#/need/${need.id}`);
    const pane = cao.page.locator('#need');
    await pane.getByRole('button', { name: '人员清点' }).click();
    const an = await open('an', phone, '/go');
    await an.page.getByRole('button', { name: 'I am well', exact: false }).first().click();
    await pane.getByRole('button', { name: '安冬梅平安' }).waitFor({ state: 'detached' });
    await pane.getByRole('button', { name: '林清语需要帮助' }).waitFor();
    await keep(cao.page, 'need-roll-call-zh');
    await expectAccessible(cao.page);
    await pane.getByRole('button', { name: '结束清点' }).click();
    expect(house.all('rollCall')[0]!.closedAt).to.equal(null);
    await pane.getByRole('group', { name: '还有 1 人未答复' }).getByRole('button').first().click();
    await pane.getByRole('button', { name: '人员清点' }).waitFor();
    expect(house.all('rollCall')[0]!.closedBy).to.equal('cao');
    for (const { faults } of [cao, an]) expect(faults).to.deep.equal([]);
  });

  it('a coordinator sets the risk of a need and names whom to call, each where it belongs', async () => {
    const need = await openNeed(house, { category: 'food' });
    const cao = await open('cao', wide, `/desk#/need/${need.id}`);
    const risk = cao.page.getByLabel('Risk');
    await cao.page.getByText('after 4 h without a word').waitFor();
    await risk.selectOption({ label: 'High: asked after 30 min' });
    await cao.page.getByText('after 30 min without a word').waitFor();
    expect(house.get('need', need.id).risk).to.equal('high');
    await keep(cao.page, 'need-risk-en');
    await risk.selectOption('');
    await cao.page.getByText('after 4 h without a word').waitFor();
    expect(house.get('need', need.id)).to.not.have.property('risk');
    await cao.page.getByRole('link', { name: 'People' }).click();
    await cao.page.getByRole('tab', { name: 'Incident' }).click();
    await cao.page.getByRole('button', { name: 'Name a contact' }).click();
    await cao.page.getByLabel('Name or duty').fill('Duty officer');
    await cao.page.getByLabel('Phone number').fill('ask Wang');
    await cao.page.getByRole('button', { name: 'Save' }).click();
    await cao.page.getByText('Write a phone number with its area code').waitFor();
    await cao.page.getByLabel('Phone number').fill('0576 8888 1111');
    await keep(cao.page, 'incident-contact-en');
    await expectAccessible(cao.page);
    await cao.page.getByRole('button', { name: 'Save' }).click();
    await cao.page.getByRole('link', { name: 'Call Duty officer, 0576 8888 1111' }).waitFor();
    // Their own organisation's is theirs to name, another's is not.
    await cao.page.getByRole('tab', { name: 'Organisations' }).click();
    expect(await cao.page.getByRole('button', { name: 'Name a contact' }).count()).to.equal(1);
    const hua = await open('hua', { ...wide, locale: 'zh-CN' }, '/desk#/people');
    await hua.page.getByRole('tab', { name: '组织' }).click();
    await hua.page.getByRole('button', { name: '指定联系人' }).waitFor();
    await keep(hua.page, 'organisation-contact-zh');
    await expectAccessible(hua.page);
    expect([...cao.faults, ...hua.faults]).to.deep.equal([]);
  });

  it('the desk sounds for a call for help once somebody has clicked, says so before, and can be muted', async () => {
    const need = await openNeed(house);
    const an = await onScene(house, need, 's2', 'an');
    const cao = await open('cao', wide, '/desk#/safety');
    const sounded = () => cao.page.locator('[data-sounded]').getAttribute('data-sounded');
    await cao.page.getByText('No sound yet: the browser waits').waitFor();
    await house.does('an', 'reportTrouble', { assignmentId: an, trouble: 'needHelp' });
    await cao.page.getByRole('alert').getByText('A responder needs help: An Dongmei').waitFor();
    expect(await sounded()).to.equal('0');
    await cao.page.getByRole('heading', { name: 'Safety', exact: true }).click();
    await cao.page.getByText('This desk sounds for calls for help').waitFor();
    await eventually(async () => (await sounded()) === '1');
    await keep(cao.page, 'alarm-en');
    await cao.page.getByRole('button', { name: 'Mute', exact: true }).click();
    await cao.page.getByText('The sound is muted on this device.').waitFor();
    await cao.page.getByRole('alert').getByRole('button', { name: 'Acknowledge' }).click();
    await cao.page.getByText('A responder needs help: An Dongmei').waitFor({ state: 'detached' });
    await house.does('an', 'reportTrouble', { assignmentId: an, trouble: 'needHelp' });
    await cao.page.getByRole('alert').getByText('A responder needs help: An Dongmei').waitFor();
    expect(await sounded()).to.equal('1');
    await cao.page.reload();
    await cao.page.getByText('The sound is muted on this device.').waitFor();
    await cao.page.getByRole('link', { name: 'Board' }).click();
    await cao.page.getByRole('button', { name: 'Muted' }).click();
    await cao.page.getByRole('button', { name: 'Muted' }).waitFor({ state: 'detached' });
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
