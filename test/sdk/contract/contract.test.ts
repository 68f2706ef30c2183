import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readContract, readPayment, saveContract } from '@relais/sdk/contract';
import { createDevice } from '../support/device.ts';

const contract = {
  formatVersion: 'relais-contract/1' as const,
  periods: [
    {
      ...({ from: '2026-01-01', to: '2026-12-31', size: 'from80000' } as const),
      missions: [
        {
          ...({ mission: 'prevention', fixed: 1_000_000, variable: 500_000 } as const),
          indicators: [{ indicator: 'ACI-V1', weight: 100, target: 4 }],
        },
      ],
    },
  ],
};

describe('a contract that is typed in', () => {
  it('is saved once when the answer was lost, and a second writer is told', async (test) => {
    const device = await createDevice(test);
    const { network, backend } = device;
    const client = device.load({ getToken: () => backend.token('coordinator') });
    network.always('answer lost');
    await assert.rejects(saveContract(client, { base: 0, contract }));
    network.always(undefined);
    assert.deepEqual(await saveContract(client, { base: 0, contract }), { version: 1 });
    await assert.rejects(saveContract(client, { base: 0, contract: { ...contract, periods: [] } }), {
      code: 'contract-changed',
    });
    const kept = await readContract(client);
    assert.deepEqual([kept.version, kept.contract], [1, contract]);
    assert.deepEqual((await readContract(client, 1)).contract, contract);
  });

  it('says what a period would bring, and that none holds on another day', async (test) => {
    const device = await createDevice(test);
    const client = device.load({ getToken: () => device.backend.token('coordinator') });
    await saveContract(client, { base: 0, contract });
    const { fixed, variable, missions } = await readPayment(client, '2026-03-01');
    assert.deepEqual([fixed, variable, missions.length], [1_000_000, 500_000, 1]);
    await assert.rejects(readPayment(client, '2031-03-01'), { code: 'contract-silent' });
  });
});
