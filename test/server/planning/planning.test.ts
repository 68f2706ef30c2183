import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import type {
  Booking,
  Planning,
  PlanningCallList,
  PlanningCheck,
  PlanningHistory,
  PlanningPublication,
  PlanningReceipt,
  Territory,
} from '@relais/model';
import { assertChain, bearer, bookSeat, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { createTerritory } from '../support/territory.ts';

const NINE = { practiceId: 'oaks', start: '2026-11-09T08:00:00Z' };
const TEN = { practiceId: 'oaks', start: '2026-11-09T09:00:00Z' };

describeEngines('publishing a planning', (engine) => {
  let backend: TestBackend;
  let coordinator: Record<string, string>;
  let secretary: Record<string, string>;
  beforeEach(async () => {
    backend = await openBackend(engine, { sendsMail: true });
    coordinator = bearer(await backend.token('coordinator'));
    secretary = bearer(await backend.token('secretary'));
  });
  afterEach(async () => {
    await assertChain(backend.store);
    await backend.close();
  });

  const publish = (request: Partial<PlanningPublication>) =>
    backend.call<OrProblem<PlanningReceipt>>(
      'POST',
      '/planning/versions',
      { base: 1, reason: 'Essai', ...request },
      coordinator,
    );
  const check = async (request: Partial<PlanningPublication>) =>
    (
      await backend.call<PlanningCheck>(
        'POST',
        '/planning/checks',
        { base: 1, reason: 'Essai', ...request },
        coordinator,
      )
    ).body;
  const read = async () => (await backend.call<Planning>('GET', '/planning', undefined, coordinator)).body;
  const calls = async () =>
    (await backend.call<PlanningCallList>('GET', '/planning/calls', undefined, secretary)).body.calls;
  const booking = async ({ id }: { readonly id: string }) =>
    (await backend.call<Booking>('GET', `/bookings/${id}`, undefined, secretary)).body;

  it('changes what is bookable from its date on, and says who may read why', async () => {
    const [north, ...others] = createTerritory().openings;
    const territory = createTerritory({ openings: [{ ...north!, from: '10:00' }, ...others] });
    const { status, body } = await publish({ territory, from: '2026-11-10', reason: 'Ouverture plus tardive' });
    assert.deepEqual([status, body], [201, { version: 2, from: '2026-11-10', moved: 0, kept: 0, toCall: 0 }]);
    assert.equal(await backend.left({ practiceId: 'north', start: '2026-11-09T08:30:00Z' }), 1);
    assert.equal(await backend.left({ practiceId: 'north', start: '2026-11-10T08:30:00Z' }), 0);
    const { versions } = (await backend.call<PlanningHistory>('GET', '/planning/versions', undefined, coordinator))
      .body;
    assert.deepEqual(
      versions.map(({ version, kind, from, reason }) => ({ version, kind, from, reason })),
      [
        { version: 2, kind: 'publication', from: '2026-11-10', reason: 'Ouverture plus tardive' },
        { version: 1, kind: 'import', from: undefined, reason: undefined },
      ],
    );
    const former = await backend.call<Planning>('GET', '/planning/versions/1', undefined, coordinator);
    assert.deepEqual(former.body.territory?.openings, createTerritory().openings);
    assert.equal((await backend.call('GET', '/planning/versions/9', undefined, coordinator)).status, 404);
  });

  it('moves, keeps and calls the bookings it has no seat for, as was chosen after looking', async () => {
    const moved = await bookSeat(backend, NINE, { email: 'a@relais.example' });
    backend.clock.now += 1000;
    const kept = await bookSeat(backend, NINE);
    const called = await bookSeat(backend, TEN);
    const territory = closed({ practiceId: 'oaks', from: '2026-11-09' });
    const { count, unseated } = await check({ territory });
    assert.equal(count, 3);
    assert.deepEqual(
      unseated.map((one) => [one.booking, one.cause, one.suggestion?.practiceId, one.hasMail]),
      [
        [moved.id, 'closed', 'north', true],
        [kept.id, 'closed', 'north', false],
        [called.id, 'closed', 'north', false],
      ],
    );
    assert.equal(new Set(unseated.map((one) => one.suggestion?.start)).size, 3);
    const seat = { practiceId: 'north', start: unseated[0]!.suggestion!.start };
    const choices = [
      { booking: moved.id, choice: 'move' as const, seat },
      { booking: kept.id, choice: 'keep' as const },
    ];
    const { body } = await publish({ territory, choices });
    assert.deepEqual(body, { version: 2, from: '2026-11-09', moved: 1, kept: 1, toCall: 1 });
    assert.equal((await booking(moved)).seat.practiceId, 'north');
    assert.equal((await booking(moved)).mail, 'queued');
    assert.equal((await booking(kept)).status, 'confirmed');
    assert.deepEqual(
      (await calls()).map((call) => [call.booking, call.choice]),
      [[called.id, 'call']],
    );
    const settled = await backend.call('DELETE', `/planning/calls/${called.id}`, undefined, secretary);
    assert.equal(settled.status, 204);
    assert.deepEqual(await calls(), []);
    assert.equal((await backend.call('DELETE', `/planning/calls/${kept.id}`, undefined, secretary)).status, 404);
  });

  it('has whoever was moved without hearing of it called, with where they were', async () => {
    const { id } = await bookSeat(backend, NINE);
    const territory = closed({ practiceId: 'oaks', from: '2026-11-09' });
    await publish({ territory, choices: [{ booking: id, choice: 'move', seat: { ...NINE, practiceId: 'north' } }] });
    const [call] = await calls();
    assert.deepEqual([call?.choice, call?.seat.practiceId, call?.former?.practiceId], ['move', 'north', 'oaks']);
  });

  it('calls a patient whose new seat somebody else has taken meanwhile', async () => {
    const { id } = await bookSeat(backend, NINE);
    await bookSeat(backend, { ...NINE, practiceId: 'north' });
    const territory = closed({ practiceId: 'oaks', from: '2026-11-09' });
    const { body } = await publish({
      territory,
      choices: [{ booking: id, choice: 'move', seat: { ...NINE, practiceId: 'north' } }],
    });
    assert.deepEqual([body.moved, body.toCall], [0, 1]);
    assert.equal((await booking({ id })).seat.practiceId, 'oaks');
  });

  it('made from a version that is in force no more is refused, and tells which is', async () => {
    const first = closed({ practiceId: 'oaks', from: '2026-12-01' });
    assert.equal((await publish({ territory: first })).status, 201);
    const { status, body } = await publish({ territory: closed({ practiceId: 'north', from: '2026-12-01' }) });
    assert.deepEqual([status, body.code, body['revision']], [409, 'planning-changed', 2]);
    assert.equal((await read()).version, 2);
  });

  it('is taken back whole, with seats again for whom it had none', async () => {
    const { id } = await bookSeat(backend, NINE);
    await publish({ territory: closed({ practiceId: 'oaks', from: '2026-11-09' }) });
    assert.equal((await calls()).length, 1);
    const undone = await publish({ base: 2, undoes: 2, reason: 'Finalement présente' });
    assert.equal(undone.status, 201);
    assert.deepEqual(
      (await read()).territory,
      (await backend.call<Planning>('GET', '/planning/versions/1', undefined, coordinator)).body.territory,
    );
    assert.deepEqual(await calls(), []);
    assert.equal((await booking({ id })).seat.practiceId, 'oaks');
    const older = await publish({ base: 3, undoes: 2 });
    assert.deepEqual([older.status, older.body.code], [409, 'publication-not-newest']);
  });

  it('says what is wrong with a file where it stands in what was sent, and with its date', async () => {
    const openings = createTerritory().openings.map((opening) => ({ ...opening, practiceId: 'nowhere' }));
    const wrong = await publish({ territory: createTerritory({ openings }) });
    assert.equal(wrong.body.code, 'territory-invalid');
    assert.equal((wrong.body['faults'] as { path: string }[])[0]?.path, 'openings[0].practiceId');
    const late = await publish({ territory: closed({ from: '2026-12-01' }), from: '2026-11-08' });
    assert.deepEqual([late.status, (late.body['faults'] as { path: string }[])[0]?.path], [400, 'from']);
    const same = await publish({ territory: createTerritory() });
    assert.equal((same.body['faults'] as { path: string }[])[0]?.path, 'territory');
    assert.equal((await read()).version, 1);
  });

  it('however it is brought in, forgets no booking: a file that closes a session has its patients called', async () => {
    const { id, token } = await bookSeat(backend, NINE);
    await backend.change(closed({ practiceId: 'oaks', from: '2026-11-09' }));
    assert.deepEqual(
      (await calls()).map((call) => call.booking),
      [id],
    );
    await backend.call('DELETE', `/bookings/${id}`, undefined, bearer(token));
    assert.deepEqual(await calls(), []);
  });

  function closed(closure: { readonly practiceId?: string; readonly from: string }): Territory {
    return createTerritory({ exceptions: [{ type: 'closure', ...closure }] });
  }
});
