import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { expectNoFault, expectNoSidewaysScroll } from './support/soundness.ts';

const root = new URL('../../', import.meta.url);
const guide = readFileSync(new URL('docs/consent/README.md', root), 'utf8');
const blocks = [...guide.matchAll(/```(html|js)\n([\s\S]*?)```/g)].map(([, , code]) => code!);

async function consentTo(page: Page): Promise<void> {
  const consent = page.locator('relais-consent');
  for (const box of await consent.locator('.points input').all()) await box.check();
  await consent.getByRole('button', { name: 'D’accord (première demande)' }).click();
  await consent.getByRole('button', { name: /^D’accord, confirmé/ }).click();
  await expect(consent.getByText('Consentement recueilli').first()).toBeVisible();
}

/** What the record saves; Firefox tells no download to who drives it, so there the element is asked for the same text. */
async function savedFile(page: Page, browserName: string): Promise<string> {
  if (browserName === 'firefox') {
    return page
      .locator('relais-consent')
      .evaluate((element) => (element as HTMLElement & { file(): Promise<string> }).file());
  }
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#save').click()]);
  return readFileSync(await download.path(), 'utf8');
}

test('the record of an editor takes a consent with no backend, and checks it from paper', async ({
  page,
  browserName,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/editor/consentement.html');
  await expect(page.locator('relais-consent').getByRole('button', { name: 'Lecture par le patient' })).toBeVisible();
  await expectNoFault(page, 'a consent to be asked for');
  await page.context().setOffline(true);
  await consentTo(page);
  await page.evaluate(() => Object.assign(window, { print: () => undefined }));
  await page.getByRole('button', { name: 'Imprimer la copie' }).click();
  const code = (await page.locator('relais-consent .copy .code').textContent())!.trim();
  const file = await savedFile(page, browserName);
  const check = async (text: string, said: string) => {
    await page
      .locator('#file')
      .setInputFiles({ name: 'preuves.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await page.locator('#code').fill(said);
    await page.getByRole('button', { name: 'Vérifier' }).click();
  };
  await check(file, code);
  await expect(page.locator('#verdict')).toContainText('Tout est juste');
  await check(file.replace('sans rien perdre', 'sans tout perdre'), code);
  await expect(page.locator('#verdict')).toContainText('le texte n’est pas le bon');
  await check(
    file,
    code.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
  );
  await expect(page.locator('#verdict')).toContainText('la copie imprimée');
  await page.getByRole('button', { name: 'Retirer le consentement' }).click();
  await expect(page.locator('relais-consent').getByText('Consentement retiré').first()).toBeVisible();
  expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);
});

test('the record fits a telephone, and a page at twice its size', async ({ page }) => {
  await page.goto('/editor/consentement.html');
  const reads = page.locator('relais-consent').getByRole('button', { name: 'Lecture par le patient' });
  await expect(reads).toBeVisible();
  for (const width of [320, 640]) {
    await page.setViewportSize({ width, height: 450 });
    await expectNoSidewaysScroll(page, `a consent of ${width} px`);
    await reads.click();
    const dialog = page.locator('relais-consent').getByRole('dialog');
    await dialog.getByRole('combobox').selectOption({ index: 2 });
    await expect(dialog.locator('.reading')).toHaveAttribute('dir', 'rtl');
    const isCut = await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
    expect(isCut, `Arabic of ${width} px`).toBe(false);
    await dialog.getByRole('button', { name: 'Rendre l’écran' }).click();
  }
});

test('the record is sound in forced colours, and prints the copy alone', async ({ page, browserName }) => {
  test.skip(browserName !== 'chromium', 'what is printed and forced is told by Chromium alone');
  await page.goto('/editor/consentement.html');
  const consent = page.locator('relais-consent');
  await expect(consent.getByRole('button', { name: 'Lecture par le patient' })).toBeVisible();
  await page.emulateMedia({ forcedColors: 'active' });
  // Of the element: of the page around it axe reads the colours as they would be otherwise.
  const { violations } = await new AxeBuilder({ page }).include('relais-consent').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.emulateMedia({ forcedColors: 'none' });
  await consentTo(page);
  await page.evaluate(() => Object.assign(window, { print: () => undefined }));
  await consent.getByRole('button', { name: 'Imprimer la copie' }).click();
  await expect(consent.locator('.copy')).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(consent.locator('.copy .qr')).toBeVisible();
  await expect(consent.locator('.banner')).toBeHidden();
});

test('the lines of the guide take a consent and check it', async ({ page, baseURL }) => {
  const [markup, script, , checking] = blocks as [string, string, string, string];
  const { texts } = JSON.parse(readFileSync(fileURLToPath(new URL('demo/consents/textes.json', root)), 'utf8')) as {
    texts: unknown;
  };
  const given = `
    const texts = ${JSON.stringify(texts)};
    const values = { professional: 'Nora', doctor: 'Anne', dpo: 'dpo@exemple.fr', recipients: 'Anne' };
    const patient = { id: 'p1', identityStatus: 'provisional', ageYears: 40, regime: 'none' };
    const collector = { name: 'Nora', profession: 'nurse' };
    const organization = { name: 'Cabinet' };
    const protocol = { id: 'odynophagie', version: '0.1' };
    const records = [];
    const keep = (record) => { document.body.append('kept'); globalThis.printedCode = 'RELAIS-CONSENT:' + record.proof.id + ':' + record.proof.seal.hash; return Promise.resolve(); };`;
  const check = `globalThis.check = async () => { const printedCode = globalThis.printedCode; ${checking} return ok && faults.length === 0; };`;
  const html = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Essai</title>${markup}<script type="module">${given}${script}${check}</script>`;
  await page.route(`${baseURL}/essai`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('/essai');
  await expect(page.locator('relais-consent').getByRole('button', { name: 'Lecture par le patient' })).toBeVisible();
  await consentTo(page);
  await expect(page.getByText('kept')).toBeAttached();
  expect(await page.evaluate('check()')).toBe(true);
});
