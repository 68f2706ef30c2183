import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { startBuiltSite } from './support/built-site.ts';
import { expect, test } from './support/fixtures.ts';
import { expectNoFault } from './support/soundness.ts';

/** The frameworks, with the Trusted Types policies each makes for itself. */
const FRAMEWORKS: [name: string, policies: string[]][] = [
  ['React', []],
  ['Vue', ['vue']],
  ['Angular', []],
];

async function open(page: Page, url: string) {
  await page.goto(url);
  const form = page.locator('relais-questionnaire');
  await expect(form.getByLabel('Poids')).toHaveValue(/\d/);
  return form;
}

for (const [name, policies] of FRAMEWORKS) {
  test.describe(`the questionnaire in a page of ${name}`, () => {
    let site: Awaited<ReturnType<typeof startBuiltSite>>;
    test.beforeAll(async () => {
      const folder = new URL(`../../demo/integrations/${name.toLowerCase()}/dist/`, import.meta.url);
      site = await startBuiltSite(fileURLToPath(folder), policies);
    });
    test.beforeEach(({ watched }) => watched.allow(new URL(site.url).origin));
    test.afterAll(() => site.stop());

    test('gets its form and its data as properties', async ({ page }) => {
      const form = await open(page, site.url);
      await expect(page.getByRole('heading', { name: `Un questionnaire dans ${name}` })).toBeVisible();
      await expect(form.getByLabel('Infirmière ou infirmier')).toHaveValue('Inès Corbelin');
      await expect(form.getByLabel('Médicament')).toHaveCount(3);
      await expectNoFault(page, name);
    });

    test('tells the page what is missing, then gives the finished response', async ({ page }) => {
      const form = await open(page, site.url);
      const state = page.getByRole('status').first();
      await expect(state).toHaveText('1 à corriger');
      await form.getByLabel('Ce qu’il faut retenir').fill('Tout va bien.');
      await expect(state).toHaveText('Rien à corriger');
      await form.getByRole('button', { name: 'Terminer' }).click();
      await expect(state).toHaveText('Bilan gardé.');
      const response: unknown = JSON.parse((await page.getByLabel('Réponse').textContent())!);
      expect(response).toMatchObject({ resourceType: 'QuestionnaireResponse', status: 'completed' });
      expect(JSON.stringify(response)).toContain('Tout va bien.');
    });
  });
}
