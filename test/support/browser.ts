import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { openHouse, type House } from './house.ts';

/** Debian's Chromium, where it is. */
export const chromiumPath = '/usr/bin/chromium';

/** For a `before` hook: the tests of this suite are left out where there is no Chromium, and never where CI=true. */
export function browserOrSkip(context: Mocha.Context): void {
  if (existsSync(chromiumPath)) return;
  if (process.env['CI'] === 'true') throw new Error(`${chromiumPath} is missing`);
  context.skip();
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/**
 * For a suite: a browser, and a house for all of it or a new one for every test; `use` is told of each. What was opened is
 * closed afterwards. Left out where there is no Chromium.
 */
export function houseInBrowser(
  forEvery: 'suite' | 'test',
  use: (opened: { house: House; browser: Browser }) => void,
): void {
  let house: House | undefined;
  let browser: Browser | undefined;
  const open = async (): Promise<void> => {
    house = await openHouse();
    use({ house, browser: browser! });
  };
  const leave = async (): Promise<void> => {
    for (const context of browser?.contexts() ?? []) await context.close();
    await house?.stop();
  };
  before(async function () {
    browserOrSkip(this);
    browser = await openBrowser();
  });
  if (forEvery === 'suite') before(open);
  else beforeEach(open);
  if (forEvery === 'suite') after(leave);
  else afterEach(leave);
  after(() => browser?.close());
}

export interface ScreenSize {
  width: number;
  height: number;
  locale: string;
}
export interface OpenedScreen {
  page: Page;
  context: BrowserContext;
  faults: string[];
}

/** A page of a person of their own, with what went wrong in it collected. */
export async function openScreen(browser: Browser, { width, height, locale }: ScreenSize): Promise<OpenedScreen> {
  const context = await browser.newContext({ viewport: { width, height }, locale, timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${message.text()} ${message.location().url}`);
  });
  return { page, context, faults };
}

/** The same, signed in by a link as anybody is, and at `place` (`/desk`, `/go`, `/desk#/safety`) where one is named. */
export async function openAs(
  browser: Browser,
  house: House,
  personId: string,
  size: ScreenSize,
  place?: string,
): Promise<OpenedScreen> {
  const screen = await openScreen(browser, size);
  const link = new URL(await house.muster.signInLink(personId));
  await screen.page.goto(house.url + link.pathname + link.hash);
  if (place === undefined) return screen;
  await screen.page.waitForURL(/\/(desk|go)/u);
  if (!screen.page.url().includes(place)) await screen.page.goto(house.url + place);
  return screen;
}

/** Keeps a picture in the folder named by SHOTS, to be looked at. */
export async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}

/** Keeps a picture for the documents, where SCREENS=keep. */
export async function keepForDocuments(page: Page, name: string): Promise<void> {
  if (process.env['SCREENS'] === 'keep')
    await page.screenshot({ path: `docs/screens/${name}.png`, animations: 'disabled' });
}
