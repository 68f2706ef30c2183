// Our questionnaire beside two renderers in wide use, in one run of one browser: bytes, opening a large form, an edit on the
// screen. `npm run bench -- questionnaire`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import type { Questionnaire } from '@relais/model/fhir';
import { type Browser, chromium, type Page } from 'playwright-core';
import { atOnce, everButFhirpath, filesOf, type Next } from '../scripts/kit/manifest.js';
import { browserPath, chromiumArgs } from '../test/support/browsers.ts';
import { type FormSize, largeForm } from '../test/support/large-form.ts';
import type { Opening, Plan, Reflection } from './pages/contestant.ts';
import { bringPeers, type Peers } from './pages/peers.ts';
import { countAtFirst, editsOf, withoutScores, withRadios } from './pages/plan.ts';
import { type Entry, serve } from './pages/site.ts';
import { toSurvey } from './pages/survey-form.ts';
import { type Bar, type Figure, median, p95, ratio, report } from './support.ts';

/** Of each contestant, in turn; each in a page of its own. */
const RUNS = 3;
const EDITS = 30;

interface Size extends FormSize {
  readonly open: Bar;
  readonly edit?: Bar;
}

const COMMON: Size = { items: 660, conditions: 250, calculations: 20, open: { atMost: 300 }, edit: { atMost: 16 } };
/** The size of the largest published assessments. */
const LARGEST: Size = { items: 1281, conditions: 487, calculations: 41, open: { atMost: 400 } };
/** The model alone, for an element that draws once the event has passed. */
const HANDLED: Bar = { atMost: 10 };
const A_TASK: Bar = { atMost: 50 };

const OURS: Entry = {
  name: 'relais',
  modules: ['/kit/questionnaire.js'],
  body: '<relais-questionnaire></relais-questionnaire>',
};
const LFORMS: Entry = {
  name: 'lforms',
  styles: ['/lforms/dist/lforms/webcomponent/styles.css'],
  scripts: [
    '/lforms/dist/lforms/webcomponent/assets/lib/zone.min.js',
    '/lforms/dist/lforms/webcomponent/runtime.js',
    '/lforms/dist/lforms/webcomponent/polyfills.js',
    '/lforms/dist/lforms/webcomponent/main.js',
    '/lforms/dist/lforms/fhir/R4/lformsFHIR.min.js',
  ],
  body: '<div id="place"></div>',
};
const SURVEYJS: Entry = {
  name: 'surveyjs',
  styles: ['/surveyCore/survey-core.fontless.min.css'],
  scripts: ['/surveyCore/survey.core.min.js', '/surveyUi/survey-js-ui.min.js'],
  body: '<div id="place"></div>',
};

/** The same questions as controls of plain HTML without logic: what no form can be quicker than. */
const BARE: Entry = { name: 'bare', body: '<div id="place"></div>' };
/** As many items as the first screen of a large form holds. */
const FIRST_SCREEN = 12;

const kit = fileURLToPath(new URL('../dist/kit/', import.meta.url));

const executablePath = browserPath('chromium');
if (!executablePath) throw new Error('This bench needs Chromium on this machine.');
const peers = tryBringPeers();
const entries = peers ? [OURS, LFORMS, SURVEYJS] : [OURS];
const folders: Record<string, string> = { kit, ...peers };
const site = await serve([...entries, BARE], folders);
const browser = await chromium.launch({ executablePath, args: chromiumArgs });
try {
  report('questionnaire', [
    ...(await weigh(browser)),
    ...(await time(browser, COMMON)),
    ...(await time(browser, LARGEST)),
  ]);
} finally {
  await browser.close();
  site.stop();
}

function tryBringPeers(): Peers | undefined {
  try {
    return bringPeers();
  } catch (error) {
    console.warn(`The others are left out, for npm could not bring them: ${messageOf(error)}`);
    return undefined;
  }
}

// ——— Bytes ———

