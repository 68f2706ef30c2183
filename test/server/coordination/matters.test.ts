import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import type { MatterList } from '@relais/model';
import { checkLogs } from '../../../packages/server/src/coordination/log-check.ts';
import { bearer, bookSeat, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

const DAY_MS = 86_400_000;

describeEngines('what needs a person today', (engine) => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await openBackend(engine);
  });
  afterEach(() => backend.close());

  const look = async (role: 'coordinator' | 'structureAdmin' | 'secretary' | 'slotProvider' = 'coordinator') =>
    backend.call<MatterList>('GET', '/matters', undefined, bearer(await backend.token(role)));
  const kinds = async () => (await look()).body.matters.map(({ kind, count }) => `${kind} ${count}`);

  it('is nothing on a quiet day, and is told to those who answer for the structure alone', async () => {
    assert.deepEqual((await look()).body, { now: '2026-11-09T07:00:00Z', matters: [] });
    assert.equal((await look('structureAdmin')).status, 200);
    for (const role of ['secretary', 'slotProvider'] as const) assert.equal((await look(role)).status, 403);
    assert.equal((await backend.call('GET', '/matters')).status, 401);
  });

  it('is patients to call, once the coordination has closed the hours they had booked', async () => {
    await bookSeat(backend, { practiceId: 'gate', start: '2026-11-09T13:15:00Z' });
    const coordinator = bearer(await backend.token('coordinator'));
    const { body: planning } = await backend.call<{ version: number; territory: { exceptions?: object[] } }>(
      'GET',
      '/planning',
      undefined,
      coordinator,
    );
    const territory = {
      ...planning.territory,
      exceptions: [{ type: 'closure', practiceId: 'gate', from: '2026-11-09' }],
    };
    const request = { base: planning.version, reason: 'Formation', territory };
    assert.equal((await backend.call('POST', '/planning/versions', request, coordinator)).status, 201);
    const { body } = await look();
    assert.deepEqual(body.matters, [{ kind: 'patientsToCall', count: 1, since: '2026-11-09T07:00:00Z' }]);
  });

  it('is mails that have failed in the last month, or have tried to leave for an hour', async () => {
    const mail = (id: string, state: 'queued' | 'failed' | 'sent', age: number, attempts: number) => ({
      ...{
        structure_id: STRUCTURE,
        id,
        kind: 'desk.escalation',
        subject: 'x',
        recipient: null,
        language: 'fr' as const,
      },
      ...{ sequence: 0, state, attempts, next_attempt_at: 0, created_at: backend.clock.now - age, sent_at: null },
      last_error_code: null,
    });
    const rows = [
      mail('a', 'failed', 2 * DAY_MS, 5),
      mail('b', 'failed', 40 * DAY_MS, 5),
      mail('c', 'queued', 2 * 3_600_000, 3),
      mail('d', 'queued', 60_000, 1),
      mail('e', 'queued', 2 * 3_600_000, 0),
      mail('f', 'sent', DAY_MS, 1),
    ];
    await backend.store.db.insertInto('mail').values(rows).execute();
    assert.deepEqual(await kinds(), ['mailsStuck 2']);
  });

  it('is a log that nobody has checked for a week, until its chain was walked', async () => {
    backend.clock.now += 8 * DAY_MS;
    assert.deepEqual(await kinds(), ['logUnchecked 1']);
    await checkLogs(backend.context);
    assert.deepEqual(await kinds(), []);
    backend.clock.now += 8 * DAY_MS;
    assert.deepEqual(await kinds(), ['logUnchecked 1']);
  });

  it('is a log whose chain does not hold, before all else, and until it does again', async () => {
    await bookSeat(backend, { practiceId: 'gate', start: '2026-11-09T13:15:00Z' });
    const { db } = backend.store;
    const change = (data: string) => db.updateTable('event').set({ data }).where('sequence', '=', 2).execute();
    const { data } = await db.selectFrom('event').select('data').where('sequence', '=', 2).executeTakeFirstOrThrow();
    await change('{"planning":7}');
    await checkLogs(backend.context);
    assert.deepEqual(await kinds(), ['logBroken 1']);
    await change(data);
    backend.clock.now += 7 * DAY_MS;
    await checkLogs(backend.context);
    assert.deepEqual(await kinds(), []);
  });

  it('walks a log once in six days, however often it looks', async () => {
    await checkLogs(backend.context);
    const when = async () =>
      (await backend.store.db.selectFrom('log_check').select('checked_at').executeTakeFirstOrThrow()).checked_at;
    const first = await when();
    backend.clock.now += 5 * DAY_MS;
    await checkLogs(backend.context);
    assert.equal(await when(), first);
    backend.clock.now += 2 * DAY_MS;
    await Promise.all([checkLogs(backend.context), checkLogs(backend.context)]);
    assert.equal(await when(), backend.clock.now);
  });
});
