import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { browserOrSkip, openBrowser, openScreen } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { openHouse, type House } from '../support/house.ts';
import { openNeed } from '../support/on-scene.ts';
import { openPushService, type PushService } from '../support/push-service.ts';

/**
 * Chromium takes a subscription from Google's servers alone, which tests do not ask. So the subscription is one of the push
 * service beside this test, which opens what it is sent as a browser does; what it opened is handed to the worker of a real
 * Chromium by the browser's own debugger, and from there on everything is as on a phone.
 */
describe('in the browser, a push', function () {
  this.timeout(120_000);
  let house: House;
  let service: PushService;
  let browser: Browser;
  before(async function () {
    browserOrSkip(this);
    service = await openPushService();
    house = await openHouse({ settings: { PUSH_SERVICES: service.origin } });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await house?.stop();
    await service?.close();
  });

  it('is shown by the worker of the pocket, which says so, and no other message follows', async () => {
    const device = service.browser();
    await house.does('an', 'addDevice', { personId: 'an', device: 'phone-of-an', keys: device.keys });
    const { page, context } = await openScreen(browser, { width: 360, height: 720, locale: 'zh-CN' });
    await context.grantPermissions(['notifications'], { origin: house.url });
    const link = new URL(await house.muster.signInLink('an'));
    await page.goto(house.url + link.pathname + link.hash);
    await page.waitForURL(/\/go/u);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const debug = await context.newCDPSession(page);
    const registered = new Promise<string>((resolve) => {
      debug.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [ours] = registrations.filter(({ scopeURL }) => scopeURL.startsWith(house.url));
        if (ours) resolve(ours.registrationId);
      });
    });
    await debug.send('ServiceWorker.enable');
    const registrationId = await registered;
    // The page is closed, so that nothing but the worker can tell it.
    const need = await openNeed(house);
    const blank = await context.newPage();
    await blank.goto(`${house.url}/go-worker.js`);
    const worker = await context.newCDPSession(blank);
    await worker.send('ServiceWorker.enable');
    await page.close();
    await house.does('cao', 'offer', { needId: need.id, seatId: 's2', personIds: ['an'] });
    house.pass(0.2);
    await house.muster.notifier.round();
    await eventually(() => device.shown.length === 1);
    const [opened] = device.shown;
    await worker.send('ServiceWorker.deliverPushMessage', {
      origin: house.url,
      registrationId,
      data: JSON.stringify(opened),
    });
    await eventually(
      () => house.all('notice')[0]!.deliveries.find(({ channel }) => channel === 'push')?.state === 'delivered',
    );
    const shown = await blank.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/go');
      return (await registration?.getNotifications())?.map(({ title, body }) => `${title} ${body}`);
    });
    expect(shown).to.have.length(1);
    expect(shown![0]).to.include('清理楼道');
    expect(house.all('notice')[0]!.dueAt).to.equal(null);
  });
});
