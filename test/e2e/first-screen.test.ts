// What a page may bring of an element from its server, and how the element takes its place.
import '@relais/elements';
import type { Page } from '@playwright/test';
import { firstScreen } from '../../packages/elements/src/first-screen/index.ts';
import { elementNames } from '../../scripts/kit/elements.js';
import { expect, test } from './support/fixtures.ts';
import { startHostSite } from './support/host-site.ts';

const NONCE = 'onceandnevermore';
const tags = elementNames().map((name) => `relais-${name}`);
const FALLBACK = 'Appelez le <a href="tel:+33465711234">04 65 71 12 34</a>, tous les jours.';

let site: Awaited<ReturnType<typeof startHostSite>>;
test.beforeAll(async () => {
  site = await startHostSite({});
});
test.afterAll(() => site.stop());
test.beforeEach(({ watched }) => {
  watched.allow(site.url);
});

/** A page as its server renders it, under a policy that has no style and no script but those it names. */
function bring(path: string, backend: string, body: string, lang = 'fr'): string {
  const policy = `default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic'; style-src 'nonce-${NONCE}'; connect-src ${backend}; img-src data:`;
  site.pages[path] = {
    html: `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Ma mairie</title><link rel="icon" href="data:,"></head><body><h1>Ma mairie</h1>${body}<p id="below">Ce qui suit</p>
<script type="module" nonce="${NONCE}" src="${backend}/kit/relais.js"></script></body></html>`,
    headers: { 'Content-Security-Policy': policy },
  };
  return site.url + path;
}

/** Lets the kit through once the page has been looked at. */
async function holdKit(page: Page): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/kit/**', async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

const boxes = (page: Page) =>
  page.evaluate(() => {
    const root = document.querySelector('relais-slot-picker')!.shadowRoot!;
    const all = [
      ...root.querySelectorAll('.root, h2, .root p:not(.hidden), .emergency, button'),
      document.querySelector('#below')!,
    ];
    return all.map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return [one.textContent.replaceAll(/\s+/g, ' ').trim(), x, y, width, height];
    });
  });

for (const lang of ['fr', 'en'])
  test(`the first screen of a picker is there before its script, in ${lang}, and nothing moves when it comes`, async ({
    page,
    backend,
  }) => {
    const body = await firstScreen(
      'relais-slot-picker',
      { api: backend.url, structure: 'trois-vallees' },
      { fallback: FALLBACK, lang, nonce: NONCE },
    );
    await page.setViewportSize({ width: 360, height: 740 });
    await page.addInitScript(() => {
      const shifts: unknown[] = [];
      Object.assign(window, { shifts });
      // Chromium alone measures this.
      if (PerformanceObserver.supportedEntryTypes.includes('layout-shift'))
        new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({
          type: 'layout-shift',
          buffered: true,
        });
    });
    const release = await holdKit(page);
    await page.goto(bring(`/picker-${lang}`, backend.url, body, lang), { waitUntil: 'commit' });
    const picker = page.locator('relais-slot-picker');
    const button = picker.getByRole('button', {
      name: lang === 'fr' ? 'Demander un rendez-vous' : 'Ask for an appointment',
    });
    await expect(button).toBeDisabled();
    const before = await boxes(page);
    expect(before).toHaveLength(7);
    release();
    await expect(button).toBeEnabled();
    expect(await boxes(page), 'the same, in the same places').toEqual(before);
    expect(await page.evaluate(() => (window as unknown as { shifts: unknown[] }).shifts.length)).toBe(0);
    await button.click();
    await expect(button, 'the way goes on').toBeHidden();
  });

test('no element is drawn twice where its first screen came with the page', async ({ page, backend, watched }) => {
  // Who is not signed in is refused.
  watched.expect(/status of 40[134]/);
  const parts = await Promise.all(
    tags.map((tag) =>
      firstScreen(tag, { api: backend.url, structure: 'trois-vallees' }, { fallback: 'Sinon', nonce: NONCE }),
    ),
  );
  await page.goto(bring('/all', backend.url, parts.join('\n')));
  for (const tag of tags)
    await page.waitForFunction(
      (name) => document.querySelector(name)?.shadowRoot?.querySelector('.until') === null,
      tag,
    );
  const drawn = await page.evaluate(
    (names) =>
      names.map((name) => {
        const root = document.querySelector(name)!.shadowRoot!;
        return [name, root.querySelectorAll('.root').length > 1, root.querySelectorAll(':scope > style').length];
      }),
    tags,
  );
  expect(drawn).toEqual(tags.map((tag) => [tag, false, 0]));
});

test('whom to call is said where no script runs, and where the kit does not come', async ({
  browser,
  page,
  backend,
  watched,
}) => {
  watched.expect(/ERR_FAILED|Failed to load|NetworkError/);
  const body = await firstScreen('relais-slot-picker', { api: backend.url }, { fallback: FALLBACK, nonce: NONCE });
  const url = bring('/none', backend.url, body);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const still = await context.newPage();
  await still.goto(url);
  await expect(still.getByRole('link', { name: '04 65 71 12 34' })).toBeVisible();
  await expect(still.getByText('Rendez-vous de soins non programmés')).toBeVisible();
  await context.close();
  await page.route('**/kit/**', (route) => route.abort());
  await page.goto(url);
  await expect(page.getByRole('link', { name: '04 65 71 12 34' })).toBeVisible();
});

test('what attributes say stays in them, and what is none is refused', async () => {
  const written = await firstScreen('relais-slot-picker', {
    structure: '"><script>alert(1)</script>',
    'step-free': true,
    reason: undefined,
  });
  expect(written).toContain(
    '<relais-slot-picker structure="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" step-free=""><template',
  );
  await expect(firstScreen('relais-slot-picker', { onclick: 'alert(1)' })).rejects.toThrow('onclick');
  await expect(firstScreen('relais-slot-picker', { 'a b': '' })).rejects.toThrow('a b');
  await expect(firstScreen('relais-picker')).rejects.toThrow('<relais-picker>');
});
