import { expect, test } from './support/fixtures.ts';
import { expectNoFault, expectNoSidewaysScroll } from './support/soundness.ts';

test('the documentation is found by words without their accents, in the page itself', async ({ page }) => {
  await page.goto('/docs/');
  await page.getByRole('searchbox', { name: 'Chercher' }).fill('politique de securite');
  await expect(page.getByRole('status')).toContainText('passage');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Politique de sécurité (CSP)' })).toBeInViewport();
  await page.getByRole('searchbox', { name: 'Chercher' }).fill('xyzzy');
  await expect(page.getByRole('status')).toHaveText('Rien ne correspond.');
});

for (const path of ['', 'webmestres.html', 'elements/relais-slot-picker.html', 'operators.html', 'rgaa.html'])
  test(`the page /docs/${path} has no accessibility fault and fits small screens`, async ({ page }) => {
    await page.goto(`/docs/${path}`);
    await expectNoFault(page, 'light');
    await page.setViewportSize({ width: 320, height: 700 });
    await expectNoSidewaysScroll(page, '320 px');
  });
