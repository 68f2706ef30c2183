import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { createVisitor, PickerPage } from './support/picker.ts';
import { expectNoFaultInAnyColours, expectNoSidewaysScroll } from './support/soundness.ts';

async function expectSound(page: Page, step: string): Promise<void> {
  await expectNoFaultInAnyColours(page, step);
  await expectNoSidewaysScroll(page, step);
}

test.describe('on a screen of 320 px, in light and dark colours', () => {
  test.use({ viewport: { width: 320, height: 700 } });
  test.beforeEach(async ({ page }) => {
    // Axe takes its time over a list of a hundred slots.
    test.slow();
    await page.goto('/medecin-aujourdhui.html');
  });

  test('the checklist, the number to call and the reason are accessible and fit', async ({ page }) => {
    const picker = new PickerPage(page);
    await picker.button('Demander un rendez-vous').waitFor();
    await expectSound(page, 'start');
    await picker.start();
    await expectSound(page, 'checklist');
    await picker.root.getByRole('checkbox', { name: /perdu connaissance/ }).click();
    await picker.heading('Appelez le 15 maintenant').waitFor();
    await expectSound(page, 'urgent');
    await picker.button('J’ai coché par erreur').click();
    await picker.tickNothing();
    await expectSound(page, 'reason');
  });

  test('the list of seats is accessible and fits', async ({ page }) => {
    const picker = new PickerPage(page);
    await picker.answerChecklist();
    await picker.chooseReason();
    await expectSound(page, 'seat');
    await picker.unfold();
    await expectSound(page, 'seat, all open');
  });

  test('the form, the confirmation and the cancellation are accessible and fit', async ({ page }) => {
    const picker = new PickerPage(page);
    await picker.answerChecklist();
    await picker.chooseReason();
    await picker.takeFirstSeat();
    await expectSound(page, 'held');
    await picker.confirm();
    await expect(picker.root.getByText('4 réponses à corriger')).toBeVisible();
    await expectSound(page, 'faults');
    await picker.fill(createVisitor());
    await picker.confirm();
    await picker.heading('Rendez-vous confirmé').waitFor();
    await expectSound(page, 'confirmed');
    await picker.button('Annuler le rendez-vous').click();
    await picker.button('Oui, annuler').waitFor();
    await expectSound(page, 'cancelling');
    await picker.button('Oui, annuler').click();
    await picker.heading('Rendez-vous annulé').waitFor();
    await expectSound(page, 'cancelled');
  });
});
