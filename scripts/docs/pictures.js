// `npm run docs:pictures`: takes the pictures of the documentation, docs/pictures, from the demonstration as `npm start` runs it, in a data folder of its own.
// `npm run docs:pictures -- planning rappels` takes those that are named alone. It takes minutes; what is committed is what it last made.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../release/open-browser.js';
import { withDemonstration } from '../setup/demonstration.js';
import { ROOT } from '../setup/run.js';
import { PICTURES } from './picture-list.js';

/**
 * @import { Browser, BrowserContext, Page } from 'playwright-core'
 * @import { Picture } from './picture-list.js'
 */

const FOLDER = join(ROOT, 'docs', 'pictures');
const PORT = Number(process.env.PORT ?? 8780);
/** Milliseconds, for one picture. */
const PATIENCE = 2 * 60_000;
/** Of WebP, from 0 to 1: letters stay clean. */
const QUALITY = 0.82;

const named = process.argv.slice(2);
const wanted = PICTURES.filter(({ name }) => named.length === 0 || named.includes(name));
await withDemonstration(PORT, async (host) => {
  const browser = await openBrowser();
  try {
    mkdirSync(FOLDER, { recursive: true });
    for (const picture of wanted) await take(browser, host, picture);
  } finally {
    await browser.close();
  }
});

/**
 * @param {Browser} browser
 * @param {string} host
 * @param {Picture} picture
 */
async function take(browser, host, { name, path, as, width = 1280, height = 800, scale = 1, scene, of }) {
  const context = await browser.newContext({
    ...{ baseURL: host, locale: 'fr-FR', timezoneId: 'Europe/Paris', reducedMotion: 'reduce', colorScheme: 'light' },
    ...{ viewport: { width, height }, deviceScaleFactor: scale },
  });
  context.setDefaultTimeout(PATIENCE);
  try {
    const page = await context.newPage();
    if (as) await signIn(page, as, path);
    else await page.goto(path);
    await scene(page);
    const shown = of ? page.locator(of).first() : page;
    const webp = await toWebp(context, await shown.screenshot({ animations: 'disabled' }));
    writeFileSync(join(FOLDER, `${name}.webp`), webp);
    console.log(`${name}.webp ${Math.ceil(webp.length / 1024)} kB`);
  } finally {
    await context.close();
  }
}

/**
 * @param {Page} page
 * @param {string} name
 * @param {string} path
 */
async function signIn(page, name, path) {
  await page.goto(path);
  await page.getByRole('group', { name: 'Votre session' }).getByRole('link', { name: 'Se connecter' }).click();
  await page.getByRole('button', { name }).click();
  await page.waitForURL(`**${path}`);
}

/**
 * A third of the weight of PNG, made by the browser itself.
 *
 * @param {BrowserContext} context
 * @param {Buffer} png
 * @returns {Promise<Buffer>}
 */
async function toWebp(context, png) {
  const page = await context.newPage();
  const address = await page.evaluate(
    async ({ source, quality }) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      canvas.getContext('2d', { alpha: false })?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', quality);
    },
    { source: `data:image/png;base64,${png.toString('base64')}`, quality: QUALITY },
  );
  await page.close();
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}
