import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { before, describe, test } from 'node:test';
import ts from 'typescript';
import { DOORS } from '../../scripts/docs/contents.js';
import { PICTURES } from '../../scripts/docs/picture-list.js';
import type { Element } from '../../scripts/release/elements.js';
import { buildDocs, DOCS } from '../../scripts/setup/docs.js';
import { ROOT } from '../../scripts/setup/run.js';

interface Block {
  readonly place: string;
  readonly language: string;
  readonly code: string;
}

const texts = DOORS.flatMap(({ pages }) => pages.map(({ file }) => file));
const packages = readdirSync(join(ROOT, 'packages'))
  .map((name) => `packages/${name}/README.md`)
  .filter((file) => existsSync(join(ROOT, file)))
  .concat('demo/integrations/wordpress/README.md');

/** Languages that nothing here can run: a scheduler's, a proxy's and a service's own files, what goes over the wire, and what is no code. */
const NOT_RUN = ['', 'cron', 'nginx', 'ini', 'http', 'text', 'css'];

/** Attributes of HTML itself. */
const GLOBAL = ['id', 'class', 'lang', 'slot', 'style', 'title', 'hidden', 'name', 'part'];

function blocksOf(file: string): Block[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/^( *)```(\w*)\n(.*?)^ *```$/gms)].map(([, , language, code], index) => ({
    place: `${file}, block ${index + 1}`,
    language: language!,
    code: code!,
  }));
}

const blocks = [...texts, ...packages].flatMap(blocksOf);
const of = (...languages: string[]) => blocks.filter(({ language }) => languages.includes(language));

describe('the code of the documentation', () => {
  let elements: Element[];
  before(async () => {
    await buildDocs(process.execPath);
    elements = JSON.parse(readFileSync(join(DOCS, 'elements.json'), 'utf8')) as Element[];
  });

  test('is of a language that is run here, or that nothing here can run', () => {
    const run = ['html', 'js', 'ts', 'json', 'sh'];
    for (const { place, language } of blocks)
      assert.ok([...run, ...NOT_RUN].includes(language), `${place}: ${language}`);
  });

  test('names tags that there are, with attributes they have', () => {
    let count = 0;
    for (const { place, code } of of('html', 'text'))
      for (const [, tag, rest] of code.matchAll(/<(relais-[a-z-]+)((?:\s+[^<>]*?)?)>/gs)) {
        const element = elements.find((one) => one.tag === tag);
        assert.ok(element, `${place}: <${tag}>`);
        const known = [...element.attributes.map(({ name }) => name), ...GLOBAL];
        const used = [...rest!.matchAll(/(?:^|\s)([a-z-]+)(?:=|(?=\s|$))/g)].map(([, name]) => name!);
        assert.deepEqual(
          used.filter((name) => !known.includes(name)),
          [],
          `${place}: <${tag}>`,
        );
        count += 1;
      }
    assert.ok(count > 20);
  });

  test('parses as the JavaScript, TypeScript or JSON it says it is', () => {
    for (const { place, language, code } of of('js', 'ts')) {
      const { diagnostics = [] } = ts.transpileModule(code, {
        reportDiagnostics: true,
        fileName: `block.${language}`,
        compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
      });
      assert.deepEqual(
        diagnostics.map(({ messageText }) => messageText),
        [],
        place,
      );
    }
    for (const { place, code } of of('json')) assert.doesNotThrow(() => JSON.parse(code), place);
  });

  test('imports from our packages what they give', async () => {
    let count = 0;
    for (const { place, code } of of('js', 'ts'))
      for (const [, isType, names, from] of code.matchAll(
        /import\s+(type\s+)?(?:\{([^}]*)\}\s+from\s+)?'(@relais\/[^']+)'/g,
      )) {
        const [, name, path = ''] = /^@relais\/([a-z]+)(\/.*)?$/.exec(from!) ?? [];
        const { exports } = JSON.parse(readFileSync(join(ROOT, `packages/${name}/package.json`), 'utf8')) as {
          exports: Record<string, unknown>;
        };
        assert.ok(Object.hasOwn(exports, `.${path}`), `${place}: ${from}`);
        // Elements want a browser; their names are those of their types.
        if (isType || name === 'elements' || !names) continue;
        const given = (await import(from!)) as Record<string, unknown>;
        for (const wanted of names
          .split(',')
          .map((one) => one.trim())
          .filter(Boolean))
          assert.ok(Object.hasOwn(given, wanted), `${place}: ${wanted} of ${from}`);
        count += 1;
      }
    assert.ok(count > 5);
  });

  test('calls commands that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const commands = readdirSync(join(ROOT, 'packages/server/src/cli/commands')).join();
    for (const { place, code } of of('sh')) {
      for (const [, name] of code.matchAll(/npm run ([\w:-]+)/g))
        assert.ok(Object.hasOwn(scripts, name!), `${place}: ${name}`);
      for (const [, name] of code.matchAll(/npx relais ([a-z-]+)/g))
        assert.ok(commands.includes(name!) || name === 'serve', `${place}: relais ${name}`);
    }
  });
});

test('the pages of the documentation lead to parts that there are, and hold no script or style of their own', () => {
  const pages = readdirSync(DOCS, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.html'));
  assert.ok(pages.length > 25);
  const read = (path: string) => readFileSync(join(DOCS, path), 'utf8');
  for (const page of pages) {
    const html = read(page);
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/, page);
    for (const [, source] of html.matchAll(/<img src="([^"]*)"/g))
      assert.ok(existsSync(join(DOCS, dirname(page), source!)), `${page} shows ${source}`);
    for (const [, path, id] of html.matchAll(/href="(?!https?:|\/|data:|tel:|mailto:)([^"#]*)(?:#([^"]*))?"/g)) {
      const target = path === '' ? page : join(dirname(page), path!);
      assert.ok(existsSync(join(DOCS, target)), `${page} leads to ${target}`);
      if (id) assert.ok(read(target).includes(` id="${id}"`), `${page} leads to ${target}#${id}`);
    }
  }
});

test('each picture that is taken of the demonstration is shown by one text, with words in its place, and weighs little', () => {
  const shown = texts.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return [...text.matchAll(/!\[([^\]]*)\]\(([^)]*)\)/g)].map(([, words, path]) => {
      assert.ok(words!.length > 40, `${file}: ${path} says “${words}”`);
      return relative(join(ROOT, 'docs', 'pictures'), join(ROOT, dirname(file), path!));
    });
  });
  const wanted = PICTURES.map(({ name }) => `${name}.webp`).sort();
  assert.deepEqual(shown.sort(), wanted);
  assert.deepEqual(readdirSync(join(ROOT, 'docs', 'pictures')).sort(), wanted);
  for (const name of wanted) assert.ok(statSync(join(ROOT, 'docs', 'pictures', name)).size < 130_000, name);
});
