import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, it } from 'node:test';
import type {
  CallbackList,
  DeskSettings,
  LeftRequest,
  PatientRequest,
  PatientRequestView,
  RequestService,
} from '@relais/model';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { requestMail } from '../../../packages/server/src/patient-request/index.ts';
import { createLimits } from '../../../packages/server/src/core/limits/limits.ts';
import { assertChain, bearer, openBackend, SECRET } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import { MONDAY_8H, STRUCTURE } from '../support/territory.ts';

const HOUR = 3_600_000;

const taken: DeskSettings['patientRequests'] = {
  hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
  ...{ class: 'c', phone: '04 65 71 12 34', page: 'https://vallon.example/rappel' },
};

describeEngines('requests that patients leave by themselves', (engine) => {
  let backend: TestBackend;
  let secretary: Record<string, string>;
  before(async () => {
    backend = await openBackend(engine, { sendsMail: true });
    secretary = bearer(await backend.token('secretary'));
  });
  beforeEach(async () => {
    backend.clock.now = MONDAY_8H;
    await settle({ patientRequests: taken });
  });
  after(() => backend.close());

  const settle = (changes: Partial<DeskSettings>) =>
    importDocument(backend.context, createDeskSettings(changes), 'test', STRUCTURE);
  const write = (changes: Partial<PatientRequest> = {}): PatientRequest => ({
    ...{ id: randomUUID(), reason: 'cough', familyName: 'Essai', givenName: 'Ada', phone: '06 39 98 12 34' },
    checklistRun: { version: '1', yes: [], answeredAt: '2026-11-09T06:59:00Z' },
    ...changes,
  });
  const send = (body: PatientRequest | object, headers?: Record<string, string>) =>
    backend.call<OrProblem<LeftRequest>>('POST', '/patient-requests', body, headers);
  const leave = async (changes: Partial<PatientRequest> = {}) => {
    const { status, body } = await send(write(changes));
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  const read = ({ id, token }: LeftRequest) =>
    backend.call<OrProblem<PatientRequestView>>('GET', `/patient-requests/${id}`, undefined, bearer(token));
  const withdraw = ({ id, token }: LeftRequest) =>
    backend.call<OrProblem<PatientRequestView>>(
      ...(['POST', `/patient-requests/${id}/withdrawal`, undefined, bearer(token)] as const),
    );
  const board = async (query = '') =>
    (await backend.call<CallbackList>('GET', `/callbacks${query}`, undefined, secretary)).body.callbacks;
  const service = async () => (await backend.call<RequestService>('GET', '/patient-request-service')).body;
  const act = (id: string, revision: number, action: object) =>
    backend.call<OrProblem<object>>('POST', `/callbacks/${id}/actions`, { revision, ...action }, secretary);

  it('stand on the board as the patient’s own, in the class of such requests', async () => {
    const left = await leave({ email: 'ada@exemple.fr' });
    assert.equal(left.state, 'waiting');
    const [entry] = (await board()).filter(({ id }) => id === left.id);
    assert.deepEqual(
      [entry?.isOwn, entry?.entryPoint, entry?.class, entry?.phone, entry?.familyName, entry?.reason],
      [true, 'patient', 'c', '+33639981234', 'Essai', 'cough'],
    );
    await backend.call('POST', '/callbacks', { ...desked(), entryPoint: 'patient' }, secretary);
    assert.equal((await board()).filter(({ isOwn }) => isOwn).length, 1);
  });

  it('have the class the checklist gives and no other, and none at all for a sign of the 15', async () => {
    const grave = { version: '1', yes: ['worse'], answeredAt: '2026-11-09T06:59:00Z' };
    const { id } = await leave({ checklistRun: grave });
    assert.equal((await board()).find((entry) => entry.id === id)?.class, 'a');
    const red = await send(write({ checklistRun: { ...grave, yes: ['chest', 'worse'] } }));
    assert.deepEqual([red.status, red.body.code], [422, 'checklist-blocks-booking']);
    const old = await send(write({ checklistRun: { ...grave, version: '0' } }));
    assert.deepEqual([old.status, old.body.code], [409, 'checklist-outdated']);
    const urgent = await send({ ...write(), class: 'a' });
    assert.deepEqual([urgent.status, urgent.body.code], [400, 'invalid-request'], 'nobody chooses a class');
  });

  it('are one however often it is pressed, and are nobody else’s', async () => {
    const body = write();
    const key = { 'idempotency-key': '"pressed-twice"' };
    const before = (await board()).length;
    const [one, two] = await Promise.all([send(body, key), send(body, key)]);
    assert.ok([one, two].some(({ status }) => status === 201));
    // After a reload it comes with another key.
    const again = await send(body);
    assert.deepEqual([again.status, again.body.id], [201, body.id]);
    assert.equal((await read(again.body)).status, 200);
    assert.equal((await board()).length, before + 1);
    const other = await send({ ...body, phone: '06 39 98 00 00' });
    assert.deepEqual([other.status, other.body.code], [409, 'callback-known']);
    assert.equal(other.body.token, undefined);
    const entry = desked();
    await backend.call('POST', '/callbacks', entry, secretary);
    assert.equal((await send(write({ id: entry.id, phone: entry.phone }))).body.code, 'callback-known');
  });

  it('are shown and taken back by their link alone', async () => {
    const left = await leave();
    assert.equal((await read({ ...left, token: 'rl_wrong' })).status, 403);
    const entry = desked();
    await backend.call('POST', '/callbacks', entry, secretary);
    const token = backend.context.secrets.token('patient-request', STRUCTURE, entry.id);
    assert.equal((await read({ ...left, id: entry.id, token })).status, 403, 'what the desk wrote down has no link');
    assert.equal((await withdraw(left)).body.state, 'withdrawn');
    assert.equal((await withdraw(left)).body.state, 'withdrawn', 'again, it gives the same');
    assert.equal((await read(left)).body.state, 'withdrawn');
    assert.equal(
      (await board()).some(({ id }) => id === left.id),
      false,
    );
    const closed = (await board('?status=closed')).find(({ id }) => id === left.id);
    assert.equal(closed?.outcome, 'withdrawn');
    await assertChain(backend.store);
  });

  it('are taken back even while somebody calls, and not once they are dealt with', async () => {
    const left = await leave();
    await act(left.id, 1, { kind: 'claim' });
    assert.equal((await read(left)).body.state, 'calling');
    assert.equal((await withdraw(left)).status, 200);
    const late = await act(left.id, 2, { kind: 'advised' });
    assert.deepEqual([late.status, late.body.code], [409, 'callback-closed']);
    const done = await leave();
    await act(done.id, 1, { kind: 'claim' });
    await act(done.id, 2, { kind: 'duplicate' });
    assert.equal((await read(done)).body.state, 'ended');
    assert.deepEqual([(await withdraw(done)).body.code], ['callback-closed']);
    assert.equal((await board('?status=closed')).find(({ id }) => id === done.id)?.outcome, 'duplicate');
    await assertChain(backend.store);
  });

  it('are taken in the hours of the service alone, and say when they are taken again', async () => {
    assert.deepEqual(await service(), {
      ...{ now: '2026-11-09T07:00:00Z', phone: '04 65 71 12 34', state: 'open', closesAt: '2026-11-09T17:00:00Z' },
      targetMinutes: 480,
      windows: [
        { from: '2026-11-09T07:00:00Z', to: '2026-11-09T12:00:00Z' },
        { from: '2026-11-09T12:00:00Z', to: '2026-11-09T17:00:00Z' },
        { from: '2026-11-10T07:00:00Z', to: '2026-11-10T12:00:00Z' },
        { from: '2026-11-10T12:00:00Z', to: '2026-11-10T17:00:00Z' },
        // 11 November is a holiday.
        { from: '2026-11-12T07:00:00Z', to: '2026-11-12T12:00:00Z' },
        { from: '2026-11-12T12:00:00Z', to: '2026-11-12T17:00:00Z' },
      ],
    });
    // Tuesday evening.
    backend.clock.now = Date.parse('2026-11-10T17:00:00Z');
    const closed = await service();
    assert.deepEqual([closed.state, closed.opensAt], ['outside-hours', '2026-11-12T07:00:00Z']);
    assert.equal((await send(write())).body.code, 'requests-closed');
    await settle({});
    assert.deepEqual([(await service()).state, (await send(write())).body.code], ['closed', 'requests-closed']);
  });

  it('are expected to be answered within the hours of the service, from when she can be reached', async () => {
    backend.clock.now = Date.parse('2026-11-09T15:00:00Z');
    const usual = await leave();
    // Eight hours: two on Monday, six on Tuesday from 8 h on.
    assert.equal(usual.expectedBy, '2026-11-10T13:00:00Z');
    const reachable = [{ from: '2026-11-10T12:00:00Z', to: '2026-11-10T17:00:00Z' }];
    assert.equal((await leave({ reachable, phone: '06 39 98 55 55' })).expectedBy, '2026-11-12T10:00:00Z');
  });

  it('are refused whole for what cannot be kept, with what is accepted', async () => {
    const before = (await board()).length;
    for (const wrong of [
      { reason: 'fever' },
      { phone: '12' },
      { familyName: '\u200b' },
      { givenName: '9' },
      { email: 'ada' },
      { reachable: [{ from: '2026-11-09T06:00:00Z', to: '2026-11-09T07:00:00Z' }] },
      { reachable: [{ from: '9999-11-09T06:00:00Z', to: '9999-12-09T07:00:00Z' }] },
      { reachable: [{ from: '2026-11-09T12:00:00Z', to: '2026-11-09T11:00:00Z' }] },
      { note: 'Douleur' },
    ]) {
      const { status, body } = await send({ ...write(), ...wrong });
      assert.deepEqual([status, body.code], [400, 'invalid-request'], JSON.stringify(wrong));
    }
    assert.equal((await board()).length, before);
  });

  it('are acknowledged by mail with their link, and with nothing of why', async () => {
    const { db } = backend.store;
    await db.deleteFrom('mail').execute();
    const left = await leave({ email: 'ada@exemple.fr', reason: 'wound' });
    await leave({ phone: '06 39 98 77 77' });
    const [mail, ...others] = await db.selectFrom('mail').selectAll().execute();
    assert.deepEqual([mail?.kind, mail?.recipient, others.length], ['patient-request.received', 'ada@exemple.fr', 0]);
    const compose = () => requestMail.compose(backend.context, mail!, { sender: 'a@b.example', recipient: '' });
    const { letter } = await compose();
    assert.ok(
      letter.text.includes(`https://vallon.example/rappel#relais-request=${STRUCTURE}.${left.id}.${left.token}`),
    );
    assert.ok(letter.text.includes('15') && letter.text.includes('114'));
    assert.ok(!/Plaie|Essai|Ada/.test(letter.text + letter.subject));
    await withdraw(left);
    await assert.rejects(compose, 'who has taken it back is told nothing any more');
  });

  it('leave room for what the desk writes down itself', async () => {
    const { db } = backend.store;
    const row = await db.selectFrom('callback').selectAll().where('status', '=', 'waiting').executeTakeFirstOrThrow();
    const rows = Array.from({ length: 1500 }, (_, index) => ({ ...row, id: `crowd-${String(index)}-000000000000` }));
    for (let at = 0; at < rows.length; at += 25)
      await db
        .insertInto('callback')
        .values(rows.slice(at, at + 25))
        .execute();
    const full = await send(write());
    assert.deepEqual([full.status, full.body.code], [409, 'queue-full']);
    assert.equal((await backend.call('POST', '/callbacks', desked(), secretary)).status, 201);
    await db.deleteFrom('callback').where('id', 'like', 'crowd-%').execute();
    await assertChain(backend.store);
  });

  it('are counted for a number: the fifth of a day is refused', async () => {
    const clock = { now: MONDAY_8H };
    const limits = createLimits({ store: 'memory', secret: SECRET, now: () => clock.now });
    const check = () =>
      limits.check('callback', {
        address: `2001:db8:${String(Math.random()).slice(2, 6)}::1`,
        contact: '+33639981234',
      });
    const verdicts = [];
    for (let index = 0; index < 4; index += 1) verdicts.push(await check());
    assert.deepEqual(
      verdicts.map(({ allowed }) => allowed),
      [true, true, false, false],
      'work is asked for from the third on',
    );
    clock.now += 25 * HOUR;
    assert.equal((await check()).allowed, true);
  });

  function desked() {
    return { id: randomUUID(), class: 'b', entryPoint: 'secretary', phone: '+33639981111' };
  }
});
