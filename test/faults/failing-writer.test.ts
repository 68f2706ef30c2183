import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { assertChain, openBackend } from '../server/support/backend.ts';
import type { TestBackend } from '../server/support/backend.ts';
import { describeEngines } from '../server/support/engines.ts';
import { breakTables } from './broken-tables.ts';
import { assertBookings, runTraffic } from './traffic.ts';
import { createWideTerritory, WIDE_WINDOW } from './wide-territory.ts';

describeEngines('a database that fails at random in the middle of a group', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine, { territory: createWideTerritory() });
  });
  after(() => backend.close());

  it('loses no booking, makes none up and keeps the chain whole', async () => {
    const mend = await breakTables(engine, backend.store);
    const report = await runTraffic({ backends: [backend], people: 12, visits: 6, doubled: 10, window: WIDE_WINDOW });
    await mend();
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
