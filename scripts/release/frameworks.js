import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/run.js';
import { INSTALL, expectIn, localPackages, ourVersions } from './projects.js';
import { runIn } from './run-in.js';

/**
 * Takes a page of `demo/integrations` away from here, as somebody would who begins with it: the packages come from their tarballs, all else from the
 * registry, and its own `npm run build` has to give a page that shows the form.
 *
 * @param {string} parent Folder to make it in.
 * @param {string} framework
 * @param {Record<string, string>} tarballs By name of the package.
 * @returns {Promise<void>}
 */
export async function tryFramework(parent, framework, tarballs) {
  const demo = join(parent, framework, 'demo');
  const folder = join(demo, 'integrations', framework);
  mkdirSync(folder, { recursive: true });
  const from = join(ROOT, 'demo', 'integrations', framework);
  cpSync(from, folder, { recursive: true, filter: (path) => !/(node_modules|dist|\.cache)$/.test(path) });
  // The page shows the form and the record of the demonstration.
  cpSync(join(ROOT, 'demo', 'editor', 'record'), join(demo, 'editor', 'record'), { recursive: true });
  const project = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const local = localPackages(tarballs);
  Object.assign(project.dependencies, local, ourVersions(['vite', 'typescript']));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...project, overrides: local }));
  await runIn(folder, 'npm', INSTALL);
  await runIn(folder, 'npm', ['run', 'build', '--silent']);
  await expectIn(join(folder, 'dist'), 'relais-questionnaire', 'Infirmière ou infirmier');
}
