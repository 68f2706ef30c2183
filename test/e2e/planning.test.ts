import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import type { Territory } from '@relais/model';
import { session, signIn, test } from './support/sign-in.ts';
import { expectNoFault, expectNoSidewaysScroll } from './support/soundness.ts';

test('the coordinator adds a practice and its hours to the planning, and publishes both', async ({ page }) => {
  await signIn(page, 'Claire Fontaine', '/pro/planning.html');
  const planning = page.locator('relais-planning');
  await expect(planning.getByText('Qui reçoit, et quand')).toBeVisible();
  await planning.getByRole('tab', { name: 'Lieux et équipe' }).click();
  await expectNoFault(page, 'sites and team');
  await planning.getByRole('button', { name: 'Ajouter, Cabinets' }).click();
  await planning.getByLabel('Nom').fill('Cabinet de la Halle');
  await expectNoFault(page, 'a practice being typed');
  await page.setViewportSize({ width: 360, height: 800 });
  await expectNoSidewaysScroll(page, 'a practice being typed on a telephone');
  await planning.getByRole('button', { name: 'Retenir' }).click();
  await expectNoSidewaysScroll(page, 'sites and team on a telephone');
  await planning.getByRole('tab', { name: 'Planning' }).click();
  await planning.getByRole('button', { name: 'Ajouter une plage, Cabinet de la Halle' }).click();
  await planning.getByLabel('samedi').check();
  await planning.getByLabel('De', { exact: true }).fill('9h');
  await planning.getByLabel('À', { exact: true }).fill('11h');
  await expect(planning.getByText('9 h – 11 h, Cabinet de la Halle, 8 places').first()).toBeAttached();
  await planning.getByRole('button', { name: 'Retenir' }).click();
  await planning.getByRole('button', { name: 'Publier…' }).click();
  await planning.getByLabel('Pourquoi').fill('Un cabinet de plus');
  await planning.getByRole('button', { name: 'Publier', exact: true }).click();
  await expect(planning.getByText('Tout est publié.')).toBeVisible();
});

test('what the coordinator has changed and not published is there after a reload, and for nobody else', async ({
  page,
}) => {
  await signIn(page, 'Claire Fontaine', '/pro/planning.html');
  const planning = page.locator('relais-planning');
  await planning.getByRole('button', { name: 'Ajouter une fermeture' }).click();
  await planning.getByLabel('Premier jour').fill('24/12/2099');
  await planning.getByRole('button', { name: 'Retenir' }).click();
  await expect(planning.getByText('1 modification non publiée')).toBeVisible();
  await page.reload();
  await expect(planning.getByText('Reprises de cet appareil')).toBeVisible();
  await expect(planning.getByText('24 décembre 2099').first()).toBeVisible();
  await expectNoFault(page, 'a change that is taken up');
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page, 'a change that is taken up, on a telephone');
  await planning.getByRole('tab', { name: 'Lieux et équipe' }).click();
  await planning.getByRole('button', { name: 'Essai à blanc' }).click();
  await expect(planning.getByText('Un patient peut réserver.')).toBeVisible();
  await expectNoFault(page, 'a dry run');
  await expectNoSidewaysScroll(page, 'a dry run on a telephone');
  await session(page).getByRole('button', { name: 'Se déconnecter' }).click();
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(session(page)).toContainText('Personne n’est connecté');
  await signIn(page, 'Marc Vidal', '/pro/planning.html');
  await expect(planning.getByText('Tout est publié.')).toBeVisible();
});

test('a doctor puts her own ranges in the calendar of her telephone, by the keyboard, and revokes the address', async ({
  page,
  request,
}) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await signIn(page, 'Inès Benali', '/pro/planning.html');
  const planning = page.locator('relais-planning');
  await expect(planning.getByText('Il ne dit rien d’aucun patient')).toBeVisible();
  await expectNoFault(page, 'a calendar to be made');
  await planning.getByRole('button', { name: 'Mon agenda dans mon téléphone' }).press('Enter');
  const address = planning.getByLabel('Adresse de l’agenda');
  await expect(address).toBeFocused();
  await expectNoFault(page, 'the address of a calendar');
  await expectNoSidewaysScroll(page, 'the address of a calendar on a telephone');
  const read = await request.get(await address.inputValue());
  expect(read.status()).toBe(200);
  expect(await read.text()).toContain('SUMMARY:Soins non programmés – Cabinet de l’Écluse');
  const former = await address.inputValue();
  await planning.getByRole('button', { name: 'Révoquer l’adresse' }).press('Enter');
  await expect(planning.getByRole('heading', { name: 'Mon agenda' })).toBeFocused();
  expect((await request.get(former)).status()).toBe(404);
});

test('a doctor closes a range of hers on her telephone, by the keyboard, and the coordinator reads who has', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await signIn(page, 'Inès Benali', '/pro/planning.html');
  const planning = page.locator('relais-planning');
  await expect(planning.getByRole('heading', { name: 'Mes plages à venir' })).toBeVisible();
  await expectNoFault(page, 'coming ranges');
  await expectNoSidewaysScroll(page, 'coming ranges on a telephone');
  await planning.getByRole('button', { name: 'Je ne peux pas' }).last().press('Enter');
  await expect(planning.getByRole('heading', { name: 'Je ne peux pas' })).toBeFocused();
  await expectNoFault(page, 'an absence before it is said');
  await planning.getByLabel('Motif').fill('Formation');
  await planning.getByRole('button', { name: 'Fermer ces plages' }).press('Enter');
  await expect(planning.getByRole('heading', { name: 'Mes absences et ouvertures' })).toBeVisible();
  await expectNoSidewaysScroll(page, 'an absence on a telephone');
  await session(page).getByRole('button', { name: 'Se déconnecter' }).click();
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(session(page)).toContainText('Personne n’est connecté');
  await signIn(page, 'Claire Fontaine', '/pro/planning.html');
  await planning.getByRole('tab', { name: 'Historique' }).click();
  await expect(planning.getByText('Absence, Formation').first()).toBeVisible();
  await expect(planning.getByText('Inès Benali').first()).toBeVisible();
});

test('the coordinator saves the territory file, and takes it up again with another closure', async ({ page }) => {
  await signIn(page, 'Claire Fontaine', '/pro/planning.html');
  const planning = page.locator('relais-planning');
  await planning.getByRole('tab', { name: 'Lieux et équipe' }).click();
  const saving = page.waitForEvent('download');
  await planning.getByRole('button', { name: 'Enregistrer le fichier du territoire' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/^planning-trois-vallees-\d+\.json$/);
  const territory = JSON.parse(await readFile(await saved.path(), 'utf8')) as Territory;
  const { exceptions = [] } = territory;
  const changed = {
    ...territory,
    exceptions: [...exceptions, { type: 'closure', from: '2099-12-24', reason: 'Veille' }],
  };
  await planning.getByLabel('Prendre un fichier').setInputFiles({
    ...{ name: 'planning.json', mimeType: 'application/json' },
    buffer: Buffer.from(JSON.stringify(changed)),
  });
  await expect(planning.getByText('(Veille)').first()).toBeVisible();
  await expectNoFault(page, 'a file that is taken');
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page, 'a file that is taken on a telephone');
  await planning.getByRole('button', { name: 'Abandonner les modifications' }).click();
  await expect(planning.getByText('Tout est publié.')).toBeVisible();
});
