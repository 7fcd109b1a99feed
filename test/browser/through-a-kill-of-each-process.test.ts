import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { readConfig } from '../../server/config.ts';
import { startMuster, type Muster } from '../../server/start.ts';
import { buildServer } from '../faults/build-server.ts';
import { startFleet, type Fleet } from '../faults/fleet.ts';
import { worldOf } from '../faults/world.ts';
import { startBalancer, type Balancer } from '../support/balancer.ts';
import { browserOrSkip, openBrowser, openScreen } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { mongoOrSkip, type TestMongo } from '../support/mongo-server.ts';

const system = { kind: 'system' } as const;

describe('in the browser, a desk on one process and two pockets on another', function () {
  this.timeout(300_000);
  let mongo: TestMongo;
  let uri: string;
  let dir: string;
  let office: Muster;
  let fleet: Fleet;
  let browser: Browser;
  let toDesk: Balancer;
  let toPockets: Balancer;

  before(async function () {
    browserOrSkip(this);
    mongo = await mongoOrSkip(this);
    uri = mongo.freshUri();
    dir = mkdtempSync(path.join(tmpdir(), 'muster-kill-each-'));
    symlinkSync(path.resolve(import.meta.dirname, '../../dist'), path.join(dir, 'dist'));
    const secret = randomBytes(32).toString('base64');
    const settings = { DATA_DIR: path.join(dir, 'data'), MUSTER_SECRET: secret };
    const config = readConfig({ ...settings, MONGODB_URI: uri, LOG_LEVEL: 'silent' });
    // One more process, without a door, from which the story is driven.
    office = await startMuster(config, { listens: false, sweeps: false });
    const program = await buildServer(path.join(dir, 'server'));
    fleet = await startFleet({ program, uri, dataDir: settings.DATA_DIR, secret, size: 2 });
    await eventually(() => fleet.addresses().length === 2, 60_000);
    const [one, two] = fleet.members;
    toDesk = await startBalancer(() => [one!.address, two!.address]);
    toPockets = await startBalancer(() => [two!.address, one!.address]);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    for (const balancer of [toDesk, toPockets]) await balancer?.close();
    await fleet?.stop();
    await office?.stop();
    if (dir) rmSync(dir, { recursive: true, force: true });
    if (uri) await mongo.drop(uri);
  });

  it('go on through a kill of each, and no screen needs a refresh', async () => {
    const { organisations, cells, people, deskIds, volunteerIds } = worldOf(20, Date.now());
    await office.perform('importRecords', system, { organisations, cells, people });
    const incident = {
      name: { en: 'Flood' },
      hazard: 'flood',
      area: { en: 'Here' },
      centre: cells[0]!.centre,
    } as const;
    await office.perform('openIncident', system, incident);
    const coordinator = people.find(({ id }) => id === deskIds[0])!;
    const { id: personId, organisationId, roles } = coordinator;
    const desk = { kind: 'person', personId, organisationId, roles, approved: true } as const;
    const report = (title: string) =>
      office.perform('reportNeed', desk, {
        title: { en: title },
        category: 'food',
        cellId: cells[0]!.id,
        priority: 'urgent',
        seats: [{ role: 'volunteer', count: 2, skills: [], credentialCodes: [], languages: [], leads: false }],
      });
    const assignments = () => [...office.board.spine.sight.view.all('assignment')];
    const statuses = () =>
      assignments()
        .map(({ status }) => status)
        .sort();
    const open = async (
      personId: string,
      balancer: Balancer,
      size: { width: number; height: number },
    ): Promise<Page> => {
      const { page } = await openScreen(browser, { ...size, locale: 'en-GB' });
      const link = new URL(await office.signInLink(personId));
      await page.goto(balancer.url + link.pathname + link.hash);
      return page;
    };

    const { needId } = (await report('Boxes must be carried up to the fourth floor')).answer;
    const deskPage = await open(coordinator.id, toDesk, { width: 1440, height: 900 });
    const pockets = await Promise.all(
      volunteerIds.slice(0, 2).map((id) => open(id, toPockets, { width: 360, height: 720 })),
    );
    await deskPage.getByText('Boxes must be carried').first().waitFor();
    await office.perform('offer', desk, { needId, seatId: 's1', personIds: volunteerIds.slice(0, 2) });
    for (const pocket of pockets) await pocket.getByRole('button', { name: 'I will go' }).waitFor();
    // A page that was loaded again would not have it.
    for (const page of [deskPage, ...pockets]) await page.evaluate('window.sameAsBefore = true');

    await fleet.members[1]!.kill();
    await pockets[0]!.getByRole('button', { name: 'I will go' }).click();
    await pockets[0]!.getByRole('button', { name: 'I am setting out' }).waitFor();
    await eventually(() => statuses().join() === 'accepted,offered');

    await eventually(() => fleet.addresses().length === 2, 60_000);
    await fleet.members[0]!.kill();
    await pockets[1]!.getByRole('button', { name: 'I will go' }).click();
    await pockets[1]!.getByRole('button', { name: 'I am setting out' }).waitFor();
    await eventually(() => statuses().join() === 'accepted,accepted');
    await report('The cellar is under water since this morning');
    await deskPage.getByText('The cellar is under water').first().waitFor();
    await pockets[0]!.getByRole('button', { name: 'I am setting out' }).click();
    await eventually(() => statuses().join() === 'accepted,enRoute');

    for (const page of [deskPage, ...pockets]) {
      expect(await page.evaluate('window.sameAsBefore')).to.equal(true);
      expect(await page.getByText('no connection').count()).to.equal(0);
    }
    if (process.env['LOOK']) {
      await deskPage.screenshot({ path: `${process.env['LOOK']}/desk.png` });
      await pockets[0]!.screenshot({ path: `${process.env['LOOK']}/pocket.png` });
    }
  });
});
