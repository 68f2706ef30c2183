import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { openBackend } from '../../support/backend.ts';
import { describeEngines } from '../../support/engines.ts';
import { STRUCTURE } from '../../support/territory.ts';

describeEngines('the latest rows of one type', (engine) => {
  it('are found by an index, in their order, without a look through the log', async () => {
    const backend = await openBackend(engine);
    const latest = sql`select * from event where structure_id = ${STRUCTURE} and type = 'run.read' order by sequence desc limit 101`;
    const plan = await backend.store.db.transaction().execute(async (trx) => {
      // A table of a few rows is read whole by PostgreSQL unless it is told not to.
      if (engine.name === 'postgres') await sql`set local enable_seqscan = off`.execute(trx);
      const explain = engine.name === 'postgres' ? sql`explain` : sql`explain query plan`;
      return JSON.stringify((await sql`${explain} ${latest}`.execute(trx)).rows);
    });
    assert.match(plan, /event_type/);
    assert.doesNotMatch(plan, /sort|temp b-tree/i);
    await backend.close();
  });
});
