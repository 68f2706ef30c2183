// `npm run build:single [-- NAMES]`: one classic script an element, with all it needs inside, into dist/single: for records that run from files, without a
// network, in a browser of their own. Each brings its own copy of everything: a page with several elements takes the kit instead.
import { rmSync } from 'node:fs';
import { elementNames } from './kit/elements.js';
import { install } from './setup/install.js';
import { buildSingle, SINGLE } from './setup/single.js';

try {
  await install();
  const known = elementNames();
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`There is no element ${unknown}. There are: ${known.join(', ')}.`);
  if (wanted.length === 0) rmSync(SINGLE, { recursive: true, force: true });
  await buildSingle(wanted.length > 0 ? wanted : known);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
