import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';

const seat = { practiceId: 'north', start: '2026-11-09T08:00:00Z' };
const TABLES = ['hold', 'seat', 'ledger_entry', 'ledger', 'idempotency'] as const;

describeEngines('a database that has gone back in time', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine);
  });
  after(() => backend.close());

  it('is believed, not what was seen before it went back', async () => {
    const { db } = backend.store;
    const head = await db.selectFrom('structure').selectAll().executeTakeFirstOrThrow();
    assert.equal((await backend.hold(seat)).status, 201);
    // As after the promotion of a replica that had not yet received the hold.
    for (const table of TABLES) await db.deleteFrom(table).execute();
    await db.deleteFrom('event').where('sequence', '>', head.sequence).execute();
    await db.updateTable('structure').set({ sequence: head.sequence, hash: head.hash }).execute();

    assert.equal((await backend.hold(seat)).status, 201);
    assert.equal(await backend.left(seat), 0);
    assert.equal((await backend.hold(seat)).body.code, 'slot-taken');
  });
});
