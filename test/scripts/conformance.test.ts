import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const root = new URL('../../', import.meta.url);

interface Row {
  readonly element: string;
  readonly state: string;
  readonly proofs: readonly { readonly file: string; readonly title: string }[];
}

/** A page of tables that says of each row how it stands, and names the tests that show it. */
interface Page {
  readonly file: string;
  /** Heads of tables begin so. */
  readonly head: string;
  readonly least: number;
  /** How a row may stand, in the order the page counts them; `proven` need a test, the others have none. */
  readonly states: readonly string[];
  readonly proven: readonly string[];
  /** What the top of the page has to say of its rows. */
  readonly counted: (all: number, counts: readonly number[]) => string;
}

const PAGES: readonly Page[] = [
  {
    file: 'docs/questionnaire/conformance.md',
    head: 'Element',
    least: 80,
    states: ['yes', 'partly', 'no'],
    proven: ['yes', 'partly'],
    counted: (all, [yes, partly, no]) => `**${all} rows: ${yes} yes, ${partly} partly, ${no} no.**`,
  },
  {
    file: 'docs/rgaa.md',
    head: 'Critère',
    least: 50,
    states: ['oui', 'en partie', 'sans objet', 'de la page'],
    proven: ['oui', 'en partie'],
    counted: (all, [yes, partly, none, host]) =>
      `**${all} lignes : ${yes} oui, ${partly} en partie, ${none} sans objet, ${host} de la page.**`,
  },
];

/** The rows of all tables of the page, without their heads. */
function readRows(text: string, head: string): Row[] {
  const lines = text.split('\n').filter((line) => /^\| (?!---)/.test(line) && !line.startsWith(`| ${head} `));
  return lines.map((line) => {
    const [element = '', state = '', , proofs = ''] = line.slice(2, -2).split(' | ');
    return { element, state, proofs: proofs.split('<br>').flatMap(readProof) };
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

for (const { file, head, least, states, proven, counted } of PAGES) {
  const page = readFileSync(new URL(file, root), 'utf8');
  const rows = readRows(page, head);

  describe(`the page ${file}`, () => {
    test('says how each row stands, once', () => {
      assert.deepEqual(
        rows.filter(({ state }) => !states.includes(state)),
        [],
      );
      assert.equal(new Set(rows.map(({ element }) => element)).size, rows.length);
      assert.ok(rows.length > least, `only ${rows.length} rows could be read`);
    });

    test('counts its rows as they are', () => {
      const counts = states.map((state) => rows.filter((row) => row.state === state).length);
      assert.equal(page.match(/^\*\*.+\*\*$/m)?.[0], counted(rows.length, counts));
    });

    test('names a test for all that holds, and none for what does not', () => {
      const unproven = rows.filter(({ state, proofs }) => proven.includes(state) !== proofs.length > 0);
      assert.deepEqual(
        unproven.map(({ element, state }) => `${element}: ${state}`),
        [],
      );
    });

    test('names tests that exist', () => {
      const proofs = rows.flatMap((row) => row.proofs);
      const missing = proofs.filter(
        ({ file, title }) => !existsSync(new URL(file, root)) || !titlesOf(file).has(title),
      );
      assert.deepEqual(missing, []);
    });
  });
}

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
