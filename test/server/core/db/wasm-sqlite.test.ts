import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import initialize from '@sqlite.org/sqlite-wasm';
import { openWasmStore } from '../../../../packages/server/src/core/db/wasm-sqlite.ts';
import type { WasmSqlite } from '../../../../packages/server/src/core/db/wasm-sqlite.ts';

const sqlite = (await initialize()) as unknown as WasmSqlite;

describe('a database in the memory of a page', () => {
  it('is copied between the transactions of others, never in the middle of one', async () => {
    const { store, copy } = openWasmStore(sqlite);
    await store.migrate();
    const written = Promise.withResolvers<undefined>();
    const goOn = Promise.withResolvers<undefined>();
    const structure = (id: string) => ({ structure_id: id, sequence: 0, hash: '', created_at: 0 });
    const writing = store.append(async (trx) => {
      await trx.insertInto('structure').values(structure('first')).execute();
      written.resolve(undefined);
      await goOn.promise;
      await trx.insertInto('structure').values(structure('second')).execute();
    });
    await written.promise;
    const copying = copy();
    goOn.resolve(undefined);
    await writing;
    const { store: later } = openWasmStore(sqlite, await copying);
    const rows = await later.db.selectFrom('structure').select('structure_id as id').execute();
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['first', 'second'],
    );
    await Promise.all([store.close(), later.close()]);
  });
});
