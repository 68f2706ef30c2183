import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ForbiddenError, InvalidRequestError } from '@relais/sdk';
import { createLoad } from '@relais/sdk/load';
import { territory } from '../support/backend.ts';
import { createDevice } from '../support/device.ts';

const practices = ['north', 'oaks'].map((id) => ({ id, siteId: 's1' }));
const openings = practices.map(({ id }) => ({ ...territory.openings[0]!, practiceId: id }));
const shared = { ...territory, practices, openings };

const correction = { to: 'north', from: 'oaks', bookings: 2, reason: 'Accord du bureau' };

describe('accounts of load', () => {
  it('are read whole, and corrected once when said again after a lost answer', async (test) => {
    const device = await createDevice(test);
    const { network, backend } = device;
    await backend.importTerritory(shared);
    const load = createLoad(device.load({ getToken: () => backend.token('coordinator') }));
    network.always('answer lost');
    await assert.rejects(load.correct(correction));
    network.always(undefined);
    await load.correct(correction);
    const { corrections } = await load.corrections();
    assert.deepEqual(
      corrections.map(({ moves, reason }) => [moves, reason]),
      [
        [
          [
            { practiceId: 'north', bookings: 2 },
            { practiceId: 'oaks', bookings: -2 },
          ],
          'Accord du bureau',
        ],
      ],
    );
    const { accounts, canCorrect } = await load.practices({ language: 'en' });
    assert.deepEqual([canCorrect, accounts[0]?.balance, accounts[1]?.corrected], [true, 2, -2]);
    assert.match(accounts[0]!.sentence, /By signed correction/);
    assert.deepEqual((await load.volunteers()).unnamed, { earned: 0, bookings: 0 });
    const { movements, next } = await load.movements({ practice: 'north' });
    assert.deepEqual([movements.map(({ kind }) => kind), next], [['correction'], undefined]);
    assert.equal((await load.course({ practice: 'north' })).weeks.at(-1)?.balance, 2);
    await load.correct(correction);
    assert.equal((await load.corrections()).corrections.length, 2, 'the same words later are another correction');
  });

  it('say why a correction is refused, or an account is not opened', async (test) => {
    const device = await createDevice(test);
    const { backend } = device;
    await backend.importTerritory(shared);
    const coordinator = createLoad(device.load({ getToken: () => backend.token('coordinator') }));
    await assert.rejects(coordinator.correct({ ...correction, to: 'oaks' }), InvalidRequestError);
    const secretary = createLoad(device.load({ getToken: () => backend.token('secretary') }));
    await assert.rejects(secretary.correct(correction), ForbiddenError);
    await assert.rejects(secretary.movements({ practice: 'north' }), ForbiddenError);
    assert.equal((await secretary.practices()).canCorrect, false);
  });
});
