import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { signIn, test } from './support/sign-in.ts';
import { expectNoFault, expectNoSidewaysScroll } from './support/soundness.ts';

test('the coordinator corrects accounts with a reason, by the keyboard, and takes the table away', async ({ page }) => {
  await signIn(page, 'Claire Fontaine', '/pro/charge.html');
  const load = page.locator('relais-load');
  await expect(load.getByRole('heading', { name: 'Comptes de charge' })).toBeVisible();
  await expectNoFault(page, 'the accounts');
  await load.getByRole('button', { name: 'Corriger des comptes…' }).press('Enter');
  await load.getByLabel('Cabinet qui doit recevoir plus').selectOption('Cabinet de l’Écluse');
  await load.getByLabel('Nombre de réservations').fill('2');
  await load.getByLabel('Motif').fill('Deux patients reçus hors planning');
  await expect(load.getByText('recevra 2 réservations de plus que sa part')).toBeVisible();
  await expectNoFault(page, 'a correction being typed');
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page, 'a correction on a telephone');
  await load.getByRole('button', { name: 'Signer la correction' }).press('Enter');
  await load.getByRole('tab', { name: 'Corrections' }).click();
  await expect(load.getByText('Deux patients reçus hors planning').first()).toBeVisible();
  await expect(load.getByText('Claire Fontaine').first()).toBeVisible();
  await expectNoSidewaysScroll(page, 'corrections on a telephone');
  const saving = page.waitForEvent('download');
  await load.getByRole('button', { name: 'Exporter le tableau (CSV)' }).press('Enter');
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('corrections.csv');
  expect(await readFile(await saved.path(), 'utf8')).toContain(
    'Cabinet de l’Écluse;2;Deux patients reçus hors planning',
  );
});

test('a doctor checks the account of her practice, and opens no other', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await signIn(page, 'Inès Benali', '/pro/charge.html');
  const load = page.locator('relais-load');
  await expect(load.getByRole('heading', { name: 'Votre compte' })).toBeVisible();
  await expectNoSidewaysScroll(page, 'the accounts on a telephone');
  await expect(load.getByRole('button', { name: 'Détail' })).toHaveCount(1);
  await expect(load.getByRole('button', { name: 'Corriger' })).toHaveCount(0);
  await load.getByRole('button', { name: 'Détail, Cabinet de l’Écluse' }).press('Enter');
  await expect(load.getByRole('heading', { name: /Compte\s*: Cabinet de l’Écluse/ })).toBeFocused();
  await expectNoFault(page, 'an account');
  await expectNoSidewaysScroll(page, 'an account on a telephone');
  await load.getByRole('button', { name: 'Tous les comptes' }).press('Enter');
  await expect(load.getByRole('heading', { name: 'Comptes de charge' })).toBeFocused();
});