async function weigh(browser: Browser): Promise<Figure[]> {
  const plain = await loadedFor(browser, { resourceType: 'Questionnaire', item: [{ linkId: 'a', type: 'string' }] });
  const large = await loadedFor(browser, withRadios(largeForm(LARGEST)));
  const ours = kilobytes(large);
  return [
    {
      name: 'relais: first load, all a form of plain items needs',
      value: kilobytes(pathsOf(atOnce)),
      unit: 'kB',
      bar: { atMost: 25 },
    },
    { name: 'relais: the same and what follows once it is drawn', value: kilobytes(plain), unit: 'kB' },
    { name: 'relais: the large form', value: ours, unit: 'kB' },
    {
      name: 'relais: all it can ever load but the whole of FHIRPath',
      value: kilobytes(pathsOf(everButFhirpath)),
      unit: 'kB',
      bar: { atMost: 175 },
    },
    ...entries.slice(1).flatMap(({ name, styles = [], scripts = [] }) => {
      const value = kilobytes([...styles, ...scripts]);
      return [
        { name: `${name}: any form`, value, unit: 'kB' },
        { name: `${name}: any form ÷ relais: the large form`, value: value / ours, unit: '' },
      ];
    }),
  ];
}

/** What the browser asks of our kit to show a form. */
async function loadedFor(browser: Browser, form: unknown): Promise<string[]> {
  const paths = new Set<string>();
  const watch = (page: Page): void => {
    page.on('request', (request) => paths.add(new URL(request.url()).pathname));
  };
  await play(browser, OURS, { form, questions: 1, edits: [] }, { watch });
  return [...paths].filter((path) => path.startsWith('/kit/'));
}

function pathsOf(next: Next): string[] {
  return filesOf('questionnaire', next).map((file) => `/kit/${file}`);
}

/** 1 kB is 1,000 bytes, as size-limit counts. */
function kilobytes(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + brotliCompressSync(readFileSync(fileOf(path))).length, 0) / 1000;
}

function fileOf(path: string): string {
  const [, folder = '', ...rest] = path.split('/');
  return join(folders[folder]!, ...rest);
}

// ——— Time ———

/** The runs of a contestant, or why it cannot show the form. */
type Outcome = Opening[] | string;

async function time(browser: Browser, size: Size): Promise<Figure[]> {
  const form = withRadios(largeForm(size));
  const outcomes = await contest(browser, entries, form);
  const ours = outcomes.get(OURS)!;
  if (typeof ours === 'string') throw new Error(ours);
  const beaten = entries.filter((entry) => typeof outcomes.get(entry) === 'string');
  const easier = await contest(browser, beaten, withoutScores(form));
  const name = `${size.items} items`;
  const atOnce: Opening[] = [];
  for (let run = 0; run < RUNS; run++)
    atOnce.push(await play(browser, OURS, { ...planFor(OURS, form), edits: [] }, { isAtOnce: true }));
  return [
    ...figuresOf(`${name}, relais`, ours, size),
    {
      name: `${name}, relais: can be used, given with the page, median`,
      value: median(atOnce.map(({ usable }) => usable)),
      unit: 'ms',
    },
    ...(await compareToFloor(browser, name, form, ours)),
    ...entries.slice(1).flatMap((entry) => compare(`${name}, ${entry.name}`, outcomes.get(entry)!, ours)),
    ...[...easier].flatMap(([entry, outcome]) => compare(`${name} without scores, ${entry.name}`, outcome, ours)),
  ];
}

/** All in turn, so that what else the machine does meets each of them. */
async function contest(browser: Browser, entries: readonly Entry[], form: Questionnaire): Promise<Map<Entry, Outcome>> {
  const outcomes = new Map<Entry, Outcome>(entries.map((entry) => [entry, []]));
  for (let run = 0; run < RUNS; run++) {
    for (const [entry, outcome] of outcomes) {
      if (typeof outcome === 'string') continue;
      try {
        outcome.push(await play(browser, entry, planFor(entry, form)));
      } catch (error) {
        outcomes.set(entry, messageOf(error));
      }
    }
  }
  return outcomes;
}

function planFor(entry: Entry, form: Questionnaire): Plan {
  return {
    form: entry === SURVEYJS ? toSurvey(form) : form,
    questions: countAtFirst(form),
    edits: editsOf(form, EDITS),
  };
}

