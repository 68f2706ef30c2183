import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { readSnippet } from './support/snippet.ts';
import { expectNoFaultInAnyColours, expectNoSidewaysScroll } from './support/soundness.ts';

const site = new URL('../../demo/site/', import.meta.url);
const pages = readdirSync(site).filter((file) => file.endsWith('.html'));

async function open(page: Page, file: string): Promise<void> {
  await page.goto(file === 'index.html' ? '/' : `/${file}`);
  await expect(page.locator('relais-slot-picker:not(:defined)')).toHaveCount(0);
}

for (const file of pages) {
  test.describe(`the page ${file}`, () => {
    test('has no accessibility fault in light or dark colours', async ({ page }) => {
      await open(page, file);
      await expectNoFaultInAnyColours(page, file);
    });

    test('fits small screens and zoomed ones', async ({ page }) => {
      await open(page, file);
      for (const width of [320, 640]) {
        await page.setViewportSize({ width, height: 700 });
        await expectNoSidewaysScroll(page, `${width} px`);
      }
    });

    test('says that it is a demonstration and leads nowhere that does not exist', async ({ page, request }) => {
      await open(page, file);
      await expect(page.getByText(/démonstration|demostración/i).first()).toBeVisible();
      const anchors = await page.locator('a[href^="/"]').all();
      const addresses = await Promise.all(anchors.map((anchor) => anchor.getAttribute('href')));
      for (const address of new Set(addresses)) expect((await request.get(address!)).status(), address!).toBe(200);
    });
  });
}

test('where no script runs, a picker’s place shows whom to call', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const file of pages) {
    await page.goto(`/${file}`);
    for (const tag of await page
      .locator('relais-slot-picker, relais-seat-offer, relais-duty-call, relais-doctor-answer')
      .all())
      await expect(tag.getByRole('link', { name: /0\d( \d\d){4}/ }), file).toBeVisible();
  }
  await context.close();
});

test('the pages need no inline script or style', () => {
  for (const file of pages) {
    const html = readFileSync(new URL(file, site), 'utf8');
    expect(html, file).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  }
});

test('every page is on the map of the site', async ({ page }) => {
  await open(page, 'plan.html');
  for (const file of pages.filter((name) => name !== 'plan.html')) {
    const address = file === 'index.html' ? '/' : `/${file}`;
    await expect(page.getByRole('main').locator(`a[href="${address}"]`), address).toHaveCount(1);
  }
});

test('the text that webmasters are shown is the one of the README', async ({ page }) => {
  await open(page, 'webmestres.html');
  const shown = page.getByRole('group', { name: 'Le texte à coller' });
  expect((await shown.textContent())!.trim()).toBe(readSnippet());
});
