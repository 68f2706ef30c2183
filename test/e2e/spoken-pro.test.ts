// What a screen reader is told at the professionals' desks: names, roles, states, in their order. As in `spoken.test.ts`, people read the files beside this one
// before they are changed. What the day, the hour and a counter make of a screen stands in them as a pattern.
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { openBoard } from './support/desk.ts';
import { type Place, startPlace } from './support/place.ts';
import { agree, answer, Hands } from './support/run.ts';
import { signIn } from './support/sign-in.ts';

// One after the other, before a backend nobody else writes to: what one of them leaves behind is the same each time.
test.describe.configure({ mode: 'default' });

let place: Place;

test.beforeAll(async () => {
  place = await startPlace();
});
test.afterAll(() => place.stop());

async function openAs(browser: Browser, name: string, path: string): Promise<Page> {
  const page = await browser.newPage();
  await signIn(page, name, `${place.backend.url}${path}`);
  return page;
}

const expectSpoken = (what: Locator, name: string) => expect(what).toMatchAriaSnapshot({ name: `${name}.aria.yml` });

test('a screen reader is told a run of a protocol: who may be included, what is to be said, the questions, an alert, the outcome', async ({
  browser,
}) => {
  const hands = new Hands();
  const page = await openAs(browser, 'Maïwenn Le Goff', '/pro/mes-protocoles.html');
  const element = page.locator('relais-protocol');
  await page
    .locator('relais-team .card', { hasText: 'Odynophagie' })
    .getByRole('button', { name: /^Commencer/ })
    .click();
  await page.getByRole('button', { name: /^Jeanne Morvan/ }).click();
  await element.getByRole('button', { name: 'Le patient est éligible' }).waitFor();
  await expectSpoken(element, 'run-eligibility');
  await element.getByRole('button', { name: 'Le patient est éligible' }).click();
  await element.locator('relais-consent .points input').first().waitFor();
  await expectSpoken(element, 'run-consent');
  await agree(element, hands);
  await element.getByRole('button', { name: 'C’est bien cette personne' }).click();
  await element
    .locator('relais-questionnaire')
    .getByLabel(/^Température/)
    .waitFor();
  await expectSpoken(element, 'run-questions');
  await answer(element, hands, 'non concluant');
  await expect(element.getByText('TROD non concluant : appeler le délégant').first()).toBeVisible();
  await expectSpoken(element.getByRole('region', { name: 'Alertes' }), 'run-alert');

  const paul = await openAs(browser, 'Paul Arnaud', '/pro/supervision.html');
  const supervision = paul.locator('relais-supervision');
  await supervision.getByRole('heading', { name: 'Maïwenn Le Goff attend votre réponse' }).waitFor();
  await expectSpoken(supervision, 'supervision-alert');
  await supervision.getByRole('button', { name: /^Continuez/ }).click();
  await element.getByRole('button', { name: 'J’ai vu cette alerte' }).click();
  await expect(element.getByText('Réponse du délégant : continuez.')).toBeVisible();
  await element.getByRole('button', { name: 'Voir le résultat' }).click();
  await expect(element.getByText('Pourquoi ce résultat')).toBeVisible();
  await expectSpoken(element, 'run-outcome');
  await paul.close();
  await page.close();
});

test('a screen reader is told the intake of a call: empty, a sign for the 15, a seat proposed', async ({ browser }) => {
  const page = await openAs(browser, 'Nadia Kaci', '/pro/secretariat.html');
  const intake = page.locator('relais-intake');
  await intake.getByLabel('Numéro à rappeler').waitFor();
  await expectSpoken(intake, 'intake-empty');
  const sign = intake.getByRole('checkbox', { name: /perdu connaissance/ });
  await sign.click();
  await intake.getByText('Appeler le 15 maintenant').first().waitFor();
  await expectSpoken(intake.getByRole('region', { name: 'Signes et motif' }).getByRole('alert'), 'intake-call-15');
  await expectSpoken(intake.getByRole('region', { name: 'Suite' }), 'intake-call-15-then');
  await sign.click();
  await intake.getByLabel('Numéro à rappeler').fill('06 39 98 44 21');
  await intake.getByLabel('Commune où se trouve').selectOption('Combelaine-l’Écluse');
  await intake.getByRole('button', { name: 'Aucun de ces signes' }).click();
  await intake.getByLabel('Motif', { exact: true }).selectOption({ index: 1 });
  await intake.getByLabel('Nom', { exact: true }).fill('Kerjean');
  await intake.getByLabel('Prénom').fill('Odile');
  await intake.getByLabel('Date de naissance').fill('12/05/1961');
  await intake.getByRole('button', { name: /^Proposer/ }).click();
  await intake.getByRole('button', { name: 'Confirmer ce créneau' }).waitFor();
  await expectSpoken(intake.getByRole('region', { name: 'Suite' }), 'intake-seat');
  await page.close();
});

