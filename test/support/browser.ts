import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

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

/** A page of a person of their own, with what went wrong in it collected. */
export async function openScreen(
  browser: Browser,
  { width, height, locale }: { width: number; height: number; locale: string },
): Promise<{ page: Page; context: BrowserContext; faults: string[] }> {
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
