import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { expectAccessible } from '../support/axe.ts';
import { houseInBrowser, keepForDocuments, openAs } from '../support/browser.ts';
import type { House } from '../support/house.ts';

describe('in the browser, teams for cells', function () {
  this.timeout(120_000);
  let house: House;
  let browser: Browser;
  houseInBrowser('suite', (opened) => ({ house, browser } = opened));

  const desk = (personId: string, locale: string) =>
    openAs(browser, house, personId, { width: 1440, height: 900, locale });
  const membersOf = (page: Page, team: string) =>
    page.getByRole('region', { name: team }).locator('.plan-who b').allInnerTexts();

  it('are composed, changed where two are not to be together, and sent whole', async () => {
    const { page, faults } = await desk('cao', 'en-GB');
    await page.getByRole('link', { name: 'Plan' }).click();
    await page.getByRole('tab', { name: 'Teams for cells' }).click();
    await page.getByText('No teams have been composed yet.').waitFor();
    await page.getByRole('checkbox', { name: 'Quayside' }).check();
    await page.getByRole('checkbox', { name: 'Hillside' }).check();
    await page.getByLabel('Volunteers beside the one who leads').selectOption('3');
    await page.getByRole('button', { name: 'Compose teams' }).click();
    await page.getByText('Say what the teams are to do.').waitFor();
    await page.getByLabel('Task, as those asked will read it').fill('Visit everybody who lives alone');
    await page.getByRole('button', { name: 'Compose teams' }).click();
    await page.getByText('2 teams, 8 people').waitFor();
    await page.getByText('Best possible: no other teams of these people do better.').waitFor();
    await keepForDocuments(page, 'teams-for-cells');
    await expectAccessible(page);

    const [lead, other] = (await membersOf(page, 'Team for Quayside')) as [string, string];
    await page.getByLabel(`${lead}: not in one team with`).selectOption({ label: other });
    await page.getByText(`${lead} and ${other}`).waitFor();
    await page.getByText('2 teams, 8 people').waitFor();
    const teams = [await membersOf(page, 'Team for Quayside'), await membersOf(page, 'Team for Hillside')];
    for (const team of teams) expect([lead, other].every((name) => team.includes(name))).to.equal(false);

    // Somebody of one team is asked for something else meanwhile.
    const taken = teams[1]![3]!;
    const personId = house.all('person').find((person) => {
      const secret = house.muster.board.spine.sight.open(person) as { name?: { en?: string } } | undefined;
      return secret?.name?.en === taken;
    })!.id;
    const { needId } = await house.does('hua', 'reportNeed', {
      incidentId: house.incidentId,
      title: { en: 'Cook' },
      category: 'food',
      cellId: 'quay',
      seats: [{ role: 'anyone', skills: [], credentialCodes: [], languages: [], leads: false, count: 1 }],
    });
    await house.does('hua', 'offer', {
      needId,
      seatId: house.get('need', needId).seats[0]!.id,
      personIds: [personId],
    });
    await page.getByRole('button', { name: 'Send all (2 teams)' }).click();
    await page.getByText('1 team is asked; each is a need on the board.').waitFor();
    await page.getByText('1 team could not go:').waitFor();
    await page.locator('.note', { hasText: 'could not go' }).getByText(taken).waitFor();
    await expectAccessible(page);
    const need = house.all('need').find(({ category }) => category === 'olderPeople')!;
    expect(house.all('assignment').filter((asked) => asked.needId === need.id)).to.have.length(4);
    await page.getByRole('button', { name: 'Compose again' }).click();
    await page.getByText('1 team, 4 people').waitFor();
    await page.getByRole('button', { name: 'Send this team' }).click();
    await page.getByText('1 team is asked; each is a need on the board.').waitFor();
    await page.getByRole('link', { name: 'Board' }).click();
    await page.getByText('Visit everybody who lives alone').first().waitFor();
    expect(faults).to.deep.equal([]);
  });

  it('say in Chinese which cells stay without one, and how many could lead and join there', async () => {
    const { page, faults } = await desk('ada', 'zh-CN');
    await page.getByRole('link', { name: '总体安排' }).click();
    await page.getByRole('tab', { name: '网格小队' }).click();
    await page.getByRole('button', { name: '选择所有无人在场的网格' }).click();
    await page.getByLabel('任务名称（受邀者会看到）').fill('走访独居居民');
    await page.getByRole('button', { name: '编组小队' }).click();
    await page.getByRole('heading', { name: '没有小队的网格' }).waitFor();
    await keepForDocuments(page, 'teams-for-cells-zh');
    await expectAccessible(page);
    expect(faults).to.deep.equal([]);
  });
});
