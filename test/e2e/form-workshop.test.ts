import { expect, test } from './support/fixtures.ts';
import { expectNoSidewaysScroll } from './support/soundness.ts';

test.describe('the workshop of forms', () => {
  test('tells what is wrong with a form while it is edited, beside the form itself', async ({ page }) => {
    await page.goto('/formulaire/');
    await expect(page.locator('#verdict')).toContainText('2 erreurs');
    await expect(page.locator('#constats')).toContainText('Deux choix portent le même système et le même code');
    await expect(page.getByRole('radiogroup', { name: 'Toussez-vous ?' })).toBeVisible();
    await expectNoSidewaysScroll(page, 'the workshop of forms');
    const good = {
      resourceType: 'Questionnaire',
      status: 'draft',
      item: [{ linkId: 'a', type: 'string', text: 'Prénom' }],
    };
    await page.getByLabel(/^Texte du questionnaire/).fill(JSON.stringify(good));
    await expect(page.locator('#verdict')).toHaveText('Rien à redire.');
    await expect(page.getByLabel('Prénom')).toBeVisible();
    await page.getByLabel(/^Texte du questionnaire/).fill('{');
    await expect(page.locator('#constats')).toContainText('Le texte n’est pas du JSON.');
  });
});
