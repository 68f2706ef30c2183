import { fileURLToPath } from 'node:url';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import { bundledTests } from './support/bundled-tests.ts';
import { browsersToTest, chromiumArgs, firefoxPrefs, isEverywhere } from './support/browsers.ts';
import { countsReporter } from './support/counts/wtr.ts';
import { freePort } from './support/ports.ts';
import { webkitLauncher } from './support/webkit-launcher.ts';

/** @type {Record<string, (found: import('../scripts/setup/browsers.js').FoundBrowser) => object>} */
const LAUNCHERS = {
  chromium: ({ path }) =>
    chromeLauncher({
      launchOptions: { executablePath: path, args: chromiumArgs },
      createPage: async ({ context }) => {
        const page = await context.newPage();
        // Chromium tells a page nothing of its focus while it holds another to be in front, and may do so for a moment when it is busy.
        await page.emulateFocusedPage(true);
        return page;
      },
    }),
  firefox: ({ path }) =>
    chromeLauncher({
      puppeteer,
      launchOptions: { browser: 'firefox', executablePath: path, headless: true, extraPrefsFirefox: firefoxPrefs },
    }),
  webkit: (found) => webkitLauncher(found),
};

/**
 * The tests that hang on the browser itself: fields and what is typed into them, drawing, printing, what is kept on the device,
 * streams, two windows, and the parts that every screen is drawn with. Chromium takes the others too, the screens made of those parts.
 */
const OF_EVERY_BROWSER = [
  'test/elements/{consent,protocol,provider,questionnaire,sdk,session,ui}/**/*.test.ts',
  'test/elements/slot-picker/{booking,page,reload,remembered,slot-picker}.test.ts',
  'test/elements/waitlist/waitlist.test.ts',
];

const browsers = browsersToTest();
const takesAll = isEverywhere || browsers.some(({ browser }) => browser === 'chromium');

const grep = process.env.RELAIS_GREP;

export default {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  // Two runners start at once: each looking for a port from 8000 on would find the same.
  port: await freePort(),
  files: takesAll ? 'test/elements/**/*.test.ts' : OF_EVERY_BROWSER,
  nodeResolve: { exportConditions: ['@relais/source', 'development', 'browser'] },
  plugins: [bundledTests(['test/elements/**/*.test.ts', 'test/elements/support/pages/*.ts'])],
  // A limit for what never ends, not for what is slow: three browsers share two cores, and a machine may have other work.
  testFramework: {
    config: { ui: 'bdd', timeout: '60000', ...(grep ? { grep } : {}) },
  },
  browsers: browsers.map((found) => LAUNCHERS[found.browser]?.(found)),
  concurrentBrowsers: 2,
  // Of two pages in one browser only one has the focus, and is drawn.
  concurrency: 1,
  testsFinishTimeout: 600_000,
  reporters: [
    defaultReporter({ reportTestProgress: process.stdout.isTTY }),
    ...(process.env.RELAIS_COUNTS ? [countsReporter(process.env.RELAIS_COUNTS, grep !== undefined)] : []),
  ],
  coverageConfig: {
    include: ['packages/*/src/**/*.ts'],
    report: true,
    reportDir: 'coverage',
    reporters: ['text-summary', 'lcovonly', 'json-summary'],
  },
};
