// Pages that a kit meets in the wild, each with a picker, a form and a desk in it. What was tried, and what holds, stands in docs/webmestres.md.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from '@playwright/test';
import { compile } from 'tailwindcss';
import { signDevelopmentToken } from '../../packages/server/src/core/auth/development-token.ts';
import { type Backend, startBackend } from './support/backend.ts';
import { expect, test } from './support/fixtures.ts';
import { startHostSite } from './support/host-site.ts';
import { createVisitor, PickerPage } from './support/picker.ts';
import { expectNoSidewaysScroll } from './support/soundness.ts';

const SECRET = 'a secret of thirty-two characters, or more';
const STRUCTURE = 'trois-vallees';
const require = createRequire(import.meta.url);
const readModule = (name: string) => readFileSync(require.resolve(name), 'utf8');

interface HostPage {
  /** What the page does to what stands on it. */
  readonly title: string;
  readonly head?: string;
  /** Before and after our elements. */
  readonly body?: (ours: string) => string;
}

/** The base of Tailwind with some of what its pages use, as its own compiler makes it. */
async function tailwind(): Promise<string> {
  const compiler = await compile('@import "tailwindcss";', {
    loadStylesheet: (id) => {
      const path = require.resolve(`${id}/index.css`);
      return Promise.resolve({ path, base: '', content: readFileSync(path, 'utf8') });
    },
  });
  return compiler.build(['prose', 'container', 'text-xl', 'leading-10', 'tracking-widest', 'uppercase', 'font-bold']);
}

const style = (rules: string) => `<style>${rules}</style>`;

const STYLED: HostPage[] = [
  {
    title: 'a reset style sheet',
    head: style(
      '*, ::before, ::after { margin: 0; padding: 0; border: 0; font: inherit; vertical-align: baseline; box-sizing: border-box } body { line-height: 1 } ol, ul { list-style: none } :focus { outline: 0 }',
    ),
  },
  { title: '* { all: unset }', head: style('* { all: unset } head, script, style { display: none }') },
  {
    title: '* { all: unset !important }',
    head: style('body * { all: unset !important } script, style { display: none !important }'),
  },
  { title: 'Bootstrap', head: '<link rel="stylesheet" href="/bootstrap.css">' },
  { title: 'Tailwind', head: '<link rel="stylesheet" href="/tailwind.css">' },
  { title: 'huge fonts', head: style('html { font-size: 300% } body * { font-size: 3rem !important }') },
  {
    title: 'a war of layers',
    head: style(
      'header, footer { position: fixed; inset-inline: 0; z-index: 2147483647; height: 4rem; background: #fff } header { top: 0 } footer { bottom: 0 } main { padding-block: 5rem; position: relative; z-index: -1; transform: translateZ(0) } body { position: relative; z-index: 0 }',
    ),
    body: (ours) => `<header>Ma mairie</header>${ours}<footer>Cookies ?</footer>`,
  },
  {
    title: 'document.write',
    body: (ours) => `<script>document.write(${JSON.stringify(ours).replaceAll('</', String.raw`<\/`)})</script>`,
  },
];

/** An element of another Lit. */
const OTHER_LIT = `<script type="importmap">{ "imports": {
  "lit": "/node_modules/lit/index.js", "lit-html": "/node_modules/lit-html/lit-html.js", "lit-html/is-server.js": "/node_modules/lit-html/is-server.js",
  "lit-element/lit-element.js": "/node_modules/lit-element/lit-element.js", "@lit/reactive-element": "/node_modules/@lit/reactive-element/reactive-element.js"
} }</script><script type="module">
import { html, LitElement } from 'lit';
customElements.define('other-clock', class extends LitElement { render() { return html\`<p>Autre Lit : \${'midi'}</p>\`; } });
</script>`;

let backend: Backend;
let site: Awaited<ReturnType<typeof startHostSite>>;
let ours: string;

const pathOf = (title: string) => `/${encodeURIComponent(title)}`;

