import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page } from '@playwright/test';
import { addWaiting, openBoard } from './support/desk.ts';
import type { Place } from './support/place.ts';
import { test } from './support/sign-in.ts';

const board = (page: Page) => page.locator('relais-waitlist');
const rowOf = (page: Page, id: string) => board(page).locator(`tr[data-id="${id}"]`);

/** Two people of the desk, each with a browser of their own. */
async function openTwo(browser: Browser, place: Place): Promise<readonly [Page, Page]> {
  const hugo = await openBoard(await browser.newContext(), place, 'Hugo Lemaire');
  const nadia = await openBoard(await browser.newContext(), place, 'Nadia Kaci');
  return [hugo, nadia];
}

async function idsOf(page: Page): Promise<string[]> {
  return board(page)
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['id'] ?? ''));
}

test('two people work at one list: what one does, the other sees', async ({ browser, place }) => {
  const [hugo, nadia] = await openTwo(browser, place);
  await addWaiting(nadia, 6);
  await expect.poll(async () => (await idsOf(hugo)).length).toBeGreaterThanOrEqual(6);
  await board(hugo).getByRole('button', { name: 'Appel suivant' }).click();
  // Two windows: in Firefox what the one behind has in focus does not match `:focus`.
  const first = await board(hugo).evaluate(
    ({ shadowRoot }) => (shadowRoot?.activeElement as HTMLElement).dataset['id'] ?? '',
  );
  await hugo.keyboard.press('p');
  await expect(rowOf(nadia, first)).toContainText('Hugo Lemaire');
  await expect(rowOf(nadia, first).getByRole('button', { name: /^Prendre/ })).toHaveCount(0);
  await hugo.keyboard.press('c');
  await expect(rowOf(nadia, first)).toHaveCount(0);
  await hugo.keyboard.press('z');
  await expect(rowOf(nadia, first)).toContainText('Hugo Lemaire');
  const { violations } = await new AxeBuilder({ page: hugo }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
  for (const page of [hugo, nadia]) await page.context().close();
});

test('what is done without a network comes back when a colleague was quicker', async ({ browser, place }) => {
  const [hugo, nadia] = await openTwo(browser, place);
  await addWaiting(nadia, 2);
  const free = board(nadia).locator('tbody tr:has-text("À prendre")');
  await expect(free).not.toHaveCount(0);
  const wanted = (await free.last().getAttribute('data-id')) ?? '';
  await nadia.context().setOffline(true);
  await rowOf(nadia, wanted).focus();
  await nadia.keyboard.press('p');
  await expect(board(nadia)).toContainText('Un changement à envoyer');
  await rowOf(hugo, wanted).focus();
  // His row says so before the server does, which is to hear of him first.
  const heard = hugo.waitForResponse((response) => response.request().method() === 'POST' && response.ok());
  await hugo.keyboard.press('p');
  await expect(rowOf(hugo, wanted)).toContainText('Vous');
  await heard;
  await nadia.context().setOffline(false);
  await expect(board(nadia)).toContainText('Hugo Lemaire a pris cet appel');
  await expect(rowOf(nadia, wanted)).toContainText('Hugo Lemaire');
  for (const page of [hugo, nadia]) await page.context().close();
});

test('a list that was read before is there when the page is opened without a server', async ({ browser, place }) => {
  const [hugo, nadia] = await openTwo(browser, place);
  await addWaiting(nadia, 1);
  const { length } = await idsOf(nadia);
  await expect.poll(async () => (await idsOf(hugo)).length).toBeGreaterThanOrEqual(length);
  // The copy is made once in a while.
  await hugo.waitForTimeout(6000);
  await hugo.route('**/api/v1/**', (route) => route.abort());
  await hugo.reload();
  await expect(board(hugo)).toContainText('Hors connexion : liste de');
  expect((await idsOf(hugo)).length).toBeGreaterThan(0);
  for (const page of [hugo, nadia]) await page.context().close();
});

test('a simulated morning fills the list at the speed chosen, until it is stopped', async ({ browser, place }) => {
  const page = await openBoard(await browser.newContext(), place, 'Hugo Lemaire');
  const before = (await idsOf(page)).length;
  await page.getByLabel('Vitesse').selectOption('120');
  await page.getByRole('button', { name: 'Commencer' }).click();
  await expect.poll(async () => (await idsOf(page)).length).toBeGreaterThanOrEqual(before + 13);
  await page.getByRole('button', { name: 'Arrêter' }).click();
  await expect(page.locator('#compte')).toContainText('puis arrêtées');
  await page.context().close();
});
