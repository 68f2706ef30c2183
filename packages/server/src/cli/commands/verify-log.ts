import { verifyLog } from '../../log/verify.ts';
import { nothing, readArguments } from '../arguments.ts';
import { configure, withStore } from '../backend.ts';
import { RefusedError, writeJson } from '../terminal.ts';
import type { Command } from '../terminal.ts';

export const verify: Command = {
  help: `relais verify-log [--structure ID]

Walks the log of one structure, or of all, and says where a row was changed, removed or put in. Ends with 1 when a chain does not
hold. The backend may be running.`,

  async run(args, terminal) {
    const { options, rest } = readArguments(args, ['structure']);
    nothing(rest);
    const result = await withStore(configure(terminal), { readOnly: true }, (store) =>
      verifyLog(store.db, options.structure),
    );
    if (options.structure !== undefined && result.structures.length === 0) {
      throw new RefusedError(`There is no structure ${options.structure}.`);
    }
    await writeJson(terminal, result);
    for (const { structureId, sequence, reason } of result.broken)
      terminal.say(`${structureId}: ${reason} at ${sequence}`);
    return result.ok ? 0 : 1;
  },
};
