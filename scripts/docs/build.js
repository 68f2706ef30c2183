// Makes the documentation, dist/docs, from the texts of the repository, the manifest of the elements and the contract of the API. Run on Node 24 with the
// condition @relais/source (scripts/setup/docs.js): the contract is read from its sources.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeApi } from '../../packages/server/src/describe-api.ts';
import { manifestElements } from '../release/elements.js';
import { ROOT } from '../setup/run.js';
import { DOORS } from './contents.js';
import { apiPage, elementPage, homePage } from './reference.js';
import { frame, renderText, toAddress } from './render.js';

/** @import { Made } from './render.js' */

const FOLDER = join(ROOT, 'dist', 'docs');

const elements = await manifestElements();

/** @type {Made[]} */
const pages = [
  { address: 'index.html', title: 'Documentation', group: '', body: homePage(elements) },
  ...DOORS.flatMap(({ title: group, pages }) =>
    pages.map(({ file, title }) => ({
      ...{ address: toAddress(file), title, group },
      body: renderText(readFileSync(join(ROOT, file), 'utf8'), file),
    })),
  ),
  ...elements.map((element) => ({
    ...{ address: `elements/${element.tag}.html`, title: element.tag, group: 'Éléments' },
    body: elementPage(element),
  })),
  { address: 'api.html', title: 'API', group: 'API', body: apiPage(/** @type {any} */ (describeApi())) },
];

rmSync(FOLDER, { recursive: true, force: true });
cpSync(join(ROOT, 'demo', 'docs'), FOLDER, { recursive: true });
cpSync(join(ROOT, 'docs', 'pictures'), join(FOLDER, 'pictures'), { recursive: true });
cpSync(join(ROOT, 'node_modules', 'minisearch', 'dist', 'es', 'index.js'), join(FOLDER, 'minisearch.js'));
for (const page of pages) {
  const path = join(FOLDER, page.address);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, frame(page, pages));
}
// For tools, and for the test that holds the texts against it.
writeFileSync(join(FOLDER, 'elements.json'), JSON.stringify(elements));
writeFileSync(join(FOLDER, 'search.json'), JSON.stringify(pages.flatMap(sections)));

/**
 * What is found: each part of a page under its heading.
 *
 * @param {Made} page
 */
function sections({ address, title, body }) {
  const parts = body.split(/(?=<h[1-4] id=")/);
  return parts
    .map((part) => {
      const heading = /^<h[1-4] id="([^"]*)"[^>]*>(.*?)<\/h/s.exec(part);
      const id = heading ? `${address}#${heading[1]}` : address;
      return { id, page: title, title: plain(heading?.[2] ?? title), text: plain(part) };
    })
    .filter(({ text }) => text !== '');
}

/** @param {string} html */
function plain(html) {
  const text = html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', '’')
    .replaceAll('&amp;', '&');
}
