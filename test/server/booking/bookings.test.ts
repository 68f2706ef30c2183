import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Booking, Hold, NewBooking, Problem } from '@relais/model';
import { assertChain, bearer, bookSeat, createBookingRequest, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { createTerritory, MONDAY_8H } from '../support/territory.ts';

const at = (time: string, practiceId = 'north', day = '2026-11-09') => ({ practiceId, start: `${day}T${time}:00Z` });
const DAY = { from: '2026-11-09T08:00:00Z', to: '2026-11-10T23:00:00Z' };

describeEngines('booking a seat', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine, { sendsMail: true });
  });
  after(async () => {
    await assertChain(backend.store);
    await backend.close();
  });

  const cancel = (id: string, token: string) =>
    backend.call<OrProblem<Booking>>('DELETE', `/bookings/${id}`, undefined, bearer(token));
  const move = (id: string, token: string, hold: string) =>
    backend.call<OrProblem<Booking>>('PATCH', `/bookings/${id}`, { token: hold }, bearer(token));
  const read = (id: string, token: string) =>
    backend.call<OrProblem<Booking>>('GET', `/bookings/${id}`, undefined, bearer(token));
  const seatRow = (practiceId: string, start: string) =>
    backend.store.db
      .selectFrom('seat')
      .select('used')
      .where('practice_id', '=', practiceId)
      .where('start_at', '=', Date.parse(start))
      .executeTakeFirst();

  it('confirms with a reference, a link and the time until which it can change', async () => {
    const { id, token, ...booking } = await bookSeat(backend, at('08:00'));
    assert.match(token, /^rl_[\w-]{43}$/);
    assert.match(booking.reference, /^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}$/);
    assert.equal(booking.status, 'confirmed');
    assert.equal(booking.changeableUntil, '2026-11-09T07:30:00Z');
    assert.equal(booking.mail, 'none');
    const { body } = await read(id, token);
    assert.deepEqual(body, { id, ...booking });
    assert.equal(await backend.left(at('08:00')), 0);
  });

  it('keeps the run of the checklist with its version and its author', async () => {
    const { body: hold } = await backend.hold(at('08:15'));
    const request = createBookingRequest(hold.token);
    request.checklistRun.yes = ['stitches'];
    const { body } = await backend.call<Booking>('POST', '/bookings', request);
    const run = await backend.store.db
      .selectFrom('checklist_run')
      .selectAll()
      .where('booking_id', '=', body.id)
      .executeTakeFirstOrThrow();
    const { version, yes, outcome, author, answered_at } = run;
    assert.deepEqual(
      { version, yes, outcome, author, answered_at },
      {
        version: '1',
        yes: '["stitches"]',
        outcome: 'continue',
        author: 'anonymous',
        answered_at: Date.parse('2026-11-09T06:59:00Z'),
      },
    );
  });

  it('refuses what the checklist stops, whatever the page thought', async () => {
    const { body: hold } = await backend.hold(at('08:30'));
    const tell = async (run: object) => {
      const request = { ...createBookingRequest(hold.token) };
      return backend.call<Problem>('POST', '/bookings', {
        ...request,
        checklistRun: { ...request.checklistRun, ...run },
      });
    };
    const blocked = await tell({ yes: ['worse', 'chest'] });
    assert.deepEqual(
      [blocked.status, blocked.body.code, blocked.body['outcome']],
      [422, 'checklist-blocks-booking', 'call-15'],
    );
    const callback = await tell({ yes: ['worse'] });
    assert.equal(callback.body['outcome'], 'clinician-callback');
    const outdated = await tell({ version: '0' });
    assert.deepEqual([outdated.status, outdated.body.code], [409, 'checklist-outdated']);
    assert.equal((await tell({ yes: ['unknown'] })).body.code, 'checklist-outdated');
    assert.equal((await tell({ yes: [] })).status, 201);
  });

  it('refuses a site without what the checklist asks for', async () => {
    const { body: hold } = await backend.hold(at('13:00', 'gate'));
    const request = createBookingRequest(hold.token);
    request.checklistRun.yes = ['stitches'];
    const { status, body } = await backend.call<Problem>('POST', '/bookings', request);
    assert.deepEqual([status, body.code], [422, 'checklist-blocks-booking']);
    await backend.call('DELETE', `/holds/${hold.id}`, undefined, bearer(hold.token));
  });

  it('refuses a reason that is not of the structure without repeating it', async () => {
    const { body: hold } = await backend.hold(at('13:15', 'gate'));
    const { status, body } = await backend.call<Problem>('POST', '/bookings', {
      ...createBookingRequest(hold.token),
      reason: 'a secret of mine',
    });
    assert.deepEqual([status, body.code], [400, 'invalid-request']);
    assert.doesNotMatch(JSON.stringify(body), /secret of mine/);
    await backend.call('DELETE', `/holds/${hold.id}`, undefined, bearer(hold.token));
  });

  it('knows a person again however the name is written', async () => {
    const first = await bookSeat(backend, at('08:45'), {
      familyName: 'Le Goff-Œuvrard',
      givenName: 'Zoé',
      birthDate: '1990-01-02',
    });
    const { body: hold } = await backend.hold(at('09:00'));
    const again = await backend.book(hold.token, {
      familyName: 'LEGOFF  OEUVRARD',
      givenName: 'zoe',
      birthDate: '1990-01-02',
    });
    assert.deepEqual([again.status, again.body.code], [409, 'duplicate-booking']);
    assert.deepEqual(again.body['booking'], { id: first.id, href: `/api/v1/structures/vallon/bookings/${first.id}` });
    const sibling = await backend.book(hold.token, {
      familyName: 'Le Goff-Œuvrard',
      givenName: 'Zoé',
      birthDate: '1992-01-02',
    });
    assert.equal(sibling.status, 201);
    await cancel(first.id, first.token);
    const { body: other } = await backend.hold(at('09:15'));
    const later = await backend.book(other.token, {
      familyName: 'Le Goff Œuvrard',
      givenName: 'Zoé',
      birthDate: '1990-01-02',
    });
    assert.equal(later.status, 201);
  });

  it('lets one of two confirmations of one person through', async () => {
    const holds = await Promise.all([backend.hold(at('08:00', 'oaks')), backend.hold(at('08:15', 'oaks'))]);
    const person = { familyName: 'Pressée', givenName: 'Anna', birthDate: '1970-01-01' };
    const answers = await Promise.all(holds.map(({ body }) => backend.book(body.token, person)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
  });

  it('confirms a hold once', async () => {
    const { body: hold } = await backend.hold(at('09:30'));
    const answers = await Promise.all([backend.book(hold.token), backend.book(hold.token)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 410]);
  });

  it('frees the seat of a cancelled booking, and cancels once', async () => {
    const booking = await bookSeat(backend, at('09:45'));
    const { status, body } = await cancel(booking.id, booking.token);
    assert.deepEqual([status, body.status], [200, 'cancelled']);
    assert.equal(await backend.left(at('09:45')), 1);
    assert.equal((await seatRow('north', '2026-11-09T09:45:00Z'))?.used, 0);
    const again = await cancel(booking.id, booking.token);
    assert.deepEqual([again.status, again.body.code], [409, 'booking-cancelled']);
    assert.equal((await read(booking.id, booking.token)).body.status, 'cancelled');
  });

  it('moves to a held seat and frees the old one', async () => {
    const booking = await bookSeat(backend, at('09:45'));
    const { body: hold } = await backend.hold(at('13:30', 'gate'));
    const { status, body } = await move(booking.id, booking.token, hold.token);
    assert.equal(status, 200);
    assert.deepEqual(
      [body.id, body.reference, body.seat.start],
      [booking.id, booking.reference, '2026-11-09T13:30:00Z'],
    );
    assert.equal(await backend.left(at('09:45')), 1);
    assert.equal(await backend.left(at('13:30', 'gate')), 0);
  });

  it('moves only to a site that has what the answers ask for', async () => {
    const { body: first } = await backend.hold(at('10:00', 'oaks'));
    const request = createBookingRequest(first.token);
    request.checklistRun.yes = ['stitches'];
    const { body: booking } = await backend.call<NewBooking>('POST', '/bookings', request);
    const { body: elsewhere } = await backend.hold(at('14:45', 'gate'));
    const refused = await move(booking.id, booking.token, elsewhere.token);
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body['outcome']],
      [422, 'checklist-blocks-booking', 'continue'],
    );
    const { body: suitable } = await backend.hold(at('10:15', 'oaks'));
    assert.equal((await move(booking.id, booking.token, suitable.token)).status, 200);
  });

  it('leaves a booking where it is when the move cannot be made', async () => {
    const booking = await bookSeat(backend, at('10:00'));
    const { body: hold } = await backend.hold(at('13:45', 'gate'));
    await backend.call('DELETE', `/holds/${hold.id}`, undefined, bearer(hold.token));
    const { status, body } = await move(booking.id, booking.token, hold.token);
    assert.deepEqual([status, body.code], [410, 'hold-expired']);
    assert.equal((await read(booking.id, booking.token)).body.seat.start, '2026-11-09T10:00:00Z');
    assert.equal(await backend.left(at('10:00')), 0);
    assert.equal(await backend.left(at('13:45', 'gate')), 1);
  });

  it('binds the link to the deadline and the front desk not', async () => {
    const booking = await bookSeat(backend, at('10:15'));
    backend.clock.now = Date.parse('2026-11-09T09:45:00Z');
    const { body: hold } = await backend.hold(at('14:00', 'gate'));
    assert.equal((await move(booking.id, booking.token, hold.token)).status, 200);
    backend.clock.now = Date.parse('2026-11-09T13:30:01Z');
    const late = await cancel(booking.id, booking.token);
    assert.deepEqual(
      [late.status, late.body.code, late.body['changeableUntil']],
      [409, 'deadline-passed', '2026-11-09T13:30:00Z'],
    );
    assert.equal((await cancel(booking.id, await backend.token('secretary'))).status, 200);
    backend.clock.now = MONDAY_8H;
  });

  it('queues one mail for each thing told, and none without an address', async () => {
    const booking = await bookSeat(backend, at('10:30'), { email: 'zoe@example.org' });
    assert.equal(booking.mail, 'queued');
    const { body: hold } = await backend.hold(at('10:45'));
    await move(booking.id, booking.token, hold.token);
    await cancel(booking.id, booking.token);
    const mails = await backend.store.db
      .selectFrom('mail')
      .select(['kind', 'sequence', 'recipient'])
      .where('subject', '=', booking.id)
      .orderBy('sequence')
      .execute();
    assert.deepEqual(
      mails.map(({ kind, sequence }) => `${kind} ${sequence}`),
      ['booking.confirmed 0', 'booking.moved 1', 'booking.cancelled 2'],
    );
    assert.deepEqual(new Set(mails.map(({ recipient }) => recipient)), new Set(['zoe@example.org']));
  });

  it('keeps bookings and holds when seats are taken away, and never counts below none', async () => {
    const fresh = await openBackend(engine);
    const booked = await bookSeat(fresh, at('08:00', 'oaks'));
    const { body: hold } = await fresh.hold(at('08:00', 'oaks'));
    const [north, oaks, gate] = createTerritory().openings;
    await fresh.change({ openings: [north!, { ...oaks!, capacity: 1 }, gate!] });
    assert.equal(await fresh.left(at('08:00', 'oaks')), 0);
    assert.ok((await fresh.list()).every(({ remaining }) => remaining >= 0));
    assert.equal((await fresh.hold(at('08:00', 'oaks'))).body.code, 'slot-taken');
    assert.equal((await fresh.book(hold.token)).status, 201);
    await fresh.call('DELETE', `/bookings/${booked.id}`, undefined, bearer(booked.token));
    assert.equal(await fresh.left(at('08:00', 'oaks')), 0);
    assert.equal((await fresh.hold(at('08:00', 'oaks'))).body.code, 'slot-taken');
    await assertChain(fresh.store);
    await fresh.close();
  });

  it('keeps the bookings of a session that closes, and confirms none of its holds', async () => {
    const fresh = await openBackend(engine);
    const booked = await bookSeat(fresh, at('08:00'));
    const { body: hold } = await fresh.hold(at('08:15'));
    await fresh.change({
      exceptions: [{ type: 'closure', practiceId: 'north', from: '2026-11-09', fromTime: '08:00', toTime: '13:00' }],
    });
    assert.deepEqual(
      (await fresh.list()).filter(
        ({ practiceId, serviceDate }) => practiceId === 'north' && serviceDate === '2026-11-09',
      ),
      [],
    );
    const late = await fresh.book(hold.token);
    assert.deepEqual([late.status, late.body.code], [410, 'hold-expired']);
    const { body } = await fresh.call<Booking>('GET', `/bookings/${booked.id}`, undefined, bearer(booked.token));
    assert.equal(body.status, 'confirmed');
    const cancelled = await fresh.call('DELETE', `/bookings/${booked.id}`, undefined, bearer(booked.token));
    assert.equal(cancelled.status, 200);
    await fresh.close();
  });

  it('tells the two 2 h 15 of an autumn night apart', async () => {
    const fresh = await openBackend(engine, {
      clock: { now: Date.parse('2026-10-24T20:00:00Z') },
      territory: {
        openings: [{ practiceId: 'north', days: ['sun'], from: '00:00', to: '06:00', slotsPerHour: 4, capacity: 1 }],
      },
    });
    const first = await bookSeat(fresh, at('00:15', 'north', '2026-10-25'));
    const second = await bookSeat(fresh, at('01:15', 'north', '2026-10-25'));
    assert.equal(first.seat.startLocal, '2026-10-25T02:15:00+02:00');
    assert.equal(second.seat.startLocal, '2026-10-25T02:15:00+01:00');
    assert.equal((await fresh.list()).filter(({ serviceDate }) => serviceDate === '2026-10-25').length, 28 - 2);
    await fresh.close();
  });

  it('gives the seat of a cancellation to one of fifty who wait for it', async () => {
    const fresh = await openBackend(engine, {
      territory: { openings: [createTerritory().openings[2]!], rules: { minNoticeMinutes: 20, maxHorizonDays: 0 } },
    });
    const bookings = [];
    for (let seat = 0; seat < 8; seat++) bookings.push(await bookSeat(fresh, DAY));
    const [first] = bookings;
    const crowd = Array.from({ length: 50 }, () => fresh.hold(DAY));
    const [cancelled, ...answers] = await Promise.all([
      fresh.call('DELETE', `/bookings/${first!.id}`, undefined, bearer(first!.token)),
      ...crowd,
    ]);
    assert.equal(cancelled.status, 200);
    const won = answers.filter(({ status }) => status === 201).map(({ body }) => (body as Hold).seat.start);
    assert.ok(won.length <= 1);
    assert.equal((await fresh.hold(DAY)).status, won.length === 1 ? 409 : 201);
    await assertChain(fresh.store);
    await fresh.close();
  });
});