function htmlOf({ title, head = '', body = (main) => main }: HostPage): string {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<link rel="icon" href="data:,">${head}</head><body>${body(ours)}</body></html>`;
}

test.beforeAll(async () => {
  site = await startHostSite({});
  backend = await startBackend({ RELAIS_SECRET: SECRET, RELAIS_ORIGINS: site.url });
  const token = await signDevelopmentToken(SECRET, { role: 'secretary', structure: STRUCTURE });
  ours = `<main><script type="module" src="${backend.url}/kit/relais.js"></script>
<relais-slot-picker api="${backend.url}" structure="${STRUCTURE}">Appelez le 04 65 71 12 34</relais-slot-picker>
<relais-questionnaire></relais-questionnaire>
<relais-provider api="${backend.url}" structure="${STRUCTURE}"><relais-waitlist></relais-waitlist></relais-provider>
<script type="module">
document.querySelector('relais-provider').getToken = () => '${token}';
document.querySelector('relais-questionnaire').questionnaire = { resourceType: 'Questionnaire', status: 'active', item: [
  { linkId: 'nom', type: 'string', text: 'Votre nom' },
  { linkId: 'fume', type: 'boolean', text: 'Fumez-vous ?' },
  { linkId: 'combien', type: 'integer', text: 'Combien par jour ?', enableWhen: [{ question: 'fume', operator: '=', answerBoolean: true }] },
] };
</script></main>`;
  for (const page of STYLED) site.pages[pathOf(page.title)] = { html: htmlOf(page) };
  site.pages['/plain'] = { html: htmlOf({ title: 'Ma mairie' }) };
  site.pages['/elsewhere'] = {
    html: '<!doctype html><html lang="fr"><title>Ailleurs</title><link rel="icon" href="data:,"><p>Ailleurs',
  };
  site.pages['/other-lit'] = {
    html: htmlOf({ title: 'Un autre Lit', head: OTHER_LIT, body: (main) => `<other-clock></other-clock>${main}` }),
  };
  const css = { 'Content-Type': 'text/css' };
  site.pages['/bootstrap.css'] = {
    html: readModule('bootstrap/dist/css/bootstrap.css').replace(/\/\*# source.*/, ''),
    headers: css,
  };
  site.pages['/tailwind.css'] = { html: await tailwind(), headers: css };
});
test.afterAll(async () => {
  await backend.stop();
  await site.stop();
});
test.beforeEach(({ watched }) => {
  watched.allow(site.url);
  watched.allow(backend.url);
});

/** Works through the picker, the form and the board as people do; a click that something lies over fails. */
async function expectAllWork(page: Page): Promise<void> {
  const picker = new PickerPage(page);
  await picker.answerChecklist();
  await picker.chooseReason();
  await expect(picker.button(/^Le premier créneau/)).toBeVisible();
  await expectFormAndDesk(page);
}

async function expectFormAndDesk(page: Page): Promise<void> {
  const form = page.locator('relais-questionnaire');
  await form.getByLabel('Votre nom').fill('Anatole');
  await expect(form.getByLabel('Combien par jour ?')).toHaveCount(0);
  await form.getByRole('radio', { name: 'Oui' }).click();
  await form.getByLabel('Combien par jour ?').fill('12');
  const response = () =>
    form.evaluate((element) => JSON.stringify((element as unknown as { response: unknown }).response));
  await expect.poll(response).toContain('"valueInteger":12');
  const board = page.locator('relais-waitlist');
  await expect(board.getByRole('heading', { name: 'Rappels' })).toBeVisible();
  await expect(board.getByText('En direct')).toBeVisible();
}

for (const { title } of STYLED)
  test(`a picker, a form and a board work on a page with ${title}`, async ({ page }) => {
    await page.goto(site.url + pathOf(title));
    await expectAllWork(page);
  });

test('huge fonts of a page push nothing off a telephone’s screen', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(site.url + pathOf('huge fonts'));
  await new PickerPage(page).answerChecklist();
  await expectNoSidewaysScroll(page, 'huge fonts');
});

test('another Lit on the page goes on beside the kit’s own', async ({ page }) => {
  await page.route('**/node_modules/**', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: readFileSync(new URL(`../..${new URL(route.request().url()).pathname}`, import.meta.url)),
    }),
  );
  await page.goto(`${site.url}/other-lit`);
  await expect(page.getByText('Autre Lit : midi')).toBeVisible();
  await expectAllWork(page);
});

test('a browser that lets a page store nothing books, fills and follows all the same', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = {
      get: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
      Object.defineProperty(window, name, refuse);
  });
  await page.goto(`${site.url}/plain`);
  await expectFormAndDesk(page);
  await new PickerPage(page).book(createVisitor());
});

test('on a network that is slow and loses every third answer a booking is made once', async ({ page, watched }) => {
  watched.expect(/ERR_FAILED|ERR_CONNECTION|NetworkError|fetch/);
  let asked = 0;
  await page.route(`${backend.url}/api/**`, async (route) => {
    asked += 1;
    const isLost = asked % 3 === 0;
    await new Promise((resolve) => setTimeout(resolve, 400));
    // What is lost has been done.
    const answer = await route.fetch().catch(() => undefined);
    if (isLost || !answer) await route.abort('failed').catch(() => undefined);
    else await route.fulfill({ response: answer }).catch(() => undefined);
  });
  await page.goto(`${site.url}/plain`);
  const booked: string[] = [];
  await page.exposeFunction('tellBooked', (id: string) => booked.push(id));
  await page.evaluate(() => {
    document.addEventListener('relais-slot-booked', (event) => {
      const { tellBooked } = window as unknown as { tellBooked: (id: string) => void };
      tellBooked((event as CustomEvent<{ bookingId: string }>).detail.bookingId);
    });
  });
  await new PickerPage(page).book(createVisitor());
  expect(booked).toHaveLength(1);
});

for (const [when, days] of [
  ['ahead', 1],
  ['behind', -1],
] as const)
  test(`a clock that is a day ${when} offers seats of the structure’s own day and books one`, async ({ page }) => {
    await page.addInitScript((shift) => {
      const Real = Date;
      const now = () => Real.now() + shift;
      const Shifted = new Proxy(Real, {
        construct: (target, args: [] | [number]) => (args.length === 0 ? new target(now()) : new target(...args)),
        get: (target, name): unknown => (name === 'now' ? now : Reflect.get(target, name)),
      });
      Object.defineProperty(window, 'Date', { value: Shifted });
    }, days * 86_400_000);
    await page.goto(`${site.url}/plain`);
    await new PickerPage(page).book(createVisitor());
  });

test('a page that comes back goes on with the elements on it', async ({ page }) => {
  await page.goto(`${site.url}/plain`);
  await new PickerPage(page).start();
  await page.goto(`${site.url}/elsewhere`);
  await page.goBack();
  await expectAllWorkAgain(page);
});

/** Whether the browser has kept the page or loads it anew, somebody can go on. */
async function expectAllWorkAgain(page: Page): Promise<void> {
  const picker = new PickerPage(page);
  await picker
    .button(/Demander un rendez-vous|Aucun de ces signes/)
    .first()
    .waitFor();
  if (await picker.button('Demander un rendez-vous').isVisible()) await picker.start();
  await picker.tickNothing();
  await expectFormAndDesk(page);
}

test('a page kept whole in the back/forward cache wakes with its answers, and its board goes live again', async ({
  browser,
}) => {
  test.skip(browser.browserType().name() !== 'chromium', 'whoever drives Firefox waits for a load that never comes');
  const { executablePath, args } = test.info().project.use.launchOptions ?? {};
  const own = await browser.browserType().launch({
    ...(executablePath !== undefined && { executablePath }),
    ...(args && { args }),
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const context: BrowserContext = await own.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris' });
    const page = await context.newPage();
    await page.goto(`${site.url}/plain`);
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => document.documentElement.toggleAttribute('data-kept', persisted));
    });
    await new PickerPage(page).start();
    await page.locator('relais-questionnaire').getByLabel('Votre nom').fill('Anatole');
    await expect(page.locator('relais-waitlist').getByText('En direct')).toBeVisible();
    await page.evaluate((url) => void (location.href = url), `${site.url}/elsewhere`);
    await page.getByText('Ailleurs').waitFor();
    await page.evaluate(() => history.back());
    await expect(page.locator('relais-questionnaire').getByLabel('Votre nom')).toHaveValue('Anatole');
    await expect(page.locator('html[data-kept]')).toHaveCount(1);
    await expect(page.locator('relais-waitlist').getByText('En direct')).toBeVisible();
    await new PickerPage(page).tickNothing();
  } finally {
    await own.close();
  }
});

