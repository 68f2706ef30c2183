import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS, locateBrowser } from '../../scripts/setup/browsers.js';
import { pretend } from './machine.ts';

const APT = '/usr/bin/apt-get';
const webkitFiles = [
  '/usr/bin/WebKitWebDriver',
  '/usr/bin/Xvfb',
  '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
];

describe('a browser', () => {
  test('that a variable names is taken before the system’s', () => {
    const machine = pretend({ env: { RELAIS_CHROMIUM: '/opt/chrome' }, files: ['/opt/chrome', '/usr/bin/chromium'] });
    assert.deepEqual(locateBrowser('chromium', machine), { browser: 'chromium', path: '/opt/chrome' });
  });

  test('that a variable names wrongly is missing, whatever else there is', () => {
    const machine = pretend({ env: { RELAIS_FIREFOX: '/opt/typo' }, files: ['/usr/bin/firefox'], isRoot: true });
    const message = 'RELAIS_FIREFOX names /opt/typo, which does not exist.';
    assert.deepEqual(locateBrowser('firefox', machine), { browser: 'firefox', impossible: false, message });
  });

  test('is the system’s under any of its names', () => {
    for (const command of ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']) {
      const path = `/usr/bin/${command}`;
      assert.deepEqual(locateBrowser('chromium', pretend({ files: [path] })), { browser: 'chromium', path });
    }
  });

  test('is an application on a Mac', () => {
    const path = '/Applications/Firefox.app/Contents/MacOS/firefox';
    assert.deepEqual(locateBrowser('firefox', pretend({ platform: 'darwin', files: [path] })), {
      browser: 'firefox',
      path,
    });
  });

  test('is installed by apt for root on Debian', () => {
    const machine = pretend({ isRoot: true, files: [APT] });
    assert.deepEqual(
      BROWSERS.map((browser) => locateBrowser(browser, machine)),
      [
        { browser: 'chromium', packages: ['chromium'] },
        { browser: 'firefox', packages: ['firefox-esr'] },
        { browser: 'webkit', packages: ['webkit2gtk-driver', 'xvfb', 'xauth', 'dbus'] },
      ],
    );
  });

  test('is asked for with the command to type from who is not root', () => {
    const place = locateBrowser('webkit', pretend({ files: [APT] }));
    assert.ok('message' in place && !place.impossible);
    assert.match(
      place.message,
      /Type: sudo apt-get install --no-install-recommends webkit2gtk-driver xvfb xauth dbus\n/,
    );
    assert.match(place.message, /RELAIS_WEBKIT_DRIVER/);
  });

  test('is not got by apt on Ubuntu, where it would be a snap', () => {
    const place = locateBrowser('chromium', pretend({ isRoot: true, distribution: 'ubuntu', files: [APT] }));
    assert.ok('message' in place);
    assert.equal(
      place.message,
      'chromium is not installed. Install chromium, or give the path of one in RELAIS_CHROMIUM.',
    );
  });
});

describe('WebKit', () => {
  test('is a driver, the browser it drives and a screen', () => {
    assert.deepEqual(locateBrowser('webkit', pretend({ files: webkitFiles })), {
      browser: 'webkit',
      path: '/usr/bin/WebKitWebDriver',
      host: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
      display: '/usr/bin/Xvfb',
    });
  });

  test('is incomplete when any of the three is missing', () => {
    for (const missing of webkitFiles) {
      const machine = pretend({ files: webkitFiles.filter((file) => file !== missing) });
      assert.ok(!('path' in locateBrowser('webkit', machine)), missing);
    }
  });

  test('uses the person’s own screen where Xvfb is missing', () => {
    const machine = pretend({ env: { DISPLAY: ':0' }, files: webkitFiles.filter((file) => !file.endsWith('Xvfb')) });
    const place = locateBrowser('webkit', machine);
    assert.ok('path' in place);
    assert.equal(place.display, undefined);
  });

  test('cannot be had outside of Linux, and says so', () => {
    const place = locateBrowser('webkit', pretend({ platform: 'darwin' }));
    assert.ok('message' in place && place.impossible);
    assert.match(place.message, /Linux only/);
  });
});
