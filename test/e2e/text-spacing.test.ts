import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { PickerPage } from './support/picker.ts';
import { expectNoSidewaysScroll } from './support/soundness.ts';

/** What a reader may set without losing anything: WCAG 2.2, 1.4.12 (RGAA 4.1, 10.12). */
const SPACING = `* {
  line-height: 1.5 !important;
  letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }`;

/** A reader's own style sheet reaches the inside of elements too, as extensions that set spacing do. */
async function spaceOut(page: Page): Promise<void> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const reach = (root: Document | ShadowRoot) => {
      if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) reach(element.shadowRoot);
    };
    reach(document);
  }, SPACING);
}

/** Words that a box cuts off. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cut: string[] = [];
    const look = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        const { overflowX, overflowY, clipPath, display } = getComputedStyle(element);
        if (clipPath !== 'none' || display === 'none' || element.clientWidth <= 1 || !element.textContent.trim())
          continue;
        const isCut =
          (/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
          (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1);
        if (isCut) cut.push(`${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`);
      }
    };
    look(document);
    return cut;
  });
}

async function expectNothingLost(page: Page, what: string): Promise<void> {
  await spaceOut(page);
  await expectNoSidewaysScroll(page, what);
  expect(await cutOff(page), what).toEqual([]);
}

test.describe('with the widest spacing of text that a reader may want, on a telephone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('a patient loses nothing of the way to a seat', async ({ page }) => {
    const picker = new PickerPage(page);
    await page.goto('/medecin-aujourdhui.html');
    await picker.button('Demander un rendez-vous').waitFor();
    await expectNothingLost(page, 'the first screen');
    await picker.start();
    await expectNothingLost(page, 'the signs');
    await picker.tickNothing();
    await picker.chooseReason();
    await picker.unfold();
    await expectNothingLost(page, 'the seats');
    await picker.takeFirstSeat();
    await expectNothingLost(page, 'the person');
  });

  for (const path of ['/', '/composer.html', '/webmestres.html', '/plan.html', '/editor/']) {
    test(`nothing of ${path} is lost`, async ({ page }) => {
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      await expectNothingLost(page, path);
    });
  }
});
