import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { agree, answer, Hands } from './support/run.ts';
import { session, signIn, test } from './support/sign-in.ts';
import { expectNoFault, expectNoSidewaysScroll } from './support/soundness.ts';

const KIT = join(import.meta.dirname, '../../dist/kit');
const PAGE = '/pro/passage.html?protocole=odynophagie';

test.use({ serviceWorkers: 'allow' });

/** Addresses of all that is kept in the page's stores. */
function keptBy(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) found.push(url);
    return found;
  });
}

test('a nurse whose telephone has started anew opens her page without a network, runs a protocol, and it is stored once', async ({
  page,
  place,
  browser,
}) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 360, height: 740 });
  const hands = new Hands();
  await signIn(page, 'Maïwenn Le Goff', '/pro/mes-protocoles.html');
  await expect(session(page)).toContainText('Maïwenn Le Goff');
  await page.goto(PAGE);
  await expect(page.getByText('elle s’ouvre aussi sans réseau')).toBeVisible();
  // As in the morning, before she leaves: what she may run and the texts are read.
  await page.getByRole('button', { name: /^Jeanne Morvan/ }).click();
  await expect(page.getByRole('button', { name: 'Le patient est éligible' })).toBeVisible();

  const kept = await keptBy(page);
  expect(kept.filter((url) => /\/(api|auth|fhir|embed)\//.test(url))).toEqual([]);
  expect(kept.filter((url) => new URL(url).search !== '')).toEqual([]);
  expect(kept.length).toBeGreaterThan(20);

  await place.backend.kill();
  const failed: string[] = [];
  page.on('requestfailed', (request) => failed.push(new URL(request.url()).pathname));
  await page.reload();
  await expect(session(page)).toContainText('Maïwenn Le Goff');
  await page.getByRole('button', { name: /^Jeanne Morvan/ }).click();
  const run = page.locator('relais-protocol');
  await run.getByRole('button', { name: 'Le patient est éligible' }).click();
  await agree(run, hands);
  await run.getByRole('button', { name: 'C’est bien cette personne' }).click();
  await answer(run, hands, 'négatif');
  await run.getByRole('button', { name: 'Voir le résultat' }).click();
  await run.getByLabel('Issue').selectOption({ label: 'Prise en charge directe' });
  await run.getByRole('button', { name: 'Terminer le passage' }).click();
  await expect(run.getByText('Le passage est terminé')).toBeVisible();
  await expectNoSidewaysScroll(page, 'a run without a network');
  await expectNoFault(page, 'a run without a network');
  // Nothing that the page is made of was missing; only what is asked of the backend was.
  expect(failed.filter((path) => !/^\/(api|auth)\//.test(path))).toEqual([]);

  await place.backend.restart();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  const context = await browser.newContext({ baseURL: place.backend.url, locale: 'fr-FR' });
  const paul = await context.newPage();
  await signIn(paul, 'Paul Arnaud', '/pro/supervision.html');
  const his = paul.locator('relais-supervision');
  await his.getByRole('tab', { name: 'Tous' }).click();
  await expect(his.getByRole('button', { name: /Jeanne Morvan/ })).toHaveCount(1, { timeout: 60_000 });
  await context.close();
});

/** A site of somebody else's that keeps one page: what it answers is changed as the test goes on. */
async function startSite() {
  const worker = readFileSync(join(KIT, 'offline-worker.js'), 'utf8');
  const state = { page: 'first', version: '', isSilent: false, isPortal: false, status: 200, worker: '' };
  const keep = () => `importScripts('/kit/offline-worker.js');
    relaisOffline.keep({ pages: ['/page.html'], elements: ['slot-picker'], version: '${state.version}' });`;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const send = (type: string, text: string | Buffer, headers = {}) =>
      response.writeHead(state.status, { 'Content-Type': type, 'Cache-Control': 'no-cache', ...headers }).end(text);
    if (pathname === '/worker.js') return void send('text/javascript', state.worker || keep());
    if (pathname === '/kit/offline-worker.js') return void send('text/javascript', worker);
    if (state.isSilent) return;
    if (pathname === '/portal.html') return void send('text/html', '<h1>portal</h1>');
    if (state.isPortal) return void response.writeHead(302, { Location: '/portal.html' }).end();
    if (pathname.startsWith('/kit/')) return void send('text/javascript', readFileSync(join(KIT, pathname.slice(5))));
    if (pathname === '/api/who') return void send('application/json', '"somebody"');
    send('text/html', `<!doctype html><title>host</title><h1>${state.page}</h1>`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

/** Registers the worker of the site; says how it stands once the browser has dealt with it. */
function register(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register('/worker.js');
    // One that could not be installed is no longer there to be updated.
    await registration.update().catch(() => undefined);
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    if (!worker) return 'refused';
    while (worker.state === 'installing' || worker.state === 'activating')
      await new Promise((resolve) => setTimeout(resolve, 20));
    return worker.state;
  });
}

const heading = (page: Page) => page.getByRole('heading');

test('a page that is kept is the newest there is, and the last one where the site is silent or down', async ({
  page,
}) => {
  const site = await startSite();
  await page.goto(`${site.url}/page.html?who=1`);
  expect(await register(page)).toBe('activated');
  site.state.page = 'second';
  await page.goto(`${site.url}/page.html?who=2`);
  await expect(heading(page)).toHaveText('second');
  site.state.status = 502;
  await page.goto(`${site.url}/page.html?who=3`);
  await expect(heading(page)).toHaveText('second');
  Object.assign(site.state, { status: 200, isSilent: true });
  await page.goto(`${site.url}/page.html`);
  await expect(heading(page)).toHaveText('second');
  expect((await keptBy(page)).filter((url) => url.includes('who'))).toEqual([]);
  await site.stop();
});

test('nothing but what was named is answered for or kept', async ({ page }) => {
  const site = await startSite();
  await page.goto(`${site.url}/page.html`);
  expect(await register(page)).toBe('activated');
  await page.reload();
  expect(await page.evaluate(async () => (await (await fetch('/api/who')).json()) as string)).toBe('somebody');
  await page.evaluate(() => fetch('/other.html'));
  const kept = await keptBy(page);
  const strange = kept.filter((url) => !/^\/(page\.html|kit\/)/.test(new URL(url).pathname));
  expect(strange).toEqual([]);
  site.state.isSilent = true;
  expect(
    await page.evaluate(() => fetch('/other.html', { signal: AbortSignal.timeout(500) }).catch(() => 'nothing')),
  ).toBe('nothing');
  await site.stop();
});

test('the page of a network’s own sign-in is not taken for what is to be kept, and is shown where it comes', async ({
  page,
}) => {
  const site = await startSite();
  await page.goto(`${site.url}/page.html`);
  site.state.isPortal = true;
  expect(await register(page)).toBe('refused');
  expect(await keptBy(page)).toEqual([]);
  site.state.isPortal = false;
  expect(await register(page)).toBe('activated');
  site.state.isPortal = true;
  await page.goto(`${site.url}/page.html`);
  await expect(heading(page)).toHaveText('portal');
  site.state.isPortal = false;
  await page.goto(`${site.url}/page.html`);
  await expect(heading(page)).toHaveText('first');
  await site.stop();
});

test('another version is fetched whole beside the one in use, which goes on until its pages are closed', async ({
  page,
  context,
}) => {
  const site = await startSite();
  await page.goto(`${site.url}/page.html`);
  expect(await register(page)).toBe('activated');
  site.state.version = '2';
  expect(await register(page)).toBe('installed');
  expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(2);
  await page.close();
  const other = await context.newPage();
  await other.goto(`${site.url}/page.html`);
  await expect.poll(() => other.evaluate(async () => (await caches.keys()).length)).toBe(1);
  site.state.isSilent = true;
  await other.reload();
  await expect(heading(other)).toHaveText('first');
  await site.stop();
});

test('what the browser has thrown away is fetched again, and a site that wants none of it any more takes it off', async ({
  page,
}) => {
  const site = await startSite();
  await page.goto(`${site.url}/page.html`);
  expect(await register(page)).toBe('activated');
  const throwAway = async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  };
  await page.evaluate(throwAway);
  await page.reload();
  await expect.poll(async () => (await keptBy(page)).length).toBeGreaterThan(5);
  site.state.worker = `importScripts('/kit/offline-worker.js'); relaisOffline.forget();`;
  await page.evaluate(() => void navigator.serviceWorker.register('/worker.js'));
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(0);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await site.stop();
});

test('what cannot be kept is said in the console, and nothing is', async ({ page }) => {
  const site = await startSite();
  await page.goto(`${site.url}/page.html`);
  for (const options of [
    `{ pages: ['/api/v1/me'], elements: [] }`,
    `{ pages: ['https://elsewhere.example/'], elements: [] }`,
    `{ pages: ['/page.html?patient=1'], elements: [] }`,
    `{ pages: [], elements: ['slotpicker'] }`,
  ]) {
    site.state.worker = `importScripts('/kit/offline-worker.js'); relaisOffline.keep(${options});`;
    const refused = page.evaluate(() => navigator.serviceWorker.register('/worker.js'));
    await expect(refused).rejects.toThrow();
  }
  expect(await keptBy(page)).toEqual([]);
  await site.stop();
});
