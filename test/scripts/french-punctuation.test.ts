import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import ts from 'typescript';

/** French texts of the elements, as they stand in their sources. */
const files = globSync('packages/elements/src/**/words/{fr.ts,fr/*.ts}');

/** The texts of a source, and of those with values in them the pieces between the values. */
function textsIn(file: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return texts;
}

it('French punctuation stays with its word wherever a line breaks', () => {
  assert.ok(files.length > 1);
  const loose = files.flatMap((file) =>
    textsIn(file)
      .filter((text) => /(?:^|[\p{L}\d’)»%]) [:;?!»]|« /u.test(text))
      .map((text) => `${file}: ${text}`),
  );
  assert.deepEqual(loose, []);
});

it('so does that of the pages of the demonstration, which keep their apostrophes too', () => {
  const pages = globSync('demo/**/*.html', { exclude: (name) => name === 'node_modules' });
  assert.ok(pages.length > 30);
  const loose = pages.flatMap((page) => {
    const html = readFileSync(page, 'utf8');
    const text = html.replaceAll(/<(pre|code|script|style)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->|<[^>]+>/g, '');
    return (text.match(/.*(?:[ \n][?!;:»]|«[ \n]|\w'\w).*/g) ?? []).map((line) => `${page}: ${line.trim()}`);
  });
  assert.deepEqual(loose, []);
});
