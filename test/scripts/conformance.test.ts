import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/questionnaire/conformance.md', root), 'utf8');

interface Row {
  readonly element: string;
  readonly supported: string;
  readonly proofs: readonly { readonly file: string; readonly title: string }[];
}

/** The rows of all tables of the page, without their heads. */
function readRows(text: string): Row[] {
  const lines = text.split('\n').filter((line) => /^\| (?!Element |---)/.test(line));
  return lines.map((line) => {
    const [element = '', supported = '', , proofs = ''] = line.slice(2, -2).split(' | ');
    return { element, supported, proofs: proofs.split('<br>').flatMap(readProof) };
  });
}

function readProof(text: string) {
  const [, file, title] = /^`(.+)` › (.+)$/.exec(text.trim()) ?? [];
  return file && title ? [{ file: `test/${file}`, title }] : [];
}

/** The titles of the tests of a file, as its source writes them. */
function titlesOf(file: string): Set<string> {
  const source = readFileSync(new URL(file, root), 'utf8');
  const titles = source.matchAll(/\b(?:it|test)\(\s*(?:'([^'\n]+)'|"([^"\n]+)"|`([^`\n]+)`)/g);
  return new Set([...titles].map(([, single, double, template]) => (single ?? double ?? template)!));
}

const rows = readRows(page);

/** What the top of the page has to say. */
function countsOf(all: readonly Row[]): string {
  const count = (word: string) => all.filter(({ supported }) => supported === word).length;
  return `**${all.length} rows: ${count('yes')} yes, ${count('partly')} partly, ${count('no')} no.**`;
}

describe('the conformance page', () => {
  test('says yes, partly or no of each element, once', () => {
    const others = rows.filter(({ supported }) => !['yes', 'partly', 'no'].includes(supported));
    assert.deepEqual(others, []);
    assert.equal(new Set(rows.map(({ element }) => element)).size, rows.length);
    assert.ok(rows.length > 80, `only ${rows.length} rows could be read`);
  });

  test('counts its rows as they are', () => {
    assert.equal(page.match(/^\*\*.+\*\*$/m)?.[0], countsOf(rows));
  });

  test('names a test for all it supports, and none for what it does not', () => {
    const unproven = rows.filter(({ supported, proofs }) => (supported === 'no') !== (proofs.length === 0));
    assert.deepEqual(
      unproven.map(({ element, supported }) => `${element}: ${supported}`),
      [],
    );
  });

  test('names tests that exist', () => {
    const proofs = rows.flatMap((row) => row.proofs);
    const missing = proofs.filter(({ file, title }) => !existsSync(new URL(file, root)) || !titlesOf(file).has(title));
    assert.deepEqual(missing, []);
  });
});

describe('the guide', () => {
  const guide = readFileSync(new URL('docs/questionnaire/README.md', root), 'utf8');
  const source = readFileSync(new URL('packages/elements/src/questionnaire/questionnaire.ts', root), 'utf8');
  const said = new Set([...guide.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!.replace(/\(.*\)$/, '')));

  /** The names a pattern finds in the source of the element, and the guide does not say. */
  function unsaid(pattern: RegExp): string[] {
    const names = [...source.matchAll(pattern)].map(([, name]) => name!);
    assert.ok(names.length > 3, `${pattern} finds nothing`);
    return names.filter((name) => !said.has(name));
  }

  test('names every property of the element', () => {
    const [, properties = ''] = /static override properties = \{([\s\S]*?)\n {2}\};/.exec(source) ?? [];
    const names = [...properties.matchAll(/^ {4}(\w+): /gm)].map(([, name]) => name!);
    assert.ok(names.length > 10, 'the properties can be read');
    assert.deepEqual(
      names.filter((name) => !guide.includes(`\n| \`${name}\` `)),
      [],
    );
  });

  test('names no property the element does not have', () => {
    const [, table = ''] = /## Properties([\s\S]*?)\n## /.exec(guide) ?? [];
    const names = [...table.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name!);
    assert.deepEqual(
      names.filter((name) => !new RegExp(`^ {4}${name}: \\{`, 'm').test(source)),
      [],
    );
  });

  test('names every method anybody may call', () => {
    const inner = /Callback$|^(constructor|update|updated|render|getUpdateComplete|focus)$/;
    const found = unsaid(/^ {2}(?:async )?([a-z]\w+)\(/gm);
    assert.deepEqual(
      found.filter((name) => !inner.test(name)),
      [],
    );
  });

  test('names every event, part, state and custom property', () => {
    assert.deepEqual(
      unsaid(/@fires \{\w+\} ([\w-]+)/g).filter((name) => name.startsWith('relais-')),
      [],
    );
    assert.deepEqual(unsaid(/@csspart ([\w-]+)/g), []);
    assert.deepEqual(unsaid(/@cssstate ([\w-]+)/g), []);
    assert.deepEqual(unsaid(/@cssprop \[(--[\w-]+)/g), []);
  });
});
