// `npm run report`: makes dist/report/index.html of what was last measured on this machine: sizes of the kit against their budgets, tests by browser (each story with
// what axe finds in it), Lighthouse, benchmarks, conformance, the rehearsal of a release. It runs none of it: what has not run here is said to be so. CI makes it.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { kitVersion } from './setup/kit.js';
import { CACHE } from './setup/lock.js';
import { relaisNode } from './setup/node.js';
import { ROOT, scriptOf } from './setup/run.js';

/**
 * @import { Counts } from './testing/counts.js'
 *
 * @typedef {{ title: string, about: string, head: string[], rows: (string | number)[][] }} Part A table; the first cell of a row names it.
 * @typedef {{ name: string, value: number, unit: string, bar?: { atMost?: number, atLeast?: number, exactly?: number } }} Figure
 * @typedef {{ name: string, at: string, figures: Figure[] }} Bench
 * @typedef {Pick<Counts, 'passed' | 'failed' | 'skipped'>} Tests
 */

const FOLDER = join(ROOT, 'dist', 'report');
const RESULTS = join(ROOT, 'bench', 'results');
const CONFORMANCE = {
  'FHIR R4 and SDC': 'docs/questionnaire/conformance.md',
  'RGAA 4.1': 'docs/rgaa.md',
};
const kB = (/** @type {number} */ bytes) => (bytes / 1000).toFixed(2);
const metOf = (/** @type {boolean} */ isMet) => (isMet ? 'yes' : 'NO');
const when = (/** @type {string} */ instant) => `${instant.slice(0, 10)} at ${instant.slice(11, 16)} UTC`;
const rank = (/** @type {string} */ name) => (name === 'lighthouse' ? 0 : 1);
const escape = (/** @type {string | number} */ text) =>
  String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const parts = [sizes(), tests(), ...benches(), conformance(), release()];
mkdirSync(FOLDER, { recursive: true });
cpSync(join(ROOT, 'demo', 'docs', 'docs.css'), join(FOLDER, 'docs.css'));
writeFileSync(join(FOLDER, 'index.html'), page(parts));
console.log(`Report: ${join(FOLDER, 'index.html')}`);

/** @returns {Part} */
function sizes() {
  const part = {
    title: 'Sizes',
    about: `Brotli, of the kit that stands in dist/kit; its sources are of version ${kitVersion()}.`,
    head: ['Scripts', 'kB', 'at most', 'met'],
  };
  if (!existsSync(join(ROOT, 'dist', 'kit'))) return { ...part, about: 'The kit has not been built here.', rows: [] };
  const output = outputOf([scriptOf('size-limit'), '--json']);
  /** @type {{ name: string, size: number, sizeLimit: number, passed: boolean }[]} */
  const all = JSON.parse(output);
  return { ...part, rows: all.map((one) => [one.name, kB(one.size), kB(one.sizeLimit), metOf(one.passed)]) };
}

/**
 * What a command writes; size-limit ends with a code of its own where a budget is not kept.
 *
 * @param {string[]} args
 */
function outputOf(args) {
  try {
    return execFileSync(relaisNode(), args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  } catch (error) {
    return /** @type {{ stdout: string }} */ (error).stdout;
  }
}

/** @returns {Part} */
function tests() {
  const files = existsSync(CACHE) ? readdirSync(CACHE).filter((name) => /^tests-of-.*\.json$/.test(name)) : [];
  const rows = files.flatMap((name) => {
    /** @type {Tests & { byBrowser?: Record<string, Tests> }} */
    const counts = JSON.parse(readFileSync(join(CACHE, name), 'utf8'));
    const title = basename(name, '.json').replaceAll('-', ' ').trim();
    const at = statSync(join(CACHE, name)).mtime.toISOString();
    const engines = Object.entries(counts.byBrowser ?? { 'no browser': counts });
    return engines.map(([engine, { passed, failed, skipped }]) => [title, engine, passed, failed, skipped, when(at)]);
  });
  return {
    title: 'Tests',
    about:
      'By the browser they ran in. A test of stories shows one story, works through it, and passes where axe finds nothing in it. Of tests that were run once more, the last run counts.',
    head: ['Tests', 'In', 'passed', 'failed', 'skipped', 'at'],
    rows,
  };
}

/** @returns {Part[]} Lighthouse first. */
function benches() {
  const names = readdirSync(join(ROOT, 'bench')).filter((name) => name.endsWith('.ts') && name !== 'support.ts');
  const sorted = names.map((name) => basename(name, '.ts')).sort((one, other) => rank(one) - rank(other));
  return sorted.map((name) => {
    const file = join(RESULTS, `${name}.json`);
    const title = name === 'lighthouse' ? 'Lighthouse' : `Benchmark: ${name}`;
    const head = ['Figure', 'value', 'bar', 'met'];
    if (!existsSync(file)) return { title, head, rows: [], about: `Not run here: npm run bench -- ${name}` };
    /** @type {Bench} */
    const { at, figures } = JSON.parse(readFileSync(file, 'utf8'));
    return { title, head, about: `Run ${when(at)}.`, rows: figures.map(figureRow) };
  });
}

/** @param {Figure} figure */
function figureRow({ name, value, unit, bar = {} }) {
  const { atMost, atLeast, exactly } = bar;
  const told = [
    atMost !== undefined && `≤ ${atMost}`,
    atLeast !== undefined && `≥ ${atLeast}`,
    exactly !== undefined && `= ${exactly}`,
  ].filter(Boolean);
  const isMet = value <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity) && value === (exactly ?? value);
  return [name, `${Number(value.toPrecision(4))} ${unit}`.trim(), told.join(), told.length > 0 ? metOf(isMet) : ''];
}

/** @returns {Part} */
function conformance() {
  const rows = Object.entries(CONFORMANCE).map(([name, file]) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return [name, /^\*\*(.+)\*\*$/m.exec(text)?.[1] ?? '', file];
  });
  const about = 'Each row names the test that shows it; that the rows and their tests are there is tested itself.';
  return { title: 'Conformance', about, head: ['To', 'Rows', 'In'], rows };
}

/** @returns {Part} */
function release() {
  /** @type {{ at: string, passed: boolean, kit: string, results: { check: string, result: string }[] }} */
  const { at, passed, kit, results } = JSON.parse(readFileSync(join(ROOT, 'scripts/release/last-run.json'), 'utf8'));
  return {
    title: 'Rehearsal of a release',
    about: `npm run release:dry ran ${when(at)} on the sources of version ${kit} and ${passed ? 'passed' : 'failed'}.`,
    head: ['Check', 'Result'],
    rows: results.map(({ check, result }) => [check, result]),
  };
}

/** @param {readonly Part[]} parts */
function page(parts) {
  const tables = parts.map(({ title, about, head, rows }) => {
    const heads = head.map((name) => `<th scope="col">${escape(name)}</th>`).join('');
    const lines = rows.map(
      ([name, ...cells]) =>
        `<tr><th scope="row">${escape(name ?? '')}</th>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`,
    );
    const table = `<div class="wide" tabindex="0" role="group" aria-label="${escape(title)}"><table><thead><tr>${heads}</tr></thead><tbody>${lines.join('')}</tbody></table></div>`;
    return `<h2>${escape(title)}</h2><p>${escape(about)}</p>${rows.length > 0 ? table : ''}`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Report | Relais</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs.css">
</head>
<body>
<div class="page"><main>
<h1>Report</h1>
<p>Made ${when(new Date().toISOString())}. What it shows was measured on this machine when each part says.</p>
${tables.join('\n')}
</main></div>
</body>
</html>
`;
}
