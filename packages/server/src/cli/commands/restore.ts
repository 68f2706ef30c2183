import { restore } from '../../core/backup/restore.ts';
import type { Restored } from '../../core/backup/restore.ts';
import { subjects } from '../../subjects.ts';
import { only, readArguments } from '../arguments.ts';
import { configure } from '../backend.ts';
import { refusePostgres } from '../postgres-tools.ts';
import { UsageError, writeJson } from '../terminal.ts';
import type { Command } from '../terminal.ts';

export const restoreFile: Command = {
  help: `relais restore FILE [--with-secret] [--accept-broken-log]

Puts a backup in the place of the embedded database, once every page of it and the chains of its log have been checked. The backend must be
stopped. The database replaced stays in the data folder as relais.db.replaced-…, for you to remove: patients' names are in it.
  --with-secret        puts FILE.secret in the place of the data folder's secret too
  --accept-broken-log  restores a backup whose log does not hold, where no other backup is better
A database on PostgreSQL is restored with PostgreSQL's own tools.`,

  async run(args, terminal) {
    const { options, rest } = readArguments(args, [], ['with-secret', 'accept-broken-log']);
    const file = only(rest, 'FILE');
    const config = configure(terminal);
    refusePostgres(config);
    const withSecret = options['with-secret'] === true;
    if (withSecret && config.secret !== undefined) {
      throw new UsageError(
        'The secret is in RELAIS_SECRET: --with-secret would put one into the folder that nobody reads.',
      );
    }
    const { dataFolder: folder, secret } = config;
    const acceptBrokenLog = options['accept-broken-log'] === true;
    const fleeting = subjects.flatMap((subject) => subject.fleeting ?? []);
    const done = await restore({ folder, file, withSecret, acceptBrokenLog, secret, fleeting, now: Date.now() });
    await writeJson(terminal, done);
    for (const line of explain(done)) terminal.say(line);
    return 0;
  },
};

function explain({ replaced, links, broken, isRawCopy }: Restored): string[] {
  return [
    ...(replaced === null ? [] : [`The database that was there is now ${replaced}.`]),
    ...(isRawCopy ? ['FILE is a copy of the database’s file: what was in its write-ahead log is missing.'] : []),
    ...broken.map(({ structureId, sequence, reason }) => `${structureId}: ${reason} at ${sequence}`),
    ...(links === 'dead'
      ? ['The secret is not the one its links were made with: the backend will refuse to start.']
      : []),
    ...(links === 'secret-missing' ? ['There is no secret: put it back, or the backend will refuse to start.'] : []),
  ];
}
