// What a screen reader is told on the patient's way to a seat: names, roles, states, in their order. The files beside this one are read by people before they
// are changed: `npx playwright test --config test/playwright.config.ts e2e/spoken --update-snapshots` writes them anew.
import { expect, test } from './support/fixtures.ts';
import { PickerPage } from './support/picker.ts';

test('a screen reader is told the way to a seat, screen by screen, as it was read and agreed', async ({ page }) => {
  const picker = new PickerPage(page);
  const expectSpoken = (name: string) => expect(picker.root).toMatchAriaSnapshot({ name: `${name}.aria.yml` });
  await page.goto('/medecin-aujourdhui.html');
  await picker.button('Demander un rendez-vous').waitFor();
  await expectSpoken('beginning');
  await picker.start();
  await expectSpoken('signs');
  await picker.tickNothing();
  await expectSpoken('reason');
  await picker.chooseReason();
  await picker.takeFirstSeat();
  await picker.confirm();
  await expect(picker.root.getByLabel('Nom', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(picker.root.getByRole('form').or(picker.root.locator('form'))).toMatchAriaSnapshot({
    name: 'details-missing.aria.yml',
  });
});

test('a screen reader is told to call 15 before anything else once a sign is there', async ({ page }) => {
  const picker = new PickerPage(page);
  await page.goto('/medecin-aujourdhui.html');
  await picker.start();
  await picker.root.getByRole('checkbox', { name: /perdu connaissance/ }).click();
  await picker.heading('Appelez le 15 maintenant').waitFor();
  await expect(picker.root).toMatchAriaSnapshot({ name: 'call-15.aria.yml' });
});

test('a screen reader is told a consent: the text, what is to be said before it, the decision, and a refusal', async ({
  page,
}) => {
  await page.goto('/editor/consentement.html');
  const consent = page.locator('relais-consent');
  const expectSpoken = (name: string) => expect(consent).toMatchAriaSnapshot({ name: `${name}.aria.yml` });
  await consent.getByRole('button', { name: 'Lecture par le patient' }).waitFor();
  await expectSpoken('consent-to-ask');
  await consent.getByRole('button', { name: 'Lecture par le patient' }).click();
  await consent.getByRole('dialog').getByRole('combobox').waitFor();
  await expect(consent.getByRole('dialog')).toMatchAriaSnapshot({ name: 'consent-text.aria.yml' });
  await consent.getByRole('button', { name: 'Rendre l’écran' }).click();
  for (const box of await consent.locator('.points input').all()) await box.check();
  await consent.getByRole('button', { name: 'D’accord (première demande)' }).click();
  await consent.getByRole('button', { name: /^D’accord, confirmé/ }).waitFor();
  await expectSpoken('consent-decision');
  await consent.getByRole('button', { name: 'Refuse', exact: true }).click();
  await expectSpoken('consent-refused');
});
