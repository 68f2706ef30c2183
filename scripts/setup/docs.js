import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, SOURCES } from './kit.js';
import { CACHE, exclusively } from './lock.js';
import { ROOT, run } from './run.js';

/** Folder of the built documentation. */
export const DOCS = join(ROOT, 'dist', 'docs');

const STAMP = join(CACHE, 'docs.sha256');

/** What it is made of, beside the sources of the kit. */
const TEXTS = [
  'docs',
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'scripts/docs',
  'demo/docs',
  'scripts/release/elements.js',
];
/** What says the contract: changes elsewhere in the backend leave the pages as they are. */
const CONTRACT = ['packages/server/src/core/openapi', 'packages/server/src/describe-api.ts'];

/**
 * Builds the documentation into `dist/docs`, unless it stands there already, built from the same texts and sources.
 *
 * @param {string} node Path of the Node to build with.
 * @returns {Promise<void>}
 * @throws {Error} when the build fails; what is wrong is on the terminal
 */
export function buildDocs(node) {
  return exclusively('docs', async () => {
    const hash = hashOf([...SOURCES, ...TEXTS, ...CONTRACT].map((path) => join(ROOT, path)));
    const stamp = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
    if (stamp === hash && existsSync(join(DOCS, 'index.html'))) return;
    console.log('Building the documentation…');
    rmSync(STAMP, { force: true });
    const conditions = ['--conditions=@relais/source', '--disable-warning=ExperimentalWarning'];
    const code = await run(node, [...conditions, join(ROOT, 'scripts', 'docs', 'build.js')]);
    if (code !== 0) throw new Error(`The documentation could not be built (code ${code}).`);
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(STAMP, hash);
  });
}
