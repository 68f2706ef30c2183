import { OperatorError } from '../core/operator-error.ts';
import { RefusedError, UsageError } from './terminal.ts';
import type { Command, Terminal } from './terminal.ts';

interface Entry {
  readonly summary: string;
  /** Loaded when asked for: listing slots should not wait for a database driver. */
  readonly load: () => Promise<Command>;
}

const commands = new Map<string, Entry>([
  ['serve', { summary: 'run the backend', load: async () => (await import('./commands/serve.ts')).serve }],
  [
    'migrate',
    { summary: 'bring the database up to date', load: async () => (await import('./commands/migrate.ts')).migrate },
  ],
  [
    'import',
    {
      summary: 'import a territory, a structure’s settings or a severity checklist',
      load: async () => (await import('./commands/import.ts')).importFile,
    },
  ],
  [
    'backup',
    {
      summary: 'copy the embedded database while it runs',
      load: async () => (await import('./commands/backup.ts')).backup,
    },
  ],
  [
    'restore',
    {
      summary: 'put a backup in the place of the embedded database',
      load: async () => (await import('./commands/restore.ts')).restoreFile,
    },
  ],
  [
    'slots',
    { summary: 'list the slots of a territory file', load: async () => (await import('./commands/slots.ts')).slots },
  ],
  [
    'check-form',
    {
      summary: 'say what is wrong with a questionnaire, and what would mend it',
      load: async () => (await import('./commands/check-form.ts')).checkFormFile,
    },
  ],
  [
    'check-protocol',
    {
      summary: 'prove a protocol, or say what is wrong with it',
      load: async () => (await import('./commands/check-protocol.ts')).checkProtocolFile,
    },
  ],
  [
    'take-plan',
    {
      summary: 'take a PlanDefinition of other software over, as far as it can be',
      load: async () => (await import('./commands/take-plan.ts')).takePlanFile,
    },
  ],
  [
    'verify-consent',
    {
      summary: 'check a file of proofs of consent, and with a printed code',
      load: async () => (await import('./commands/verify-consent.ts')).verifyConsentCommand,
    },
  ],
  ['token', { summary: 'sign a development token', load: async () => (await import('./commands/token.ts')).token }],
  [
    'verify-log',
    {
      summary: 'check the log, and bookings, seats and ledger against it',
      load: async () => (await import('./commands/verify-log.ts')).verify,
    },
  ],
  [
    'rebuild-indicators',
    {
      summary: 'count all figures anew from the log',
      load: async () => (await import('./commands/rebuild-indicators.ts')).rebuildIndicators,
    },
  ],
  [
    'demo-year',
    {
      summary: 'have the demonstration work for a year, so that figures show something',
      load: async () => (await import('./commands/demo-year.ts')).demoYear,
    },
  ],
  [
    'anchor',
    {
      summary: 'print where the log stands, to be kept elsewhere and checked later',
      load: async () => (await import('./commands/anchor.ts')).anchor,
    },
  ],
  [
    'export',
    {
      summary: 'print a structure’s log, documents and ledger, without any name; or verify exported figures',
      load: async () => (await import('./commands/export.ts')).exportStructure,
    },
  ],
]);

const HELP = `relais COMMAND

${[...commands].map(([name, { summary }]) => `  ${name.padEnd(19)} ${summary}`).join('\n')}

relais COMMAND --help says more of each. JSON goes to standard output, messages to standard error.
Ends with 0, with 1 when the answer is no, with 2 when used wrongly.
`;

/**
 * Runs one command line, without the word `relais`.
 * @returns 0 done, 1 answered no, 2 used wrongly
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name = '--help', ...rest] = args;
  try {
    if (name === '--help' || name === 'help') return await printHelp(rest[0], terminal);
    if (rest.includes('--help')) return await printHelp(name, terminal);
    return await (await find(name)).run(rest, terminal);
  } catch (error) {
    return await report(error, name, terminal);
  }
}

/** Help that was asked for is an answer, and goes where answers go. */
async function printHelp(name: string | undefined, terminal: Terminal): Promise<number> {
  await terminal.write(name === undefined ? HELP : `${(await find(name)).help}\n`);
  return 0;
}

async function find(name: string): Promise<Command> {
  const entry = commands.get(name);
  if (!entry) throw new UsageError(`There is no command ${name}. relais --help lists them.`);
  return await entry.load();
}

async function report(error: unknown, name: string, terminal: Terminal): Promise<number> {
  if (error instanceof UsageError) {
    const usage = (await commands.get(name)?.load())?.help.split('\n')[0];
    terminal.say(usage === undefined ? error.message : `${error.message}\nUsage: ${usage}`);
    return 2;
  }
  if (error instanceof RefusedError || error instanceof OperatorError) {
    terminal.say(error.message);
    return 1;
  }
  throw error;
}
