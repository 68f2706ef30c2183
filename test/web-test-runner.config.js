import { fileURLToPath } from 'node:url';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import { bundledTests } from './support/bundled-tests.ts';
import { browsersToTest, chromiumArgs, firefoxPrefs } from './support/browsers.ts';
import { countsReporter } from './support/counts/wtr.ts';
import { webkitLauncher } from './support/webkit-launcher.ts';

/** @type {Record<string, (found: import('../scripts/setup/browsers.js').FoundBrowser) => object>} */
const LAUNCHERS = {
  chromium: ({ path }) => chromeLauncher({ launchOptions: { executablePath: path, args: chromiumArgs } }),
  firefox: ({ path }) =>
    chromeLauncher({
      puppeteer,
      launchOptions: { browser: 'firefox', executablePath: path, headless: true, extraPrefsFirefox: firefoxPrefs },
    }),
  webkit: (found) => webkitLauncher(found),
};

const browsers = browsersToTest();

const grep = process.env.RELAIS_GREP;

export default {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  files: 'test/elements/**/*.test.ts',
  nodeResolve: { exportConditions: ['@relais/source', 'development', 'browser'] },
  plugins: [bundledTests(['test/elements/**/*.test.ts', 'test/elements/support/pages/*.ts'])],
  // A limit for what never ends, not for what is slow: three browsers share two cores, and a machine may have other work.
  testFramework: {
    config: { ui: 'bdd', timeout: '60000', ...(grep ? { grep } : {}) },
  },
  browsers: browsers.map((found) => LAUNCHERS[found.browser]?.(found)),
  concurrentBrowsers: 2,
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
