import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { readConfig } from '../../server/config.ts';
import { startMuster, type Muster } from '../../server/start.ts';
import type { Person } from '../../shared/records.ts';
import { typhoonScenario } from '../../scripts/scenario/typhoon.ts';
import { expectAccessible } from '../support/axe.ts';
import { browserOrSkip, keepForDocuments, openBrowser, openScreen } from '../support/browser.ts';

const day = 24 * 3_600_000;

describe('in the browser, from a report at the open door to a closed need on all screens', function () {
  this.timeout(180_000);
  let dir: string;
  let muster: Muster;
  let browser: Browser;

  before(async function () {
    browserOrSkip(this);
    dir = await mkdtemp(path.join(tmpdir(), 'muster-browser-'));
    muster = await startMuster(readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dir, LOG_LEVEL: 'error' }));
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await muster?.stop();
    if (dir) await rm(dir, { recursive: true, force: true });
  });

  it('two people are asked, come, check in and out, and everybody sees it at once', async () => {
    const people = await lay(muster);
    const here = (link: string) => muster.url + new URL(link).pathname + new URL(link).hash;

    const door = await openScreen(browser, { width: 1280, height: 960, locale: 'en-GB' });
    const desk = await openScreen(browser, { width: 1440, height: 900, locale: 'en-GB' });
    const worker = await openScreen(browser, { width: 360, height: 720, locale: 'zh-CN' });
    const helper = await openScreen(browser, { width: 360, height: 720, locale: 'en-GB' });
    await desk.page.goto(here(await muster.signInLink(people.coordinator)));
    await worker.page.goto(here(await muster.signInLink(people.socialWorker)));
    await helper.page.goto(here(await muster.signInLink(people.volunteer)));

    await door.page.goto(muster.url);
    await door.page.getByRole('radio', { name: 'Distress or grief' }).check();
    await door.page.getByLabel('What happened?').fill('Mother of two cannot calm her children since the flood, alone');
    await door.page.getByLabel('Area').first().selectOption({ index: 1 });
    await door.page.getByLabel('Phone').fill('138 0000 1234');
    await keepForDocuments(door.page, 'open-door');
    await door.page.getByRole('button', { name: 'Send' }).click();
    await door.page.getByText('Your report has arrived').waitFor();
    await keepForDocuments(door.page, 'open-door-code');
    await expectAccessible(door.page);
    await door.page.getByText('See what happens now').click();

    await desk.page.getByText('Mother of two cannot calm').first().waitFor();
    await desk.page
      .getByRole('button', { name: /To triage/ })
      .first()
      .click();
    await desk.page.getByText('Mother of two cannot calm').first().click();
    await desk.page.getByRole('button', { name: /^Triage/ }).click();
    await desk.page.getByRole('button', { name: 'Open it for offers' }).click();
    await desk.page.getByRole('button', { name: /^Ask 2/ }).waitFor();
    await keepForDocuments(desk.page, 'desk');
    await expectAccessible(desk.page);
    await desk.page.getByRole('button', { name: /^Ask 2/ }).click();

    await worker.page.getByRole('button', { name: '我去' }).waitFor();
    await keepForDocuments(worker.page, 'pocket-offer');
    await expectAccessible(worker.page);
    await worker.page.getByRole('button', { name: '我去' }).click();
    await helper.page.getByRole('button', { name: 'I will go' }).click();
    await helper.page.getByRole('button', { name: 'I am setting out' }).click();
    await keepForDocuments(helper.page, 'pocket-assignment');
    await expectAccessible(helper.page);
    await door.page.getByText('2 people are coming to you', { exact: false }).waitFor();
    await helper.page.getByRole('button', { name: 'Check in here' }).click();
    await helper.page.getByRole('button', { name: 'Check out' }).waitFor();
    await worker.page.getByRole('button', { name: '我出发了' }).click();
    await worker.page.getByRole('button', { name: '到达签到' }).click();
    await door.page.getByText('2 people are with you', { exact: false }).waitFor();
    await keepForDocuments(desk.page, 'desk-on-scene');

    await checkOut(helper.page, 'Check out', 'Yes, check out');
    await checkOut(worker.page, '签退', '结束，签退');
    await door.page.getByText('Done. 2 people helped.').waitFor();
    await keepForDocuments(door.page, 'open-door-done');
    await expectAccessible(door.page);
    await desk.page
      .getByRole('button', { name: /^Closed/ })
      .first()
      .click();
    await desk.page.getByText('Mother of two cannot calm').first().waitFor();
    await worker.page.getByRole('button', { name: '知道了' }).click();
    await worker.page.getByText('现在可以出动').waitFor();
    await keepForDocuments(worker.page, 'pocket-available');

    for (const { faults } of [door, desk, worker, helper]) expect(faults).to.deep.equal([]);
  });
});

/** The pocket asks once more before it ends a task, since that cannot be undone. */
async function checkOut(page: Page, words: string, yes: string): Promise<void> {
  await page.getByRole('button', { name: words, exact: true }).click();
  await page.getByRole('button', { name: yes }).click();
}

/** The typhoon's grid and organisations, with just one coordinator, one licensed social worker and one volunteer. */
async function lay({ perform }: Muster) {
  const system = { kind: 'system' } as const;
  const now = Date.now();
  const { organisations, cells, incident, people } = typhoonScenario(now, 'browser');
  const sample = people[0]!;
  const organisationId = organisations[1]!.id;
  const person = (
    id: string,
    role: Person['roles'][number],
    en: string,
    zh: string,
    rest: Partial<Person>,
  ): Person => ({
    ...sample,
    id,
    organisationId,
    roles: [role],
    status: 'approved',
    credentials: [],
    skills: [],
    languages: ['cmn', 'yue'],
    homeCellId: cells[0]!.id,
    availability: [{ fromAt: now - day, untilAt: now + 2 * day }],
    limits: { maxDistanceKm: 50, maxHoursPerDay: 12, minRestHours: 0, nights: true },
    stints: [],
    offers: 0,
    accepts: 0,
    noShows: 0,
    lastOfferedAt: null,
    private: { name: { en, zh }, phone: `1390000000${id.length}` },
    ...rest,
  });
  await perform('importRecords', system, {
    organisations,
    cells,
    people: [
      person('coordinator', 'coordinator', 'Luo Min', '罗敏', {}),
      person('social-worker', 'socialWorker', 'Chen Yuwen', '陈语雯', {
        skills: [{ code: 'psy.case', level: 4 }],
        credentials: [
          {
            id: 'licence',
            code: 'cn.sw.worker',
            issuer: 'Nanyu',
            expiresAt: now + 300 * day,
            skillCodes: ['psy.case'],
            verifiedAt: now - day,
            verifiedBy: 'coordinator',
          },
        ],
      }),
      person('volunteer', 'volunteer', 'Lin Haoran', '林浩然', { skills: [{ code: 'psy.pfa', level: 2 }] }),
    ],
  });
  await perform(
    'openIncident',
    { kind: 'person', personId: 'coordinator', organisationId, roles: ['admin'], approved: true },
    incident,
  );
  return { coordinator: 'coordinator', socialWorker: 'social-worker', volunteer: 'volunteer' };
}
