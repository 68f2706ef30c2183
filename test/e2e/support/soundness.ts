import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** No accessibility fault as axe sees them, shadow roots included. */
export async function expectNoFault(page: Page, what: string): Promise<void> {
  await expectNone(new AxeBuilder({ page }).options({ resultTypes: ['violations'] }), what);
}

/** The same in light colours and in dark ones, in which only contrast is another. */
export async function expectNoFaultInAnyColours(page: Page, what: string): Promise<void> {
  await expectNoFault(page, what);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNone(new AxeBuilder({ page }).withRules('color-contrast'), `${what}, dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function expectNone(axe: AxeBuilder, what: string): Promise<void> {
  const { violations } = await axe.analyze();
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(faults, what).toEqual([]);
}

/** Nothing wider than the screen. */
export async function expectNoSidewaysScroll(page: Page, what: string): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(excess, what).toBeLessThanOrEqual(0);
}
