import { expect } from '@playwright/test';
import { signIn, test } from './support/sign-in.ts';
import { expectNoFault, expectNoSidewaysScroll } from './support/soundness.ts';

test('the coordinator finds what needs a person from her space, on a telephone too', async ({ page }) => {
  await signIn(page, 'Claire Fontaine');
  await page.getByRole('link', { name: 'Coordination : à voir aujourd’hui' }).press('Enter');
  const matters = page.locator('relais-matters');
  await expect(matters.getByRole('heading', { name: 'À voir aujourd’hui' })).toBeVisible();
  await expectNoFault(page, 'what needs a person');
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page, 'what needs a person, on a telephone');
});

test('a secretary is told that this is not hers to see', async ({ page }) => {
  await signIn(page, 'Nadia Kaci', '/pro/a-voir.html');
  await expect(page.locator('relais-matters').getByText('Vous n’avez pas accès').first()).toBeVisible();
});
