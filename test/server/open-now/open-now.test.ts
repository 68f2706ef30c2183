import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, it } from 'node:test';
import type { IntakeReceipt, IntakeRequest, OpenNow, SeatProposal } from '@relais/model';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { assertChain, bearer, bookSeat, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { createSettings, createTerritory, STRUCTURE } from '../support/territory.ts';

const HOUR_MS = 3_600_000;
const BYPASS = '01 99 00 98 76';
const AFTERNOON = '2026-11-09T13:15:00Z';

describeEngines('what is open now', (engine) => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await openBackend(engine);
  });
  afterEach(async () => {
    await assertChain(backend.store);
    await backend.close();
  });

  const as = async (role: Parameters<TestBackend['token']>[0]) => bearer(await backend.token(role));
  const look = async () => {
    const { status, body } = await backend.call<OpenNow>('GET', '/open-now', undefined, await as('dispatcher'));
    assert.equal(status, 200);
    return body;
  };
  const states = async () => (await look()).sent.map(({ state }) => state);

  let calls = 0;
  /** Somebody gets a seat by the telephone; sent by the dispatch unless told. */
  const send = async (
    changes: Partial<IntakeRequest> = {},
    slot = { practiceId: 'gate', start: AFTERNOON },
  ): Promise<{ readonly id: string; readonly reference: string }> => {
    const headers = await as('secretary');
    const id = randomUUID();
    const proposal = await backend.call<OrProblem<SeatProposal>>(
      'POST',
      '/seat-proposals',
      { intake: id, slot },
      headers,
    );
    assert.equal(proposal.status, 201, JSON.stringify(proposal.body));
    const { status, body } = await backend.call<OrProblem<IntakeReceipt>>(
      'POST',
      '/intakes',
      {
        ...{ id, entryPoint: 'dispatcher', phone: `+33639${980_500 + (calls += 1)}`, reason: 'cough' },
        checklistRun: { version: '1', yes: [], answeredAt: '2026-11-09T06:59:00Z' },
        person: { familyName: 'Zéphirin', givenName: `Ida ${calls}`, birthDate: '2001-02-03' },
        ...changes,
        decision: { kind: 'seat', token: proposal.body.token },
      },
      headers,
    );
    assert.equal(status, 201, JSON.stringify(body));
    return body.booking!;
  };
  const act = async (id: string, revision: number, kind: string) => {
    const answer = await backend.call('POST', `/visits/${id}/actions`, { revision, kind }, await as('secretary'));
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
  };

  it('says where, until when, for whom, with what and how many seats are left', async () => {
    const sites = createTerritory().sites!.map((site) =>
      site.id === 's-mill' ? { ...site, address: '1 rue du Bief', ages: { from: 2, to: 75 } } : site,
    );
    await backend.change({ sites });
    backend.clock.now += 2.5 * HOUR_MS;
    const found = await look();
    assert.deepEqual(
      [found.date, found.day, found.now, found.reachMinutes],
      ['2026-11-09', 'open', '2026-11-09T09:30:00Z', 120],
    );
    assert.deepEqual(found.sites, [
      {
        ...{ id: 's-mill', name: 'Maison du Moulin', commune: 'Vallon', address: '1 rue du Bief', stepFree: true },
        ...{ equipment: ['suture'], ages: { from: 2, to: 75 }, audiences: ['CPTS'] },
        ...{ isOpen: true, from: '2026-11-09T08:00:00Z', until: '2026-11-09T11:00:00Z' },
        // A quarter of an hour apart from 10:50 on, the notice being twenty minutes: one seat and two.
        ...{ seats: 12, nextSeat: '2026-11-09T10:00:00Z' },
      },
      {
        ...{ id: 's-gate', name: 'Cabinet de la Porte', commune: 'Laporte', stepFree: false, equipment: [] },
        ...{ audiences: ['CPTS'], isOpen: false },
        ...{ from: '2026-11-09T13:00:00Z', until: '2026-11-09T15:00:00Z', seats: 0, nextSeat: '2026-11-09T13:00:00Z' },
      },
    ]);
    assert.deepEqual([found.closed, found.sent, found.nextSeat], [[], [], '2026-11-09T10:00:00Z']);
  });

  it('takes off the seats that are booked or held', async () => {
    backend.clock.now += 5 * HOUR_MS;
    const seats = async () => (await look()).sites.map((site) => site.seats);
    assert.deepEqual(await seats(), [4]);
    await bookSeat(backend, { practiceId: 'gate', start: AFTERNOON });
    assert.equal((await backend.hold({ practiceId: 'gate', start: '2026-11-09T13:30:00Z' })).status, 201);
    assert.deepEqual(await seats(), [2]);
    backend.clock.now += 301_000;
    assert.deepEqual(await seats(), [4], 'the hold is over, and one more is within reach');
  });

  it('is told to the dispatch and the secretaries, and to nobody else', async () => {
    const ask = async (role: Parameters<TestBackend['token']>[0], structure?: string) =>
      (await backend.call('GET', '/open-now', undefined, bearer(await backend.token(role, structure)))).status;
    for (const role of ['dispatcher', 'secretary'] as const) assert.equal(await ask(role), 200, role);
    for (const role of ['coordinator', 'structureAdmin', 'slotProvider', 'delegate', 'dpo'] as const)
      assert.equal(await ask(role), 403, role);
    assert.equal(await ask('dispatcher', 'elsewhere'), 403);
    assert.equal((await backend.call('GET', '/open-now')).status, 401);
  });

  it('tells the bypass telephone to the front desk, and not to the public', async () => {
    assert.equal((await look()).bypassPhone, undefined);
    await importDocument(backend.context, createSettings({ bypassPhone: BYPASS }), 'test', STRUCTURE);
    assert.equal((await look()).bypassPhone, BYPASS);
    for (const path of ['', '/slots']) {
      const { status, body } = await backend.call('GET', path);
      assert.equal(status, 200, path);
      assert.doesNotMatch(JSON.stringify(body), /98 76/, path);
    }
  });

  it('takes no bypass telephone that nobody can call', async () => {
    const admin = await as('structureAdmin');
    for (const bypassPhone of ['', 'appeler', '15; 18', '01 99 00 98 76\u200b', 'tel:0199009876', '1'.repeat(40)]) {
      const { status, body } = await backend.call<OrProblem<{ faults: { path: string }[] }>>(
        'PUT',
        '/settings',
        createSettings({ bypassPhone }),
        admin,
      );
      assert.equal(status, 400, bypassPhone);
      assert.equal(body.code, 'invalid-request');
      assert.deepEqual(
        body.faults.map(({ path }) => path),
        ['bypassPhone'],
      );
    }
    assert.equal((await look()).bypassPhone, undefined);
  });

  it('says of whom the dispatch has sent whether they came, without a name', async () => {
    const { id, reference } = await send();
    const found = await look();
    assert.deepEqual(found.sent, [
      {
        ...{ id, reference, siteId: 's-gate', siteName: 'Cabinet de la Porte' },
        ...{ start: AFTERNOON, state: 'awaited' },
      },
    ]);
    assert.doesNotMatch(JSON.stringify(found), /Zéphirin|Ida|2001|33639|cough|Toux/);
    backend.clock.now += 6.5 * HOUR_MS;
    await act(id, 0, 'arrived');
    assert.deepEqual(await states(), ['arrived']);
    await act(id, 1, 'retract');
    assert.deepEqual(await states(), ['awaited']);
    await act(id, 2, 'noShow');
    assert.deepEqual(await states(), ['noShow']);
  });

  it('counts whom the dispatch has judged, whoever asked, and nobody else', async () => {
    const { id } = await send({ entryPoint: 'patient', regulated: { by: 'dispatchCentre' } });
    await send({ entryPoint: 'pharmacist' }, { practiceId: 'gate', start: '2026-11-09T13:30:00Z' });
    await send(
      { regulated: { by: 'doctor' }, entryPoint: 'patient' },
      { practiceId: 'north', start: '2026-11-09T09:00:00Z' },
    );
    await bookSeat(backend, { practiceId: 'oaks', start: '2026-11-09T09:00:00Z' });
    assert.deepEqual(
      (await look()).sent.map((one) => one.id),
      [id],
    );
  });

  it('no longer awaits a booking that was cancelled, and keeps it that whoever had come came', async () => {
    const cancel = async (id: string) => {
      const why = { why: 'patient' };
      const answer = await backend.call('POST', `/bookings/${id}/cancellation`, why, await as('secretary'));
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
    };
    await cancel((await send()).id);
    const { id } = await send({}, { practiceId: 'gate', start: '2026-11-09T13:30:00Z' });
    await act(id, 0, 'arrived');
    await cancel(id);
    assert.deepEqual(await states(), ['cancelled', 'arrived']);
  });

  it('shows those of the day alone, by their hour', async () => {
    await send({}, { practiceId: 'gate', start: '2026-11-10T13:15:00Z' });
    await send({}, { practiceId: 'gate', start: '2026-11-09T13:30:00Z' });
    await send({}, { practiceId: 'north', start: '2026-11-09T09:00:00Z' });
    const sites = async () => (await look()).sent.map((one) => one.siteName);
    assert.deepEqual(await sites(), ['Maison du Moulin', 'Cabinet de la Porte']);
    backend.clock.now += 24 * HOUR_MS;
    assert.deepEqual(await sites(), ['Cabinet de la Porte']);
  });

  it('says which place is closed today, and for what', async () => {
    const { id } = await send();
    await backend.change({ exceptions: [{ type: 'closure', siteId: 's-gate', from: '2026-11-09' }] });
    const found = await look();
    assert.deepEqual(found.closed, [{ id: 's-gate', name: 'Cabinet de la Porte', causes: ['closure'] }]);
    assert.equal(found.day, 'later');
    // Whoever had been sent there is still told with the name of the place.
    assert.deepEqual(
      found.sent.map((one) => [one.id, one.siteName]),
      [[id, 'Cabinet de la Porte']],
    );
  });

  it('has nothing to show of a structure that has told no place yet', async () => {
    const bare = 'sans-lieu';
    await importDocument(backend.context, createSettings({ id: bare, bypassPhone: BYPASS }), 'test', bare);
    const headers = bearer(await backend.token('dispatcher', bare));
    const response = await backend.app.fetch(
      new Request(`http://relais.test/api/v1/structures/${bare}/open-now`, { headers }),
    );
    assert.equal(response.status, 200);
    const { day, sites, closed, sent, bypassPhone } = (await response.json()) as OpenNow;
    assert.deepEqual(
      { day, sites, closed, sent, bypassPhone },
      {
        ...{ day: 'noTerritory', sites: [], closed: [], sent: [], bypassPhone: BYPASS },
      },
    );
  });
});
