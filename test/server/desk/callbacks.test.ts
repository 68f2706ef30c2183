import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import type { Callback, CallbackList, CallbackReceipt, CallbackRequest, Problem } from '@relais/model';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { assertChain, bearer, openBackend } from '../support/backend.ts';
import type { Answer, OrProblem, TestBackend } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import { followEvents } from '../support/event-reader.ts';
import { STRUCTURE } from '../support/territory.ts';

type Faulty = Problem & { readonly faults: readonly { readonly path: string }[] };
type Headers = Record<string, string>;

const minute = 60_000;

describeEngines('the call-back list', (engine) => {
  let backend: TestBackend;
  let secretary: Headers;
  let dispatcher: Headers;
  let doctor: Headers;
  before(async () => {
    backend = await openBackend(engine, { deps: { heartbeatMs: 200 } });
    await importDocument(backend.context, createDeskSettings(), 'test', STRUCTURE);
    secretary = bearer(await backend.token('secretary'));
    dispatcher = bearer(await backend.token('dispatcher'));
    doctor = bearer(await backend.token('slotProvider'));
  });
  after(() => backend.close());

  const request = (changes: Partial<CallbackRequest> = {}, headers = secretary) => {
    const body = { id: randomUUID(), class: 'b', entryPoint: 'patient', phone: '06 39 98 12 34', ...changes };
    return backend.call<OrProblem<CallbackReceipt>>('POST', '/callbacks', body, headers);
  };
  const add = async (changes: Partial<CallbackRequest> = {}) => {
    const { status, body } = await request(changes);
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  const act = (
    { id, revision }: { id: string; revision: number },
    action: object,
    headers = secretary,
  ): Promise<Answer<OrProblem<CallbackReceipt>>> =>
    backend.call('POST', `/callbacks/${id}/actions`, { revision, ...action }, headers);
  const done = async (entry: { id: string; revision: number }, action: object, headers = secretary) => {
    const { status, body } = await act(entry, action, headers);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const read = async (id: string) =>
    (await backend.call<Callback>('GET', `/callbacks/${id}`, undefined, secretary)).body;
  const list = async (query = '') =>
    (await backend.call<CallbackList>('GET', `/callbacks${query}`, undefined, secretary)).body;
  const clear = async () => {
    for (const entry of (await list()).callbacks) {
      const from = entry.owner?.actor;
      const claimed = await done(entry, { kind: 'claim', ...(from === undefined ? {} : { from }) }, doctor);
      await done(claimed, { kind: 'givenUp' }, doctor);
    }
  };

  it('gives those who wait in the order they are called, those away after them', async () => {
    const first = await add({ class: 'b' });
    backend.clock.now += 10 * minute;
    const urgent = await add({ class: 'a' });
    const away = await add({ class: 'a', reachable: [{ from: '2026-11-09T12:00:00Z', to: '2026-11-09T14:00:00Z' }] });
    const late = await add({ class: 'c' });
    const red = await add({ class: 'red' });
    const order = async () => (await list()).callbacks.map(({ id }) => id);
    assert.deepEqual(await order(), [red.id, first.id, urgent.id, late.id, away.id]);
    backend.clock.now += 10 * minute;
    assert.deepEqual(await order(), [red.id, urgent.id, first.id, late.id, away.id]);
    await clear();
  });

  it('takes a number alone, cleaned, and shows what is known', async () => {
    const { id } = await add({ phone: '\u200e06 39 98 12 34', note: '  Rappeler au travail ', reason: 'cough' });
    assert.deepEqual(await read(id), {
      ...{ id, revision: 1, status: 'waiting', class: 'b', rank: 2, targetMinutes: 120, clinicianOnly: false },
      ...{ entryPoint: 'patient', reason: 'cough', attempts: 0, phone: '+33639981234', note: 'Rappeler au travail' },
      arrivedAt: new Date(backend.clock.now).toISOString().replace('.000', ''),
    });
    await clear();
  });

  it('sends nobody’s name, number or note to a screen that anybody may see', async () => {
    const known = { familyName: 'Cachée', birthDate: '2001-02-03', address: '1 rue Cachée' };
    const { id } = await add({ ...known, phone: '06 39 98 77 66', note: 'Cachée', email: 'cachee@example.fr' });
    for (const path of ['/callbacks?names=none', `/callbacks/${id}?names=none`]) {
      const { status, body } = await backend.call<object>('GET', path, undefined, secretary);
      assert.equal(status, 200);
      assert.doesNotMatch(JSON.stringify(body), /cach|2001-02-03|39987766/i);
    }
    const wrong = await backend.call<Problem>('GET', '/callbacks?names=all', undefined, secretary);
    assert.equal(wrong.status, 400);
    await clear();
  });

  it('takes the same request twice as one, whatever its key', async () => {
    const id = randomUUID();
    const [one, other] = await Promise.all([request({ id }), request({ id })]);
    assert.deepEqual([one.status, other.status, one.body], [201, 201, other.body]);
    assert.equal((await list()).callbacks.filter((entry) => entry.id === id).length, 1);
    const foreign = await request({ id }, dispatcher);
    assert.deepEqual([foreign.status, foreign.body.code], [409, 'callback-known']);
    await clear();
  });

  it('keeps the hour of a request that was made off line, and none to come', async () => {
    const before = await add({ arrivedAt: '2026-11-09T06:00:00Z' });
    const ahead = await add({ arrivedAt: '2026-11-09T23:00:00Z' });
    assert.equal((await read(before.id)).arrivedAt, '2026-11-09T06:00:00Z');
    assert.ok(Date.parse((await read(ahead.id)).arrivedAt) <= backend.clock.now);
    await clear();
  });

  it('links a patient when names and birth date are there', async () => {
    const known = { familyName: 'Énard', givenName: 'Ida', birthDate: '2001-02-03' };
    const one = await add(known);
    const other = await add(known);
    await add({ familyName: 'Énard' });
    const rows = await backend.store.db.selectFrom('callback').select(['id', 'patient_id']).execute();
    const patientOf = (id: string) => rows.find((row) => row.id === id)?.patient_id;
    assert.ok(patientOf(one.id));
    assert.equal(patientOf(one.id), patientOf(other.id));
    assert.equal(rows.filter(({ patient_id }) => patient_id !== null).length, 2);
    await clear();
  });

  it('gives a call to one of two who take it at once, and says who has it', async () => {
    for (let round = 0; round < 10; round += 1) {
      const entry = await add();
      const answers = await Promise.all([
        act(entry, { kind: 'claim' }, secretary),
        act(entry, { kind: 'claim' }, dispatcher),
      ]);
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
      const refused = answers.find(({ status }) => status === 409)!.body;
      const { owner } = await read(entry.id);
      assert.deepEqual([refused.code, refused['owner']], ['callback-claimed', owner?.actor]);
    }
    await clear();
  });

  it('lets a colleague take a call over from the one they see, and from nobody else', async () => {
    const claimed = await done(await add(), { kind: 'claim' });
    const owner = (await read(claimed.id)).owner?.actor;
    const wrong = await act(claimed, { kind: 'claim', from: 'professional:somebody' }, dispatcher);
    assert.equal(wrong.body.code, 'callback-claimed');
    await done(claimed, { kind: 'claim', from: owner }, dispatcher);
    assert.notEqual((await read(claimed.id)).owner?.actor, owner);
    const tooLate = await act(claimed, { kind: 'seatFound' });
    assert.equal(tooLate.body.code, 'callback-claimed');
    await clear();
  });

  it('keeps calls of clinicians for clinicians', async () => {
    const entry = await add({ class: 'a' });
    const refused = await act(entry, { kind: 'claim' }, dispatcher);
    assert.deepEqual([refused.status, refused.body.code], [403, 'clinician-needed']);
    await done(entry, { kind: 'claim' }, doctor);
    await clear();
  });

  it('calls again after a while who was not reached, and counts the attempts', async () => {
    let entry = await add();
    entry = await done(await done(entry, { kind: 'claim' }), { kind: 'notReached' });
    assert.equal(entry.status, 'waiting');
    const { attempts, snoozedUntil, owner } = await read(entry.id);
    assert.deepEqual([attempts, owner], [1, undefined]);
    assert.equal(Date.parse(snoozedUntil!), Math.floor(backend.clock.now / 1000) * 1000 + 20 * minute);
    await done(entry, { kind: 'wake' });
    assert.equal((await read(entry.id)).snoozedUntil, undefined);
    await clear();
  });

  it('counts an attempt that was undone no more, and gives the call back to whoever undoes it', async () => {
    const claimed = await done(await add(), { kind: 'claim' });
    const missed = await done(claimed, { kind: 'notReached' });
    const undone = await done(missed, { kind: 'retract' });
    const { attempts, status, snoozedUntil } = await read(undone.id);
    assert.deepEqual({ attempts, status, snoozedUntil }, { attempts: 0, status: 'claimed', snoozedUntil: undefined });
    const refused = await act(undone, { kind: 'retract' });
    assert.equal(refused.body.code, 'callback-changed');
    const fresh = await add();
    assert.equal((await act(fresh, { kind: 'retract' })).body.code, 'callback-changed');
    await clear();
  });

  it('says who asks for the list, and whether they may take the calls of clinicians', async () => {
    const { you } = await list();
    assert.equal(you.isClinician, false);
    const { body } = await backend.call<CallbackList>('GET', '/callbacks', undefined, doctor);
    assert.equal(body.you.isClinician, true);
    assert.notEqual(body.you.actor, you.actor);
  });

  it('ends with a seat, advice, somewhere else or nothing, and is reopened by whom it was', async () => {
    for (const action of [
      { kind: 'seatFound' },
      { kind: 'advised' },
      { kind: 'redirected', target: 'dentist' },
      { kind: 'givenUp' },
    ]) {
      backend.clock.now += 1000;
      const ended = await done(await done(await add(), { kind: 'claim' }), action);
      const { status, outcome, target } = await read(ended.id);
      assert.deepEqual([status, outcome, target], ['closed', action.kind, action.target]);
      assert.equal((await list('?status=closed')).callbacks[0]?.id, ended.id);
      assert.equal((await act(ended, { kind: 'claim' })).body.code, 'callback-closed');
      assert.equal((await act(ended, { kind: 'reopen' }, doctor)).status, 403);
      await done(ended, { kind: 'reopen' });
      assert.deepEqual((({ status, outcome, closedAt }) => [status, outcome, closedAt])(await read(ended.id)), [
        'claimed',
        undefined,
        undefined,
      ]);
    }
    await clear();
  });

  it('asks for the call to be taken before its end is told', async () => {
    const entry = await add();
    assert.equal((await act(entry, { kind: 'givenUp' })).body.code, 'callback-unclaimed');
    await clear();
  });

  it('refuses what was decided on an earlier revision, and loses nothing', async () => {
    const entry = await add();
    await done(entry, { kind: 'annotate', note: 'Allophone' }, dispatcher);
    const late = await act(entry, { kind: 'reclass', class: 'c' });
    assert.deepEqual([late.status, late.body.code, late.body.revision], [409, 'callback-changed', 2]);
    assert.deepEqual([(await read(entry.id)).class, (await read(entry.id)).note], ['b', 'Allophone']);
    await clear();
  });

  it('moves an entry to another class with the target of that class', async () => {
    const entry = await done(await add(), { kind: 'reclass', class: 'c' });
    const { rank, targetMinutes } = await read(entry.id);
    assert.deepEqual([rank, targetMinutes], [3, 480]);
    await clear();
  });

  it('moves nobody who waits when the classes change', async () => {
    const entry = await add({ class: 'c' });
    const classes = createDeskSettings().classes.filter(({ code }) => code !== 'c');
    await importDocument(backend.context, createDeskSettings({ classes }), 'test', STRUCTURE);
    assert.deepEqual([(await read(entry.id)).class, (await read(entry.id)).targetMinutes], ['c', 480]);
    assert.equal((await act(entry, { kind: 'reclass', class: 'c' })).body.code, 'invalid-request');
    await importDocument(backend.context, createDeskSettings(), 'test', STRUCTURE);
    await clear();
  });

  const wrong: [what: string, changes: object, path: string][] = [
    ['a class there is none of', { class: 'zz' }, 'class'],
    ['no number', { phone: 'demain' }, 'phone'],
    ['an id that is too short', { id: 'x' }, 'id'],
    ['a birth date to come', { birthDate: '2030-01-01' }, 'birthDate'],
    ['an hour of last year', { arrivedAt: '2025-11-09T06:00:00Z' }, 'arrivedAt'],
    [
      'a window that ends before it begins',
      { reachable: [{ from: '2026-11-09T12:00:00Z', to: '2026-11-09T12:00:00Z' }] },
      'reachable.0.to',
    ],
    ['a note that is a page', { note: 'x'.repeat(301) }, 'note'],
    ['a member there is none of', { urgent: true }, 'urgent'],
  ];
  for (const [what, changes, path] of wrong) {
    it(`refuses a request with ${what}`, async () => {
      const { status, body } = await request(changes);
      assert.deepEqual(
        [status, body.code, (body as unknown as Faulty).faults[0]?.path],
        [400, 'invalid-request', path],
      );
      assert.deepEqual((await list()).callbacks, []);
    });
  }

  it('refuses a wait of more than a month, or one that is over', async () => {
    const claimed = await done(await add(), { kind: 'claim' });
    for (const snoozedUntil of ['2026-11-09T06:00:00Z', '9999-12-31T23:59:59Z']) {
      assert.equal((await act(claimed, { kind: 'notReached', snoozedUntil })).status, 400);
    }
    await clear();
  });

  it('tells ids and nothing else to those who follow it, as things happen', async () => {
    const { sequence } = await list();
    const reader = await followEvents(backend.app, `?topic=callbacks&after=${sequence}`, secretary);
    const at = new Date(backend.clock.now).toISOString().replace('.000', '');
    const told = (number: number, id: string) => ({ sequence: number, at, callbacks: [id] });
    const entry = await add({ familyName: 'Secret' });
    const message = await reader.next();
    assert.deepEqual([message.type, message.data], ['callbacks', told(sequence + 1, entry.id)]);
    await done(entry, { kind: 'claim' });
    assert.deepEqual((await reader.next()).data, told(sequence + 2, entry.id));
    reader.close();
    await clear();
  });

  it('is followed by nobody outside of the desk', async () => {
    const coordinator = bearer(await backend.token('coordinator'));
    for (const headers of [{}, coordinator]) {
      const { status } = await backend.call('GET', '/events?topic=callbacks', undefined, headers);
      assert.ok([401, 403].includes(status), String(status));
    }
  });

  it('says nothing of anybody in the log, and is what the log makes of it', async () => {
    await add({ familyName: 'Introuvable', note: 'Douleur', phone: '0639981299' });
    const rows = await backend.store.db.selectFrom('event').selectAll().orderBy('sequence').execute();
    assert.doesNotMatch(JSON.stringify(rows), /Introuvable|Douleur|639981299/);
    await assertChain(backend.store);
    await clear();
  });

  it('is told to differ when somebody changes an owner by hand', async () => {
    const claimed = await done(await add(), { kind: 'claim' });
    const { db } = backend.store;
    const change = (owner: string | null) =>
      db.updateTable('callback').set({ owner }).where('id', '=', claimed.id).execute();
    const { owner } = await db
      .selectFrom('callback')
      .select('owner')
      .where('id', '=', claimed.id)
      .executeTakeFirstOrThrow();
    await change('professional:nobody');
    const { ok, differences } = await backend.store.snapshot((trx) => verifyLog(trx));
    assert.equal(ok, false);
    assert.deepEqual(
      differences.map(({ table, id }) => [table, id]),
      [['callback', claimed.id]],
    );
    await change(owner);
    await clear();
  });

  it('keeps one owner for each call while many take, leave and end them', async () => {
    const entries = await Promise.all(Array.from({ length: 12 }, () => add()));
    const people = [secretary, dispatcher, doctor];
    const kinds = ['claim', 'release', 'notReached', 'wake', 'seatFound', 'reopen'];
    let random = 7;
    const next = (below: number) => (random = (random * 48_271) % 2_147_483_647) % below;
    const work = async () => {
      for (let turn = 0; turn < 25; turn += 1) {
        const { id } = entries[next(entries.length)]!;
        const { revision } = await read(id);
        const { status } = await act({ id, revision }, { kind: kinds[next(kinds.length)]! }, people[next(3)]);
        assert.ok([200, 403, 409].includes(status), String(status));
      }
    };
    await Promise.all(Array.from({ length: 6 }, work));
    for (const { id } of entries) {
      const { status, owner } = await read(id);
      assert.equal(owner !== undefined, status !== 'waiting');
    }
    await assertChain(backend.store);
  });
});
