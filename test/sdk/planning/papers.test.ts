import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createClient, memoryStorage, RelaisError } from '@relais/sdk';
import { createPlanning } from '@relais/sdk/planning';
import { createStationery } from '../../../packages/server/src/core/print/node-stationery.ts';
import { openBackend } from '../../server/support/backend.ts';
import type { TestBackend } from '../../server/support/backend.ts';
import { sqlite } from '../../server/support/engines.ts';
import { readPdf } from '../../server/support/read-pdf.ts';
import { STRUCTURE } from '../../server/support/territory.ts';
import { createQuickSleep } from '../support/clock.ts';

describe('the launch papers of a client’s structure', () => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(sqlite, { surroundings: { stationery: createStationery() } });
  });
  after(() => backend.close());

  const clientOf = (
    getToken: () => Promise<string>,
    fetch: (request: Request) => Promise<Response>,
    language: 'fr' | 'en' = 'fr',
  ) =>
    createClient({
      api: 'http://relais.test',
      ...{ structure: STRUCTURE, language, getToken, fetch },
      storage: memoryStorage(),
      sleep: createQuickSleep().sleep,
    });
  const planningOf = (role: 'secretary' | 'dispatcher', language: 'fr' | 'en' = 'fr') => {
    const fetch = async (request: Request) => backend.app.fetch(request);
    return createPlanning(clientOf(() => backend.token(role), fetch, language));
  };
  const wordsOf = (bytes: Uint8Array) => readPdf(bytes).tagged.map(({ text }) => text.trim());

  it('are printed for a secretary in the language of the client, or another', async () => {
    const planning = planningOf('secretary', 'en');
    assert.ok(wordsOf(await planning.printPaper('sheet')).includes('Thirty minutes to begin'));
    const french = await planning.printPaper('poster', { language: 'fr' });
    assert.ok(wordsOf(french).includes('Demander un rendez-vous'));
  });

  it('say what they cannot say yet', async () => {
    assert.deepEqual(await planningOf('secretary').paperGaps(), {
      poster: ['checklist-draft'],
      sheet: ['checklist-draft', 'no-desk-settings', 'no-visit-settings'],
    });
  });

  it('are refused by a server that prints nothing, and not called out of reach', async () => {
    const bare = await openBackend(sqlite);
    const fetch = async (request: Request) => bare.app.fetch(request);
    try {
      await assert.rejects(
        createPlanning(clientOf(() => bare.token('secretary'), fetch)).printPaper('poster'),
        (error) => error instanceof RelaisError && error.code === 'papers-not-printable' && error.status === 501,
      );
    } finally {
      await bare.close();
    }
  });

  it('are for nobody who regulates calls', async () => {
    await assert.rejects(
      planningOf('dispatcher').printPaper('poster'),
      (error) => error instanceof RelaisError && error.code === 'forbidden',
    );
  });
});
