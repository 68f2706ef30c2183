// `npm run release:dry`: builds and packs everything as it would be published, checks the packages, installs them into fresh projects and looks at the
// elements there in a browser. Takes minutes, so `npm test` leaves it out; last-run.json keeps when it last ran, on which sources, and what it found.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install } from '../setup/install.js';
import { buildKit, kitVersion } from '../setup/kit.js';
import { CACHE } from '../setup/lock.js';
import { relaisNode } from '../setup/node.js';
import { ROOT, run, scriptOf } from '../setup/run.js';
import { buildTypings } from '../setup/typings.js';
import { checkPackage } from './check-package.js';
import { tryPlainPage, tryProject } from './projects.js';
import { trySingles } from './singles.js';

const LAST_RUN = join(ROOT, 'scripts', 'release', 'last-run.json');
/** In the order in which they need each other. */
const PACKAGES = ['model', 'engine', 'sdk', 'elements', 'server'];
const TARBALLS = join(CACHE, 'release');

/** @type {{ check: string, result: string }[]} */
const results = [];
const started = new Date();

try {
  sayWhenLast();
  await install();
  await buildAll();
  await step('pack', packAll);
  for (const name of PACKAGES) await step(`publint and arethetypeswrong: ${name}`, () => checkPackage(tarballOf(name)));
  const folder = mkdtempSync(join(tmpdir(), 'relais-release-'));
  try {
    const tarballs = Object.fromEntries(PACKAGES.map((name) => [`@relais/${name}`, tarballOf(name)]));
    await step('a fresh Vite project, its types, React, Vue, the command', () => tryProject(folder, tarballs));
    await step('one script an element, from a file and without a network', () => trySingles());
    await step('a plain page with a copy of the kit', () => tryPlainPage(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
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

/** From nothing: what an earlier build has left must not be packed. */
async function buildAll() {
  await step('build', async () => {
    const node = relaisNode();
    for (const name of PACKAGES) {
      rmSync(join(ROOT, 'packages', name, 'dist'), { recursive: true, force: true });
      rmSync(join(ROOT, 'packages', name, 'tsconfig.build.tsbuildinfo'), { force: true });
    }
    const projects = ['elements', 'server'].map((name) => `packages/${name}/tsconfig.build.json`);
    if ((await run(node, [scriptOf('typescript', 'tsc'), '-b', ...projects])) !== 0)
      throw new Error('The packages could not be built.');
    await buildTypings(node);
    await buildKit(node);
  });
}

async function packAll() {
  rmSync(TARBALLS, { recursive: true, force: true });
  mkdirSync(TARBALLS, { recursive: true });
  const workspaces = PACKAGES.flatMap((name) => ['-w', `packages/${name}`]);
  const code = await run('npm', ['pack', '--silent', '--pack-destination', TARBALLS, ...workspaces]);
  if (code !== 0) throw new Error('The packages could not be packed.');
}

/** @param {string} name */
function tarballOf(name) {
  const file = readdirSync(TARBALLS).find((one) => one.startsWith(`relais-${name}-`));
  if (!file) throw new Error(`No tarball of @relais/${name}.`);
  return join(TARBALLS, file);
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
  const run = { at: started.toISOString().slice(0, 16) + 'Z', passed, seconds, kit: kitVersion(), results };
  writeFileSync(LAST_RUN, `${JSON.stringify(run, null, 2)}\n`);
  console.log(
    `${results.filter(({ result }) => result === 'passed').length} passed, ${passed ? 0 : 1} failed, ${seconds} s`,
  );
}
