import { test as base, expect, type Page } from '@playwright/test';
import {
  AXE,
  entriesOfEveryBrowser,
  entryPath,
  faultsBy,
  PROGRESS,
  serveStorybook,
  storybookEntries,
  switchTo,
} from '../support/storybook.ts';

/** A page of the built Storybook, with what went wrong in it since the entry it shows was asked for. */
interface Preview {
  readonly page: Page;
  /** Addresses it asked for anywhere else than where it came from. */
  readonly foreign: string[];
  readonly errors: string[];
}

/**
 * One page a worker, which goes from entry to entry as somebody who reads Storybook does: nothing is loaded twice, which
 * is most of what an entry takes. After a failure Playwright begins a new worker, and so a new page.
 */
const test = base.extend<object, { preview: Preview }>({
  preview: [
    async ({ browser }, use) => {
      const { url, stop } = await serveStorybook();
      const context = await browser.newContext({ baseURL: url, locale: 'fr-FR', timezoneId: 'Europe/Paris' });
      const page = await context.newPage();
      const preview: Preview = { page, foreign: [], errors: [] };
      page.on('request', (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(url)) preview.foreign.push(request.url());
      });
      page.on('pageerror', (error) => preview.errors.push(String(error)));
      await use(preview);
      await context.close();
      await stop();
    },
    { scope: 'worker' },
  ],
});

const entries = storybookEntries();
const ofEveryBrowser = new Set(entriesOfEveryBrowser().map(({ id }) => id));

test('Storybook is built and holds stories', () => {
  expect(entries.filter(({ type }) => type === 'story').length, 'npm run storybook:build').toBeGreaterThan(0);
});

for (const entry of entries) {
  const tag = ofEveryBrowser.has(entry.id) ? '@every-browser' : [];
  test(`${entry.title}: ${entry.name} is shown without a fault`, { tag }, async ({ preview, browserName }) => {
    const { page, foreign, errors } = preview;
    foreign.length = 0;
    errors.length = 0;

    await show(page, entry);
    const progress = await page.waitForFunction(`(() => {${PROGRESS}})()`, undefined, {
      timeout: 60_000,
    });
    expect(await progress.jsonValue()).toBe('shown');
    expect(errors).toEqual([]);
    expect(foreign, 'no request leaves the page’s own origin').toEqual([]);
    if (entry.type === 'docs') {
      // The stories within may still be on their way; Storybook would load its page anew to be rid of them.
      await page.goto('about:blank');
      return;
    }

    expect(await page.evaluate<string[]>(`(() => {${faultsBy('every rule')}})()`), 'axe').toEqual([]);
    // Which colours stand on which is the same in every browser: the dark ones are compared in one.
    if (browserName !== 'chromium') return;
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await page.evaluate<string[]>(`(() => {${faultsBy('contrast')}})()`);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(dark, 'axe in dark colours').toEqual([]);
  });
}

async function show(page: Page, entry: (typeof entries)[number]): Promise<void> {
  if (page.url() !== 'about:blank') return page.evaluate(switchTo(entry));
  await page.goto(entryPath(entry));
  await page.evaluate(AXE);
}
