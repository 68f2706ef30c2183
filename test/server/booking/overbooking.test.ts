import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, it } from 'node:test';
import type {
  Booking,
  ExplainedSlots,
  Hold,
  IntakeReceipt,
  KnownRequests,
  Opening,
  SeatProposal,
  VisitList,
} from '@relais/model';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { assertChain, bearer, bookSeat, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import { createTerritory, STRUCTURE } from '../support/territory.ts';
import { createVisitSettings } from '../support/visit.ts';

const at = (time: string, day = '2026-11-09') => `${day}T${time}:00Z`;
const NORTH_9H = { practiceId: 'north', start: at('08:00') };
const NORTH_9H15 = { practiceId: 'north', start: at('08:15') };
const OAKS_9H = { practiceId: 'oaks', start: at('08:00') };
const PHONE = '06 39 98 45 12';
const IDA = { familyName: 'Énard', givenName: 'Ida', birthDate: '2001-02-03' };
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const rules = { ...createTerritory().rules, maxHorizonDays: 1, secretaryOverbookPerSession: 1 };
/** Half an hour at two practices, a seat a quarter at the first and two at the second. */
const openings: Opening[] = [
  { practiceId: 'north', days: [...days], from: '09:00', to: '09:30', slotsPerHour: 4, capacity: 1 },
  { practiceId: 'oaks', days: [...days], from: '09:00', to: '09:30', slotsPerHour: 4, capacity: 2 },
];

describeEngines('a seat above the capacity of a session', (engine) => {
  let backend: TestBackend;
  let secretary: Record<string, string>;
  beforeEach(async () => {
    backend = await openBackend(engine, { territory: { rules, openings } });
    await importDocument(backend.context, createDeskSettings(), 'test', STRUCTURE);
    await importDocument(backend.context, createVisitSettings(), 'test', STRUCTURE);
    secretary = bearer(await backend.token('secretary'));
  });
  /** Whatever a test has done can be made again from the log. */
  afterEach(async () => {
    await assertChain(backend.store);
    await backend.close();
  });

  const propose = (slot: object, { intake = randomUUID(), headers = secretary } = {}) =>
    backend.call<OrProblem<SeatProposal>>('POST', '/seat-proposals', { intake, slot, overbook: true }, headers);
  /** Held and booked above the capacity. */
  const overbook = async (slot: object, phone = PHONE, person: object = IDA) => {
    const intake = randomUUID();
    const { status, body } = await propose(slot, { intake });
    assert.equal(status, 201, JSON.stringify(body));
    const receipt = await backend.call<OrProblem<IntakeReceipt>>(
      'POST',
      '/intakes',
      {
        ...{ id: intake, entryPoint: 'patient', phone, reason: 'cough', person },
        checklistRun: { version: '1', yes: [], answeredAt: at('06:59') },
        decision: { kind: 'seat', token: body.token },
      },
      secretary,
    );
    assert.equal(receipt.status, 201, JSON.stringify(receipt.body));
    return receipt.body.booking!.id;
  };
  const fillNorth = async () => [await bookSeat(backend, NORTH_9H), await bookSeat(backend, NORTH_9H15)] as const;
  const explain = async (headers = secretary, date = '2026-11-09') =>
    (await backend.call<ExplainedSlots>('GET', `/explained-slots?date=${date}`, undefined, headers)).body.slots.filter(
      ({ practiceId }) => practiceId === 'north',
    );
  const rowOf = (id: string) =>
    backend.store.db.selectFrom('booking').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const cancel = (id: string) =>
    backend.call<OrProblem<Booking>>('POST', `/bookings/${id}/cancellation`, { why: 'mistake' }, secretary);
  const restore = (id: string, revision = 1) =>
    backend.call<OrProblem<Booking>>('POST', `/bookings/${id}/restoration`, { revision }, secretary);
  const dataOf = async (type: string) => {
    const rows = await backend.store.db.selectFrom('event').select('data').where('type', '=', type).execute();
    return rows.map(({ data }) => JSON.parse(data) as { overbooked?: true });
  };

  it('is kept and booked by a secretary who asks for it, marked wherever the desk sees it and in the log', async () => {
    await fillNorth();
    const { body: proposal } = await propose(NORTH_9H, { intake: randomUUID() });
    assert.deepEqual([proposal.overbooked, proposal.reason.kind], [true, 'overbooked']);
    await backend.call('DELETE', `/holds/${proposal.id}`, undefined, bearer(proposal.token));

    const id = await overbook(NORTH_9H);
    assert.equal((await rowOf(id)).overbooked, 1);
    const known = await backend.call<KnownRequests>('POST', '/intakes/search', { phone: PHONE }, secretary);
    assert.deepEqual(
      known.body.known.map((one) => one.kind === 'booking' && one.overbooked),
      [true],
    );
    const visits = await backend.call<VisitList>('GET', '/visits?date=2026-11-09', undefined, secretary);
    assert.deepEqual(
      visits.body.visits.filter(({ overbooked }) => overbooked).map((visit) => visit.id),
      [id],
    );
    assert.deepEqual(
      (await dataOf('booking.confirmed')).map(({ overbooked }) => overbooked ?? false),
      [false, false, true],
    );
    const link = await backend.call<Booking>('GET', `/bookings/${id}`, undefined, secretary);
    assert.doesNotMatch(JSON.stringify(link.body), /overbook/, 'what the patient reads says nothing of it');
  });

  it('is explained to the secretary alone, by session: none while a seat is left, then how many of how many', async () => {
    await bookSeat(backend, NORTH_9H);
    assert.deepEqual(
      (await explain()).map(({ overbooking }) => overbooking),
      [undefined, undefined],
    );
    await bookSeat(backend, NORTH_9H15);
    const seen = async (headers = secretary) => (await explain(headers)).map(({ overbooking }) => overbooking);
    assert.deepEqual(await seen(), [
      { used: 0, limit: 1 },
      { used: 0, limit: 1 },
    ]);
    assert.deepEqual(await seen(bearer(await backend.token('dispatcher'))), [undefined, undefined]);
    await propose(NORTH_9H);
    assert.deepEqual((await seen())[1], { used: 1, limit: 1 });
    backend.clock.now += 301_000;
    assert.deepEqual((await seen())[1], { used: 0, limit: 1 }, 'a hold that has expired counts no more');
  });

  it('is refused to patients, links and everybody but secretaries, and nothing is written', async () => {
    const [first] = await fillNorth();
    const before = await backend.store.db.selectFrom('event').select('sequence').execute();
    for (const [role, status] of [
      ['dispatcher', 403],
      ['delegate', 403],
      ['coordinator', 403],
    ] as const)
      assert.equal((await propose(NORTH_9H, { headers: bearer(await backend.token(role)) })).status, status, role);
    assert.equal((await propose(NORTH_9H, { headers: {} })).status, 401);
    assert.ok([401, 403].includes((await propose(NORTH_9H, { headers: bearer(first.token) })).status));
    const hold = await backend.call<OrProblem<Hold>>(
      'POST',
      '/holds',
      { slot: NORTH_9H, overbook: true },
      { 'relais-client': randomUUID() },
    );
    assert.deepEqual([hold.status, hold.body.code], [409, 'slot-taken'], 'the way patients book knows no such wish');
    assert.equal((await backend.store.db.selectFrom('event').select('sequence').execute()).length, before.length);
  });

  it('is no more than the rule says for a session, when two secretaries press at once too', async () => {
    await fillNorth();
    const both = await Promise.all([propose(NORTH_9H), propose(NORTH_9H15)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409]);
    const refused = both.find(({ status }) => status === 409)!;
    assert.equal(refused.body.code, 'session-overbooked');
    assert.deepEqual(refused.body['overbooking'], { used: 1, limit: 1 });
  });

  it('is exchanged for another of the same session without counting twice', async () => {
    await fillNorth();
    const intake = randomUUID();
    assert.equal((await propose(NORTH_9H, { intake })).status, 201);
    assert.equal((await propose(NORTH_9H15, { intake })).status, 201);
    assert.equal((await propose(NORTH_9H)).body.code, 'session-overbooked');
  });

  it('needs a slot, and a session that has none left: a seat that is free is simply taken', async () => {
    const body = { intake: randomUUID(), overbook: true };
    assert.equal(
      (await backend.call<OrProblem<object>>('POST', '/seat-proposals', body, secretary)).body.code,
      'invalid-request',
    );
    await bookSeat(backend, NORTH_9H);
    const taken = await propose(NORTH_9H);
    assert.equal(taken.body.code, 'slot-taken');
    assert.ok((taken.body['alternatives'] as unknown[]).length > 0);
    const free = await propose(NORTH_9H15);
    assert.deepEqual([free.status, free.body.overbooked, free.body.reason.kind], [201, undefined, 'asked']);
  });

  it('is none at all where the rule says nothing or 0', async () => {
    await fillNorth();
    for (const secretaryOverbookPerSession of [0, undefined]) {
      const { secretaryOverbookPerSession: _, ...without } = rules;
      const changed = secretaryOverbookPerSession === 0 ? { ...rules, secretaryOverbookPerSession } : without;
      await backend.change({ openings, rules: changed });
      const { body } = await propose(NORTH_9H);
      assert.deepEqual([body.code, body['overbooking']], ['session-overbooked', { used: 0, limit: 0 }]);
      assert.ok((await explain()).every(({ overbooking }) => overbooking === undefined));
    }
  });

  it('lifts the capacity alone: not the notice, a closed day, the past, nor what is planned nowhere', async () => {
    await fillNorth();
    const refusal = async (slot: object) => {
      const { body } = await propose(slot);
      return [body.code, body['reason']];
    };
    assert.deepEqual(await refusal({ practiceId: 'north', start: at('08:05') }), ['slot-not-bookable', 'closed']);
    assert.deepEqual(await refusal({ practiceId: 'nobody', start: at('08:00') }), ['slot-not-bookable', 'closed']);
    assert.deepEqual(await refusal({ practiceId: 'north', start: at('08:00', '2026-12-09') }), [
      'slot-not-bookable',
      'too-early',
    ]);
    backend.clock.now = Date.parse(at('08:10'));
    secretary = bearer(await backend.token('secretary'));
    assert.deepEqual(await refusal(NORTH_9H), ['slot-not-bookable', 'too-late'], 'begun');
    assert.deepEqual(await refusal(NORTH_9H15), ['slot-not-bookable', 'too-late'], 'within the notice');
    const exceptions = [{ type: 'closure' as const, practiceId: 'north', from: '2026-11-10', reason: 'Congés' }];
    await backend.change({ openings, rules, exceptions });
    assert.deepEqual(await refusal({ practiceId: 'north', start: at('08:00', '2026-11-10') }), [
      'slot-not-bookable',
      'closed',
    ]);
  });

  it('counts in the account to the letter: the practice pays one, those with a seat left earn their share', async () => {
    await fillNorth();
    const accounts = async () => {
      const { state } = await backend.store.db.selectFrom('ledger').select('state').executeTakeFirstOrThrow();
      const known = JSON.parse(state) as { accounts: Record<string, { balance: number }> };
      return [known.accounts['north']!.balance, known.accounts['oaks']!.balance] as const;
    };
    const [north, oaks] = await accounts();
    const id = await overbook(NORTH_9H);
    const after = await accounts();
    assert.deepEqual(
      [after[0] - north, after[1] - oaks].map((value) => Math.round(value * 1e9) / 1e9),
      [-1, 1],
    );
    assert.ok(Math.abs(after[0] + after[1]) < 1e-9, 'the sum stays 0');
    await cancel(id);
    const [northAgain, oaksAgain] = await accounts();
    assert.ok(Math.abs(northAgain - north) < 1e-9 && Math.abs(oaksAgain - oaks) < 1e-9);
  });

  it('gives the room back when it is cancelled, and has it again when that is taken back', async () => {
    await fillNorth();
    const id = await overbook(NORTH_9H);
    assert.equal((await cancel(id)).status, 200);
    assert.equal(await backend.left(NORTH_9H), 0);
    assert.deepEqual((await explain())[0]?.overbooking, { used: 0, limit: 1 });
    assert.equal((await restore(id)).status, 200);
    assert.equal((await rowOf(id)).overbooked, 1);
    assert.deepEqual((await dataOf('booking.restored')).at(-1)?.overbooked, true);

    assert.equal((await cancel(id)).status, 200);
    await overbook(NORTH_9H15, '06 39 98 45 13', { ...IDA, givenName: 'Noé' });
    const late = await restore(id, 3);
    assert.equal(late.body.code, 'session-overbooked', 'somebody else is overbooked there by then');
    assert.equal((await rowOf(id)).status, 'cancelled');
  });

  it('keeps its mark when another seat of its start is given back, which nobody gets while it stands', async () => {
    const [first] = await fillNorth();
    const id = await overbook(NORTH_9H);
    assert.equal((await cancel(first.id)).status, 200);
    assert.equal(await backend.left(NORTH_9H), 0, 'the doctor sees as many as planned again');
    assert.equal((await rowOf(id)).overbooked, 1);
    assert.equal((await cancel(id)).status, 200);
    assert.equal(await backend.left(NORTH_9H), 1);
    assert.equal((await restore(id)).status, 200);
    assert.equal((await rowOf(id)).overbooked, 0, 'taken back, it has the seat that is free now');
  });

  it('loses its mark when it is moved to a free seat, and gets it back with the former one', async () => {
    await fillNorth();
    const id = await overbook(NORTH_9H);
    const kept = await backend.call<SeatProposal>(
      'POST',
      '/seat-proposals',
      { intake: randomUUID(), slot: OAKS_9H },
      secretary,
    );
    const body = { token: kept.body.token, why: 'patient' };
    const moved = await backend.call<OrProblem<Booking>>('PATCH', `/bookings/${id}`, body, secretary);
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
    assert.equal((await rowOf(id)).overbooked, 0);
    assert.deepEqual((await explain())[0]?.overbooking, { used: 0, limit: 1 });
    assert.equal((await restore(id, moved.body.revision)).status, 200);
    assert.equal((await rowOf(id)).overbooked, 1);
  });

  it('is no booking without a seat when the planning changes, unless nobody is there', async () => {
    await fillNorth();
    const id = await overbook(NORTH_9H);
    const unseated = () => backend.store.db.selectFrom('unseated_booking').select(['booking_id', 'cause']).execute();
    await backend.change({ openings: [...openings, { ...openings[1]!, from: '14:00', to: '15:00' }], rules });
    assert.deepEqual(await unseated(), []);
    const exceptions = [{ type: 'closure' as const, practiceId: 'north', from: '2026-11-09', reason: 'Congés' }];
    await backend.change({ openings, rules, exceptions });
    const causes = await unseated();
    assert.equal(causes.length, 3);
    assert.ok(causes.some(({ booking_id, cause }) => booking_id === id && cause === 'closed'));
  });

  it('stands by the clock on the night the clocks change', async () => {
    // 25 October 2026: 02:00 to 03:00 comes twice in Paris, and an opening from 01:30 to 03:30 lasts three hours.
    const night: Opening[] = [{ ...openings[0]!, from: '01:30', to: '03:30', slotsPerHour: 2 }, openings[1]!];
    backend.clock.now = Date.parse('2026-10-24T18:00:00Z');
    secretary = bearer(await backend.token('secretary'));
    await backend.change({ openings: night, rules });
    const seats = (await backend.list('?from=2026-10-25&to=2026-10-25')).filter(
      ({ practiceId }) => practiceId === 'north',
    );
    assert.equal(seats.length, 6);
    for (const seat of seats) await bookSeat(backend, seat);
    const twice = seats.filter(({ startLocal }) => startLocal.slice(11, 16) === '02:30');
    assert.equal(twice.length, 2);
    await overbook(twice[1]!);
    const overbookings = (await explain(secretary, '2026-10-25')).map(({ overbooking }) => overbooking?.used);
    assert.deepEqual(overbookings, [1, 1, 1, 1, 1, 1], 'it is one session, whatever the clock shows');
    assert.equal((await propose(twice[0]!)).body.code, 'session-overbooked');
  });
});
