import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { session, signIn, test } from './support/sign-in.ts';
import { expectNoFault, expectNoSidewaysScroll } from './support/soundness.ts';

const guide = readFileSync(new URL('../../docs/team/README.md', import.meta.url), 'utf8');

test('the administrator records papers, a nurse passes the quiz, a doctor certifies, and nothing is missing of hers', async ({
  page,
  browser,
  place,
}) => {
  await signIn(page, 'Marc Vidal', '/pro/equipe.html');
  const team = page.locator('relais-team');
  await expect(team.getByText('Le Goff Maïwenn')).toBeVisible();
  await expectNoFault(page, 'the team');
  await team.getByLabel('Protocole', { exact: true }).selectOption({ value: 'pollakiurie' });
  await team.getByRole('button', { name: /Le Goff Maïwenn/ }).click();
  await team.getByRole('button', { name: 'Noter les papiers' }).click();
  await team.getByLabel('Engagement signé le').fill('02/11/2026');
  await team.getByLabel('Déclaration sur l’honneur signée le').fill('02/11/2026');
  await team.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(team.getByText('Engagement au protocole non signé')).toBeHidden();
  await page.setViewportSize({ width: 360, height: 800 });
  await expectNoSidewaysScroll(page, 'a file on a telephone');

  const hers = await (await browser.newContext({ baseURL: place.backend.url })).newPage();
  await signIn(hers, 'Maïwenn Le Goff', '/pro/mes-protocoles.html');
  const mine = hers.locator('relais-team');
  const card = mine.locator('.card', { hasText: 'Pollakiurie' });
  await expect(card.getByText('QCM de la formation non réussi')).toBeVisible();
  await expectNoFault(hers, 'what a délégué can run');
  await card.getByRole('button', { name: /^Répondre au QCM/ }).click();
  for (const answer of [
    /^\s*Arrêter et orienter/,
    /^\s*Douleur lombaire/,
    /^\s*Vomissements/,
    /^\s*Le protocole s’arrête/,
    /^\s*Aucune/,
  ])
    await mine.getByLabel(answer).check();
  await mine.locator('relais-questionnaire').getByRole('button').last().click();
  await expect(mine.getByRole('heading', { name: 'QCM réussi' })).toBeVisible();
  await mine.getByRole('button', { name: 'Retour à mes protocoles' }).click();
  await expect(card.getByText('Pas d’attestation de formation')).toBeVisible();

  const his = await (await browser.newContext({ baseURL: place.backend.url })).newPage();
  await signIn(his, 'Paul Arnaud', '/pro/equipe.html');
  const doctors = his.locator('relais-team');
  await doctors.getByLabel('Protocole', { exact: true }).selectOption({ value: 'pollakiurie' });
  await doctors.getByRole('button', { name: /Le Goff Maïwenn/ }).click();
  await doctors.getByRole('button', { name: 'Attester la formation' }).click();
  await doctors.getByLabel('Heures de théorie').fill('4');
  await doctors.getByLabel('Cas cliniques').fill('3');
  await doctors.getByRole('button', { name: 'Signer l’attestation' }).click();
  await expect(doctors.getByText(/signée le .* par Paul Arnaud/)).toBeVisible();

  // Told to her without her asking. Whether a doctor is on call is a matter of the hour.
  await expect(card.getByText('Pas d’attestation de formation')).toBeHidden();
});

test('somebody who has nothing to do with the team sees nobody of it', async ({ page }) => {
  await signIn(page, 'Nadia Kaci', '/pro/equipe.html');
  await expect(page.locator('relais-team')).toContainText('Vous n’avez pas accès');
  await expect(page.locator('relais-team')).not.toContainText('Le Goff');
});

test('the guide’s page shows the team, and its code declares people out of a spreadsheet', async ({ page, place }) => {
  const [whole = '', , , , sheet = ''] = [...guide.matchAll(/```(?:html|js)\n([\s\S]*?)```/g)].map(([, code]) => code);
  await signIn(page, 'Marc Vidal');
  await expect(session(page)).toContainText('Marc Vidal');
  await page.route('**/guide.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="fr"><title>Guide</title>${whole}` }),
  );
  await page.goto(`${place.backend.url}/guide.html`);
  await expect(page.locator('relais-team').getByText('Le Goff Maïwenn')).toBeVisible();
  expect(sheet).toContain('readMembersTable');
});
