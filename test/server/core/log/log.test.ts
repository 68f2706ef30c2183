import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { balances, rebuild } from '@relais/engine';
import type { LedgerEntry } from '@relais/engine';
import { bookingEvents, checklistEvents, peopleEvents, schedulingEvents, structureEvents } from '@relais/model';
import type { Booking } from '@relais/model';
import { canonicalJson } from '../../../../packages/server/src/core/log/canonical.ts';
import { verifyLog } from '../../../../packages/server/src/verify-log.ts';
import { ledgerOptions, readLedger } from '../../../../packages/server/src/allocation/ledger-book.ts';
import { sweep } from '../../../../packages/server/src/booking/expiry.ts';
import { assertChain, bearer, bookSeat, createPerson, openBackend } from '../../support/backend.ts';
import type { TestBackend } from '../../support/backend.ts';
import { describeEngines } from '../../support/engines.ts';
import { createProfessional, DOCTORS, DUTIES, PROFESSIONALS } from '../../support/people.ts';
import { createSettings, STRUCTURE } from '../../support/territory.ts';
import { territoryDocument } from '../../../../packages/server/src/scheduling/index.ts';

const MORNING = { from: '2026-11-09T08:00:00Z', to: '2026-11-09T12:00:00Z' };
const AFTERNOON = { from: '2026-11-09T12:00:00Z', to: '2026-11-09T16:00:00Z' };

/** Says who is there and who no longer is, over the API. */
async function recordPeople(backend: TestBackend): Promise<void> {
  const administrator = bearer(await backend.token('structureAdmin'));
  const put = async (path: string, body: object) =>
    assert.equal((await backend.call('PUT', path, body, administrator)).status, 204);
  const [ida, noe] = [createProfessional({ roles: [{ role: 'structureAdmin' }] }), createProfessional()];
  for (const professionals of [[ida, noe], [ida]]) await put('/professionals', { ...PROFESSIONALS, professionals });
  const doctor = { familyName: 'Le Goff', givenName: 'Anne' };
  for (const doctors of [[doctor], []]) await put('/attending-doctors', { ...DOCTORS, doctors });
  const duty = { volunteerId: 'v1', practiceId: 'oaks', serviceDate: '2026-11-09', start: '09:00' };
  for (const duties of [[duty], []]) await put('/duties', { ...DUTIES, duties });
}

