import { createAnchors } from '../../core/log/anchor.ts';
import { readSecret } from '../../core/secret-file.ts';
import { nothing, readArguments } from '../arguments.ts';
import { configure, withStore } from '../backend.ts';
import { RefusedError } from '../terminal.ts';
import type { Command } from '../terminal.ts';

export const anchor: Command = {
  help: `relais anchor [--structure ID]

Prints where the log of one structure, or of each, stands: one line of JSON each, sealed under the server's secret. Kept where nobody who can
write in the database reaches it, it shows later whether the log was written anew: relais verify-log --anchor FILE. The backend may be running.`,

  async run(args, terminal) {
    const { options, rest } = readArguments(args, ['structure']);
    nothing(rest);
    const config = configure(terminal);
    const { structure: structureId } = options;
    const anchors = await withStore(config, { readOnly: true }, (store) =>
      createAnchors(store.db, readSecret(config), { now: Date.now(), structureId }),
    );
    if (structureId !== undefined && anchors.length === 0)
      throw new RefusedError(`There is no structure ${structureId}.`);
    for (const line of anchors) await terminal.write(`${JSON.stringify(line)}\n`);
    return 0;
  },
};
