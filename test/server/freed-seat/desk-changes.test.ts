import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, it } from 'node:test';
import type { Booking, FreedSeatList, KnownRequests, OfferView, SeatProposal } from '@relais/model';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { assertChain, bearer, bookSeat, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

const minute = 60_000;
const at = (time: string) => `2026-11-09T${time}:00Z`;
const NORTH_11H = { practiceId: 'north', start: at('10:00') };
const OAKS_11H = { practiceId: 'oaks', start: at('10:00') };
const PHONE = '06 39 98 45 12';

describeEngines('a booking that the desk changes', (engine) => {
  let backend: TestBackend;
  let secretary: Record<string, string>;
  beforeEach(async () => {
    backend = await openBackend(engine, { sendsMail: true });
    await importDocument(backend.context, createDeskSettings(), 'test', STRUCTURE);
    secretary = bearer(await backend.token('secretary'));
  });
  /** Whatever a test has done can be made again from the log. */
  afterEach(async () => {
    await assertChain(backend.store);
    await backend.close();
  });

  const call = <T = Booking>(path: string, body: object, headers = secretary) =>
    backend.call<OrProblem<T>>('POST', path, body, headers);
  const cancel = (id: string, body: object = { why: 'patient' }, headers = secretary) =>
    call(`/bookings/${id}/cancellation`, body, headers);
  const restore = (id: string, revision: number, headers = secretary) =>
    call(`/bookings/${id}/restoration`, { revision }, headers);
  const search = async () => (await call<KnownRequests>('/intakes/search', { phone: PHONE })).body;
  const offers = () =>
    importDocument(
      backend.context,
      createDeskSettings({ freedSeats: { offerSeconds: 600, page: 'https://vallon.example/place' } }),
      'test',
      STRUCTURE,
    );
  const wait = () =>
    call<{ id: string }>('/callbacks', {
      ...{ id: randomUUID(), class: 'b', entryPoint: 'patient', phone: '06 39 98 12 34', reason: 'cough' },
      ...{ familyName: 'Attente', givenName: 'Iris', birthDate: '2001-02-03', arrivedAt: at('06:30') },
    });
  const freed = async () =>
    (await backend.call<FreedSeatList>('GET', '/freed-seats', undefined, secretary)).body.freedSeats[0]!;
  const balances = async () => (await backend.store.db.selectFrom('ledger_entry').select('id').execute()).length;
  const mails = async (subject: string) =>
    (
      await backend.store.db
        .selectFrom('mail')
        .select('kind')
        .where('subject', '=', subject)
        .orderBy('sequence')
        .execute()
    ).map(({ kind }) => kind);

  it('is cancelled for a reason, which colleagues read and the log has as a code', async () => {
    const { id } = await bookSeat(backend, NORTH_11H, { phone: PHONE, email: 'c@example.org' });
    const { status, body } = await cancel(id, { why: 'other', note: 'Fille prévenue' });
    assert.deepEqual([status, body.status, body.mail], [200, 'cancelled', 'queued']);
    const { known, cancelled = [] } = await search();
    assert.deepEqual([known.length, cancelled.length], [0, 1]);
    assert.deepEqual([cancelled[0]?.why, cancelled[0]?.note, cancelled[0]?.revision], ['other', 'Fille prévenue', 1]);
    const { data } = await backend.store.db
      .selectFrom('event')
      .select('data')
      .where('type', '=', 'booking.cancelled')
      .executeTakeFirstOrThrow();
    assert.equal((JSON.parse(data) as { why: string }).why, 'other');
    assert.doesNotMatch(data, /Fille/);
    assert.equal(await backend.left(NORTH_11H), 1);
    assert.equal(await balances(), 0);
  });

  it('needs a reason that is one, and a note where none fits', async () => {
    const { id } = await bookSeat(backend, NORTH_11H);
    for (const body of [{}, { why: 'rain' }, { why: 'other' }, { why: 'other', note: '  ' }, { why: 'patient', x: 1 }])
      assert.equal((await cancel(id, body)).body.code, 'invalid-request', JSON.stringify(body));
    assert.equal(await backend.left(NORTH_11H), 0);
  });

  it('is told apart, when two desks cancel it, by the second', async () => {
    const { id } = await bookSeat(backend, NORTH_11H);
    const dispatcher = bearer(await backend.token('dispatcher'));
    const both = await Promise.all([cancel(id), cancel(id, { why: 'mistake' }, dispatcher)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    assert.ok(both.some(({ body }) => body.code === 'booking-cancelled'));
  });

  it('has its seat again when the cancellation is taken back, and the person is told', async () => {
    const { id } = await bookSeat(backend, NORTH_11H, { phone: PHONE, email: 'c@example.org' });
    const { body } = await cancel(id, { why: 'mistake' });
    const back = await restore(id, body.revision!);
    assert.deepEqual([back.status, back.body.status, back.body.revision], [200, 'confirmed', 2]);
    assert.equal(await backend.left(NORTH_11H), 0);
    assert.deepEqual(await mails(id), ['booking.confirmed', 'booking.cancelled', 'booking.restored']);
    assert.equal((await search()).known.length, 1);
    assert.equal(await balances(), 1);
    assert.equal((await restore(id, body.revision!)).body.code, 'change-overtaken');
  });

  it('has it again while it is only offered to whoever waits, who is asked no more', async () => {
    await offers();
    await wait();
    const { id } = await bookSeat(backend, NORTH_11H);
    const { body } = await cancel(id);
    const { offers: asked } = await freed();
    assert.equal((await restore(id, body.revision!)).status, 200);
    const { status, why, offers: ended } = await freed();
    assert.deepEqual([status, why, ended[0]?.end], ['released', 'restored', 'withdrawn']);
    const link = bearer(backend.context.secrets.token('offer', STRUCTURE, asked[0]!.id));
    const { body: view } = await backend.call<OfferView>('GET', `/seat-offers/${asked[0]!.id}`, undefined, link);
    assert.equal(view.status, 'ended');
  });

  it('stays cancelled once somebody else has the seat', async () => {
    const { id } = await bookSeat(backend, NORTH_11H);
    const { body } = await cancel(id);
    await bookSeat(backend, NORTH_11H);
    assert.equal((await restore(id, body.revision!)).body.code, 'slot-taken');
    assert.equal(
      (await backend.call<Booking>('GET', `/bookings/${id}`, undefined, secretary)).body.status,
      'cancelled',
    );
  });

  it('is not taken up again for somebody who has another seat by then', async () => {
    const person = { familyName: 'Retour', givenName: 'Axelle', birthDate: '1990-01-01', phone: PHONE };
    const { id } = await bookSeat(backend, NORTH_11H, person);
    const { body } = await cancel(id);
    await bookSeat(backend, OAKS_11H, person);
    assert.equal((await restore(id, body.revision!)).body.code, 'duplicate-booking');
  });

  it('is taken up again within the notice, and neither after a quarter of an hour nor once it has begun', async () => {
    backend.clock.now = Date.parse(at('09:58'));
    secretary = bearer(await backend.token('secretary'));
    backend.clock.now = Date.parse(at('07:30'));
    const { id } = await bookSeat(backend, NORTH_11H);
    backend.clock.now = Date.parse(at('09:45'));
    secretary = bearer(await backend.token('secretary'));
    const { body } = await cancel(id);
    backend.clock.now += 5 * minute;
    const { body: back, status } = await restore(id, body.revision!);
    assert.equal(status, 200, JSON.stringify(back));
    const { body: again } = await cancel(id);
    backend.clock.now = Date.parse(at('10:00'));
    assert.equal((await restore(id, again.revision!)).body.code, 'slot-not-bookable');
    backend.clock.now += 6 * minute;
    assert.equal((await restore(id, again.revision!)).body.code, 'change-overtaken');
  });

  it('is taken back by the desk alone, and only what the desk did', async () => {
    const { id, token } = await bookSeat(backend, NORTH_11H);
    await backend.call('DELETE', `/bookings/${id}`, undefined, bearer(token));
    assert.equal((await restore(id, 1)).body.code, 'change-overtaken');
    assert.equal((await restore(id, 1, bearer(token))).status, 403);
    assert.equal((await cancel(id, { why: 'patient' }, bearer(token))).status, 403);
  });

  it('moves for a reason, and back to where it was', async () => {
    const { id, token } = await bookSeat(backend, NORTH_11H, { email: 'c@example.org' });
    const propose = () => call<SeatProposal>('/seat-proposals', { intake: randomUUID(), slot: OAKS_11H });
    const { body: seat } = await propose();
    const byLink = await backend.call<OrProblem<Booking>>(
      'PATCH',
      `/bookings/${id}`,
      { token: seat.token, why: 'patient' },
      bearer(token),
    );
    assert.equal(byLink.body.code, 'invalid-request');
    const moved = await backend.call<Booking>(
      'PATCH',
      `/bookings/${id}`,
      { token: seat.token, why: 'doctorAway' },
      secretary,
    );
    assert.deepEqual([moved.status, moved.body.seat.practiceId, moved.body.revision], [200, 'oaks', 1]);
    const back = await restore(id, 1);
    assert.deepEqual([back.status, back.body.seat.practiceId, back.body.status], [200, 'north', 'confirmed']);
    assert.equal(await backend.left(OAKS_11H), 2);
    assert.deepEqual(await mails(id), ['booking.confirmed', 'booking.moved', 'booking.moved']);
  });
});
