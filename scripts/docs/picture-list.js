/**
 * What the documentation shows of the running demonstration: on which page, as whom, and what is done there before the picture is taken. A picture stands in the
 * text that shows it, with its alternative.
 *
 * @import { Page } from 'playwright-core'
 *
 * @typedef {object} Picture
 * @property {string} name Of the file in docs/pictures, without its ending.
 * @property {string} path
 * @property {string} [as] Who signs in.
 * @property {number} [width] CSS pixels, 1280 unless said otherwise.
 * @property {number} [height]
 * @property {number} [scale] Pixels of the picture for one of CSS.
 * @property {(page: Page) => Promise<unknown>} scene
 * @property {string} [of] What of the page is shown; all that is in the window where nothing is said.
 */

const PICKER = 'relais-slot-picker';
const TELEPHONE = { width: 360, height: 740, scale: 2 };

/** Who waits to be called back: class, name, minutes since they called. */
const WAITING = [
  { class: 'b', familyName: 'Abiven', givenName: 'Noa', minutes: 24 },
  { class: 'c', familyName: 'Delaunay', givenName: 'Capucine', minutes: 55 },
  { class: 'c', familyName: 'Kerjean', givenName: 'Odile', minutes: 12 },
  { class: 'd', familyName: 'Roussel', givenName: 'Sasha', minutes: 90 },
];

/**
 * In the page, as whoever has signed in there.
 *
 * @param {typeof WAITING} people
 */
async function askCallbacks(people) {
  for (const [index, { minutes, ...person }] of people.entries()) {
    const arrivedAt = `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19)}Z`;
    const request = {
      id: crypto.randomUUID(),
      entryPoint: 'patient',
      phone: `063998010${index}`,
      arrivedAt,
      ...person,
    };
    const answer = await fetch('/api/v1/structures/trois-vallees/callbacks', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `"${crypto.randomUUID()}"` },
      body: JSON.stringify(request),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
}

/** @param {Page} page */
async function toSeats(page) {
  const picker = page.locator(PICKER);
  await picker.getByRole('button', { name: 'Demander un rendez-vous' }).click();
  await picker.getByRole('button', { name: 'Aucun de ces signes' }).click();
  await picker.getByRole('button', { name: /^Fièvre/ }).click();
  await picker.getByRole('button', { name: /^Le premier créneau/ }).waitFor();
}

/**
 * @param {string} theme
 * @returns {Picture}
 */
const themed = (theme) => ({
  ...{ name: `theme-${theme}`, path: '/medecin-aujourdhui.html', ...TELEPHONE, of: `${PICKER} .root` },
  scene: async (page) => {
    await page.addStyleTag({ url: `/kit/themes/${theme}.css` });
    await page.locator(PICKER).getByRole('button', { name: 'Demander un rendez-vous' }).waitFor();
  },
});

/** @type {Picture[]} */
export const PICTURES = [
  {
    ...{ name: 'selecteur', path: '/medecin-aujourdhui.html', ...TELEPHONE },
    scene: async (page) => {
      await toSeats(page);
      await page.locator(PICKER).evaluate((element) => element.scrollIntoView());
    },
  },
  {
    ...{ name: 'composer', path: '/composer.html', height: 900 },
    scene: async (page) => {
      await page.locator(PICKER).getByRole('button', { name: 'Demander un rendez-vous' }).waitFor();
      await page.locator('main h1').evaluate((heading) => heading.scrollIntoView());
    },
  },
  ...['calm', 'contrast', 'dark'].map(themed),
  {
    ...{ name: 'secretariat', path: '/pro/secretariat.html', as: 'Nadia Kaci', height: 900, of: 'relais-intake .root' },
    scene: async (page) => {
      const intake = page.locator('relais-intake');
      await intake.getByLabel('Numéro à rappeler').fill('06 39 98 44 21');
      await intake.getByLabel('Commune où se trouve').selectOption('Combelaine-l’Écluse');
      await intake.getByRole('button', { name: 'Aucun de ces signes' }).click();
      await intake.getByLabel('Motif', { exact: true }).selectOption({ index: 1 });
      await intake.getByLabel('Nom', { exact: true }).fill('Kerjean');
      await intake.getByLabel('Prénom').fill('Odile');
      await intake.getByLabel('Date de naissance').fill('12/05/1961');
      await intake.getByRole('button', { name: /^Proposer/ }).click();
      await intake.getByRole('button', { name: 'Confirmer ce créneau' }).waitFor();
    },
  },
  {
    ...{ name: 'rappels', path: '/pro/rappels.html', as: 'Hugo Lemaire', of: 'relais-waitlist .root' },
    scene: async (page) => {
      const board = page.locator('relais-waitlist');
      await board.getByText('En direct').waitFor();
      await page.evaluate(askCallbacks, WAITING);
      const first = board.getByRole('row', { name: /^Abiven Noa/ });
      await first.getByRole('button', { name: /^Prendre/ }).click();
      await first.getByText('Vous').waitFor();
      // What says that it was taken is beside the matter.
      await board.getByRole('button', { name: 'Fermer le message' }).click();
    },
  },
  {
    ...{ name: 'planning', path: '/pro/planning.html', as: 'Claire Fontaine', height: 900 },
    scene: async (page) => {
      const planning = page.locator('relais-planning');
      await planning.getByText('Qui reçoit, et quand').waitFor();
      await planning.evaluate((element) => element.scrollIntoView());
    },
  },
  {
    ...{ name: 'passages', path: '/pro/visites.html', as: 'Inès Benali', of: 'relais-visit .root' },
    scene: (page) => page.locator('relais-visit').getByRole('heading').first().waitFor(),
  },
  {
    ...{ name: 'charge', path: '/pro/charge.html', as: 'Claire Fontaine', of: 'relais-load .root' },
    scene: (page) => page.locator('relais-load').getByRole('table').first().waitFor(),
  },
  {
    ...{ name: 'a-voir', path: '/pro/a-voir.html', as: 'Claire Fontaine', of: 'relais-matters .root' },
    scene: (page) => page.locator('relais-matters').getByRole('listitem').first().waitFor(),
  },
  {
    ...{ name: 'indicateurs', path: '/pro/indicateurs.html', as: 'Claire Fontaine', height: 900 },
    scene: async (page) => {
      const dashboard = page.locator('relais-dashboard');
      await dashboard.getByRole('combobox', { name: 'Période' }).selectOption('L’année dernière');
      await dashboard.locator('svg').first().waitFor();
      await dashboard.evaluate((element) => element.scrollIntoView());
    },
  },
  {
    ...{ name: 'questionnaire', path: '/editor/', height: 900 },
    scene: (page) => page.locator('relais-questionnaire').getByRole('group').first().waitFor(),
  },
  {
    ...{ name: 'protocole', path: '/pro/mes-protocoles.html', as: 'Maïwenn Le Goff', of: 'relais-protocol .root' },
    scene: async (page) => {
      await page
        .locator('relais-team .card', { hasText: 'Odynophagie' })
        .getByRole('button', { name: /^Commencer/ })
        .click();
      await page.getByRole('button', { name: /^Jeanne Morvan/ }).click();
      await page.locator('relais-protocol').getByRole('button', { name: 'Le patient est éligible' }).waitFor();
    },
  },
];
