import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createClient, memoryStorage, RelaisError } from '@relais/sdk';
import { checkExportFile, exportFigures } from '@relais/sdk/indicators';
import { figureCsv } from '@relais/sdk/indicators/files';
import { openBackend } from '../../server/support/backend.ts';
import type { TestBackend } from '../../server/support/backend.ts';
import { sqlite } from '../../server/support/engines.ts';
import { STRUCTURE } from '../../server/support/territory.ts';
import { createQuickSleep } from '../support/clock.ts';

describe('a file of figures that a client has', () => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(sqlite);
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

  it('is told intact as it was taken, and changed once it was', async () => {
    const client = clientOf('coordinator');
    const file = await exportFigures(client, { indicators: ['SNP-01'], from: '2026-10-01', to: '2026-10-31' });
    const table = figureCsv([file]);
    const check = (text: string) => checkExportFile(client, new TextEncoder().encode(text));
    const right = {
      kind: 'csv',
      exportId: file.exportId,
      sealed: true,
      inLog: true,
      isIntact: true,
      missing: [],
      added: [],
    };
    assert.deepEqual(await check(table), right);
    assert.equal((await check(table.replace('2026', '2025'))).isIntact, false);
  });

  it('is no export when it says nothing of one, and is nobody else’s to have looked at', async () => {
    const bytes = new Uint8Array(100_000).fill(65);
    const refused = (code: string) => (error: unknown) => error instanceof RelaisError && error.code === code;
    await assert.rejects(checkExportFile(clientOf('coordinator'), bytes), refused('invalid-request'));
    await assert.rejects(checkExportFile(clientOf('secretary'), bytes), refused('forbidden'));
  });
});
