import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createClient, memoryStorage, RelaisError } from '@relais/sdk';
import { writeActivityReport } from '@relais/sdk/indicators';
import { readReport } from '../../../packages/server/src/activity-report/index.ts';
import { createStationery } from '../../../packages/server/src/core/print/node-stationery.ts';
import { openBackend } from '../../server/support/backend.ts';
import type { TestBackend } from '../../server/support/backend.ts';
import { sqlite } from '../../server/support/engines.ts';
import { STRUCTURE } from '../../server/support/territory.ts';
import { createQuickSleep } from '../support/clock.ts';

describe('the activity report of a client’s structure', () => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(sqlite, { surroundings: { stationery: createStationery() } });
    backend.clock.now = Date.parse('2026-12-15T09:00:00Z');
  });
  after(() => backend.close());

  const clientOf = (role: 'coordinator' | 'secretary') =>
    createClient({
      api: 'http://relais.test',
      structure: STRUCTURE,
      storage: memoryStorage(),
      getToken: () => backend.token(role),
      fetch: async (request) => backend.app.fetch(request),
      sleep: createQuickSleep().sleep,
    });

  it('is a document of the year that was asked for', async () => {
    const bytes = await writeActivityReport(clientOf('coordinator'), { year: 2026 });
    const read = readReport(bytes);
    assert.deepEqual([read?.report.year, read?.missing, read?.added], [2026, [], []]);
  });

  it('is written for nobody of the desk', async () => {
    await assert.rejects(
      writeActivityReport(clientOf('secretary'), { year: 2026 }),
      (error) => error instanceof RelaisError && error.code === 'forbidden',
    );
  });
});
