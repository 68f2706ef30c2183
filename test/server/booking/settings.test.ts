import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Problem, StructureInfo } from '@relais/model';
import { bearer, createBookingRequest, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { createSettings } from '../support/territory.ts';

const AFTERNOON = { from: '2026-11-09T12:00:00Z', to: '2026-11-09T16:00:00Z' };

describeEngines('settings of booking', (engine) => {
  let backend: TestBackend;
  let coordinator: Record<string, string>;
  before(async () => {
    backend = await openBackend(engine);
    coordinator = bearer(await backend.token('coordinator'));
  });
  after(() => backend.close());

  const shown = async () =>
    (await backend.call<StructureInfo>('GET', '?language=en')).body.reasons.map(({ label }) => label);

  it('are those of the structure until booking has its own, and can be changed and put back', async () => {
    const before = await backend.call('GET', '/settings/booking', undefined, coordinator);
    assert.deepEqual(before.body, { formatVersion: 'relais-booking/1', reasons: createSettings().reasons });
    const reasons = [{ code: 'rash', label: { fr: 'Éruption', en: 'Rash' } }];
    const changed = await backend.call(
      'PUT',
      '/settings/booking',
      { ...(before.body as object), reasons },
      coordinator,
    );
    assert.equal(changed.status, 204);
    assert.deepEqual(await shown(), ['Rash']);
    const { body: hold } = await backend.hold(AFTERNOON);
    const old = createBookingRequest(hold.token);
    assert.equal((await backend.call<Problem>('POST', '/bookings', old)).body.code, 'invalid-request');
    assert.equal((await backend.call('POST', '/bookings', { ...old, reason: 'rash' })).status, 201);
  });

  it('are refused without a reason, or with a member there is none of, and stay as they were', async () => {
    const before = await shown();
    for (const [change, path] of [
      [{ reasons: [] }, 'reasons'],
      [{ reason: [] }, 'reason'],
    ] as const) {
      const body = { formatVersion: 'relais-booking/1', reasons: createSettings().reasons, ...change };
      const answer = await backend.call<Problem>('PUT', '/settings/booking', body, coordinator);
      assert.deepEqual([answer.status, answer.body.code], [400, 'invalid-request']);
      assert.equal((answer.body.faults as { path: string }[])[0]?.path, path);
    }
    assert.deepEqual(await shown(), before);
  });
});
