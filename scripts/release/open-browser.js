import { chromium } from 'playwright-core';
import { locateBrowser } from '../setup/browsers.js';

/** @returns {Promise<import('playwright-core').Browser>} the Chromium of this machine */
export async function openBrowser() {
  const found = locateBrowser('chromium');
  if (!('path' in found))
    throw new Error('message' in found ? found.message : 'Chromium is needed: apt install chromium.');
  // Without it Chromium does not start as root.
  return chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--disable-background-networking'] });
}
