import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/**
 * The `relais` command, ended by SIGKILL just before the change below CRASH_IN whose number is in CRASH_AT: a kill at every moment that matters,
 * one after the other. What SQLite itself does between them it does in transactions of its own.
 */
const CHANGES = ['copyFileSync', 'linkSync', 'openSync', 'renameSync', 'rmSync', 'writeFileSync'] as const;

const place = process.env.CRASH_IN ?? '';
let left = Number(process.env.CRASH_AT);

function isChange(name: string, [path, how]: readonly unknown[]): boolean {
  if (typeof path !== 'string' || !path.startsWith(place)) return false;
  if (name === 'openSync') return how === 'wx';
  return name !== 'rmSync' || fs.existsSync(path);
}

for (const name of CHANGES) {
  const original = fs[name] as (...args: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      if (isChange(name, args)) left -= 1;
      if (left === 0) process.kill(process.pid, 'SIGKILL');
      return original(...args);
    },
  });
}
syncBuiltinESMExports();

await import('../../../../packages/server/src/cli/main.ts');
