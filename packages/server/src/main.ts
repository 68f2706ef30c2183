import { existsSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { ConfigError, readConfig } from './config.ts';
import type { Config } from './config.ts';
import { prepareFolder } from './core/data-folder.ts';
import { sqliteFault } from './core/db/sqlite-errors.ts';
import { OperatorError } from './core/operator-error.ts';
import type { Backend } from './serve.ts';

/** The backend as a process: configured by the environment, stopped by SIGTERM or SIGINT. */

const OLDEST_NODE = 24;

/** What the message is for, by exit code: 1, it could not start; 2, it was asked for wrongly. */
function fail(message: string, code: 1 | 2): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

function configure(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) fail(error.message, 2);
    throw error;
  }
}

/**
 * Everything else is loaded once the configuration is known to be right, from what Node kept of it last time: a backend that was killed is
 * ready again in half the time. The cache is beside the data, where nobody else can write.
 */
async function start(config: Config): Promise<Backend> {
  try {
    if (config.databaseUrl === undefined) {
      prepareFolder(config.dataFolder);
      enableCompileCache(join(config.dataFolder, 'compile-cache'));
    }
    const { serve } = await import('./serve.ts');
    const backend = await serve(config);
    // Now, and not at the end: a process that is killed has no end.
    flushCompileCache();
    return backend;
  } catch (error) {
    fail(explain(error, config), 1);
  }
}

const NO_ANSWER = ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'];
/** PostgreSQL's codes for an account, a database or a right that is not there, for no room, and for a server that stops. */
const REFUSED = /^(28|3D|42501|53|57)/;

/** Errors that somebody can do something about say what; the others bring their place in the code. */
function explain(error: unknown, { port, host, databaseUrl, dataFolder }: Config): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `PORT ${port} is already used on ${host}; set PORT to another one.`;
  if (code === 'EACCES' && 'syscall' in error && error.syscall === 'listen')
    return `PORT ${port} may not be used by this account.`;
  if (databaseUrl !== undefined && typeof code === 'string') {
    if (NO_ANSWER.includes(code)) return 'The database at DATABASE_URL does not answer.';
    if (REFUSED.test(code)) return `The database at DATABASE_URL refuses: ${error.message}.`;
  }
  if (sqliteFault(error) !== undefined) return `The database in ${dataFolder} cannot be used: ${error.message}.`;
  return error instanceof OperatorError ? error.message : `Relais failed: ${error.stack ?? error.message}`;
}

function describe(config: Config, { url }: Backend): string {
  // A folder of data that the pages read is served like them, and is no page to open.
  const pages = config.sites.filter(({ folder }) => existsSync(join(folder, 'index.html')));
  const sites = pages.map(({ path }) => `  site      ${url}${path}`);
  const kit = config.kitFolder === undefined ? [] : [`  kit       ${url}/kit/relais.js`];
  const database = config.databaseUrl === undefined ? `SQLite in ${config.dataFolder}` : 'PostgreSQL';
  return [
    'Relais is ready.',
    ...sites,
    ...kit,
    `  API       ${url}/openapi.json`,
    `  database  ${database}`,
    `  mail      ${describeMail(config)}`,
    `  MSSanté   ${config.secureMail ? `sent from ${config.secureMail.from}` : 'none: letters are taken and sent by hand (MSSANTE_SMTP_URL is not set)'}`,
    ...(config.signIn ? [`  sign-in   ${config.signIn.publicUrl}/auth/sign-in, at ${config.signIn.issuer}`] : []),
  ].join('\n');
}

function describeMail({ smtp, publicUrl, port }: Config): string {
  if (!smtp) return 'none (SMTP_URL is not set)';
  return publicUrl === undefined
    ? `sent, with links to http://localhost:${port} (RELAIS_PUBLIC_URL is not set)`
    : `sent, with links to ${publicUrl}`;
}

/** The first signal stops the backend when it has finished what it does, the second at once. */
function stopOnSignals(backend: Backend): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    backend.close().then(
      () => process.exit(0),
      (error: unknown) => fail(explain(error, config), 1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  fail(`Relais runs on Node ${OLDEST_NODE} or later; this is Node ${process.versions.node}.`, 1);
}
const config = configure();
const backend = await start(config);
stopOnSignals(backend);
process.stdout.write(`${describe(config, backend)}\n`);
