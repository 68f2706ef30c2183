import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a program in a folder, on this terminal.
 *
 * @param {string} folder
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<void>}
 * @throws {Error} when it fails
 */
export async function runIn(folder, command, args) {
  const child = spawn(command, args, { cwd: folder, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with code ${code}.`);
}
