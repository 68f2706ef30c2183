// Lighthouse on each public page of the demo as on a telephone: 4× slower processor, slow 4G, three runs, their medians.
// `npm run bench -- lighthouse /plan.html` judges the pages that are named alone.
import { readdirSync } from 'node:fs';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { browserPath, chromiumArgs } from '../test/support/browsers.ts';
import { startBackend } from '../test/e2e/support/backend.ts';
import { type Figure, median, report } from './support.ts';

const RUNS = 3;
const SITE = new URL('../demo/site/', import.meta.url);
/** What a page of a structure, or of software beside one, looks like to whoever has no account. */
const OTHERS = ['/editor/', '/formulaire/', '/protocole/'];
/** Breaks the rules on purpose, to show that the elements stand it. */
const HOSTILE = 'page-hostile.html';
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const BAR = { atLeast: 95 };
/** What is « good » by https://web.dev/articles/cls. */
const LARGEST_SHIFT = { atMost: 0.1 };

interface Audit {
  readonly scores: Readonly<Record<(typeof CATEGORIES)[number], number>>;
  /** Cumulative layout shift. */
  readonly shift: number;
  readonly largestPaint: number;
  readonly blocking: number;
  /** What took points away, by the names Lighthouse gives them. */
  readonly faults: readonly string[];
}

const chromePath = browserPath('chromium');
if (!chromePath) throw new Error('Lighthouse needs Chromium on this machine.');

const backend = await startBackend();
const chrome = await launch({ chromePath, chromeFlags: ['--headless=new', ...chromiumArgs], logLevel: 'silent' });
try {
  const figures: Figure[] = [];
  for (const page of pagesToJudge()) figures.push(...(await judge(page)));
  report('lighthouse', figures);
} finally {
  chrome.kill();
  await backend.stop();
}

function pagesToJudge(): string[] {
  const named = process.argv.slice(2).filter((argument) => argument.startsWith('/'));
  if (named.length > 0) return named;
  const site = readdirSync(SITE).filter((file) => file.endsWith('.html') && file !== HOSTILE);
  return [...site.map((file) => (file === 'index.html' ? '/' : `/${file}`)), ...OTHERS];
}

async function judge(page: string): Promise<Figure[]> {
  const runs: Audit[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await audit(`${backend.url}${page}`));
  const middle = (read: (run: Audit) => number) => median(runs.map(read));
  const scores = CATEGORIES.map((category) => ({
    name: `${page} ${category}`,
    value: middle((run) => run.scores[category]),
    unit: '',
    bar: BAR,
  }));
  const faults = new Set(runs.flatMap((run) => run.faults));
  if (faults.size > 0) console.log(`${page}: ${[...faults].join(', ')}`);
  return [
    ...scores,
    { name: `${page} cumulative layout shift`, value: middle(({ shift }) => shift), unit: '', bar: LARGEST_SHIFT },
    { name: `${page} largest contentful paint`, value: middle(({ largestPaint }) => largestPaint), unit: 'ms' },
    { name: `${page} total blocking time`, value: middle(({ blocking }) => blocking), unit: 'ms' },
  ];
}

/** One run of Lighthouse with its telephone profile; scores from 0 to 100. */
async function audit(url: string): Promise<Audit> {
  const result = await lighthouse(url, {
    port: chrome.port,
    logLevel: 'error',
    output: 'json',
    onlyCategories: [...CATEGORIES],
    // Every page of the demo asks search engines to leave it out: nobody looking for a doctor must find an invented one.
    skipAudits: ['is-crawlable'],
    formFactor: 'mobile',
    throttlingMethod: 'simulate',
    throttling: { cpuSlowdownMultiplier: 4 },
  });
  if (!result) throw new Error('Lighthouse gave no result.');
  const { categories, audits } = result.lhr;
  const score = (category: string) => Math.round((categories[category]?.score ?? 0) * 100);
  const value = (audit: string) => audits[audit]?.numericValue ?? NaN;
  const weighed = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  return {
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
      seo: score('seo'),
    },
    shift: value('cumulative-layout-shift'),
    largestPaint: value('largest-contentful-paint'),
    blocking: value('total-blocking-time'),
    faults: weighed.map(({ id }) => id).filter((id) => (audits[id]?.score ?? 1) < 0.9),
  };
}
