import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import type { GivenInput } from '../../shared/operations.ts';
import { expectAccessible } from '../support/axe.ts';
import { houseInBrowser, keepForDocuments, openAs } from '../support/browser.ts';
import type { House } from '../support/house.ts';

type Seat = NonNullable<GivenInput<'reportNeed'>['seats']>[number];
const anyone: Seat = { role: 'anyone', skills: [], credentialCodes: [], languages: [], leads: false, count: 2 };
const caseworker: Seat = { ...anyone, role: 'socialWorker', skills: [{ code: 'psy.case', level: 3 }] };
describe('in the browser, the plan of a period', function () {
  this.timeout(120_000);
  let house: House;
  let browser: Browser;
  houseInBrowser('suite', (opened) => ({ house, browser } = opened));

  const report = (title: string, seats: Seat[], given: object = {}) =>
    house.does('cao', 'reportNeed', {
      incidentId: house.incidentId,
      title: { en: title, zh: title },
      category: 'other',
      cellId: 'quay',
      priority: 'urgent',
      seats,
      ...given,
    });
  const desk = (personId: string, locale: string) =>
    openAs(browser, house, personId, { width: 1440, height: 900, locale });

  it('is previewed with its reasons and proof, grows stale, and goes out in part and whole', async () => {
    const { needId } = await report('Sort blankets', [anyone], { priority: 'routine' });
    await house.does('cao', 'offer', { needId, seatId: house.get('need', needId).seats[0]!.id, personIds: ['lin'] });
    await report('Children without parents', [{ ...caseworker, count: 5 }], { priority: 'immediate', cellId: 'hill' });
    await report('Carry sandbags', [{ ...anyone, count: 3 }], { cellId: 'school' });
    const { page, faults } = await desk('cao', 'en-GB');
    await page.getByText('Carry sandbags').first().waitFor();
    await page.locator('#queue').focus();
    await page.keyboard.press('p');
    await page.getByText(/Best possible: no other plan of these \d+ places does better/).waitFor();
    await page.getByText('now asked for Sort blankets').waitFor();
    await page.getByRole('heading', { name: 'What stays short' }).waitFor();
    await keepForDocuments(page, 'plan');
    await expectAccessible(page);

    const first = page.getByRole('checkbox', { name: /for Carry sandbags/ }).nth(1);
    await first.focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Offer the chosen (1)' }).click();
    await page.getByText('1 offer went out.').waitFor();

    // Somebody else takes one of those shown.
    const taken = await page
      .locator('.plan-need', { hasText: 'Carry sandbags' })
      .locator('.plan-who b')
      .first()
      .innerText();
    const personId = house.all('person').find((person) => {
      const secret = house.muster.board.spine.sight.open(person) as { name?: { en?: string } } | undefined;
      return secret?.name?.en === taken;
    })!.id;
    const other = await report('Watch the dyke', [{ ...anyone, count: 1 }], { cellId: 'dyke' });
    await house.does('hua', 'offer', {
      needId: other.needId,
      seatId: house.get('need', other.needId).seats[0]!.id,
      personIds: [personId],
    });
    await report('Pump out the school', [{ ...anyone, count: 3 }]);
    await page.getByText('3 places changed since this preview').waitFor();
    await page.getByRole('button', { name: /^Offer all \(\d+\)/ }).click();
    await page.getByText('was no longer possible').waitFor();
    await page.locator('.note', { hasText: 'no longer possible' }).getByText(taken).waitFor();
    await keepForDocuments(page, 'plan-offered');
    await expectAccessible(page);
    expect(house.all('assignment').filter(({ status }) => status === 'offered').length).to.be.greaterThan(8);
    expect(faults).to.deep.equal([]);
  });

  it('is in Chinese for whoever reads Chinese, and “why not” answers for anybody by name', async () => {
    await report('Prepare meals', [{ ...caseworker, count: 1 }]);
    const { page, faults } = await desk('ada', 'zh-CN');
    await page.getByText('Prepare meals').first().waitFor();
    await page.getByRole('link', { name: '总体安排' }).click();
    await page.getByText(/已是最优/).waitFor();
    await keepForDocuments(page, 'plan-zh');
    // Chosen for a time to come, it is made for that time without a further press.
    const { incidentId } = house;
    const startAt = house.get('incident', incidentId).periods[0]!.endAt;
    await house.does('cao', 'openPeriod', { incidentId, startAt, endAt: startAt + 8 * 3_600_000 });
    await page.getByLabel('安排时段').selectOption({ index: 1 });
    await page.getByText(/可出动时间、休息与工时按 .* 判断/).waitFor();
    await page.getByRole('link', { name: '看板' }).click();
    await page.getByText('Prepare meals').first().click();
    await page.getByText('为什么不是……？').click();
    await page.getByRole('searchbox', { name: '人员姓名' }).fill('隋海');
    await page.getByRole('button', { name: /隋海涛/ }).click();
    await page.getByText('不能邀请隋海涛').waitFor();
    await page.getByText(/需 3 级，现有效 0 级/).waitFor();
    await keepForDocuments(page, 'why-not-zh');
    await expectAccessible(page);
    expect(faults).to.deep.equal([]);
  });
});
