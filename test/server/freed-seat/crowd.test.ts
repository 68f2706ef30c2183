import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import type { FreedSeatList } from '@relais/model';
import { advanceAll } from '../../../packages/server/src/freed-seat/index.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { assertChain, bearer, bookSeat, openBackend } from '../support/backend.ts';
import type { TestBackend, TestClock } from '../support/backend.ts';
import { createDeskSettings } from '../support/desk.ts';
import { describeEngines } from '../support/engines.ts';
import type { EmptyDatabase } from '../support/engines.ts';
import { MONDAY_8H, STRUCTURE } from '../support/territory.ts';

const minute = 60_000;
const STARTS = ['10:00', '10:15', '10:30'].map((time) => `2026-11-09T${time}:00Z`);
const PEOPLE = 12;

describeEngines('people who all answer at once for freed seats', (engine) => {
  let database: EmptyDatabase;
  let backends: TestBackend[];
  let clock: TestClock;
  before(async () => {
    database = await engine.createDatabase();
    clock = { now: MONDAY_8H };
    const sms = { send: () => Promise.resolve() };
    const count = engine.name === 'postgres' ? 2 : 1;
    backends = await Promise.all(Array.from({ length: count }, () => openBackend(engine, { database, clock, sms })));
    const freedSeats = { offerSeconds: 300, page: 'https://vallon.example/place' };
    await importDocument(backends[0]!.context, createDeskSettings({ freedSeats }), 'test', STRUCTURE);
  });
  after(async () => {
    for (const backend of backends) await backend.close();
    await database.remove();
  });

  it('give each seat to one person, and each person one seat at most', async () => {
    const [one] = backends as [TestBackend];
    const anyone = (index: number) => backends[index % backends.length]!;
    const secretary = bearer(await one.token('secretary'));
    for (let index = 0; index < PEOPLE; index += 1) {
      const person = { familyName: 'Foule', givenName: `Personne ${String(index)}`, birthDate: '2001-02-03' };
      const phone = `+336399812${String(index).padStart(2, '0')}`;
      const request = { id: randomUUID(), class: 'b', entryPoint: 'patient', reason: 'cough', phone, ...person };
      assert.equal((await one.call('POST', '/callbacks', request, secretary)).status, 201);
    }
    const booked = await Promise.all(STARTS.map((start) => bookSeat(one, { practiceId: 'north', start })));
    await Promise.all(
      booked.map(({ id, token }, index) => anyone(index).call('DELETE', `/bookings/${id}`, undefined, bearer(token))),
    );

    const list = async () =>
      (await one.call<FreedSeatList>('GET', '/freed-seats', undefined, secretary)).body.freedSeats;
    const yes = new Map<string, number>();
    for (let round = 0; round < 6; round += 1) {
      // Everybody who was ever asked presses twice, on every backend, while offers end and the public tries too.
      const offers = (await list()).flatMap((seat) => seat.offers);
      await Promise.all([
        ...backends.map((backend) => advanceAll(backend.context)),
        ...STARTS.map((start, index) => anyone(index + 1).hold({ practiceId: 'north', start })),
        ...offers.flatMap(({ id }, index) =>
          (round < 2 ? ['no', 'yes'] : ['yes', 'yes']).map(async (answer, press) => {
            const backend = anyone(index + press);
            const link = bearer(backend.context.secrets.token('offer', STRUCTURE, id));
            const { status } = await backend.call('POST', `/seat-offers/${id}/answer`, { answer }, link);
            assert.ok([200, 409, 410, 429].includes(status), String(status));
            if (answer === 'yes' && status === 200) yes.set(id, (yes.get(id) ?? 0) + 1);
          }),
        ),
      ]);
      clock.now += 2 * minute;
    }

    const seats = await list();
    assert.equal(seats.length, STARTS.length);
    const accepted = seats.flatMap((seat) => seat.offers.filter(({ end }) => end === 'accepted'));
    for (const { offers } of seats) {
      assert.ok(offers.filter(({ end }) => end === 'accepted').length <= 1);
      assert.equal(new Set(offers.map(({ callback }) => callback)).size, offers.length);
    }
    assert.equal(new Set(accepted.map(({ callback }) => callback)).size, accepted.length);
    assert.deepEqual(new Set(yes.keys()), new Set(accepted.map(({ id }) => id)));
    const rows = await one.store.db
      .selectFrom('booking')
      .select(['start_at'])
      .where('status', '=', 'confirmed')
      .execute();
    assert.equal(new Set(rows.map(({ start_at: start }) => start)).size, rows.length);
    assert.ok(accepted.length > 0);
    await assertChain(one.store);
  });
});
