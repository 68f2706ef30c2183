import { bringUp } from '../../core/db/check.ts';
import { nothing, readArguments } from '../arguments.ts';
import { configure, withStore } from '../backend.ts';
import { writeJson } from '../terminal.ts';
import type { Command } from '../terminal.ts';

export const migrate: Command = {
  help: `relais migrate

Runs the migrations that have not run on the configured database. A backend does the same when it starts.`,

  async run(args, terminal) {
    nothing(readArguments(args, []).rest);
    const engine = await withStore(configure(terminal), {}, async (store) => {
      await bringUp(store);
      return store.engine;
    });
    await writeJson(terminal, { engine, migrated: true });
    return 0;
  },
};
