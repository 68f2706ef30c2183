import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { run } from './run.ts';
import type { Terminal } from './terminal.ts';

const terminal: Terminal = {
  env: process.env,
  async write(output) {
    if (!process.stdout.write(output)) await once(process.stdout, 'drain');
  },
  say: (message) => void process.stderr.write(`${message}\n`),
  readInput: () => text(process.stdin),
};

// A reader that has seen enough (`relais export … | head`) closes the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await run(process.argv.slice(2), terminal);
