import { expect } from '@playwright/test';
import { signIn, test } from './support/sign-in.ts';
import { expectNoFault, expectNoSidewaysScroll } from './support/soundness.ts';

test('a regulator finds what is open now from his space, on a telephone too', async ({ page }) => {
  await signIn(page, 'Hugo Lemaire');
  await page.getByRole('link', { name: 'Régulation : ouvert maintenant' }).press('Enter');
  const openNow = page.locator('relais-open-now');
  await expect(openNow.getByRole('heading', { name: 'Ouvert maintenant' })).toBeVisible();
  await expect(openNow.getByRole('heading', { name: 'Maison médicale de la Tournelle' })).toBeVisible();
  await expect(openNow.getByRole('link', { name: 'Appeler le 04 65 71 98 10' })).toHaveAttribute(
    'href',
    'tel:0465719810',
  );
  await expectNoFault(page, 'what is open now');
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page, 'what is open now, on a telephone');
});

test('the coordination is told that this is not hers to see', async ({ page }) => {
  await signIn(page, 'Claire Fontaine', '/pro/ouvert.html');
  await expect(page.locator('relais-open-now').getByText('Vous n’avez pas accès').first()).toBeVisible();
});
