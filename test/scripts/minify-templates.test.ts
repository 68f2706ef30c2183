import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseSync } from 'vite';
import { minifyTemplatesIn } from '../../scripts/kit/minify-templates.js';

const minify = (code: string) => minifyTemplatesIn(code, parseSync('page.js', code).program);

describe('the templates of the kit', () => {
  test('lose the white space of markup', () => {
    assert.equal(minify('html`<p>\n    one  two\n  </p>`').trim(), 'html`<p> one two </p>`');
  });

  test('lose comments and white space of styles', () => {
    const styles = 'css`\n  /* why; a reason */\n  :host([open]) > p,\n  a :hover {\n    margin: 0 auto;\n  }\n`';
    assert.equal(minify(styles).trim(), 'css` :host([open])>p,a :hover{margin:0 auto}`');
  });

  test('lose the zero before the point of numbers in styles', () => {
    const styles = 'css`p{margin:0.5em -0.25em 10.05px 0}.a0.b{font:var(--v0.5)}`';
    assert.equal(minify(styles), 'css`p{margin:.5em -.25em 10.05px 0}.a0.b{font:var(--v0.5)}`');
  });

  test('keep non-breaking spaces', () => {
    assert.equal(
      minify('html`Appelez le 15\u00A0!  «\u202Foui\u202F»`'),
      'html`Appelez le 15\u00A0! «\u202Foui\u202F»`',
    );
  });

  test('keep preformatted text as it is', () => {
    assert.equal(minify('html`<pre>a\n  b</pre>`'), 'html`<pre>a\n  b</pre>`');
  });

  test('keep their expressions, nested ones too', () => {
    const code = 'html`<ul  class=${a}>\n  ${list.map((x) => html`<li>\n  ${x}</li>`)}\n</ul>`';
    assert.equal(
      minify(code).replaceAll('\n', ''),
      'html`<ul class=${a}> ${list.map((x) => html`<li> ${x}</li>`)} </ul>`',
    );
  });

  test('keep every expression and every later line on its line', () => {
    const code = 'const a = html`<p>\n  ${first}\n\n  <b>${second}</b>\n</p>`;\nlater();';
    const lineOf = (text: string, word: string) => text.slice(0, text.indexOf(word)).split('\n').length;
    for (const word of ['first', 'second', 'later']) assert.equal(lineOf(minify(code), word), lineOf(code, word), word);
  });

  test('leave other texts alone', () => {
    const code = 'const a = `two  spaces`; other`two  spaces`;';
    assert.equal(minify(code), code);
  });
});
