import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import type { GivenInput } from '../../shared/operations.ts';
import { expectAccessible } from '../support/axe.ts';
import { houseInBrowser, keep, openAs } from '../support/browser.ts';
import type { House } from '../support/house.ts';

type Seat = NonNullable<GivenInput<'reportNeed'>['seats']>[number];
const hour = 3_600_000;
const anyone: Seat = { role: 'anyone', skills: [], credentialCodes: [], languages: [], leads: false, count: 1 };

describe('in the browser, somebody asked ahead', function () {
  this.timeout(120_000);
  let house: House;
  let browser: Browser;
  houseInBrowser('suite', (opened) => ({ house, browser } = opened));

  const report = async (en: string, zh: string) => {
    const { needId } = await house.does('cao', 'reportNeed', {
      incidentId: house.incidentId,
      title: { en, zh },
      category: 'other',
      cellId: 'quay',
      priority: 'urgent',
      seats: [anyone],
      estimatedMinutes: 120,
    });
    return { needId, seatId: house.get('need', needId).seats[0]!.id };
  };
  const open = (personId: string, locale: string, size: { width: number; height: number }) =>
    openAs(browser, house, personId, { ...size, locale });

  it('sees when it begins, answers beside the task at hand, and the desk sees it too', async () => {
    const startAt = house.now() + 15 * hour;
    const { periodId } = await house.does('cao', 'openPeriod', {
      incidentId: house.incidentId,
      startAt,
      endAt: startAt + 10 * hour,
    });
    for (const personId of ['bai', 'lin'])
      await house.does(personId, 'setAvailability', {
        personId,
        availability: [{ fromAt: house.now() - hour, untilAt: startAt + 10 * hour }],
      });
    const first = await report('Carry sandbags', '搬沙袋');
    const { assignmentIds } = await house.does('cao', 'offer', { ...first, personIds: ['bai'] });
    await house.does('bai', 'acceptOffer', { assignmentId: assignmentIds[0]! });
    const later = await report('Prepare breakfast', '准备早餐');
    const alone = await report('Open the school', '打开学校');
    await house.does('cao', 'acceptPlan', {
      incidentId: house.incidentId,
      periodId,
      sendings: [
        { ...later, personId: 'bai', replaces: null },
        { ...alone, personId: 'lin', replaces: null },
      ],
    });
    const pocket = { width: 360, height: 720 };

    const free = await open('lin', 'zh-CN', pocket);
    await free.page.getByText(/请于明天 00:00 出发，现在不用动身/).waitFor();
    await keep(free.page, 'offer-zh');
    await expectAccessible(free.page);
    await free.page.getByRole('button', { name: '我去' }).click();
    await free.page.getByText(/请于明天 00:00 出发，现在不用动身/).waitFor();
    await free.page.getByText('已接受').waitFor();
    await keep(free.page, 'task-zh');

    const busy = await open('bai', 'en-GB', pocket);
    await busy.page.getByRole('heading', { name: 'You are asked for later' }).waitFor();
    await busy.page.getByText('from tomorrow 00:00, not now').waitFor();
    await busy.page
      .getByRole('heading', { name: 'Carry sandbags' })
      .or(busy.page.getByText('You said yes'))
      .first()
      .waitFor();
    await keep(busy.page, 'beside-en');
    await expectAccessible(busy.page);
    await busy.page.getByRole('button', { name: 'I will go' }).click();
    await busy.page.getByRole('heading', { name: 'Your next task' }).waitFor();
    await busy.page.getByRole('button', { name: 'I am setting out' }).waitFor();

    const desk = await open('cao', 'en-GB', { width: 1440, height: 900 });
    await desk.page.getByText('Prepare breakfast').first().click();
    await desk.page.getByText('from Tue 15 Sept, 00:00').waitFor();
    await keep(desk.page, 'desk-en');
    const deskZh = await open('ada', 'zh-CN', { width: 1440, height: 900 });
    await deskZh.page.getByText('准备早餐').first().click();
    await deskZh.page.getByText(/9月15日周二 00:00起/).waitFor();
    for (const { faults } of [free, busy, desk, deskZh]) expect(faults).to.deep.equal([]);
  });
});