describeEngines('the event log', (engine) => {
  let backend: TestBackend;
  const person = createPerson({ familyName: 'Inoubliable', email: 'inoubliable@example.org', phone: '06 39 98 44 55' });

  before(async () => {
    backend = await openBackend(engine);
    const settings = { formatVersion: 'relais-booking/1', reasons: createSettings().reasons };
    await backend.call('PUT', '/settings/booking', settings, bearer(await backend.token('coordinator')));
    for (let count = 0; count < 6; count++) {
      backend.clock.now += 1000;
      await bookSeat(backend, MORNING);
    }
    await recordPeople(backend);
    const { body: held } = await backend.hold(MORNING);
    await backend.call('DELETE', `/holds/${held.id}`, undefined, bearer(held.token));
    const mine = await bookSeat(backend, AFTERNOON, person);
    const { body: next } = await backend.hold(MORNING);
    await backend.call('PATCH', `/bookings/${mine.id}`, { token: next.token }, bearer(mine.token));
    const other = await bookSeat(backend, MORNING);
    const secretary = bearer(await backend.token('secretary'));
    const byDesk = (change: string, body: object) =>
      backend.call<Booking>('POST', `/bookings/${other.id}/${change}`, body, secretary);
    const { body: cancelled } = await byDesk('cancellation', { why: 'patient' });
    const { body: restored } = await byDesk('restoration', { revision: cancelled.revision });
    assert.equal(restored.status, 'confirmed');
    await backend.hold(MORNING);
    backend.clock.now += 301_000;
    await sweep(backend.context);
    await Promise.all(Array.from({ length: 8 }, () => backend.hold(MORNING)));
  });
  after(() => backend.close());

  const events = () => backend.store.db.selectFrom('event').selectAll().orderBy('sequence').execute();

  it('says in each row what rows of its type say, and nothing more', async () => {
    await assertChain(backend.store);
    const told = new Set((await events()).map(({ type }) => type));
    // What else there is to tell, the tests of the other subjects see: they end with the same check.
    const own = Object.keys({
      ...structureEvents,
      ...schedulingEvents,
      ...checklistEvents,
      ...peopleEvents,
      ...bookingEvents,
    });
    assert.deepEqual(
      own.filter((type) => !told.has(type)),
      [],
    );
  });

  it('has one row for everything that happened, numbered without a gap', async () => {
    const rows = await events();
    assert.deepEqual(
      rows.map(({ sequence }) => sequence),
      rows.map((_, index) => index + 1),
    );
    const counts = Map.groupBy(rows, ({ type }) => type);
    assert.deepEqual(Object.fromEntries([...counts].map(([type, list]) => [type, list.length])), {
      'structure.imported': 1,
      'territory.imported': 1,
      'checklist.imported': 1,
      'booking-settings.imported': 1,
      'professional.recorded': 2,
      'professional.ended': 1,
      'attending-doctor.recorded': 1,
      'attending-doctor.ended': 1,
      'duty.recorded': 1,
      'duty.removed': 1,
      'hold.created': 20,
      'hold.released': 1,
      'hold.expired': 1,
      'booking.confirmed': 8,
      'booking.moved': 1,
      'booking.cancelled': 1,
      'booking.restored': 1,
    });
    await assertChain(backend.store);
  });

  it('gives the same balances as the ledger when rebuilt from nothing else', async () => {
    const entries = new Map<string, LedgerEntry>();
    for (const { type, at, data: text } of await events()) {
      const data = JSON.parse(text) as {
        hold: string;
        practiceId: string;
        weights: LedgerEntry['weights'];
        from: { hold: string };
      };
      if (type === 'hold.created') entries.set(data.hold, { at, practiceId: data.practiceId, weights: data.weights });
      if (['hold.released', 'hold.expired', 'booking.cancelled'].includes(type)) entries.delete(data.hold);
      if (type === 'booking.moved') entries.delete(data.from.hold);
    }
    const territory = (await backend.context.views.read(STRUCTURE))?.documents.of(territoryDocument);
    const options = ledgerOptions(territory);
    const rebuilt = rebuild(options, entries.values());
    const kept = await readLedger(backend.store.db, STRUCTURE, options);
    assert.equal(entries.size, 16);
    for (const [practiceId, balance] of Object.entries(balances(rebuilt))) {
      assert.ok(Math.abs(balance - balances(kept)[practiceId]!) < 1e-6, practiceId);
      assert.equal(kept.accounts[practiceId]!.lastBookingAt, rebuilt.accounts[practiceId]!.lastBookingAt);
    }
    for (const { weights } of entries.values()) assert.ok(Object.values(weights).every(Number.isInteger));
  });

  it('holds nothing about a person', async () => {
    const text = JSON.stringify(await events());
    for (const secret of ['Inoubliable', 'inoubliable', '06399844', '33639984', '1984-05-17', 'rl_']) {
      assert.ok(!text.includes(secret), secret);
    }
  });

  it('is found broken at the first row that was changed', async () => {
    const { data } = (await events())[4]!;
    await change({ data: data.replace('north', 'oaks_').replace('oaks"', 'north"') }, 5);
    await assertBroken(5, 'row-changed');
    await change({ data }, 5);
    await assertChain(backend.store);
  });

  it('is found broken whichever column was changed', async () => {
    const row = (await events())[6]!;
    for (const wrong of [{ at: row.at + 1 }, { actor: 'nobody' }, { type: 'hold.released' }, { subject: 'x' }]) {
      await change(wrong, 7);
      await assertBroken(7, 'row-changed');
      await change(row, 7);
    }
    await assertChain(backend.store);
  });

  it('is found broken where a row was removed, also at the end', async () => {
    const rows = await events();
    for (const row of [rows[3]!, rows.at(-1)!]) {
      await backend.store.db.deleteFrom('event').where('sequence', '=', row.sequence).execute();
      await assertBroken(row.sequence, 'row-missing');
      await backend.store.db.insertInto('event').values(row).execute();
    }
    await assertChain(backend.store);
  });

  it('is found broken when its head was put back', async () => {
    const { hash } = await backend.store.db.selectFrom('structure').select('hash').executeTakeFirstOrThrow();
    const [first] = await events();
    await backend.store.db.updateTable('structure').set({ hash: first!.hash }).execute();
    await assertBroken((await events()).length, 'head-differs');
    await backend.store.db.updateTable('structure').set({ hash }).execute();
    await assertChain(backend.store);
  });

  it('does not mind who else has a chain', async () => {
    const { structures } = await verifyLog(backend.store.db, 'nobody');
    assert.deepEqual(structures, []);
  });

  async function change(columns: object, sequence: number): Promise<void> {
    await backend.store.db.updateTable('event').set(columns).where('sequence', '=', sequence).execute();
  }

  async function assertBroken(sequence: number, reason: string): Promise<void> {
    const { ok, broken } = await verifyLog(backend.store.db);
    assert.equal(ok, false);
    assert.deepEqual(broken, [{ structureId: STRUCTURE, sequence, reason }]);
  }
});

it('canonical JSON has one text for one value', () => {
  assert.equal(canonicalJson({ b: [1, { d: null, c: 'é' }], a: true }), '{"a":true,"b":[1,{"c":"é","d":null}]}');
});
