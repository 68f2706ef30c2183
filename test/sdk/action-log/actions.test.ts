import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDeclaring, listActions } from '@relais/sdk/action-log';
import { createDevice } from '../support/device.ts';

const screening = {
  kind: 'prevention',
  mission: 'prevention',
  on: '2026-11-02',
  title: 'Dépistage',
  reached: 12,
} as const;

describe('actions that are declared', () => {
  it('are kept once when said again after a lost answer, and twice when they are two', async (test) => {
    const device = await createDevice(test);
    const { network, backend } = device;
    const client = device.load({ getToken: () => backend.token('coordinator') });
    const declare = createDeclaring(client);
    const titles = async () =>
      (await listActions(client, { from: '2026-01-01', to: '2026-12-31' })).actions.map(({ title }) => title);
    network.always('answer lost');
    await assert.rejects(declare(screening));
    network.always(undefined);
    await declare(screening);
    assert.deepEqual(await titles(), ['Dépistage']);
    await declare(screening);
    assert.deepEqual(await titles(), ['Dépistage', 'Dépistage']);
  });
});
