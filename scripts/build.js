// `npm run build`: the packages as plain modules with their types (packages/*/dist), what frameworks and
// editors know of the elements (packages/elements/types, angular) and the kit for web pages (dist/kit).
import { install } from './setup/install.js';
import { buildKit } from './setup/kit.js';
import { relaisNode } from './setup/node.js';
import { run, scriptOf } from './setup/run.js';
import { buildTypings } from './setup/typings.js';

const PROJECTS = ['packages/elements/tsconfig.build.json', 'packages/server/tsconfig.build.json'];

try {
  await install();
  const node = relaisNode();
  const code = await run(node, [scriptOf('typescript', 'tsc'), '-b', ...PROJECTS]);
  if (code !== 0) throw new Error('The packages could not be built.');
  await buildTypings(node);
  await buildKit(node);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
