// Lighthouse on the demo page as on a telephone: 4× slower processor, slow 4G, three runs, their medians.
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { browserPath, chromiumArgs } from '../test/support/browsers.ts';
import { startBackend } from '../test/e2e/support/backend.ts';
import { type Figure, median, report } from './support.ts';

const RUNS = 3;
const PAGE = '/medecin-aujourdhui.html';

const chromePath = browserPath('chromium');
if (!chromePath) throw new Error('Lighthouse needs Chromium on this machine.');

const backend = await startBackend();
const chrome = await launch({ chromePath, chromeFlags: ['--headless=new', ...chromiumArgs], logLevel: 'silent' });
try {
  report('lighthouse', await judge(`${backend.url}${PAGE}`));
} finally {
  chrome.kill();
  await backend.stop();
}

async function judge(url: string): Promise<Figure[]> {
  const runs: Audit[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await audit(url));
  const middle = (read: (run: Audit) => number) => median(runs.map(read));
  return [
    { name: 'performance', value: middle(({ performance }) => performance), unit: '', bar: { atLeast: 95 } },
    {
      name: 'accessibility',
      value: middle(({ accessibility }) => accessibility),
      unit: '',
      bar: { atLeast: 95 },
    },
    { name: 'first contentful paint', value: middle(({ paint }) => paint), unit: 'ms' },
    { name: 'largest contentful paint', value: middle(({ largestPaint }) => largestPaint), unit: 'ms' },
    { name: 'total blocking time', value: middle(({ blocking }) => blocking), unit: 'ms' },
    { name: 'cumulative layout shift', value: middle(({ shift }) => shift), unit: '', bar: { exactly: 0 } },
  ];
}

interface Audit {
  performance: number;
  accessibility: number;
  paint: number;
  largestPaint: number;
  blocking: number;
  shift: number;
}

/** One run of Lighthouse with its telephone profile; scores from 0 to 100. */
async function audit(url: string): Promise<Audit> {
  const result = await lighthouse(url, {
    port: chrome.port,
    logLevel: 'error',
    output: 'json',
    onlyCategories: ['performance', 'accessibility'],
    formFactor: 'mobile',
    throttlingMethod: 'simulate',
    throttling: { cpuSlowdownMultiplier: 4 },
  });
  if (!result) throw new Error('Lighthouse gave no result.');
  const { categories, audits } = result.lhr;
  const score = (category: string) => Math.round((categories[category]?.score ?? 0) * 100);
  const value = (audit: string) => audits[audit]?.numericValue ?? NaN;
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    paint: value('first-contentful-paint'),
    largestPaint: value('largest-contentful-paint'),
    blocking: value('total-blocking-time'),
    shift: value('cumulative-layout-shift'),
  };
}
