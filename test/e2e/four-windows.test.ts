import { type Browser, expect, test } from '@playwright/test';
import { createVisitor, PickerPage } from './support/picker.ts';
import { type Place, startPlace } from './support/place.ts';
import { signIn } from './support/sign-in.ts';
import { expectNoFault } from './support/soundness.ts';

const STRUCTURE = '/api/v1/structures/trois-vallees';
const PRACTICE = 'Cabinet de l’Écluse';
const TELEPHONE = { width: 360, height: 740 };

let place: Place;

test.beforeAll(async () => {
  place = await startPlace();
});
test.afterAll(() => place.stop());

/** A window of somebody's own, signed in. */
async function openAs(browser: Browser, name: string, path: string, viewport = { width: 1280, height: 900 }) {
  const page = await (await browser.newContext({ viewport, permissions: ['clipboard-write'] })).newPage();
  await signIn(page, name, `${place.backend.url}${path}`);
  return page;
}

/** A zone in which it is between ten and eleven in the morning: the story takes place today at any hour. */
function morningZone(): string {
  const late = 10 - new Date().getUTCHours();
  // No zone is thirteen hours behind; eleven ahead it is the next morning.
  const ahead = late < -12 ? late + 24 : late;
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

test('a call, a seat, a visit that is closed, and accounts that explain each seat', async ({ browser }) => {
  const claire = await openAs(browser, 'Claire Fontaine', '/pro/charge.html');
  await claire.locator('relais-load').getByRole('heading', { name: 'Comptes de charge' }).waitFor();
  await claire.evaluate(
    async ({ path, timezone }) => {
      const planning = (await (await fetch(`${path}/planning`)).json()) as { territory: object };
      const response = await fetch(`${path}/territory`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `"${crypto.randomUUID()}"` },
        body: JSON.stringify({ ...planning.territory, timezone }),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    { path: STRUCTURE, timezone: morningZone() },
  );
  const ines = await openAs(browser, 'Inès Benali', '/pro/visites.html', TELEPHONE);
  const day = ines.locator('relais-visit');
  await expect(day.getByText('Personne n’est attendu')).toBeVisible();

  // A call: the secretary gives a seat of the practice, and the volunteer has it in her list at once.
  const nadia = await openAs(browser, 'Nadia Kaci', '/pro/secretariat.html');
  const intake = nadia.locator('relais-intake');
  await intake.getByLabel('Numéro à rappeler').fill('06 39 98 44 01');
  await intake.getByLabel('Commune où se trouve').selectOption('Combelaine-l’Écluse');
  await intake.getByRole('button', { name: 'Aucun de ces signes' }).click();
  await intake.getByLabel('Motif', { exact: true }).selectOption({ index: 1 });
  await intake.getByLabel('Nom', { exact: true }).fill('Kerjean');
  await intake.getByLabel('Prénom').fill('Odile');
  await intake.getByLabel('Date de naissance').fill('12/05/1961');
  await intake.getByRole('button', { name: 'Tous les créneaux' }).click();
  await intake
    .getByRole('button', { name: new RegExp(`^Prendre.*${PRACTICE}`) })
    .first()
    .click();
  await intake.getByRole('button', { name: 'Confirmer ce créneau' }).click();
  await expect(intake.getByText('Rendez-vous confirmé')).toBeVisible();
  const odile = day.locator('.card', { hasText: 'Kerjean' });
  await expect(odile).toContainText('attendu');

  // A patient takes another seat of that practice on a telephone.
  const patient = await (await browser.newContext({ viewport: TELEPHONE })).newPage();
  await patient.goto(`${place.backend.url}/medecin-aujourdhui.html`);
  const picker = new PickerPage(patient);
  await picker.answerChecklist();
  await picker.chooseReason();
  await picker.unfold();
  await picker.slots({ place: PRACTICE }).first().click();
  const visitor = createVisitor();
  await picker.fill(visitor);
  await picker.confirm();
  await picker.heading('Rendez-vous confirmé').waitFor();
  const other = day.locator('.card', { hasText: visitor.familyName });
  await expect(other).toContainText('attendu');

  // The first one is there: the front desk says so, and the volunteer sees it.
  await nadia.goto(`${place.backend.url}/pro/visites.html`);
  const front = nadia.locator('relais-visit .card', { hasText: 'Kerjean' });
  await front.getByRole('button', { name: /^Arrivé/ }).click();
  await expect(odile).toContainText('arrivé');
  await expect(odile).toContainText('signes de gravité');

  // Three presses until the visit is closed, two for the doctor's letter.
  await odile.getByRole('button', { name: /^Commencer/ }).click();
  await expect(front).toContainText('en consultation');
  await odile.getByRole('button', { name: /^Terminer/ }).click();
  const dialog = day.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: 'Clore le passage d’Odile Kerjean' })).toBeVisible();
  const close = dialog.getByRole('button', { name: 'Clore', exact: true });
  await expect(close).toBeInViewport({ ratio: 1 });
  await close.click();
  await expect(odile).toContainText('clos');
  await expect(front).toContainText('clos');
  await odile.getByRole('button', { name: /^Retour au médecin traitant/ }).click();
  // No operator of the secure mail here: the letter is prepared, and taken as a PDF; or the text is copied, as ever.
  await dialog.getByRole('button', { name: 'Préparer la lettre' }).click();
  await expect(dialog).toContainText('à remettre');
  const taken = ines.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Télécharger le PDF' }).click();
  expect((await taken).suggestedFilename()).toBe('lettre.pdf');
  await dialog.getByRole('button', { name: 'Copier' }).click();
  await expect(odile).toContainText('retour copié');
  await expectNoFault(ines, 'the day of a volunteer');

  // The coordinator finds nothing left open, and accounts that say where each seat went and owe nothing in sum.
  const load = claire.locator('relais-load');
  await claire.reload();
  await expect(load.locator('tr', { hasText: PRACTICE })).toContainText('2 (100');
  await load.getByRole('button', { name: `Détail, ${PRACTICE}` }).click();
  await expect(load.getByRole('heading', { name: `Compte : ${PRACTICE}` })).toBeVisible();
  await expect(load.locator('#movements tbody tr', { hasText: 'Reçue' })).toHaveCount(2);
  const sum = await claire.evaluate(async (path) => {
    const { accounts } = (await (await fetch(`${path}/ledger`)).json()) as { accounts: { balance: number }[] };
    return accounts.reduce((total, { balance }) => total + balance, 0);
  }, STRUCTURE);
  expect(Math.abs(sum)).toBeLessThan(1e-9);
  for (const page of [claire, nadia, ines, patient]) await page.context().close();
});
