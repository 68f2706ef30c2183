// The picker's weight on the wire, and how long a person waits for it on a slow telephone (4× slower processor).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { elementNames } from '../scripts/kit/elements.js';
import { atOnce, ever, filesOf } from '../scripts/kit/manifest.js';
import { startBackend } from '../test/e2e/support/backend.ts';
import { browserPath, chromiumArgs } from '../test/support/browsers.ts';
import { type Figure, median, p95, report } from './support.ts';

const RUNS = 9;
const CPU_SLOWDOWN = 4;
const kit = fileURLToPath(new URL('../dist/kit/', import.meta.url));

report('picker', [...weigh(), ...(await time())]);

/** Brotli sizes of what a page loads at once and of all it can ever load. */
function weigh(): Figure[] {
  const everything = ['relais', ...elementNames()];
  return [
    { name: 'relais.js', value: kilobytes(filesOf('relais', ever)), unit: 'kB', bar: { atMost: 2 } },
    { name: 'picker, first load', value: kilobytes(filesOf('slot-picker', atOnce)), unit: 'kB', bar: { atMost: 14 } },
    { name: 'picker, all chunks', value: kilobytes(filesOf('slot-picker', ever)), unit: 'kB', bar: { atMost: 60 } },
    {
      name: 'every element, first load',
      value: kilobytes(filesOf(everything, atOnce)),
      unit: 'kB',
      bar: { atMost: 90 },
    },
  ];
}

/** 1 kB is 1,000 bytes, as size-limit counts. */
function kilobytes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(kit, file))).length, 0) / 1000;
}

async function time(): Promise<Figure[]> {
  const executablePath = browserPath('chromium');
  if (!executablePath) throw new Error('This bench needs Chromium on this machine.');
  const backend = await startBackend();
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  try {
    const runs: Visit[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      // A context of its own has an empty cache: a first visit.
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'fr-FR' });
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
      runs.push(await visit(page, `${backend.url}/medecin-aujourdhui.html`));
      await context.close();
    }
    const figures = (name: string, read: (run: Visit) => number): Figure[] => [
      { name: `${name}, median`, value: median(runs.map(read)), unit: 'ms' },
      { name: `${name}, p95`, value: p95(runs.map(read)), unit: 'ms' },
    ];
    return [
      ...figures('start screen ready after navigation', ({ start }) => start),
      ...figures('checklist ready after the first click', ({ checklist }) => checklist),
      ...figures('list of slots ready after the reason', ({ list }) => list),
      {
        name: 'layout shift, worst run',
        value: Math.max(...runs.map(({ shift }) => shift)),
        unit: '',
        bar: { exactly: 0 },
      },
    ];
  } finally {
    await browser.close();
    await backend.stop();
  }
}

/** Milliseconds from navigation or click to the frame that shows what was asked; the sum of unasked layout shifts. */
interface Visit {
  start: number;
  checklist: number;
  list: number;
  shift: number;
}

async function visit(page: Page, url: string): Promise<Visit> {
  await page.addInitScript(() => {
    Object.assign(globalThis, { shift: 0, clicked: 0 });
    const page = globalThis as unknown as { shift: number; clicked: number };
    addEventListener('click', (event) => (page.clicked = event.timeStamp), { capture: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) page.shift += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(url, { waitUntil: 'commit' });
  const start = await waitFor(page, 'button');
  await page.locator('relais-slot-picker').getByRole('button', { name: 'Demander un rendez-vous' }).click();
  const checklist = await waitFor(page, 'input[type=checkbox]');
  await page.locator('relais-slot-picker').getByRole('button', { name: 'Aucun de ces signes' }).click();
  await waitFor(page, 'button.choice');
  await page.locator('relais-slot-picker').getByRole('listitem').getByRole('button').first().click();
  const list = await waitFor(page, '[part=slot]');
  await page.waitForTimeout(300);
  return {
    start,
    checklist,
    list,
    shift: await page.evaluate(() => (globalThis as unknown as { shift: number }).shift),
  };
}

/** Time from the last click, or from navigation, to the first frame in which the picker holds the selector. */
async function waitFor(page: Page, selector: string): Promise<number> {
  const handle = await page.waitForFunction(
    (wanted) => {
      const isThere = document.querySelector('relais-slot-picker')?.shadowRoot?.querySelector(wanted);
      return isThere ? performance.now() - (globalThis as unknown as { clicked: number }).clicked : false;
    },
    selector,
    { polling: 'raf' },
  );
  return Number(await handle.jsonValue());
}
