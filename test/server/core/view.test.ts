import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { StructureViews } from '../../../packages/server/src/core/view.ts';
import { openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';
import { occupiedSeats, territoryDocument } from '../../../packages/server/src/scheduling/index.ts';

const seat = { practiceId: 'north', start: '2026-11-09T08:00:00Z' };
const TABLES = ['hold', 'seat', 'ledger_entry', 'ledger', 'idempotency'] as const;

describeEngines('a database that has gone back in time', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine);
  });
  after(() => backend.close());

  /** As after the promotion of a replica that had not yet received what the work does. */
  async function undo(work: () => Promise<void>): Promise<void> {
    const { db } = backend.store;
    const head = await db.selectFrom('structure').selectAll().executeTakeFirstOrThrow();
    await work();
    for (const table of TABLES) await db.deleteFrom(table).execute();
    await db.deleteFrom('event').where('sequence', '>', head.sequence).execute();
    await db.updateTable('structure').set({ sequence: head.sequence, hash: head.hash }).execute();
  }

  it('is believed by a writer, not what was seen before it went back', async () => {
    await undo(async () => assert.equal((await backend.hold(seat)).status, 201));
    const { store, context } = backend;
    const view = await store.write(STRUCTURE, (group) =>
      context.views.readLocked(group.trx, group.lockedHead(STRUCTURE)),
    );
    const head = await store.db.selectFrom('structure').selectAll().executeTakeFirstOrThrow();
    assert.equal(view.sequence, head.sequence);
    assert.equal(view.of(occupiedSeats).taken(backend.clock.now)(seat.practiceId, Date.parse(seat.start)), 0);
    assert.equal((await context.views.read(STRUCTURE))?.sequence, head.sequence);
  });

  it('is believed by a reader, who then sees what is written', async () => {
    await undo(async () => assert.equal((await backend.hold(seat)).status, 201));
    assert.equal((await backend.hold(seat)).status, 201);
    assert.equal(await backend.left(seat), 0);
    assert.equal((await backend.hold(seat)).body.code, 'slot-taken');
  });
});

describeEngines('many who read what another backend has written', (engine) => {
  let backend: TestBackend;
  /** What another backend on the same database knows. */
  let views: StructureViews;
  before(async () => {
    backend = await openBackend(engine);
    views = new StructureViews(backend.store, [occupiedSeats]);
  });
  after(() => backend.close());

  const readTogether = () => Promise.all(Array.from({ length: 20 }, () => views.read(STRUCTURE)));

  it('all see what was written before they asked', async () => {
    await readTogether();
    for (const start of ['2026-11-09T08:00:00Z', '2026-11-09T08:15:00Z']) {
      assert.equal((await backend.hold({ ...seat, start })).status, 201);
      for (const view of await readTogether()) {
        assert.equal(view?.of(occupiedSeats).taken(backend.clock.now)(seat.practiceId, Date.parse(start)), 1);
      }
    }
  });

  it('see the seats as they are though a row of the log can no longer be read', async () => {
    const start = '2026-11-09T08:45:00Z';
    await readTogether();
    assert.equal((await backend.hold({ ...seat, start })).status, 201);
    const { db } = backend.store;
    await db.updateTable('event').set({ data: '{"hold":7}' }).where('type', '=', 'hold.created').execute();
    for (const view of await readTogether()) {
      assert.equal(view?.of(occupiedSeats).taken(backend.clock.now)(seat.practiceId, Date.parse(start)), 1);
    }
  });

  it('all see documents imported meanwhile', async () => {
    await readTogether();
    await backend.change({
      rules: { minNoticeMinutes: 0, maxHorizonDays: 3, holdSeconds: 77, maxActiveBookingsPerPerson: 1 },
    });
    for (const view of await readTogether()) assert.equal(view?.documents.of(territoryDocument)?.rules.holdSeconds, 77);
  });

  it('are answered although the rows of the log are gone', async () => {
    await readTogether();
    const { db } = backend.store;
    assert.equal((await backend.hold({ ...seat, start: '2026-11-09T08:30:00Z' })).status, 201);
    const { sequence } = await db.selectFrom('structure').select('sequence').executeTakeFirstOrThrow();
    await db.deleteFrom('event').where('sequence', '=', sequence).execute();
    for (const view of await readTogether()) {
      assert.equal(view?.sequence, sequence);
      assert.equal(
        view.of(occupiedSeats).taken(backend.clock.now)(seat.practiceId, Date.parse('2026-11-09T08:30:00Z')),
        1,
      );
    }
  });
});
