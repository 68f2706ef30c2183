import { canInstallPackages, thisMachine } from './machine.js';

/**
 * @import { Machine } from './machine.js'
 *
 * Which browsers the tests run in, and where each one is found or got. A browser is, in this order: the path its variable
 * gives, the system's, one that apt can install now, or a sentence with the command to type.
 *
 * @typedef {'chromium' | 'firefox' | 'webkit'} BrowserName
 *
 * @typedef {{ browser: BrowserName, path: string, host?: string, display?: string }} FoundBrowser
 *   For WebKit `path` is the WebDriver, `host` the browser it drives, `display` the X server (absent with a display of one's own).
 * @typedef {{ browser: BrowserName, packages: string[] }} InstallableBrowser Debian packages that bring it.
 * @typedef {{ browser: BrowserName, message: string, impossible: boolean }} MissingBrowser
 *   `impossible` when no command could bring it on this system: its tests are skipped, not failed.
 */

/** @type {Record<BrowserName, string[]>} */
const DEBIAN_PACKAGES = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'xauth', 'dbus'],
};

/** @type {Record<BrowserName, string>} */
const VARIABLES = { chromium: 'RELAIS_CHROMIUM', firefox: 'RELAIS_FIREFOX', webkit: 'RELAIS_WEBKIT_DRIVER' };

const COMMANDS = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
  firefox: ['firefox-esr', 'firefox'],
};

const APPLICATIONS = {
  chromium: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
  firefox: ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
};

/** @type {BrowserName[]} */
export const BROWSERS = ['chromium', 'firefox', 'webkit'];

/**
 * @param {BrowserName} browser
 * @param {Machine} machine
 * @returns {FoundBrowser | InstallableBrowser | MissingBrowser}
 */
export function locateBrowser(browser, machine = thisMachine()) {
  const variable = VARIABLES[browser];
  const configured = machine.env[variable];
  if (configured && !machine.exists(configured)) {
    return { browser, impossible: false, message: `${variable} names ${configured}, which does not exist.` };
  }
  const found = browser === 'webkit' ? findWebKit(machine, configured) : findPlain(browser, machine, configured);
  return found ?? waysToGet(browser, machine);
}

/**
 * @param {'chromium' | 'firefox'} browser
 * @param {Machine} machine
 * @param {string | undefined} configured
 * @returns {FoundBrowser | undefined}
 */
function findPlain(browser, machine, configured) {
  const path = configured ?? firstFound(COMMANDS[browser], machine.which) ?? APPLICATIONS[browser].find(machine.exists);
  return path ? { browser, path } : undefined;
}

/**
 * @param {Machine} machine
 * @param {string | undefined} configured
 * @returns {FoundBrowser | undefined}
 */
function findWebKit(machine, configured) {
  const path = configured ?? machine.which('WebKitWebDriver');
  const host = miniBrowser(machine);
  const display = machine.which('Xvfb');
  if (!path || !host || !(display ?? machine.env.DISPLAY)) return undefined;
  return { browser: 'webkit', path, host, ...(display ? { display } : {}) };
}

/** @param {Machine} machine */
function miniBrowser(machine) {
  const folders = ['/usr/lib', '/usr/lib64', '/usr/libexec'];
  const candidates = folders.flatMap((folder) => [folder, ...machine.list(folder).map((name) => `${folder}/${name}`)]);
  return candidates
    .flatMap((folder) => ['4.1', '4.0'].map((version) => `${folder}/webkit2gtk-${version}/MiniBrowser`))
    .find(machine.exists);
}

/**
 * @param {BrowserName} browser
 * @param {Machine} machine
 * @returns {InstallableBrowser | MissingBrowser}
 */
function waysToGet(browser, machine) {
  const packages = DEBIAN_PACKAGES[browser];
  if (canInstallPackages(machine)) return { browser, packages };
  if (browser === 'webkit' && machine.platform !== 'linux') {
    const message = 'WebKit is tested through WebKitGTK, which exists on Linux only.';
    return { browser, impossible: true, message };
  }
  const orElse = `or give the path of one in ${VARIABLES[browser]}`;
  if (machine.which('apt-get') && (browser === 'webkit' || machine.distribution === 'debian')) {
    const command = `sudo apt-get install --no-install-recommends ${packages.join(' ')}`;
    return { browser, impossible: false, message: `${browser} is not installed. Type: ${command}\n  ${orElse}.` };
  }
  const what = browser === 'webkit' ? 'WebKitWebDriver, its MiniBrowser and Xvfb' : browser;
  return { browser, impossible: false, message: `${browser} is not installed. Install ${what}, ${orElse}.` };
}

/**
 * @param {string[]} names
 * @param {(name: string) => string | undefined} which
 */
function firstFound(names, which) {
  for (const name of names) {
    const path = which(name);
    if (path) return path;
  }
  return undefined;
}
