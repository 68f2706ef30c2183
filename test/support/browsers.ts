import { type BrowserName, BROWSERS, type FoundBrowser, locateBrowser } from '../../scripts/setup/browsers.js';

/** Flags that keep Chromium quiet and off the network; without `--no-sandbox` it does not start as root. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Preferences that keep Firefox off the network, and pages out of its back/forward cache: a page that comes back from
 * there loads nothing, so who drives Firefox waits for its load for ever.
 */
export const firefoxPrefs = {
  // It opens when a page hands out a file, and takes the keys that are pressed from then on.
  'browser.download.alwaysOpenPanel': false,
  'browser.sessionhistory.max_total_viewers': 0,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.enabled': false,
};

/**
 * The browsers to test in: those on this machine, or the ones RELAIS_BROWSERS names (`RELAIS_BROWSERS=chromium,webkit`).
 *
 * @throws when a named browser is not on this machine, saying how to get it
 */
export function browsersToTest(): FoundBrowser[] {
  const named = process.env.RELAIS_BROWSERS?.split(',').map((name) => name.trim());
  const located = BROWSERS.filter((browser) => named?.includes(browser) ?? true).map((browser) =>
    locateBrowser(browser),
  );
  const found = located.filter((place): place is FoundBrowser => 'path' in place);
  const absent = located.find((place) => !('path' in place));
  if (named && absent) throw new Error('message' in absent ? absent.message : `${absent.browser} is not installed.`);
  return found;
}

/** Whether every browser takes every test (`npm test -- --everywhere`), and not those alone that could end otherwise in it. */
export const isEverywhere = process.env.RELAIS_EVERYWHERE === '1';

/** @returns the path of a browser that is on this machine, else undefined */
export function browserPath(browser: BrowserName): string | undefined {
  const place = locateBrowser(browser);
  return 'path' in place ? place.path : undefined;
}
