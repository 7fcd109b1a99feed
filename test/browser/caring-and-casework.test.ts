import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import type { Seat } from '../../shared/records.ts';
import { expectAccessible } from '../support/axe.ts';
import { houseInBrowser, keep, openAs } from '../support/browser.ts';
import type { House } from '../support/house.ts';

const seat = (given: Partial<Omit<Seat, 'id'>> = {}): Omit<Seat, 'id'> => ({
  role: 'volunteer',
  count: 1,
  skills: [],
  credentialCodes: [],
  languages: [],
  leads: false,
  ...given,
});
const phone = { width: 360, height: 720, locale: 'en-GB' };
const wide = { width: 1440, height: 900, locale: 'en-GB' };

describe('in the browser: rest, talks, teams and cases', function () {
  this.timeout(180_000);
  let house: House;
  let browser: Browser;
  houseInBrowser('test', (opened) => ({ house, browser } = opened));

  const open = (personId: string, size: typeof phone, at: 'desk' | 'go') =>
    openAs(browser, house, personId, size, `/${at}`);
  async function need(title: string, given: object = {}) {
    const { needId } = await house.does('cao', 'reportNeed', {
      title: { en: title, zh: '照看独居女孩' },
      category: 'psychosocial',
      cellId: 'quay',
      address: { en: 'Quay Street 7', zh: '码头街 7 号' },
      seats: [seat({ role: 'socialWorker', leads: true, count: 3 }), seat({ count: 9 })],
      ...given,
    });
    return needId;
  }

  it('a social worker carries a case phase by phase, without a signal too, and their desk reads it', async () => {
    const needId = await need('A girl alone');
    const { assignmentId } = await house.does('cao', 'joinTeam', { needId, seatId: 's1', personId: 'lin' });
    const lin = await open('lin', phone, 'go');
    await lin.page.getByRole('button', { name: 'Open a case' }).click();
    await lin.page.getByRole('heading', { name: 'Who asks for help, and for what?' }).waitFor();
    await keep(lin.page, 'pocket-case-en');
    await expectAccessible(lin.page);
    await lin.context.setOffline(true);
    await lin.page.getByLabel('Write it down').fill('Came by herself, afraid of the dark');
    await lin.page.getByRole('button', { name: 'Keep this note' }).click();
    await lin.page.getByText('waits for signal').first().waitFor();
    await lin.page.getByRole('button', { name: 'On to: Assessment' }).click();
    await lin.page.getByRole('heading', { name: 'What do they need' }).waitFor();
    await keep(lin.page, 'pocket-case-offline');
    expect(house.all('caseNote')).to.have.length(0);
    await lin.context.setOffline(false);
    const hua = await open('hua', wide, 'desk');
    await hua.page.getByRole('link', { name: 'Care' }).click();
    await hua.page.getByRole('tab', { name: 'Cases' }).click();
    await hua.page.getByText('1 note').click();
    await hua.page.getByText('afraid of the dark').waitFor();
    await keep(hua.page, 'desk-cases');
    expect(house.get('case', assignmentId).phase).to.equal('assessment');
    // The desk of the need is in the same list of cases and finds nothing there.
    const cao = await open('cao', wide, 'desk');
    await cao.page.getByRole('link', { name: 'Care' }).click();
    await cao.page.getByRole('tab', { name: 'Cases' }).click();
    await cao.page.getByText('Your organisation carries no case.').waitFor();
    expect(await cao.page.content()).to.not.include('afraid of the dark');
    await lin.page.getByRole('button', { name: 'Back', exact: false }).first().click();
    await lin.page.getByRole('button', { name: 'Me', exact: true }).click();
    await lin.page
      .getByRole('group', { name: 'Language of this app' })
      .getByRole('radio', { name: '中文' })
      .check({ force: true });
    await lin.page.getByRole('button', { name: '现在' }).click();
    await keep(lin.page, 'pocket-task-zh');
  });

  it('a case is passed on by the desk of its organisation, and the phone that carried it no longer has it', async () => {
    const needId = await need('A girl alone');
    const { assignmentId } = await house.does('cao', 'joinTeam', { needId, seatId: 's1', personId: 'lin' });
    await house.does('lin', 'openCase', { assignmentId });
    await house.does('lin', 'writeCaseNote', { caseId: assignmentId, phase: 'intake', text: 'Afraid of the dark' });
    const lin = await open('lin', phone, 'go');
    await lin.page.getByRole('button', { name: 'Case: Intake', exact: false }).click();
    await lin.page.getByText('Afraid of the dark').waitFor();
    const mei = await open('mei', { ...phone, locale: 'zh-CN' }, 'go');
    const hua = await open('hua', { ...wide, locale: 'zh-CN' }, 'desk');
    await hua.page.getByRole('link', { name: '关怀' }).click();
    await hua.page.getByRole('tab', { name: '个案' }).click();
    await hua.page.getByLabel('转交给').selectOption({ label: '梅若溪' });
    await hua.page.getByRole('button', { name: '转交个案' }).click();
    await keep(hua.page, 'desk-case-passed-zh');
    await expectAccessible(hua.page);
    await hua.page.getByRole('group', { name: '确定转交' }).getByRole('button').first().click();
    await hua.page.getByText('梅若溪', { exact: false }).first().waitFor();
    await mei.page.getByRole('button', { name: '打开个案' }).click();
    await mei.page.getByText('Afraid of the dark').waitFor();
    await keep(mei.page, 'pocket-case-passed-zh');
    await expectAccessible(mei.page);
    await lin.page.getByText('Afraid of the dark').waitFor({ state: 'detached' });
    // What the phone keeps follows within a second.
    await lin.page.waitForFunction(() => !JSON.stringify(localStorage).includes('Afraid of the dark'));
    for (const { faults } of [lin, mei, hua]) expect(faults).to.deep.equal([]);
  });

  it('one tap after hard work reaches the supervisor, and nobody else', async () => {
    const needId = await need('Meals', { category: 'food' });
    await house.does('cao', 'joinTeam', { needId, seatId: 's2', personId: 'an' });
    house.pass(9 * 60 + 5);
    await house.does({ kind: 'system' }, 'raiseRelief', {});
    const an = await open('an', phone, 'go');
    await an.page.getByText('A break of an hour is due in').waitFor();
    await keep(an.page, 'pocket-hours-en');
    await expectAccessible(an.page);
    const tang = await open('tang', wide, 'desk');
    await tang.page.getByText('Relieve: worked too long').first().waitFor();
    await tang.page.getByRole('link', { name: 'Care' }).click();
    await tang.page.getByText('relieve', { exact: true }).waitFor();
    await keep(tang.page, 'desk-still-out');
    await an.page.getByRole('button', { name: 'Check out', exact: false }).click();
    await an.page.getByRole('button', { name: 'Yes', exact: false }).click();
    await an.page.getByRole('button', { name: 'This was hard for me' }).click();
    await an.page.getByText('Somebody to talk to').waitFor();
    await keep(an.page, 'pocket-hard-en');
    await tang.page.getByRole('tab', { name: 'Talks' }).click();
    await tang.page.getByRole('button', { name: 'I will talk with them' }).click();
    await an.page.getByText('Tang Weilan talks with you').waitFor();
    // Ending it cannot be undone, so it is not a single press.
    await tang.page.getByRole('button', { name: 'We have talked', exact: true }).click();
    await tang.page.getByLabel('Note for supervisors').fill('Wants a few quiet days');
    await keep(tang.page, 'desk-talks');
    await expectAccessible(tang.page);
    expect(house.all('debrief')[0]!.status).to.equal('open');
    await tang.page.getByRole('button', { name: 'End it: we have talked' }).click();
    await tang.page.getByText('Ended (1)').click();
    await tang.page.getByText('Wants a few quiet days').waitFor();
    await an.page
      .getByRole('button', { name: 'Go on', exact: false })
      .or(an.page.getByRole('button', { name: 'All right' }))
      .first()
      .click();
    await an.page.getByText('You worked 9 h 5 min of 12 h').waitFor();
    await keep(an.page, 'pocket-rest-en');
  });

  it('an administrator sets what protects everybody, every desk reads it, and a phone counts by it at once', async () => {
    const needId = await need('Meals', { category: 'food' });
    await house.does('cao', 'joinTeam', { needId, seatId: 's2', personId: 'an' });
    house.pass(5 * 60);
    const an = await open('an', phone, 'go');
    await an.page.getByText('You worked 5 h of 12 h').waitFor();
    const ada = await open('ada', wide, 'desk');
    await ada.page.getByRole('link', { name: 'Care' }).click();
    await ada.page.getByRole('tab', { name: 'Limits' }).click();
    await ada.page.getByText('Nobody has changed this yet.').waitFor();
    await ada.page.getByLabel('Work in any 24 hours').selectOption('at most 8 h');
    await ada.page.getByLabel('Work without a break of an hour').selectOption('at most 6 h');
    await keep(ada.page, 'desk-limits');
    await expectAccessible(ada.page);
    await ada.page.getByRole('button', { name: 'Save for everybody' }).click();
    await ada.page.getByText('Set by Ada Yuan Shuyi', { exact: false }).waitFor();
    await an.page.getByText('You worked 5 h of 8 h').waitFor();
    await an.page.getByText('A break of an hour is due in 1 h').waitFor();
    await an.page.getByRole('button', { name: 'Schedule' }).click();
    await an.page.getByRole('group', { name: 'Hours per day at most' }).getByText('8 h').waitFor();
    const nights = await an.page.locator('label', { hasText: 'Ask me at night too' }).boundingBox();
    expect(nights!.height, 'on one line').to.be.within(44, 60);
    const cao = await open('cao', { ...wide, locale: 'zh-CN' }, 'desk');
    await cao.page.getByRole('link', { name: '关怀' }).click();
    await cao.page.getByText('请接替', { exact: true }).waitFor();
    await cao.page.getByRole('tab', { name: '保护规则' }).click();
    await cao.page.getByText('最多 8 小时').first().waitFor();
    await cao.page.getByText('管理员可以调整。', { exact: false }).waitFor();
    expect(await cao.page.getByRole('combobox').count()).to.equal(0);
    await keep(cao.page, 'desk-limits-zh');
    await expectAccessible(cao.page);
    await ada.page.getByRole('button', { name: 'Back to what is usual' }).click();
    await ada.page.getByRole('button', { name: 'Save for everybody' }).click();
    await cao.page.getByText('最多 12 小时').nth(1).waitFor();
    for (const { faults } of [ada, an, cao]) expect(faults).to.deep.equal([]);
  });

  it('a wide team is told to have a second lead, and the next one takes over on their phone', async () => {
    const needId = await need('A shelter', { category: 'shelter' });
    for (const personId of ['an', 'bai', 'chi', 'dai', 'fei', 'gu', 'he', 'ji'])
      await house.does('cao', 'joinTeam', { needId, seatId: 's2', personId });
    for (const personId of ['lin', 'mei']) await house.does('cao', 'joinTeam', { needId, seatId: 's1', personId });
    const mei = await open('mei', phone, 'go');
    const cao = await open('cao', wide, 'desk');
    await cao.page.goto(`${house.url}/desk#/need/${needId}`);
    await cao.page.getByRole('button', { name: 'Hand over to the next period' }).click();
    await cao.page.getByLabel('Lin Qingyu: Who goes, who stays').selectOption('goes');
    await cao.page.getByRole('combobox', { name: 'Incoming lead' }).selectOption({ label: 'Mei Ruoxi' });
    await cao.page.getByLabel('For the incoming lead').fill('The key is at the gate');
    await keep(cao.page, 'desk-team-handover');
    await cao.page.getByRole('button', { name: 'Hand over', exact: true }).click();
    await mei.page.getByText('The key is at the gate').waitFor();
    await keep(mei.page, 'pocket-handover-en');
    await mei.page.getByRole('button', { name: 'I have read it and take over' }).click();
    await cao.page.getByText('Mei Ruoxi took over').waitFor();
    expect(house.get('team', needId).leadIds).to.deep.equal(['mei']);
    await keep(cao.page, 'desk-team');
    await cao.page.getByRole('link', { name: 'Care' }).click();
    await cao.page.getByRole('tab', { name: 'Professional hours' }).click();
    await cao.page.getByText('Hours of social workers on work').waitFor();
    await keep(cao.page, 'desk-professional-hours');
    await cao.page.getByRole('tab', { name: 'Still out' }).click();
    await cao.page.getByRole('button', { name: 'Print the list' }).click();
    await cao.page.getByRole('heading', { name: 'Demobilisation list' }).waitFor();
    await keep(cao.page, 'desk-still-out-paper');
  });
});
