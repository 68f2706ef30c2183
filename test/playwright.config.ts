import { defineConfig, type PlaywrightTestOptions, type PlaywrightWorkerOptions, type Project } from '@playwright/test';
import { browsersToTest, chromiumArgs, firefoxPrefs, isEverywhere } from './support/browsers.ts';

type Use = Partial<PlaywrightTestOptions & PlaywrightWorkerOptions>;

/** Playwright's settings for each browser it can drive here; it cannot drive WebKitGTK. */
const uses: Partial<Record<string, (path: string) => Use>> = {
  chromium: (path) => ({ browserName: 'chromium', launchOptions: { executablePath: path, args: chromiumArgs } }),
  // The channel speaks WebDriver BiDi to a plain Firefox; without it Playwright wants a Firefox of its own making.
  firefox: (path) => ({
    browserName: 'firefox',
    channel: 'moz-firefox',
    launchOptions: { executablePath: path, firefoxUserPrefs: firefoxPrefs },
  }),
};

/** The walks that hang on the browser itself: what it stores, streams, lets windows and sites do, and its keyboard. */
const EVERY_BROWSER = [
  'booking',
  'consent',
  'consent-shared',
  'desk',
  'embedding',
  'faults',
  'keyboard',
  'kit',
  'offline-page',
  'questionnaire',
  'three-windows',
];

/** Chromium takes every walk and shows every story; the others those that could end otherwise there. */
const LIMITS = {
  e2e: { testMatch: EVERY_BROWSER.map((name) => `**/${name}.test.ts`) },
  stories: { grep: /@every-browser/ },
};

function projects(folder: 'e2e' | 'stories'): Project[] {
  return browsersToTest().flatMap(({ browser, path }) => {
    const use = uses[browser]?.(path);
    const limits = browser === 'chromium' || isEverywhere ? {} : LIMITS[folder];
    return use ? [{ name: `${folder}-${browser}`, testDir: folder, ...limits, use }] : [];
  });
}

export default defineConfig({
  outputDir: '../test-results',
  testMatch: '**/*.test.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  // What is heard is compared whole: a screen that says more than its file fails too.
  expect: { timeout: 30_000, toMatchAriaSnapshot: { children: 'deep-equal' } },
  reporter: [['list'], ['./support/counts/playwright.ts']],
  use: { locale: 'fr-FR', timezoneId: 'Europe/Paris', screenshot: 'only-on-failure', trace: 'off' },
  projects: [...projects('e2e'), ...projects('stories')],
});
