// A run of a protocol: how many frames pass between an answer and its alert, and how soon two délégants see the alerts of two délégués.
import { chromium, type Locator } from '@playwright/test';
import { createClient, RelaisError } from '@relais/sdk';
import { createRuns } from '@relais/sdk/run';
import { startPlace } from '../test/e2e/support/place.ts';
import { agree, answer as answerAll, Hands, startRun } from '../test/e2e/support/run.ts';
import { signIn } from '../test/e2e/support/sign-in.ts';
import { sqlite } from '../test/server/support/engines.ts';
import { openRunStage } from '../test/server/support/run-stage.ts';
import { STRUCTURE } from '../test/server/support/territory.ts';
import { browserPath, chromiumArgs } from '../test/support/browsers.ts';
import { type Figure, median, p95, report } from './support.ts';

const TURNS = 40;
/** Alerts of each délégué. */
const ALERTS = 25;
const RULE = '9';

report('run', [...(await betweenFour()), ...(await alertOnTheScreen())]);

/** Two nurses raise alerts at once; two doctors follow live, and each answers whatever she sees without an answer. */
async function betweenFour(): Promise<Figure[]> {
  const stage = await openRunStage(sqlite);
  const raisedAt = new Map<string, number>();
  const seenAfter: number[] = [];
  const answered: string[] = [];
  const doctors = [stage.first, stage.second].map(({ rpps }) => follow(rpps));
  for (let turn = 0; turn < ALERTS; turn += 1) {
    await Promise.all(
      [stage.ida, stage.zoe].map(async (by) => {
        const { id } = await stage.begin(by);
        raisedAt.set(id, performance.now());
        await stage.save(id, { 'od.trod': 'non-concluant' }, { by });
      }),
    );
  }
  const isOver = () => doctors.every(({ seen }) => seen.size === raisedAt.size);
  for (let looks = 0; looks < 500 && !isOver(); looks += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  const seen = doctors.map((doctor) => doctor.seen.size);
  await Promise.all(doctors.map((doctor) => doctor.stop()));
  await stage.close();
  const all = 2 * ALERTS;
  return [
    { name: 'an alert seen by two doctors, median', value: median(seenAfter), unit: 'ms' },
    { name: 'an alert seen by two doctors, p95', value: p95(seenAfter), unit: 'ms', bar: { atMost: 1000 } },
    { name: `alerts that each doctor has seen, of ${all}`, value: Math.min(...seen), unit: '', bar: { exactly: all } },
    { name: `answers that were taken, of ${all} alerts`, value: answered.length, unit: '', bar: { exactly: all } },
    { name: 'alerts that have one', value: new Set(answered).size, unit: '', bar: { exactly: all } },
  ];

  function follow(rpps: string) {
    const runs = createRuns(
      createClient({
        api: 'https://relais.invalid',
        structure: STRUCTURE,
        fetch: async (request) => stage.app.fetch(request),
        now: () => stage.backend.clock.now,
        storage: 'memory',
        getToken: () => stage.tokenOf(rpps),
      }),
    );
    const seen = new Set<string>();
    const answers: Promise<void>[] = [];
    const stop = runs.subscribe({ onChange: () => void look() });
    return {
      seen,
      stop: async () => {
        stop();
        await Promise.all(answers);
      },
    };

    async function look(): Promise<void> {
      const list = await runs.list();
      for (const { id, alerts } of list.runs) {
        if (seen.has(id) || !alerts.some(({ rule }) => rule === RULE)) continue;
        seen.add(id);
        seenAfter.push(performance.now() - (raisedAt.get(id) ?? NaN));
        answers.push(answer(id));
      }
    }

    async function answer(id: string): Promise<void> {
      try {
        await runs.answer(id, RULE, { answer: 'continue' });
        answered.push(id);
      } catch (error) {
        if (!(error instanceof RelaisError) || error.code !== 'alert-settled') throw error;
      }
    }
  }
}

/** The rapid test is found inconclusive, then not, in a run on a telephone. */
async function alertOnTheScreen(): Promise<Figure[]> {
  const executablePath = browserPath('chromium');
  if (!executablePath) throw new Error('This bench needs Chromium on this machine.');
  const place = await startPlace();
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  try {
    const viewport = { width: 360, height: 740 };
    const context = await browser.newContext({ baseURL: place.backend.url, viewport, locale: 'fr-FR' });
    const page = await context.newPage();
    const hands = new Hands();
    await signIn(page, 'Maïwenn Le Goff', '/pro/mes-protocoles.html');
    const run = await startRun(page, /^Jeanne Morvan/, hands);
    await agree(run, hands);
    await hands.press(run.getByRole('button', { name: 'C’est bien cette personne' }));
    await answerAll(run, hands, 'négatif');
    const shown: Shown[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      shown.push(await choose(run, 'non concluant'));
      await choose(run, 'négatif');
    }
    const inPage = shown.map(({ inPage: milliseconds }) => milliseconds);
    const painted = shown.map(({ painted: milliseconds }) => milliseconds);
    return [
      {
        name: 'frames from an answer to its alert, p95',
        value: p95(shown.map(({ frames }) => frames)),
        unit: '',
        bar: { atMost: 1 },
      },
      { name: 'from an answer to its alert in the page, median', value: median(inPage), unit: 'ms' },
      { name: 'from an answer to its alert in the page, p95', value: p95(inPage), unit: 'ms' },
      { name: 'from an answer to its alert painted, median', value: median(painted), unit: 'ms' },
      // The frame after an answer begins up to 16.7 ms after it, and then takes as long to draw as this machine needs: no bar, to be compared with.
      { name: 'from an answer to its alert painted, p95', value: p95(painted), unit: 'ms' },
    ];
  } finally {
    await browser.close();
    await place.stop();
  }
}

/** How long an answer takes to have its alert on the screen, or off it. */
interface Shown {
  /** Counting the one it is first painted in, from the one the answer was given in. */
  readonly frames: number;
  /** In milliseconds: until it stands in the page, and until the frame it stands in is drawn. */
  readonly inPage: number;
  readonly painted: number;
}

function choose(run: Locator, words: string): Promise<Shown> {
  return run.evaluate(async (element, wanted) => {
    const root = element.shadowRoot!;
    const form = root.querySelector('relais-questionnaire')!.shadowRoot!;
    const isAlerting = () => root.querySelector('[part=alert]:not([data-lapsed])') !== null;
    const group = [...form.querySelectorAll('[role=radiogroup], fieldset')].find((one) =>
      one.textContent.includes('Résultat TROD'),
    )!;
    const label = [...group.querySelectorAll('label')].find((one) => one.textContent.trim() === wanted)!;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    // Posted while a frame is made, a message comes once that is drawn.
    const { port1, port2 } = new MessageChannel();
    const drawn = () =>
      new Promise<void>((resolve) => {
        port1.onmessage = () => resolve();
        port2.postMessage(undefined);
      });
    let inPage = Infinity;
    await frame();
    const wasAlerting = isAlerting();
    const began = performance.now();
    const observer = new MutationObserver(() => {
      if (isAlerting() !== wasAlerting) inPage = Math.min(inPage, performance.now() - began);
    });
    observer.observe(root, { attributes: true, childList: true, subtree: true });
    label.click();
    await drawn();
    let frames = 1;
    for (; isAlerting() === wasAlerting && frames < 60; frames += 1) {
      await frame();
      await drawn();
    }
    const painted = performance.now() - began;
    observer.disconnect();
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { frames, inPage, painted };
  }, words);
}
