import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { generate } from 'lean-qr';
import { signIn, test } from './support/sign-in.ts';
import { expectNoFault, expectNoSidewaysScroll } from './support/soundness.ts';

const guide = readFileSync(new URL('../../docs/consent/README.md', import.meta.url), 'utf8');

/** A page made of the guide's lines for one view, with the backend's address in place of the example's. */
async function openGuide(page: Page, view: 'reading' | 'access', address: string, hash: string): Promise<void> {
  const [, markup] = new RegExp(`\`\`\`html\\n(<relais-consent view="${view}"[\\s\\S]*?)\`\`\``).exec(guide)!;
  const element = markup!.replace('https://relais.exemple.fr', address);
  const body = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Essai</title><script type="module" src="/kit/relais.js"></script>${element}</html>`;
  await page.route(`${address}/essai-${view}`, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`/essai-${view}${hash}`);
}

/** Goes on with the Tab key alone, and presses what is reached. */
async function pressWithKeys(page: Page, label: string): Promise<void> {
  const reached = () =>
    page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.textContent.trim();
    });
  for (let step = 0; step < 12 && (await reached()) !== label; step++) await page.keyboard.press('Tab');
  expect(await reached()).toBe(label);
  await page.keyboard.press('Enter');
}

const consentOf = (page: Page) => page.locator('relais-consent');

async function ask(page: Page, decision: string, ...buttons: RegExp[]): Promise<void> {
  const consent = consentOf(page);
  await page.getByLabel('Ce qui est demandé').selectOption(decision);
  await consent.getByLabel('Nom et prénom').fill('Claire Fauvergue');
  await consent.getByLabel('Vérifié par').selectOption('identityDocument');
  await consent.getByText('Est d’accord', { exact: true }).click();
  for (const box of await consent.locator('.points input').all()) await box.check();
  for (const name of buttons) await consent.getByRole('button', { name }).click();
  await expect(page.getByText('Preuve gardée.')).toBeVisible();
}

/** What a scanner is shown, as `lean-qr` draws the code. */
function drawingOf(code: string): string {
  const drawn = generate(code);
  let path = '';
  for (let y = 0; y < drawn.size; y++)
    for (let x = 0; x < drawn.size; x++) if (drawn.get(x, y)) path += `M${x + 4} ${y + 4}h1v1h-1z`;
  return path;
}

test('a mother consents for her daughter, the copy is checked from paper, and her withdrawal closes a window that is open', async ({
  page,
  browser,
  place,
}) => {
  await signIn(page, 'Maïwenn Le Goff', '/pro/consentement.html');
  const consent = consentOf(page);
  await expect(consent.getByRole('button', { name: 'Lecture par le patient' })).toBeVisible();
  await expectNoFault(page, 'a consent for a minor');
  await ask(page, 'careByProtocol', /^D’accord \(première/, /^D’accord, confirmé/);

  await page.evaluate(() => Object.assign(window, { print: () => undefined }));
  await consent.getByRole('button', { name: 'Imprimer la copie' }).click();
  const code = (await consent.locator('.copy .code').textContent())!.trim();
  expect(await consent.locator('.copy .qr path').getAttribute('d'), 'the square says the code').toBe(drawingOf(code));
  expect(code, 'and nobody’s name').toMatch(/^RELAIS-CONSENT:[\w-]+:[0-9a-f]{64}$/);
  const check = async (said: string) => {
    await page.getByLabel('Code sous le carré QR').fill(said);
    await page.getByRole('button', { name: 'Vérifier' }).click();
  };
  await check(code);
  await expect(page.getByText('Cette copie est celle d’une preuve gardée ici')).toBeVisible();
  await check(code.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
  await expect(page.getByText('Cette copie n’est pas juste.')).toBeVisible();

  await page.getByRole('button', { name: 'Lui ouvrir un accès' }).click();
  await expect(page.getByText(/^Refusé/)).toBeVisible();
  await ask(page, 'shareOutsideTeam', /^D’accord \(première/, /^D’accord, confirmé/);
  await page.getByRole('button', { name: 'Lui ouvrir un accès' }).click();
  const link = await page.getByRole('link', { name: 'Le lien de l’infirmière' }).getAttribute('href');

  const window = await (await browser.newContext({ baseURL: place.backend.url })).newPage();
  await window.goto(link!);
  await expect(window.getByText('Accès ouvert')).toBeVisible();
  await expect(window.getByText('Conduite à tenir à l’école')).toBeVisible();
  await expectNoFault(window, 'an open window');
  const guided = await window.context().newPage();
  await openGuide(guided, 'access', place.backend.url, new URL(link!, place.backend.url).hash);
  await expect(guided.getByText('Accès ouvert')).toBeVisible();
  await consent.getByRole('button', { name: 'Retirer le consentement' }).click();
  await expect(window.getByText('Accès fermé')).toBeVisible();
  await expect(window.getByText('Conduite à tenir à l’école')).toBeHidden();
  await expectNoFault(window, 'a window that has closed');
  await expect(guided.getByText('Accès fermé')).toBeVisible();
  await expect(page.getByText('Accès fermés : 1.')).toBeVisible();
  await window.reload();
  await expect(window.getByText('Accès fermé')).toBeVisible();
});

test('a patient reads on her own telephone, with a keyboard alone, and who asks her is told', async ({
  page,
  browser,
  place,
}) => {
  await signIn(page, 'Maïwenn Le Goff', '/pro/consentement.html');
  const consent = consentOf(page);
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/consent-readings')),
    consent.getByRole('button', { name: 'À lire avant, sur son téléphone' }).click(),
  ]);
  const { id, token } = (await answer.json()) as { id: string; token: string };
  await expect(consent.getByText('Pas encore lu.')).toBeVisible();

  const context = await browser.newContext({ baseURL: place.backend.url, viewport: { width: 320, height: 640 } });
  const telephone = await context.newPage();
  await telephone.goto(`/lire.html#lecture=${id}.${token}`);
  await expect(telephone.getByText('1 sur 8')).toBeVisible();
  await expectNoFault(telephone, 'a text read beforehand');
  await expectNoSidewaysScroll(telephone, 'a text on a telephone');
  for (let idea = 1; idea < 8; idea++) {
    await pressWithKeys(telephone, 'Suivant');
    await expect(telephone.getByText(`${idea + 1} sur 8`)).toBeVisible();
  }
  await pressWithKeys(telephone, 'Suivant');
  await pressWithKeys(telephone, 'J’ai tout lu');
  await expect(telephone.getByText('Merci, vous avez tout lu')).toBeVisible();
  await pressWithKeys(telephone, 'Je veux parler à quelqu’un');
  await expect(telephone.getByText('C’est noté')).toBeVisible();
  await expect(consent.getByRole('dialog').getByText(/La personne veut parler à quelqu’un/)).toBeVisible();
  await openGuide(telephone, 'reading', place.backend.url, `#lecture=${id}.${token}`);
  await expect(telephone.getByText('1 sur 8')).toBeVisible();
  await expect(telephone.getByText('Vous avez déjà tout lu')).toBeVisible();
});

