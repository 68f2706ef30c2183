import { BROWSERS, locateBrowser } from './browsers.js';
import { installPackages } from './debian.js';
import { locatePostgres } from './postgres.js';

/**
 * @import { BrowserName, MissingBrowser } from './browsers.js'
 *
 * @typedef {object} TestMachine What this machine can test with, once what can be installed is.
 * @property {BrowserName[]} browsers
 * @property {MissingBrowser[]} missing
 * @property {string | undefined} noPostgres Why no PostgreSQL can be started, when none can.
 */

/**
 * Finds what the tests need, installs what may be installed, and says what is missing and how to get it.
 *
 * @param {BrowserName[]} wanted
 * @param {boolean} wantsPostgres
 * @returns {Promise<TestMachine>}
 */
export async function prepareTestMachine(wanted = BROWSERS, wantsPostgres = true) {
  /** @type {TestMachine} */
  const machine = { browsers: [], missing: [], noPostgres: undefined };
  for (const browser of wanted) {
    const place = await got(() => locateBrowser(browser));
    if ('path' in place) machine.browsers.push(browser);
    else if ('message' in place) machine.missing.push(place);
    else machine.missing.push({ browser, impossible: false, message: `apt-get could not install ${browser}.` });
  }
  const postgres = wantsPostgres ? await got(() => locatePostgres()) : { bin: '' };
  if (!('bin' in postgres)) {
    machine.noPostgres = 'message' in postgres ? postgres.message : 'apt-get could not install it.';
  }
  return machine;
}

/**
 * @template {object} T
 * @param {() => T} locate
 * @returns {Promise<T>} where it is now, after an installation if that is what it takes
 */
async function got(locate) {
  const place = locate();
  if (!('packages' in place)) return place;
  await installPackages(/** @type {string[]} */ (place.packages));
  return locate();
}
