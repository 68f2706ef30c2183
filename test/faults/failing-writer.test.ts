import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { CompiledQuery } from 'kysely';
import { assertChain, openBackend } from '../server/support/backend.ts';
import type { TestBackend } from '../server/support/backend.ts';
import { describeEngines } from '../server/support/engines.ts';
import { assertBookings, runTraffic } from './traffic.ts';
import { createWideTerritory, WIDE_WINDOW } from './wide-territory.ts';

/** Every table a write may touch, from the first statement of a turn to the last of a group. */
const TABLES = [
  'seat',
  'ledger_entry',
  'hold',
  'booking',
  'checklist_run',
  'ledger',
  'idempotency',
  'event',
  'structure',
];
/** One statement in so many fails. */
const ONE_IN = 25;

describeEngines('a database that fails at random in the middle of a group', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine, { territory: createWideTerritory() });
  });
  after(() => backend.close());

  const run = (sql: string) => backend.store.db.executeQuery(CompiledQuery.raw(sql));

  async function breakTables(): Promise<void> {
    if (engine.name === 'postgres') {
      await run(`create function fail_at_random() returns trigger language plpgsql as $$ begin
        if random() < 1.0 / ${ONE_IN} then raise exception 'no space left on device' using errcode = '53100'; end if;
        return new; end $$`);
    }
    for (const table of TABLES) {
      for (const action of ['insert', 'update']) {
        await run(
          engine.name === 'postgres'
            ? `create trigger fail_${action} before ${action} on ${table} for each row execute function fail_at_random()`
            : `create trigger fail_${table}_${action} before ${action} on ${table} when abs(random()) % ${ONE_IN} = 0
               begin select raise(abort, 'fails at random'); end`,
        );
      }
    }
  }

  async function mendTables(): Promise<void> {
    for (const table of TABLES) {
      for (const action of ['insert', 'update']) {
        await run(
          engine.name === 'postgres'
            ? `drop trigger fail_${action} on ${table}`
            : `drop trigger fail_${table}_${action}`,
        );
      }
    }
  }

  it('loses no booking, makes none up and keeps the chain whole', async () => {
    await breakTables();
    const report = await runTraffic({ backends: [backend], people: 12, visits: 6, doubled: 10, window: WIDE_WINDOW });
    await mendTables();
    const failures = (report.statuses[500] ?? 0) + (report.statuses[503] ?? 0);
    assert.ok(failures > 10, `statements did fail: ${JSON.stringify(report.statuses)}`);
    // What fails for want of space says so; a trigger of SQLite can only fail as nothing known does.
    if (engine.name === 'postgres') assert.equal(report.statuses[500], undefined);
    assert.ok((report.statuses[201] ?? 0) > 50, 'and others were served meanwhile');
    await assertBookings(backend, report);
    await assertChain(backend.store);
  });

  it('serves everybody once it is mended', async () => {
    const { statuses } = await runTraffic({
      backends: [backend],
      people: 5,
      visits: 2,
      doubled: 0,
      window: WIDE_WINDOW,
    });
    assert.deepEqual(Object.keys(statuses).sort(), ['200', '201']);
    await assertChain(backend.store);
  });
});
