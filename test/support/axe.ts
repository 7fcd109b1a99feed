import AxeBuilder from '@axe-core/playwright';
import { expect } from 'chai';
import type { Page } from 'playwright-core';

/** What axe finds on the page against WCAG 2.2 A and AA must be nothing. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    // Leaflet draws tiles and markers outside our words; what stands on them has its twin in the queue.
    .exclude('.leaflet-pane')
    .analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html}`),
  );
  expect(found, page.url()).to.deep.equal([]);
}
