import { backUp, secretFileOf } from '../../core/backup/backup.ts';
import { only, readArguments } from '../arguments.ts';
import { configure } from '../backend.ts';
import { refusePostgres } from '../postgres-tools.ts';
import { UsageError, writeJson } from '../terminal.ts';
import type { Command } from '../terminal.ts';

export const backup: Command = {
  help: `relais backup FILE [--with-secret]

Copies the embedded database into FILE, as it is at one moment, and checks the copy. The backend may be running. FILE must not be there yet.
  --with-secret  writes the secret too, into FILE.secret: without it the links of bookings do not open after a loss of the data
                 folder, with it the two files open every link: keep them as you keep keys
Patients' names are in FILE. A database on PostgreSQL is backed up with PostgreSQL's own tools.`,

  async run(args, terminal) {
    const { options, rest } = readArguments(args, [], ['with-secret']);
    const file = only(rest, 'FILE');
    const config = configure(terminal);
    refusePostgres(config);
    const withSecret = options['with-secret'] === true;
    if (withSecret && config.secret !== undefined) {
      throw new UsageError('The secret is in RELAIS_SECRET and in no file: --with-secret has nothing to copy.');
    }
    const done = await backUp(config.dataFolder, file, withSecret);
    await writeJson(terminal, done);
    terminal.say(
      withSecret
        ? `The secret is in ${secretFileOf(file)}. With it and the backup every link opens: keep both as you keep keys.`
        : 'The secret is not in the backup: keep it apart, or after a loss of the data folder no link opens.',
    );
    return 0;
  },
};
