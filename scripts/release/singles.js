import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { elementNames } from '../kit/elements.js';
import { buildSingle, SINGLE } from '../setup/single.js';
import { openBrowser } from './open-browser.js';

/**
 * Builds one script an element and opens a page with it as a file, without a network: the element must be there and ask for nothing.
 *
 * @returns {Promise<void>}
 */
export async function trySingles() {
  const names = elementNames();
  await buildSingle(names);
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ offline: true });
    // As long as a busy machine takes.
    context.setDefaultTimeout(120_000);
    for (const name of names) {
      const file = join(SINGLE, `${name}.html`);
      writeFileSync(
        file,
        `<!doctype html><meta charset="utf-8"><relais-${name}></relais-${name}><script src="relais-${name}.js"></script>`,
      );
      const page = await context.newPage();
      /** @type {string[]} */
      const asked = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(pathToFileURL(file).href);
      // Some draw nothing before a page hands them something.
      await page
        .waitForFunction((tag) => /** @type {any} */ (document.querySelector(tag))?.hasUpdated, `relais-${name}`)
        .catch((error) => {
          throw new Error(`relais-${name}.js defines nothing that draws: ${error.message}`);
        });
      const strangers = asked.filter((url) => !url.endsWith(`relais-${name}.js`) && !url.endsWith('.html'));
      if (strangers.length > 0) throw new Error(`relais-${name}.js asks for ${strangers.join(', ')}.`);
      await page.close();
    }
  } finally {
    await browser.close();
  }
}
