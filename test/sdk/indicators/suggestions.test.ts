import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createClient, memoryStorage, RelaisError } from '@relais/sdk';
import { readFigureSuggestions } from '@relais/sdk/indicators';
import { openBackend } from '../../server/support/backend.ts';
import type { TestBackend } from '../../server/support/backend.ts';
import { sqlite } from '../../server/support/engines.ts';
import { STRUCTURE } from '../../server/support/territory.ts';
import { createQuickSleep } from '../support/clock.ts';

describe('what the figures of a client’s structure speak for', () => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(sqlite);
    backend.clock.now = Date.parse('2026-12-03T09:00:00Z');
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

  it('is nothing where nothing has happened, with the day from which there are years to compare', async () => {
    const { themes, season } = await readFigureSuggestions(clientOf('coordinator'));
    assert.deepEqual([themes, season.reasons], [[], []]);
    assert.deepEqual(season.weeks, { from: '2026-11-16', to: '2026-11-29' });
    assert.ok(season.comparableFrom !== undefined && season.comparableFrom > '2028-12-01');
  });

  it('is told to nobody of the desk', async () => {
    await assert.rejects(
      readFigureSuggestions(clientOf('secretary')),
      (error) => error instanceof RelaisError && error.code === 'forbidden',
    );
  });
});