test('a page that a browser translates, again at each change, is booked on to the end', async ({ page }) => {
  // As translators do: each text in two elements of font, with other words, in shadow roots too. Names stay, so that the test can follow.
  await page.addInitScript(() => {
    const seen = new WeakSet<Node>();
    const translate = (root: Node) => {
      const texts: Text[] = [];
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
        if (node instanceof Element && node.shadowRoot && !seen.has(node.shadowRoot)) follow(node.shadowRoot);
        if (
          node instanceof Text &&
          node.data.trim() &&
          !seen.has(node) &&
          !node.parentElement?.closest('script, style, font')
        )
          texts.push(node);
      }
      for (const text of texts) {
        const make = () => document.createElementNS('http://www.w3.org/1999/xhtml', 'font');
        const [outer, inner] = [make(), make()];
        text.replaceWith(outer);
        outer.append(inner);
        inner.append(text);
        seen.add(text);
      }
    };
    const follow = (root: Node) => {
      seen.add(root);
      translate(root);
      new MutationObserver(() => {
        translate(root);
      }).observe(root, { childList: true, subtree: true });
    };
    addEventListener('DOMContentLoaded', () => {
      follow(document);
    });
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the element below
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (options) {
      const root = attach.call(this, options);
      queueMicrotask(() => {
        follow(root);
      });
      return root;
    };
  });
  await page.goto(`${site.url}/plain`);
  await expectFormAndDesk(page);
  await new PickerPage(page).book(createVisitor());
  expect(await page.locator('relais-slot-picker font').count(), 'the page was translated').toBeGreaterThan(5);
});

test('what a browser fills in by itself, in one go, is what is booked', async ({ page }) => {
  const { familyName, givenName, birthDate, phone } = createVisitor();
  const picker = new PickerPage(page);
  await page.goto(`${site.url}/plain`);
  await picker.answerChecklist();
  await picker.chooseReason();
  await picker.takeFirstSeat();
  const known = { 'family-name': familyName, 'given-name': givenName, bday: birthDate, tel: phone };
  const filled = await picker.root.evaluate((element, values) => {
    const fields = [...element.shadowRoot!.querySelectorAll<HTMLInputElement>('input[autocomplete]')];
    return fields.flatMap((field) => {
      const value = (values as Record<string, string>)[field.autocomplete];
      if (value === undefined) return [];
      field.value = value;
      for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
      return field.autocomplete;
    });
  }, known);
  expect(filled.sort()).toEqual(Object.keys(known).sort());
  await picker.confirm();
  await picker.heading('Rendez-vous confirmé').waitFor();
});
