import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/run.js';

const FOLDER = join(ROOT, 'packages', 'elements', 'src');

/** @returns {string[]} the folders that hold a `relais-*.ts`, the file that registers a tag: `slot-picker` and its like */
export function elementNames() {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => name).filter((name) => existsSync(join(FOLDER, name, `relais-${name}.ts`)));
}
