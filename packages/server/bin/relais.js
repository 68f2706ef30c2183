#!/usr/bin/env node
// The `relais` command. Plain JavaScript, so that an old Node can at least say what is wanted.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const WANTED = 24;

if (Number(process.versions.node.split('.')[0]) >= WANTED) {
  await runHere();
} else {
  runOn(installedNode());
}

/** In a clone the sources run as they are; an installed package has been compiled, and Node strips no types there. */
async function runHere() {
  const folder = dirname(dirname(fileURLToPath(import.meta.url)));
  if (folder.includes(`${sep}node_modules${sep}`)) {
    await import(pathToFileURL(join(folder, 'dist', 'cli', 'main.js')).href);
    return;
  }
  const { registerHooks } = await import('node:module');
  registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: [...context.conditions, '@relais/source'] }),
  });
  await import(pathToFileURL(join(folder, 'src', 'cli', 'main.ts')).href);
}

/** The Node that npm has installed beside the packages, on Linux. */
function installedNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve(`node-linux-${process.arch}/package.json`);
    return join(dirname(manifest), 'bin', 'node');
  } catch {
    return undefined;
  }
}

/** @param {string | undefined} node */
function runOn(node) {
  if (node === undefined) {
    console.error(
      `relais runs on Node ${WANTED} or newer, and this is ${process.versions.node}: install it from https://nodejs.org.`,
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  // A terminal sends Ctrl-C to both; only a SIGINT that somebody sent to this process alone is handed on.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
