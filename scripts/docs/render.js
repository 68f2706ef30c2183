import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { Marked } from 'marked';
import { ROOT } from '../setup/run.js';
import { join } from 'node:path';
import { DOORS } from './contents.js';

/** @typedef {{ address: string, title: string, group: string, body: string }} Made A page: its address below the folder, and what stands in its middle. */

/** @param {string} text */
export function escapeText(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Where a text of the repository stands in the documentation.
 *
 * @param {string} file
 */
export function toAddress(file) {
  return file
    .replace(/^docs\//, '')
    .replace(/README\.md$/, 'index.md')
    .replace(/^index\.md$/, 'relais.md')
    .replace(/\.md$/, '.html');
}

const KNOWN = new Set(DOORS.flatMap(({ pages }) => pages.map(({ file }) => file)));

/**
 * A text of the repository as HTML. Links to other texts lead to their pages; those to sources say where these are.
 *
 * @param {string} markdown
 * @param {string} file Where it stands in the repository.
 */
export function renderText(markdown, file) {
  const used = new Set();
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        return `<h${depth} id="${unused(slug(text), used)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens);
        const target = targetOf(href, file);
        return target === undefined ? words : `<a href="${escapeText(target)}">${words}</a>`;
      },
      image({ href, text }) {
        return picture(posix.join(posix.dirname(file), href), file, text);
      },
      code({ text, lang = '' }) {
        return codeBlock(text, lang);
      },
      table({ header, rows }) {
        const cell = (/** @type {any} */ { tokens }, /** @type {string} */ tag) =>
          `<${tag}>${this.parser.parseInline(tokens)}</th>`.replace('</th>', `</${tag.split(' ')[0]}>`);
        const head = header.map((one) => cell(one, 'th scope="col"')).join('');
        const body = rows.map((row) => `<tr>${row.map((one) => cell(one, 'td')).join('')}</tr>`).join('');
        return scrolling(`<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`, 'Tableau');
      },
      // Texts of ours hold no markup but in code.
      html: ({ text }) => escapeText(text),
    },
  });
  return /** @type {string} */ (marked.parse(markdown, { async: false }));
}

/**
 * A picture with its size, so that nothing moves when it comes.
 *
 * @param {string} path In the repository, below docs/.
 * @param {string} file
 * @param {string} alternative
 */
function picture(path, file, alternative) {
  const { width, height } = sizeOfWebp(readFileSync(join(ROOT, path)));
  const source = posix.relative(posix.dirname(join('docs', toAddress(file))), path);
  return `<img src="${escapeText(source)}" alt="${escapeText(alternative)}" width="${width}" height="${height}" loading="lazy">`;
}

/**
 * Of a picture as `npm run docs:pictures` makes it, in the extended format (RFC 9649, section 2.7).
 *
 * @param {Buffer} webp
 */
export function sizeOfWebp(webp) {
  if (webp.toString('latin1', 8, 16) !== 'WEBPVP8X') throw new Error('No picture of npm run docs:pictures.');
  return { width: webp.readUIntLE(24, 3) + 1, height: webp.readUIntLE(27, 3) + 1 };
}

/**
 * @param {string} text
 * @param {string} language
 */
export function codeBlock(text, language) {
  return scrolling(`<pre><code>${escapeText(text)}</code></pre>`, `Code ${language}`.trim());
}

/**
 * What may be wider than a telephone can be scrolled by keyboard.
 *
 * @param {string} html
 * @param {string} label
 */
export function scrolling(html, label) {
  return `<div class="wide" tabindex="0" role="group" aria-label="${escapeText(label)}">${html}</div>\n`;
}

/**
 * @param {string} href
 * @param {string} file
 * @returns {string | undefined} nothing for what stands in the repository alone
 */
function targetOf(href, file) {
  if (/^(https?:|mailto:|#)/.test(href)) return href;
  const [path = '', hash] = href.split('#');
  const known = posix.normalize(posix.join(posix.dirname(file), path));
  const text = [known, posix.join(known, 'README.md')].find((one) => KNOWN.has(one));
  if (text === undefined) {
    if (!existsSync(join(ROOT, known))) throw new Error(`${file} links to ${href}, which is not there.`);
    return undefined;
  }
  const way = posix.relative(posix.dirname(toAddress(file)), toAddress(text));
  return hash === undefined ? way : `${way}#${hash}`;
}

/**
 * As forges make them of a heading, so that links inside texts hold in both places.
 *
 * @param {string} text
 */
function slug(text) {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}

/**
 * @param {string} name
 * @param {Set<string>} used
 */
function unused(name, used) {
  let id = name;
  for (let count = 1; used.has(id); count += 1) id = `${name}-${count}`;
  used.add(id);
  return id;
}

/**
 * A whole page around what stands in its middle.
 *
 * @param {Made} page
 * @param {readonly Made[]} all
 */
export function frame({ address, title, group, body }, all) {
  const language = languageOf(body);
  const up = '../'.repeat(address.split('/').length - 1);
  const groups = [...new Set(all.map((one) => one.group))].filter(Boolean);
  const navigation = groups.map((name) => {
    const pages = all.filter((one) => one.group === name);
    const items = pages.map(
      (one) =>
        `<li><a href="${up}${one.address}"${one.address === address ? ' aria-current="page"' : ''}>${escapeText(one.title)}</a></li>`,
    );
    return `<details${name === group ? ' open' : ''}><summary>${escapeText(name)}</summary><ul>${items.join('')}</ul></details>`;
  });
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)} | Relais</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${up}docs.css">
<script type="module" src="${up}search.js" data-up="${up}"></script>
</head>
<body>
<a class="skip" href="#contenu">Aller au contenu</a>
<header><a class="home" href="${up}index.html">Relais</a>
<form role="search" lang="fr"><label for="q">Chercher</label><input id="q" type="search" autocomplete="off" aria-describedby="trouve"><p id="trouve" role="status"></p><ol id="results" hidden></ol></form></header>
<div class="page">
<nav lang="fr" aria-label="Documentation">${navigation.join('')}</nav>
<main id="contenu" tabindex="-1">
${language === 'fr' ? tied(body) : body}
</main>
</div>
</body>
</html>
`;
}

/**
 * French signs stay beside their word at the end of a line; code and tags stay as they are.
 *
 * @param {string} html
 */
function tied(html) {
  return html.replaceAll(
    /(<pre[^]*?<\/pre>|<code[^]*?<\/code>|<[^>]+>)| ([:;!?»])|« /g,
    (_whole, /** @type {string | undefined} */ kept, /** @type {string | undefined} */ sign) =>
      kept ?? (sign ? `\u202f${sign}` : '«\u202f'),
  );
}

/**
 * Texts are in one language or the other, said by their commonest words.
 *
 * @param {string} html
 */
function languageOf(html) {
  const count = (/** @type {RegExp} */ words) => html.match(words)?.length ?? 0;
  return count(/ (the|and|of|is|which) /g) > count(/ (le|la|les|des|est|une) /g) ? 'en' : 'fr';
}
