import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { ForbiddenError, UnreachableError } from '@relais/sdk';
import type { Role } from '@relais/sdk';
import { createIntakes } from '@relais/sdk/intake';
import { createOpenNow } from '@relais/sdk/open-now';
import { createVisits } from '@relais/sdk/visit';
import { createDeskSettings } from '../../server/support/desk.ts';
import { clientOf, startBackend } from '../support/backend.ts';
import type { Backend } from '../support/backend.ts';
import { until } from '../support/live.ts';

const as = (backend: Backend, role: Role) => clientOf(backend, { getToken: () => backend.token(role) });

/** The dispatch sends somebody to the first seat of the morning, at ten. */
async function send(backend: Backend): Promise<string> {
  const intakes = createIntakes(as(backend, 'dispatcher'));
  const id = randomUUID();
  const { token } = await intakes.propose({ intake: id, slot: { practiceId: 'p1', start: '2026-11-09T09:00:00Z' } });
  const { booking } = await intakes.record({
    ...{ id, entryPoint: 'dispatcher', phone: '06 39 98 12 34', reason: 'fever' },
    regulated: { by: 'dispatchCentre' },
    person: { familyName: 'Énard', givenName: 'Ida', birthDate: '2001-02-03' },
    decision: { kind: 'seat', token },
  });
  return booking!.id;
}

describe('what is open now', () => {
  it('is read, and told live when somebody is sent and when they came', async (test) => {
    const backend = await startBackend(test);
    await backend.importDesk(createDeskSettings());
    const reader = createOpenNow(as(backend, 'dispatcher'));
    const { day, sites, sent, sequence } = await reader.read();
    assert.deepEqual(
      [day, sites.map(({ name, seats }) => [name, seats]), sent],
      ['later', [['Maison de santé', 0]], []],
    );
    let heard = 0;
    test.after(reader.subscribe({ onChange: () => (heard += 1) }, sequence));
    const booking = await send(backend);
    await until('the seat that was given', () => heard > 0);
    assert.deepEqual(
      (await reader.read()).sent.map(({ id, state, siteName }) => [id, state, siteName]),
      [[booking, 'awaited', 'Maison de santé']],
    );
    backend.clock.now = Date.parse('2026-11-09T09:05:00Z');
    const before = heard;
    const visits = createVisits(as(backend, 'secretary'));
    const [visit] = (await visits.list()).visits;
    await visits.act(visit!, { kind: 'arrived' });
    await until('that they came', () => heard > before);
    const now = await reader.read();
    assert.deepEqual([now.day, now.sent.map(({ state }) => state)], ['open', ['arrived']]);
  });

  it('is refused to others, and an answer that does not come is no empty day', async (test) => {
    const backend = await startBackend(test);
    const other = createOpenNow(as(backend, 'coordinator'));
    await assert.rejects(other.read(), ForbiddenError);
    let state = '';
    test.after(other.subscribe({ onChange: () => undefined, onState: (now) => (state = now) }));
    await until('the stream is refused', () => state === 'stopped');
    const cut = { ...backend, fetch: () => Promise.reject(new TypeError('cut')) };
    await assert.rejects(createOpenNow(as(cut, 'dispatcher')).read(), UnreachableError);
  });
});
