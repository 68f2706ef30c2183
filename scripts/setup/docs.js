import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildOnce } from './build-once.js';
import { SOURCES } from './kit.js';
import { ROOT, run } from './run.js';

/** Folder of the built documentation. */
export const DOCS = join(ROOT, 'dist', 'docs');

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
  const what = {
    sources: [...SOURCES, ...TEXTS, ...CONTRACT],
    stands: () => existsSync(join(DOCS, 'index.html')),
    says: 'Building the documentation…',
  };
  return buildOnce('docs', what, async () => {
    const conditions = ['--conditions=@relais/source', '--disable-warning=ExperimentalWarning'];
    const code = await run(node, [...conditions, join(ROOT, 'scripts', 'docs', 'build.js')]);
    if (code !== 0) throw new Error(`The documentation could not be built (code ${code}).`);
  });
}
