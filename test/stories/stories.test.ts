import { test as base, expect } from '@playwright/test';
import { AXE, entryPath, FAULTS, PROGRESS, serveStorybook, storybookEntries } from '../support/storybook.ts';

/** One server of the built Storybook a worker. */
const test = base.extend<object, { storybook: string }>({
  storybook: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures it must make from this pattern.
    async ({}, use) => {
      const { url, stop } = await serveStorybook();
      await use(url);
      await stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ storybook }, use) => use(storybook),
});

const entries = storybookEntries();

test('Storybook is built and holds stories', () => {
  expect(entries.filter(({ type }) => type === 'story').length, 'npm run storybook:build').toBeGreaterThan(0);
});

for (const entry of entries) {
  test(`${entry.title}: ${entry.name} is shown without a fault`, async ({ page, storybook, browserName }) => {
    const foreign: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(storybook)) foreign.push(request.url());
    });
    page.on('pageerror', (error) => errors.push(String(error)));

    await page.goto(entryPath(entry));
    const progress = await page.waitForFunction(`(() => {${PROGRESS}})()`, undefined, {
      timeout: 60_000,
    });
    expect(await progress.jsonValue()).toBe('shown');
    expect(errors).toEqual([]);
    expect(foreign, 'no request leaves the page’s own origin').toEqual([]);
    if (entry.type === 'docs') return;

    await page.evaluate(AXE);
    // Which colours stand on which is the same in every browser: the dark ones are compared in one.
    for (const colorScheme of browserName === 'chromium' ? (['light', 'dark'] as const) : (['light'] as const)) {
      await page.emulateMedia({ colorScheme });
      const faults = await page.evaluate<string[]>(`(() => {${FAULTS}})()`);
      expect(faults, `axe in ${colorScheme} colours`).toEqual([]);
    }
  });
}
