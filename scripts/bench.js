// `npm run bench`: runs every bench/*.ts, or those named: `npm run bench -- slots rush`. Each prints a table and writes its
// figures to bench/results/<name>.json (bench/support.ts). One after the other, so that none disturbs another.
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { install } from './setup/install.js';
import { buildKit } from './setup/kit.js';
import { relaisNode } from './setup/node.js';
import { installedFirst, ROOT, run } from './setup/run.js';

const folder = join(ROOT, 'bench');
const available = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => file.endsWith('.ts') && file !== 'support.ts')
  .map((file) => basename(file, '.ts'))
  .sort();

try {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !available.includes(name));
  if (unknown) throw new Error(`There is no bench “${unknown}”; there are: ${available.join(', ')}.`);
  await install();
  const node = relaisNode();
  await buildKit(node);
  process.exitCode = await runAll(node, names.length ? names : available);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/**
 * @param {string} node
 * @param {string[]} names
 * @returns {Promise<number>} exit code: 1 when any bench ends so, which it does when a bar is missed
 */
async function runAll(node, names) {
  const failed = [];
  for (const name of names) {
    console.log(`\n── ${name} ──`);
    const args = ['--conditions=@relais/source', '--expose-gc', join(folder, `${name}.ts`)];
    if ((await run(node, args, installedFirst())) !== 0) failed.push(name);
  }
  console.log(
    failed.length ? `\nBars missed or runs broken: ${failed.join(', ')}` : `\nAll bars met: ${names.join(', ')}`,
  );
  return failed.length ? 1 : 0;
}
