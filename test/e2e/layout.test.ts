import { expect, test } from './support/fixtures.ts';
import { createVisitor, PickerPage } from './support/picker.ts';
import { createRival } from './support/rival.ts';
import { expectNoFault } from './support/soundness.ts';

declare global {
  interface Window {
    /** Every shift nobody asked for: how much, and what moved. */
    layoutShifts: string[];
  }
}

/** As Chromium gives it; the DOM library does not know it yet. */
interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
}

const viewports = [
  { width: 360, height: 740 },
  { width: 1280, height: 900 },
];

for (const viewport of viewports) {
  test.describe(`at ${viewport.width} px nothing moves by itself`, () => {
    test.use({ viewport });
    test.beforeEach(({ page }) => page.addInitScript(recordShifts));

    test('while a person books, moves to another screen and back, and cancels', async ({ page }) => {
      const picker = new PickerPage(page);
      await page.goto('/medecin-aujourdhui.html');
      await picker.book(createVisitor());
      await picker.button('Annuler le rendez-vous').click();
      await picker.button('Oui, annuler').click();
      await picker.heading('Rendez-vous annulé').waitFor();
      await page.waitForTimeout(600);
      expect(await page.evaluate(() => window.layoutShifts)).toEqual([]);
    });

    test('while answers are slow and others take seats', async ({ page, backend }) => {
      const picker = new PickerPage(page);
      const rival = createRival(backend.url);
      // Shifts within half a second of a click are forgiven: slow answers keep them from hiding there.
      await page.route('**/api/**', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 700));
        await route.continue();
      });
      await page.goto('/medecin-aujourdhui.html');
      await picker.answerChecklist();
      await picker.chooseReason();
      await picker.unfold();
      // One practice works there: its last seat is the last of its button.
      const last = (await rival.listSlots()).find(({ practiceId }) => practiceId === 'ecluse')!;
      await rival.takeAll(last);
      await expect(picker.slots({ start: last.start, place: 'Cabinet de l’Écluse', left: 'complet' })).toBeVisible();
      await picker.takeFirstSeat();
      await page.waitForTimeout(600);
      expect(await page.evaluate(() => window.layoutShifts)).toEqual([]);
    });
  });
}

/** Runs in the page. */
function recordShifts(): void {
  window.layoutShifts = [];
  const tell = ({ node, previousRect, currentRect }: LayoutShift['sources'][number]) =>
    `${node?.nodeName} “${node?.textContent?.trim().slice(0, 40)}” ${previousRect.top}+${previousRect.height} → ${currentRect.top}+${currentRect.height}`;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as LayoutShift[]) {
      if (!hadRecentInput) window.layoutShifts.push(`${value}: ${sources.map(tell).join('; ')}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

test('a theme that a page links changes the colours of the elements on it', async ({ page }) => {
  await page.goto('/medecin-aujourdhui.html');
  await page.addStyleTag({ url: '/kit/themes/contrast.css' });
  await expect(new PickerPage(page).button('Demander un rendez-vous')).toHaveCSS('background-color', 'rgb(0, 57, 74)');
  await expectNoFault(page, 'the booking page with more contrast');
});
