import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { houseInBrowser, keep, openAs } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { expectAccessible } from '../support/axe.ts';
import { system, type House } from '../support/house.ts';

describe('in the browser, asking in waves', function () {
  this.timeout(180_000);
  let house: House;
  let browser: Browser;
  houseInBrowser('test', (opened) => ({ house, browser } = opened));

  const signedIn = (personId: string, to: 'desk' | 'go', locale: string) => {
    const size = to === 'desk' ? { width: 1440, height: 900 } : { width: 360, height: 720 };
    return openAs(browser, house, personId, { ...size, locale }, `/${to}`);
  };
  const asked = (needId: string) =>
    house.all('assignment').filter((one) => one.needId === needId && one.status === 'offered');

  it('the desk sees why that many, people answer with one tap, and everybody is told what became of it', async () => {
    const { needId } = await house.does('cao', 'reportNeed', {
      title: { en: 'Carry water to the upper floors', zh: '把饮用水送上高层' },
      category: 'supplies',
      cellId: 'quay',
      priority: 'urgent',
      seats: [{ role: 'volunteer', count: 1, skills: [], credentialCodes: [], languages: [], leads: false }],
    });
    const desk = await signedIn('cao', 'desk', 'en-GB');
    await desk.page.getByText('Carry water to the upper floors').first().click();
    await desk.page.getByText(/\d+ to ask for 1 place: each says yes about 1 time in \d/).waitFor();
    await desk.page.getByLabel('Keep those who say yes later on standby').check();
    await keep(desk.page, 'wave-before');
    await expectAccessible(desk.page);
    await desk.page.getByRole('button', { name: 'Another number …' }).click();
    await desk.page.getByLabel('How many for each seat').fill('4');
    await desk.page.getByRole('button', { name: 'Ask them' }).click();
    await desk.page.getByText('Wave 1').waitFor();
    const [first, second, third, fourth] = asked(needId).map(({ personId }) => personId) as string[];

    const one = await signedIn(first!, 'go', 'en-GB');
    const two = await signedIn(second!, 'go', 'zh-CN');
    const three = await signedIn(third!, 'go', 'en-GB');
    await two.page.getByRole('button', { name: '这次不行' }).waitFor();
    await keep(two.page, 'wave-offer-zh');
    await expectAccessible(two.page);
    await two.page.getByRole('button', { name: '这次不行' }).click();
    await two.page.getByText('谢谢您告诉我们').waitFor();
    // The pocket says thank you before the server has answered.
    await eventually(() => house.all('assignment').find(({ personId }) => personId === second)!.status === 'declined');
    await keep(two.page, 'wave-declined-zh');
    await expectAccessible(two.page);
    await two.page.getByRole('button', { name: '太远了' }).click();
    await two.page.getByText('现在可以出动').waitFor();
    // Replaced at once: four are asked again.
    await desk.page.getByText(/1 no/).first().waitFor();
    expect(asked(needId)).to.have.length(4);

    await one.page.getByRole('button', { name: 'I will go' }).click();
    await one.page.getByRole('button', { name: 'I am setting out' }).waitFor();
    await three.page.getByText('The places have just been filled.', { exact: false }).waitFor();
    await keep(three.page, 'wave-standby-offer');
    await three.page.getByRole('button', { name: 'I stand by' }).click();
    await three.page.getByRole('heading', { name: 'You are standing by' }).waitFor();
    await keep(three.page, 'wave-standing-by');
    await expectAccessible(three.page);
    await desk.page.getByText(/1 yes · 1 on standby · 1 no/).waitFor();
    // One who carries water needs nobody over them, and a number that is to be called can be read to its end.
    expect(await desk.page.getByText('Nobody leads this team.').count()).to.equal(0);
    const number = desk.page.locator('.holder a').first();
    expect(await number.evaluate((one) => one.scrollWidth > one.parentElement!.clientWidth)).to.equal(false);
    await keep(desk.page, 'wave-standby-desk');
    await expectAccessible(desk.page);

    const late = await signedIn(fourth!, 'go', 'zh-CN');
    await late.page.getByText('谢谢您，人已找齐').waitFor();
    await keep(late.page, 'wave-filled-zh');
    await expectAccessible(late.page);

    // The first drops out: the one on standby is called up by itself.
    const [gone] = house.all('assignment').filter(({ personId }) => personId === first);
    await house.does('cao', 'release', { assignmentId: gone!.id });
    await three.page.getByText('You are called up').waitFor();
    await keep(three.page, 'wave-called-up');
    for (const { faults } of [desk, one, two, three, late]) expect(faults).to.deep.equal([]);
    for (const { context } of [desk, one, two, three, late]) await context.close();
  });

  it('a late answer gets the place while it is open, and “we have enough” and “still needed” are one click', async () => {
    const { needId } = await house.does('cao', 'reportNeed', {
      title: { en: 'Sort donated clothes', zh: '整理捐赠衣物' },
      category: 'supplies',
      cellId: 'market',
      priority: 'urgent',
      deadlineAt: house.now() + 5 * 3_600_000,
      seats: [{ role: 'volunteer', count: 3, skills: [], credentialCodes: [], languages: [], leads: false }],
    });
    await house.does('cao', 'openWave', { needId, quota: 3 });
    const [personId, another] = asked(needId).map((one) => one.personId);
    house.pass(16);
    await house.does(system, 'expireOffers', {});
    const phone = await signedIn(personId!, 'go', 'en-GB');
    await phone.page.getByText('A place is still open.', { exact: false }).waitFor();
    expect(await phone.page.getByText('Nothing is needed from you').count()).to.equal(0);
    await keep(phone.page, 'wave-late');
    await phone.page.getByRole('button', { name: 'I can still go' }).click();
    await phone.page.getByRole('button', { name: 'I am setting out' }).waitFor();

    const other = await signedIn(another!, 'go', 'en-GB');
    await other.page.getByRole('button', { name: 'Not this time' }).click();
    await other.page.getByRole('button', { name: 'I am busy' }).click();
    await eventually(() => house.all('assignment').find((one) => one.personId === another)!.declineReason === 'busy');
    expect(other.faults).to.deep.equal([]);
    await other.context.close();

    const desk = await signedIn('cao', 'desk', 'zh-CN');
    await desk.page.getByText('整理捐赠衣物').first().click();
    await desk.page.getByText('2 人逾时才答复').waitFor();
    await keep(desk.page, 'wave-late-desk-zh');
    await desk.page.getByRole('button', { name: '人手已够' }).click();
    await desk.page.getByText('已标记“人手已够”', { exact: false }).waitFor();
    await keep(desk.page, 'wave-enough-zh');
    await expectAccessible(desk.page);
    await desk.page.getByRole('button', { name: '仍需支援' }).click();
    await desk.page.getByRole('button', { name: '人手已够' }).waitFor();
    for (const { faults } of [desk, phone]) expect(faults).to.deep.equal([]);
    for (const { context } of [desk, phone]) await context.close();
  });
});