/** One contestant in a browser context of its own, so that it finds nothing that another has left. */
async function play(
  browser: Browser,
  entry: Entry,
  plan: Plan,
  { watch, isAtOnce = false }: { watch?: (page: Page) => void; isAtOnce?: boolean } = {},
): Promise<Opening> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR' });
  try {
    const page = await context.newPage();
    watch?.(page);
    await page.goto(`${site.url}/${entry.name}.html`);
    await page.waitForFunction('globalThis.run !== undefined');
    // As in a page that is still to get its form from somewhere; what a contestant fetches meanwhile is among its bytes.
    if (!isAtOnce) await page.waitForLoadState('networkidle');
    return await page.evaluate((plan) => (globalThis as unknown as { run: Runner }).run(plan), plan);
  } finally {
    await context.close();
  }
}

type Runner = (plan: Plan) => Promise<Opening>;

function figuresOf(name: string, runs: readonly Opening[], size?: Size): Figure[] {
  const edits = runs.flatMap(({ edits }) => edits);
  const read = (part: keyof Reflection): number[] => edits.map((edit) => edit[part]);
  const longestOf = ({ edits }: Opening): number => Math.max(...edits.map(({ longest }) => longest));
  const figure = (what: string, value: number, bar?: Bar): Figure => ({
    name: `${name}: ${what}`,
    value,
    unit: 'ms',
    ...(size && bar && { bar }),
  });
  return [
    figure('can be used, median', median(runs.map(({ usable }) => usable)), size?.open),
    figure('drawn whole, median', median(runs.map(({ drawn }) => drawn))),
    figure('longest task while opening, median', median(runs.map(({ longest }) => longest)), A_TASK),
    figure('an edit on the screen, median', median(read('reflected'))),
    figure('an edit on the screen, 95th percentile', p95(read('reflected')), size?.edit),
    figure('an edit handled, 95th percentile', p95(read('handled')), HANDLED),
    figure('longest task of all edits, median', median(runs.map(longestOf)), A_TASK),
  ];
}

/** How many times as long as the floor: the first answer as its first screen, the whole as its whole. */
async function compareToFloor(
  browser: Browser,
  name: string,
  form: Questionnaire,
  ours: readonly Opening[],
): Promise<Figure[]> {
  const [first, whole]: Opening[][] = [[], []];
  for (let run = 0; run < RUNS; run++) {
    const start = firstItems(form, FIRST_SCREEN);
    first!.push(await play(browser, BARE, { form: start, questions: countAtFirst(start), edits: [] }));
    whole!.push(await play(browser, BARE, { form, questions: countAtFirst(form), edits: [] }));
  }
  const usable = (runs: readonly Opening[]): number[] => runs.map((run) => run.usable);
  const drawn = (runs: readonly Opening[]): number[] => runs.map((run) => run.drawn);
  return [
    { name: `${name}, bare: its first screen can be used, median`, value: median(usable(first!)), unit: 'ms' },
    { name: `${name}, bare: drawn whole, median`, value: median(drawn(whole!)), unit: 'ms' },
    {
      name: `${name}, relais: can be used ÷ bare, its first screen`,
      value: ratio(usable(ours), usable(first!)),
      unit: '',
    },
    { name: `${name}, relais: drawn whole ÷ bare`, value: ratio(drawn(ours), drawn(whole!)), unit: '' },
  ];
}

/** The form cut off after so many items. */
function firstItems(form: Questionnaire, count: number): Questionnaire {
  let left = count;
  const cut = (items: Questionnaire['item'] = []): NonNullable<Questionnaire['item']> =>
    items.flatMap((item) => (left-- > 0 ? [{ ...item, ...(item.item && { item: cut(item.item) }) }] : []));
  return { ...form, item: cut(form.item) };
}

function compare(name: string, outcome: Outcome, ours: readonly Opening[]): Figure[] {
  if (typeof outcome === 'string') return [{ name: `${name}: does not show it (${outcome})`, value: NaN, unit: '' }];
  const times = (what: string, read: (run: Opening) => number[]): Figure => ({
    name: `${name}: ${what} ÷ relais`,
    value: ratio(outcome.flatMap(read), ours.flatMap(read)),
    unit: '',
  });
  return [
    ...figuresOf(name, outcome),
    times('can be used', ({ usable }) => [usable]),
    times('drawn whole', ({ drawn }) => [drawn]),
    times('an edit on the screen', ({ edits }) => edits.map(({ reflected }) => reflected)),
  ];
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
}
