import { join } from 'node:path';
import { relaisNode } from './node.js';
import { ROOT, run, scriptOf } from './run.js';

/** Folder of the scripts that are whole by themselves. */
export const SINGLE = join(ROOT, 'dist', 'single');

/**
 * @param {readonly string[]} names Of elements.
 * @returns {Promise<void>}
 * @throws {Error} when one cannot be built; Vite's own messages are on the terminal
 */
export async function buildSingle(names) {
  for (const name of names) {
    console.log(`… ${name}`);
    const code = await run(relaisNode(), [scriptOf('vite'), 'build', '--mode', `single-${name}`, '--logLevel', 'warn']);
    if (code !== 0) throw new Error(`The script of ${name} could not be built.`);
  }
}
