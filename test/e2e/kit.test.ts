import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import type { Seal } from '../../scripts/kit/seal.js';
import { ALL_WORK, ELEMENTS, PAGES, SAYS, startKitSite, WATCHING } from '../support/kit-site.ts';

type Site = Awaited<ReturnType<typeof startKitSite>>;

const RELAIS = 'type="module" src="/kit/relais.js"';
const hash = createHash('sha256').update(readFileSync('dist/kit/relais.js')).digest('base64');

/** What pages name that stay with this version of the kit. */
const seal = JSON.parse(readFileSync('dist/kit/kit.json', 'utf8')) as Seal;
const PINNED = `<script integrity="${seal.scripts['relais.js']}" type="module" src="/kit/versions/${seal.version}/relais.js"></script>`;
const importMap = (hashes: Seal['chunks']) => {
  const integrity = Object.fromEntries(Object.entries(hashes).map(([path, hash]) => [`/kit/${path}`, hash]));
  return `<script type="importmap" nonce="page">${JSON.stringify({ integrity })}</script>`;
};
const FORGED = Object.fromEntries(Object.keys(seal.chunks).map((path) => [path, `sha384-${'A'.repeat(64)}`]));

/** Policies of hosts that say which scripts may run otherwise than by their address. */
const POLICIES = {
  nonce: { policy: "script-src 'nonce-page'", script: `<script nonce="page" ${RELAIS}></script>` },
  'strict-dynamic': {
    policy: "script-src 'nonce-page' 'strict-dynamic'",
    script: `<script nonce="page" ${RELAIS}></script>`,
  },
  'a loader of the host': {
    policy: "script-src 'nonce-page' 'strict-dynamic'",
    script: `<script nonce="page">import('/kit/relais.js');</script>`,
  },
  'integrity and the chunks’ address': {
    policy: "script-src 'self' 'nonce-page'",
    script: `<script integrity="sha256-${hash}" ${RELAIS}></script>`,
  },
  'one version, with the hashes of all': {
    policy: "script-src 'self' 'nonce-page'",
    script: importMap(seal.chunks) + PINNED,
  },
};