test('the data protection officer sees proofs and accesses, the coordinator rates alone, a secretary neither', async ({
  page,
  browser,
  place,
}) => {
  await signIn(page, 'Samira Haddad', '/pro/consentements.html');
  await expect(page.getByRole('heading', { name: 'Preuves' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Accès ouverts à d’autres' })).toBeVisible();
  const looks = page.getByRole('region', { name: 'Qui a consulté les passages' });
  await expect(looks).toContainText(/Il n’y en a pas encore|En tant que/);
  await expectNoFault(page, 'proofs and accesses');
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page, 'proofs on a telephone');
  const other = async (name: string) => {
    const opened = await (await browser.newContext({ baseURL: place.backend.url })).newPage();
    await signIn(opened, name, '/pro/consentements.html');
    return opened;
  };
  const coordinator = await other('Claire Fontaine');
  await expect(coordinator.getByRole('heading', { name: 'Taux par trimestre' })).toBeVisible();
  await expect(coordinator.getByRole('heading', { name: 'Preuves' })).toBeHidden();
  await expect(coordinator.getByRole('heading', { name: 'Qui a consulté les passages' })).toBeHidden();
  await expectNoFault(coordinator, 'rates');
  const secretary = await other('Nadia Kaci');
  await expect(secretary.getByText('votre rôle n’y donne pas accès')).toBeVisible();
});

test('an objection to re-use says what it changes, is taken on the screen, and can be come back on', async ({
  page,
}) => {
  await signIn(page, 'Maïwenn Le Goff', '/pro/consentement.html');
  const consent = consentOf(page);
  await page.getByLabel('Ce qui est demandé').selectOption('reuseForSteering');
  await expect(consent.getByRole('strong')).toHaveText('Information à donner');
  await consent.getByRole('button', { name: 'S’oppose' }).click();
  await expect(consent.getByText('L’opposition est notée et respectée. Les soins continuent.')).toBeVisible();
  await expectNoFault(page, 'an objection');
  await page.setViewportSize({ width: 360, height: 800 });
  await expectNoSidewaysScroll(page, 'an objection on a telephone');
  await consent.getByRole('button', { name: 'Enregistrer l’opposition' }).click();
  await expect(page.getByText('Preuve gardée.')).toBeVisible();
  await expect(consent.getByRole('strong')).toHaveText('Opposition');
  await consent.getByRole('button', { name: 'Demander de nouveau' }).click();
  for (const box of await consent.locator('.points input').all()) await box.check();
  await expectNoFault(page, 'what was objected to, asked again');
});
