import { bringUp } from '../../core/db/check.ts';
import { rebuildFigures } from '../../indicators/index.ts';
import type { RebuiltFigures } from '../../indicators/index.ts';
import { readArguments } from '../arguments.ts';
import { configure, withStore } from '../backend.ts';
import { RefusedError, UsageError, writeJson } from '../terminal.ts';
import type { Command } from '../terminal.ts';

export const rebuildIndicators: Command = {
  help: `relais rebuild-indicators [STRUCTURE]

Counts everything anew from the whole log of one structure, or of all, puts it in the place of what figures were made of, and says how much
of that was otherwise. Ends with 1 when anything was. The embedded database must not be in use.`,

  async run(args, terminal) {
    const { rest } = readArguments(args, []);
    if (rest.length > 1) throw new UsageError(`One STRUCTURE at a time: ${rest.slice(1).join(' ')} is too much.`);
    const rebuilt = await withStore(configure(terminal), {}, async (store) => {
      await bringUp(store);
      const rows = await store.db.selectFrom('structure').select('structure_id').orderBy('structure_id').execute();
      const ids = rows.map(({ structure_id: id }) => id).filter((id) => rest[0] === undefined || id === rest[0]);
      if (rest[0] !== undefined && ids.length === 0) throw new RefusedError(`There is no structure ${rest[0]}.`);
      const done: RebuiltFigures[] = [];
      for (const id of ids) done.push(await rebuildFigures(store, id));
      return done;
    });
    const ok = rebuilt.every(({ differences }) => differences === 0);
    await writeJson(terminal, { ok, structures: rebuilt });
    for (const { structureId, differences } of rebuilt) {
      if (differences > 0) terminal.say(`${structureId}: ${differences} records were not as the log makes them.`);
    }
    return ok ? 0 : 1;
  },
};