test.describe('the kit', () => {
  let site: Site;
  let elsewhere: Site;
  test.beforeAll(async () => {
    elsewhere = await startKitSite({});
    const shown = Object.entries(POLICIES).map(([name, { policy, script }]) => [
      `/${encodeURIComponent(name)}.html`,
      { head: WATCHING + script, body: ELEMENTS, policy: `${policy}; require-trusted-types-for 'script'` },
    ]);
    site = await startKitSite({
      ...PAGES,
      ...(Object.fromEntries(shown) as typeof PAGES),
      '/elsewhere.html': {
        head: `${WATCHING}<script type="module" src="${elsewhere.url}/kit/relais.js"></script>`,
        body: ELEMENTS,
      },
      '/query.html': {
        head: `${WATCHING}<script type="module" src="/kit/slot-picker.js?ver=6.1"></script>
        <script ${RELAIS}></script>`,
        body: ELEMENTS,
      },
      '/copies.html': {
        head: `${WATCHING}<script ${RELAIS}></script><script type="module" src="/kit-copy/relais.js"></script>
          <script type="module" src="/kit-copy/slot-picker.js"></script>`,
        body: ELEMENTS,
      },
      '/early.html': { head: `${WATCHING}<script async ${RELAIS}></script>`, body: ELEMENTS },
      '/late.html': { head: WATCHING, body: `${ELEMENTS}<script ${RELAIS}></script>` },
      '/forged.html': { ...PAGES['/fallback.html'], head: WATCHING + importMap(FORGED) + PINNED },
      '/mistyped.html': {
        head: `${WATCHING}<script ${RELAIS}></script>`,
        body: '<relais-slot-piker></relais-slot-piker>',
      },
    });
  });
  test.afterAll(async () => {
    await site.stop();
    await elsewhere.stop();
  });
  test.beforeEach(() => site.unreachable.clear());

  const says = (page: Page) => page.evaluate<typeof ALL_WORK>(`(() => { ${SAYS} })()`);

  for (const name of Object.keys(PAGES).filter((name) => name !== '/empty.html' && name !== '/fallback.html')) {
    test(`works under required Trusted Types with one Lit: ${name}`, async ({ page }) => {
      await page.goto(site.url + name);
      await expect.poll(() => says(page)).toEqual(ALL_WORK);
    });
  }

  for (const name of [...Object.keys(POLICIES).map(encodeURIComponent), 'elsewhere', 'query', 'early', 'late']) {
    test(`works where a page has it in its own way: ${decodeURIComponent(name)}`, async ({ page }) => {
      await page.goto(`${site.url}/${name}.html`);
      await expect.poll(() => says(page)).toEqual(ALL_WORK);
    });
  }

  test('two copies of it on a page do not hinder each other, and the second says so', async ({ page }) => {
    const warnings: string[] = [];
    page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    await page.goto(`${site.url}/copies.html`);
    await expect.poll(async () => ({ ...(await says(page)), lits: 0 })).toEqual({ ...ALL_WORK, lits: 0 });
    await expect.poll(() => warnings.join()).toMatch(/relais-slot-picker.*twice/);
  });

  test('loads nothing but itself until a tag appears, then what defines that tag', async ({ page }) => {
    await page.goto(`${site.url}/empty.html`);
    await expect.poll(() => site.asked.at(-1)).toBe('/kit/relais.js');
    await page.waitForTimeout(300);
    expect(site.asked.slice(-2)).toEqual(['/empty.html', '/kit/relais.js']);
    await page.evaluate(() => {
      const picker = Object.assign(document.createElement('relais-slot-picker'), {
        api: '/',
        structure: 'trois-vallees',
      });
      const box = document.createElement('div');
      box.append(picker);
      document.querySelector('main')!.append(box);
    });
    await expect(page.getByRole('button', { name: 'Ask for an appointment' })).toBeVisible();
    const chunks = site.asked.slice(site.asked.lastIndexOf('/kit/relais.js')).join();
    expect(chunks).toContain('/slot-picker.js');
    expect(chunks).not.toMatch(/\/(questionnaire|provider)\.js/);
  });

  test('loads what our own elements draw, and what a host draws once it hands its shadow root over', async ({
    page,
  }) => {
    await page.goto(`${site.url}/fallback.html`);
    const picker = page.locator('relais-slot-picker').first();
    await expect(picker.getByRole('button', { name: 'Demander un rendez-vous' })).toBeVisible();
    await picker.evaluate((element) =>
      element.shadowRoot!.append(document.createElement('relais-questionnaire-summary')),
    );
    const isDefined = (tag: string) => page.evaluate((name) => Boolean(customElements.get(name)), tag);
    await expect.poll(() => isDefined('relais-questionnaire-summary')).toBe(true);
    await page.evaluate(async () => {
      const box = document.createElement('div');
      document.body.append(box);
      const root = box.attachShadow({ mode: 'open' });
      root.append(document.createElement('relais-provider'));
      const { watch } = (await import(String(new URL('/kit/relais.js', location.href)))) as {
        watch: (root: ShadowRoot) => void;
      };
      watch(root);
    });
    await expect.poll(() => isDefined('relais-provider')).toBe(true);
  });

  test('says in the page and in the console what could not be loaded, and keeps what the page shows in its place', async ({
    page,
  }) => {
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    site.unreachable.add(/chunks\/.*\/slot-picker\.js/);
    await page.goto(`${site.url}/fallback.html`);
    const notice = page.getByRole('alert');
    await expect(notice).toContainText('Cette partie de la page n’a pas pu être chargée.');
    await expect(page.getByText('Appelez le 05 65 00 00 00')).toBeVisible();
    expect(errors.join('\n')).toContain('<relais-slot-picker> could not be loaded');
    await notice.getByRole('button', { name: 'Réessayer' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Recharger la page' })).toBeFocused();
    await expect(page.getByText('Appelez le 05 65 00 00 00')).toBeVisible();
    site.unreachable.clear();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Demander un rendez-vous' })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.getByText('Appelez le 05 65 00 00 00')).toBeHidden();
  });

  test('runs nothing of a chunk that is not what the page says, and keeps what the page shows in its place', async ({
    page,
  }) => {
    await page.goto(`${site.url}/forged.html`);
    await expect(page.getByRole('alert')).toContainText('n’a pas pu être chargée');
    await expect(page.getByText('Appelez le 05 65 00 00 00')).toBeVisible();
  });

  for (const lost of ['slot-picker', 'base'])
    test(`works at another try, once ${lost} can be had`, async ({ page, browserName }) => {
      site.unreachable.add(new RegExp(`chunks/.*/${lost}.js`));
      await page.goto(`${site.url}/fallback.html`);
      await expect(page.getByRole('alert')).toBeVisible();
      site.unreachable.clear();
      await page.getByRole('button', { name: 'Réessayer' }).click();
      // Firefox remembers what it could not load.
      if (browserName === 'firefox') await page.getByRole('button', { name: 'Recharger la page' }).click();
      await expect(page.getByRole('button', { name: 'Demander un rendez-vous' })).toBeVisible();
      await expect(page.getByRole('alert')).toHaveCount(0);
    });

  test('says in the console which tags there are when one is mistyped', async ({ page }) => {
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`${site.url}/mistyped.html`);
    await expect.poll(() => errors.join()).toMatch(/no <relais-slot-piker>.*relais-slot-picker/);
  });
});