test('a screen reader is told the board of call-backs, with a row that somebody has taken', async ({ browser }) => {
  const hugo = await openBoard(await browser.newContext(), place, 'Hugo Lemaire');
  await hugo.evaluate(async () => {
    for (const [index, given] of ['Noa', 'Lou'].entries()) {
      const response = await fetch('/api/v1/structures/trois-vallees/callbacks', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `"${crypto.randomUUID()}"` },
        body: JSON.stringify({
          ...{ id: crypto.randomUUID(), class: 'c', entryPoint: 'patient', phone: `063998010${index}` },
          ...{ familyName: 'Abiven', givenName: given },
          arrivedAt: `${new Date(Date.now() - (9 - index) * 60_000).toISOString().slice(0, 19)}Z`,
        }),
      });
      if (!response.ok) throw new Error(await response.text());
    }
  });
  const board = hugo.locator('relais-waitlist');
  const row = board.locator('tbody tr', { hasText: 'Abiven Noa' });
  await row.getByRole('button', { name: /^Prendre/ }).click();
  await expect(row).toContainText('Vous');
  await expectSpoken(board, 'board');
  await hugo.context().close();
});

test('a screen reader is told the week of the planning, and what is published', async ({ browser }) => {
  const page = await openAs(browser, 'Claire Fontaine', '/pro/planning.html');
  const planning = page.locator('relais-planning');
  await planning.getByText('Qui reçoit, et quand').waitFor();
  await expectSpoken(planning, 'planning-week');
  await planning.getByRole('button', { name: 'Ajouter une fermeture' }).click();
  await planning.getByLabel('Premier jour').fill('24/12/2099');
  await planning.getByRole('button', { name: 'Retenir' }).click();
  await planning.getByRole('button', { name: 'Publier…' }).click();
  await planning.getByLabel('Pourquoi').waitFor();
  await expectSpoken(planning, 'planning-publish');
  await page.close();
});

test('a screen reader is told a ready-made board of figures, and a definition that is opened', async ({ browser }) => {
  const page = await openAs(browser, 'Claire Fontaine', '/pro/indicateurs.html');
  const dashboard = page.locator('relais-dashboard');
  await dashboard.getByRole('combobox', { name: 'Tableau' }).selectOption('Protocoles de coopération');
  await dashboard.getByRole('combobox', { name: 'Période' }).selectOption('L’année dernière');
  const figure = dashboard.getByRole('group', { name: 'Taux de reprise par les délégants' }).first();
  await figure.getByText(/^Du 1er janvier au 31 décembre/).waitFor();
  await expectSpoken(dashboard, 'dashboard-board');
  await figure.getByRole('button', { name: 'D’où vient ce chiffre ?' }).click();
  await dashboard.getByRole('dialog').or(page.getByRole('dialog')).first().waitFor();
  await expectSpoken(page.getByRole('dialog').first(), 'dashboard-definition');
  await page.close();
});

test('a screen reader is told the day of a volunteer: nobody yet, a visit, one that is being closed', async ({
  browser,
}) => {
  const ines = await openAs(browser, 'Inès Benali', '/pro/visites.html');
  const day = ines.locator('relais-visit');
  await expect(day.getByText('Personne n’est attendu')).toBeVisible();
  await expectSpoken(day, 'visits-none');
  // Somebody who has come without an appointment is there at any hour.
  await day.getByText('Ajouter un passage sans rendez-vous').click();
  await day.getByLabel('Nom', { exact: true }).fill('Kerjean');
  await day.getByLabel('Prénom').fill('Odile');
  await day.getByRole('button', { name: /^Ajouter/ }).click();
  const visit = day.locator('.card', { hasText: 'Kerjean' });
  await visit.getByRole('button', { name: /^Commencer/ }).waitFor();
  await expectSpoken(day, 'visits-list');
  await visit.getByRole('button', { name: /^Commencer/ }).click();
  await visit.getByRole('button', { name: /^Terminer/ }).click();
  await day.getByRole('dialog').getByRole('button', { name: 'Clore', exact: true }).waitFor();
  await expectSpoken(day.getByRole('dialog'), 'visit-closing');
  await ines.close();
});
