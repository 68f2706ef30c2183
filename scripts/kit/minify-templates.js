/**
 * A Vite plugin that takes the white space and comments out of the templates of Lit (`html`, `svg`, `css`), which a
 * minifier of JavaScript must leave alone: 1 to 2 % of the kit's bytes; `vite.config.ts` says what it is kept for.
 *
 * Line breaks that go are put between the tokens behind, so that every expression keeps its line and the source map holds.
 *
 * @returns {import('vite').Plugin}
 */
export function minifyTemplates() {
  return {
    name: 'minify-templates',
    // After TypeScript has gone.
    enforce: 'post',
    transform(code, id) {
      if (!/\/packages\/elements\/src\/.*\.ts$/.test(id)) return undefined;
      return { code: minifyTemplatesIn(code, this.parse(code)), map: null };
    },
  };
}

/**
 * @param {string} code JavaScript.
 * @param {unknown} program Its syntax tree (ESTree).
 * @returns {string}
 */
export function minifyTemplatesIn(code, program) {
  let result = '';
  let done = 0;
  for (const { start, end, minify } of quasisIn(program)) {
    const text = code.slice(start, end);
    const opener = code[end] === '`' ? '`' : '${';
    const minified = minify(text);
    const lostLines = lineBreaksIn(text) - lineBreaksIn(minified);
    result += code.slice(done, start) + minified + opener + '\n'.repeat(lostLines);
    done = end + opener.length;
  }
  return result + code.slice(done);
}

/** @type {Record<string, (text: string) => string>} */
const MINIFIERS = { html: minifyMarkup, svg: minifyMarkup, css: minifyStyles };

/**
 * @typedef {{ start: number, end: number, minify: (text: string) => string }} Quasi A piece of a template between two expressions.
 *
 * @param {unknown} node
 * @returns {Quasi[]} in the order of the text
 */
function quasisIn(node) {
  return findQuasis(node).sort((a, b) => a.start - b.start);
}

/**
 * @param {any} node
 * @returns {Quasi[]}
 */
function findQuasis(node) {
  if (Array.isArray(node)) return node.flatMap(findQuasis);
  if (node === null || typeof node !== 'object') return [];
  const minify = node.type === 'TaggedTemplateExpression' ? MINIFIERS[node.tag.name] : undefined;
  const own = minify ? node.quasi.quasis.map((/** @type {Quasi} */ { start, end }) => ({ start, end, minify })) : [];
  return [...own, ...Object.values(node).flatMap(findQuasis)];
}

/**
 * Any run of white space is one space to a browser, but where it is kept as written. Non-breaking spaces stay.
 *
 * @param {string} text
 */
function minifyMarkup(text) {
  return /<(pre|textarea)\b/.test(text) ? text : text.replaceAll(/[ \t\r\n]+/g, ' ');
}

/** @param {string} text */
function minifyStyles(text) {
  return text
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/[ \t\r\n]+/g, ' ')
    .replaceAll(/ ?([{};,>]) ?/g, '$1')
    .replaceAll(/(?<![\w.])0(?=\.\d)/g, '')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}');
}

/** @param {string} text */
function lineBreaksIn(text) {
  return text.split('\n').length - 1;
}
