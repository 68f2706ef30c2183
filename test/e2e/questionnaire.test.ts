import { expect, test } from './support/fixtures.ts';

test('a questionnaire in forced colours shows what is chosen, what is wrong and where the focus is', async ({
  page,
  browserName,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/editor/');
  const form = page.locator('relais-questionnaire');
  await expect(form.getByRole('button', { name: 'Terminer' })).toBeVisible();
  // Firefox is not told of forced colours by Playwright; what does not hang on them is looked at there too.
  const isForced = await page.evaluate(() => matchMedia('(forced-colors: active)').matches);
  if (browserName === 'chromium') expect(isForced).toBe(true);

  const option = form.locator('[part="option"]').first();
  const outline = () => option.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(await outline()).toBe('none');
  await option.locator('input').check();
  expect(await outline()).toBe(isForced ? 'solid' : 'none');

  const size = form.getByLabel('Taille');
  await size.fill('grande');
  await size.blur();
  await expect(size).toHaveCSS('border-top-width', '2px');
  await size.focus();
  await expect(size).toHaveCSS('outline-style', 'solid');
});
