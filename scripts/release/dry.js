// `npm run release:dry`: raises the version, builds and packs everything in a copy of the repository as it would be published, checks the packages,
// installs them into fresh projects and looks at the elements there in a browser. Takes minutes, so `npm test` leaves it out; last-run.json keeps when it
// last ran, on which sources, and what it found.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install } from '../setup/install.js';
import { kitVersion } from '../setup/kit.js';
import { relaisNode } from '../setup/node.js';
import { ROOT } from '../setup/run.js';
import { checkPackage } from './check-package.js';
import { copyRepository } from './copy.js';
import { tryFramework } from './frameworks.js';
import { PACKAGES } from './packages.js';
import { tryPlainPage, tryVite, tryWebpack } from './projects.js';
import { runIn } from './run-in.js';
import { trySingles } from './singles.js';
import { raiseVersion, readChanges } from './version.js';

const LAST_RUN = join(ROOT, 'scripts', 'release', 'last-run.json');
const REHEARSAL = "---\n'@relais/model': patch\n---\n\nA rehearsal.\n";
const started = new Date();
const folder = mkdtempSync(join(tmpdir(), 'relais-release-'));
const copy = join(folder, 'relais');

/** @type {{ check: string, result: string }[]} */
const results = [];
/** What the rehearsed release would be called. */
let version = '';

try {
  sayWhenLast();
  await install();
  await step('version and changelog', rehearseVersion);
  const packed = join(folder, 'tarballs');
  await step('build and pack', () => runIn(copy, relaisNode(), ['scripts/release/pack.js', packed]));
  const tarballs = tarballsIn(packed);
  for (const [name, path] of Object.entries(tarballs))
    await step(`publint and arethetypeswrong: ${name}`, () => checkPackage(path));
  await step('a fresh project of Vite, its types, those of React and Vue, the command', () =>
    tryVite(folder, tarballs),
  );
  await step('a fresh project of webpack', () => tryWebpack(folder, tarballs));
  for (const name of ['react', 'vue', 'angular'])
    await step(`the page of demo/integrations/${name} by itself`, () => tryFramework(folder, name, tarballs));
  await step('one script an element, from a file and without a network', () => trySingles());
  await step('a plain page with a copy of the kit', () => tryPlainPage(folder, join(copy, 'dist', 'kit')));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
keep();

function sayWhenLast() {
  try {
    const { at, passed } = JSON.parse(readFileSync(LAST_RUN, 'utf8'));
    console.log(`Last run: ${at}, ${passed ? 'passed' : 'failed'}.`);
  } catch {
    console.log('Last run: none is known.');
  }
}

async function rehearseVersion() {
  copyRepository(copy);
  const changes = join(copy, '.changeset');
  // Right after a release nothing has changed, and the next one can be rehearsed all the same.
  if (readChanges(changes).length === 0) writeFileSync(join(changes, 'rehearsal.md'), REHEARSAL);
  version = await raiseVersion(copy, started.toISOString().slice(0, 10));
  const changelog = readFileSync(join(copy, 'CHANGELOG.md'), 'utf8');
  const [section = ''] = changelog.split(/(?=^## )/m).slice(1);
  console.log(section);
  if (!section.startsWith(`## ${version} `)) throw new Error(`The changelog does not begin with ${version}.`);
}

/**
 * @param {string} packed
 * @returns {Record<string, string>} paths by the names of the packages
 */
function tarballsIn(packed) {
  const files = readdirSync(packed);
  return Object.fromEntries(
    PACKAGES.map((name) => {
      const file = files.find((one) => one === `relais-${name}-${version}.tgz`);
      if (!file) throw new Error(`No tarball of @relais/${name} ${version}.`);
      return [`@relais/${name}`, join(packed, file)];
    }),
  );
}

/**
 * @param {string} check
 * @param {() => Promise<void>} action
 */
async function step(check, action) {
  console.log(`… ${check}`);
  try {
    await action();
    results.push({ check, result: 'passed' });
  } catch (error) {
    results.push({ check, result: 'failed' });
    throw error;
  }
}

function keep() {
  const passed = process.exitCode !== 1;
  const seconds = Math.round((Date.now() - started.getTime()) / 1000);
  const run = { at: started.toISOString().slice(0, 16) + 'Z', passed, seconds, version, kit: kitVersion(), results };
  writeFileSync(LAST_RUN, `${JSON.stringify(run, null, 2)}\n`);
  console.log(
    `${results.filter(({ result }) => result === 'passed').length} passed, ${passed ? 0 : 1} failed, ${seconds} s`,
  );
}
