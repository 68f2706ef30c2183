import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { findHead } from '../../packages/server/src/core/db/store.ts';
import { assertChain, openBackend } from '../server/support/backend.ts';
import type { TestBackend } from '../server/support/backend.ts';
import { describePostgres } from '../server/support/engines.ts';
import type { EmptyDatabase } from '../server/support/engines.ts';
import { MONDAY_8H, STRUCTURE } from '../server/support/territory.ts';
import { assertBookings, runTraffic } from './traffic.ts';
import { createWideTerritory, WIDE_WINDOW } from './wide-territory.ts';

describePostgres('two backends that are given the same requests', (engine) => {
  let database: EmptyDatabase;
  let backends: TestBackend[];
  const standing = new Set<string>();

  before(async () => {
    database = await engine.createDatabase();
    const clock = { now: MONDAY_8H };
    const open = () => openBackend(engine, { database, clock, territory: createWideTerritory() });
    backends = [await open(), await open()];
  });
  after(() => Promise.all(backends.map((backend) => backend.close())));

  for (const doubled of [2, 50, 100]) {
    it(`answer each once and keep the chain whole, ${doubled} of a hundred doubled`, async () => {
      const report = await runTraffic({ backends, people: 20, visits: 9, doubled, window: WIDE_WINDOW });
      assert.deepEqual(
        Object.keys(report.statuses).filter((status) => Number(status) >= 500),
        [],
        JSON.stringify(report.statuses),
      );
      report.standing.forEach((id) => standing.add(id));
      await assertBookings(backends[0]!, { ...report, standing });
      await assertChain(backends[0]!.store);
      assert.deepEqual(await backends[0]!.list(), await backends[1]!.list());
      const { sequence } = (await findHead(backends[0]!.store.db, STRUCTURE))!;
      assert.ok(sequence > 400, `${sequence} events`);
    });
  }
});
