// The call-back board with 300 entries: how soon what somebody does is painted, and how soon it is on another board.
import { chromium, type Page } from '@playwright/test';
import { addWaiting, openBoard } from '../test/e2e/support/desk.ts';
import { startPlace } from '../test/e2e/support/place.ts';
import { browserPath, chromiumArgs } from '../test/support/browsers.ts';
import { median, p95, report } from './support.ts';

const ENTRIES = 300;
const DEEDS = 30;

const executablePath = browserPath('chromium');
if (!executablePath) throw new Error('This bench needs Chromium on this machine.');
const place = await startPlace();
const browser = await chromium.launch({ executablePath, args: chromiumArgs });
try {
  const hugo = await openBoard(await browser.newContext(), place, 'Hugo Lemaire');
  const nadia = await openBoard(await browser.newContext(), place, 'Nadia Kaci');
  await addWaiting(nadia, ENTRIES);
  for (const page of [hugo, nadia]) {
    await page
      .locator('relais-waitlist')
      .locator('tbody tr')
      .nth(ENTRIES - 1)
      .waitFor();
  }
  const painted: number[] = [];
  const seen: number[] = [];
  for (let turn = 0; turn < DEEDS; turn += 1) {
    const id = await idAt(hugo, turn * 7);
    const elsewhere = see(nadia, id);
    const { pressedAt, paintedAt } = await claim(hugo, id);
    painted.push(paintedAt - pressedAt);
    seen.push((await elsewhere) - pressedAt);
  }
  report('board', [
    { name: 'a call taken, painted on one’s own board, median', value: median(painted), unit: 'ms' },
    { name: 'a call taken, painted on one’s own board, p95', value: p95(painted), unit: 'ms', bar: { atMost: 50 } },
    { name: 'seen on another board, median', value: median(seen), unit: 'ms' },
    { name: 'seen on another board, p95', value: p95(seen), unit: 'ms', bar: { atMost: 1000 } },
    { name: 'all 300 rows drawn again, p95', value: p95(await redraw(hugo)), unit: 'ms', bar: { atMost: 50 } },
  ]);
} finally {
  await browser.close();
  await place.stop();
}

function idAt(page: Page, place: number): Promise<string> {
  return page
    .locator('relais-waitlist')
    .locator('tbody tr:not(.mine)')
    .nth(place)
    .evaluate((row) => (row as HTMLElement).dataset['id'] ?? '');
}

/** By the wall clock, which both pages share. The frame after the one in which the row is another is painted. */
function claim(page: Page, id: string): Promise<{ pressedAt: number; paintedAt: number }> {
  return page.evaluate(async (wanted) => {
    const root = document.querySelector('relais-waitlist')!.shadowRoot!;
    const row = root.querySelector<HTMLElement>(`tr[data-id="${wanted}"]`)!;
    row.focus();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const pressedAt = performance.timeOrigin + performance.now();
    row.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', bubbles: true, composed: true, cancelable: true }));
    while (!row.classList.contains('mine')) await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return { pressedAt, paintedAt: performance.timeOrigin + performance.now() };
  }, id);
}

function see(page: Page, id: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const root = document.querySelector('relais-waitlist')!.shadowRoot!;
    const isSeen = () => root.querySelector(`tr[data-id="${wanted}"]`)?.textContent.includes('Hugo Lemaire');
    while (!isSeen()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.timeOrigin + performance.now();
  }, id);
}

/** As each quarter of a minute does by itself. */
function redraw(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const board = document.querySelector('relais-waitlist')!;
    const times: number[] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const began = performance.now();
      board.requestUpdate();
      await board.updateComplete;
      void board.offsetHeight;
      times.push(performance.now() - began);
    }
    return times;
  });
}
