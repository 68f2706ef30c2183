import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, it } from 'node:test';
import { compileTerritory } from '@relais/engine';
import type { LedgerState } from '@relais/engine';
import type { NewBooking } from '@relais/model';
import type { Transaction } from 'kysely';
import type { Database } from '../../../../packages/server/src/tables.ts';
import { findHead } from '../../../../packages/server/src/core/db/store.ts';
import type { Columns } from '../../../../packages/server/src/core/log/differences.ts';
import { verifyLog } from '../../../../packages/server/src/verify-log.ts';
import type { LogVerification } from '../../../../packages/server/src/core/log/verify.ts';
import { sweep } from '../../../../packages/server/src/booking/expiry.ts';
import { importDocument } from '../../../../packages/server/src/import-document.ts';
import { ledgerOptions } from '../../../../packages/server/src/allocation/ledger-book.ts';
import { fillLog } from '../../../support/long-log.ts';
import { assertChain, bearer, bookSeat, openBackend } from '../../support/backend.ts';
import type { TestBackend } from '../../support/backend.ts';
import { describeEngines } from '../../support/engines.ts';
import { rewriteLog, tamper } from '../../support/tampering.ts';
import { createSettings, createTerritory, MONDAY_8H, STRUCTURE } from '../../support/territory.ts';

const north = (time: string) => ({ practiceId: 'north', start: `2026-11-09T${time}:00Z` });
const oaks = (time: string) => ({ practiceId: 'oaks', start: `2026-11-09T${time}:00Z` });
const MORNING = { from: '2026-11-09T08:00:00Z', to: '2026-11-09T11:00:00Z' };

type Tampering = (db: Transaction<Database>) => Promise<unknown>;

describeEngines('tables that are compared with the log', (engine) => {
  let backend: TestBackend;
  let booking: NewBooking;
  let moved: NewBooking;
  let cancelled: NewBooking;
  let held: string;

  before(async () => {
    backend = await openBackend(engine);
    booking = await bookSeat(backend, north('08:00'), { familyName: 'Inoubliable' });
    moved = await bookSeat(backend, north('08:15'));
    const { body: next } = await backend.hold(oaks('08:15'));
    backend.clock.now += 1234;
    await backend.call('PATCH', `/bookings/${moved.id}`, { token: next.token }, bearer(moved.token));
    cancelled = await bookSeat(backend, oaks('08:30'));
    await backend.call('DELETE', `/bookings/${cancelled.id}`, undefined, bearer(cancelled.token));
    const { body: released } = await backend.hold(MORNING);
    await backend.call('DELETE', `/holds/${released.id}`, undefined, bearer(released.token));
    await backend.hold(MORNING);
    backend.clock.now += 301_000;
    await sweep(backend.context);
    await bookSeat(backend, MORNING);
    held = (await backend.hold(oaks('10:00'))).body.id;
  });
  after(() => backend.close());

  const verifyAfter = (change: Tampering): Promise<LogVerification> =>
    tamper(backend.store, change, (db) => verifyLog(db));

  /** Tampering that leaves the chain whole shows as one difference. */
  async function assertDiffers(
    table: string,
    id: string,
    log: Columns | null,
    stored: Columns | null,
    change: Tampering,
  ): Promise<void> {
    const { ok, broken, differences, structures } = await verifyAfter(change);
    assert.deepEqual(differences, [{ structureId: STRUCTURE, table, id, log, stored }]);
    assert.deepEqual([ok, broken, structures[0]!.differences], [false, [], 1]);
  }

  const inBooking = (id: string, columns: object) => (db: Transaction<Database>) =>
    db.updateTable('booking').set(columns).where('id', '=', id).execute();
  const inState = (change: (state: Writable<LedgerState>) => void) => async (db: Transaction<Database>) => {
    const { state: text } = await db.selectFrom('ledger').select('state').executeTakeFirstOrThrow();
    const state = JSON.parse(text) as Writable<LedgerState>;
    change(state);
    await db
      .updateTable('ledger')
      .set({ state: JSON.stringify(state) })
      .execute();
  };

  it('are right after holds, bookings, moves, cancellations and expiries', async () => {
    const { ok, broken, differences, structures } = await verifyLog(backend.store.db);
    const { sequence: events } = (await findHead(backend.store.db, STRUCTURE))!;
    assert.deepEqual(
      { ok, broken, differences, structures },
      { ok: true, broken: [], differences: [], structures: [{ structureId: STRUCTURE, events, differences: 0 }] },
    );
    assert.ok(events > 15);
  });

  it('show a booking that was moved in the table only', async () => {
    await assertDiffers(
      'booking',
      booking.id,
      { practice_id: 'north', start_at: '2026-11-09T08:00:00Z' },
      { practice_id: 'oaks', start_at: '2026-11-09T09:00:00Z' },
      inBooking(booking.id, { practice_id: 'oaks', start_at: Date.parse(oaks('09:00').start) }),
    );
  });

  it('show a booking that was sent to another site, or made to end later', async () => {
    const site = { site_id: 's-gate', service_date: '2026-11-10' };
    await assertDiffers(
      'booking',
      moved.id,
      { site_id: 's-mill', service_date: '2026-11-09' },
      site,
      inBooking(moved.id, site),
    );
    await assertDiffers(
      'booking',
      moved.id,
      { end_at: '2026-11-09T08:30:00Z' },
      { end_at: '2026-11-09T09:30:00Z' },
      inBooking(moved.id, { end_at: Date.parse('2026-11-09T09:30:00Z') }),
    );
  });

  it('show a status, a count of changes or an instant that was changed', async () => {
    const one = inBooking(cancelled.id, { status: 'confirmed' });
    await assertDiffers('booking', cancelled.id, { status: 'cancelled' }, { status: 'confirmed' }, one);
    await assertDiffers(
      'booking',
      moved.id,
      { revision: 1, updated_at: new Date(MONDAY_8H + 1234).toISOString() },
      { revision: 7, updated_at: '2026-11-09T07:00:00Z' },
      inBooking(moved.id, { revision: 7, updated_at: MONDAY_8H }),
    );
  });

  it('show a booking that was removed, and one nobody has made', async () => {
    const gone = await verifyAfter(async (db) => {
      await db.deleteFrom('checklist_run').where('booking_id', '=', booking.id).execute();
      await db.deleteFrom('booking').where('id', '=', booking.id).execute();
    });
    assert.deepEqual(
      gone.differences.map(({ table, id, log, stored }) => [table, id, log?.status, stored]),
      [['booking', booking.id, 'confirmed', null]],
    );
    const invented = await verifyAfter(async (db) => {
      const row = await db.selectFrom('booking').selectAll().where('id', '=', booking.id).executeTakeFirstOrThrow();
      await db
        .insertInto('booking')
        .values({ ...row, id: 'invented', reference: 'AAA-AAA' })
        .execute();
    });
    assert.deepEqual(
      invented.differences.map(({ table, id, log, stored }) => [table, id, log, stored?.practice_id]),
      [['booking', 'invented', null, 'north']],
    );
    for (const secret of ['Inoubliable', 'Camille', '1984-05-17', '+336', 'cough', 'AAA-AAA']) {
      assert.ok(!JSON.stringify([gone, invented]).includes(secret), secret);
    }
  });

  it('show a count of seats that was changed, or is gone', async () => {
    const id = 'north 2026-11-09T08:00:00Z';
    const start = Date.parse(north('08:00').start);
    const setUsed = (used: number) => (db: Transaction<Database>) =>
      db.updateTable('seat').set({ used }).where('practice_id', '=', 'north').where('start_at', '=', start).execute();
    await assertDiffers('seat', id, { used: 1 }, { used: 0 }, setUsed(0));
    await assertDiffers('seat', id, { used: 1 }, { used: 3 }, setUsed(3));
    await assertDiffers('seat', id, { used: 1 }, null, (db) =>
      db.deleteFrom('seat').where('practice_id', '=', 'north').where('start_at', '=', start).execute(),
    );
  });

  it('show a seat taken by nobody, and accept a slot that nobody has any more', async () => {
    const seat = { structure_id: STRUCTURE, practice_id: 'gate', start_at: Date.parse('2026-11-09T13:00:00Z') };
    const put = (used: number) => (db: Transaction<Database>) =>
      db
        .insertInto('seat')
        .values({ ...seat, used })
        .execute();
    await assertDiffers('seat', 'gate 2026-11-09T13:00:00Z', { used: 0 }, { used: 1 }, put(1));
    assert.equal((await verifyAfter(put(0))).ok, true);
    assert.equal((await verifyAfter((db) => db.deleteFrom('seat').where('used', '=', 0).execute())).ok, true);
  });

  it('show a hold that was removed, one that was prolonged, and one nobody has asked for', async () => {
    const { differences } = await verifyAfter((db) => db.deleteFrom('hold').where('id', '=', held).execute());
    assert.deepEqual(
      differences.map(({ table, id, log, stored }) => [table, id, log?.practice_id, stored]),
      [['hold', held, 'oaks', null]],
    );
    await assertDiffers(
      'hold',
      held,
      { expires_at: '2026-11-09T07:10:02Z' },
      { expires_at: '2026-11-09T09:00:00Z' },
      (db) =>
        db
          .updateTable('hold')
          .set({ expires_at: Date.parse('2026-11-09T09:00:00Z') })
          .execute(),
    );
    const invented = await verifyAfter(async (db) => {
      const row = await db.selectFrom('hold').selectAll().executeTakeFirstOrThrow();
      await db
        .insertInto('hold')
        .values({ ...row, id: 'invented', token_hash: 'another' })
        .execute();
    });
    assert.deepEqual(
      invented.differences.map(({ table, id, log }) => [table, id, log]),
      [['hold', 'invented', null]],
    );
  });

  it('show a ledger entry that was removed, and weights that were changed', async () => {
    const gone = await verifyAfter((db) => db.deleteFrom('ledger_entry').where('id', '=', held).execute());
    assert.deepEqual(
      gone.differences.map(({ table, id, stored }) => [table, id, stored]),
      [['ledger_entry', held, null]],
    );
    await assertDiffers(
      'ledger_entry',
      held,
      { weights: '{"north":12,"oaks":24}' },
      { weights: '{"north":1,"oaks":24}' },
      (db) => db.updateTable('ledger_entry').set({ weights: '{"oaks":24,"north":1}' }).where('id', '=', held).execute(),
    );
    await assertDiffers(
      'ledger_entry',
      held,
      { practice_id: 'oaks', at: '2026-11-09T07:05:02.234Z' },
      { practice_id: 'gate', at: '2026-11-09T07:00:00Z' },
      (db) =>
        db.updateTable('ledger_entry').set({ practice_id: 'gate', at: MONDAY_8H }).where('id', '=', held).execute(),
    );
  });

  it('show an account of the ledger that was changed', async () => {
    const { differences } = await verifyAfter(
      inState(({ accounts }) => {
        accounts.north!.balance += 0.01;
        accounts.oaks!.received -= 1;
        accounts.nobody = { ...accounts.north! };
      }),
    );
    assert.deepEqual(differences.map(({ table, id }) => `${table} ${id}`).sort(), [
      'ledger nobody',
      'ledger north',
      'ledger oaks',
    ]);
    const oaksDiffers = differences.find(({ id }) => id === 'oaks')!;
    assert.deepEqual(Object.keys(oaksDiffers.log!), ['received']);
    assert.equal((oaksDiffers.log!.received as number) - (oaksDiffers.stored!.received as number), 1);
  });

  it('do not mind the rounding of balances', async () => {
    const rounded = inState(({ accounts }) => {
      accounts.north!.balance += 1e-9;
      accounts.oaks!.balance -= 1e-9;
    });
    assert.equal((await verifyAfter(rounded)).ok, true);
  });

  it('show a ledger that shares otherwise than its territory, is gone, or is none', async () => {
    await assertDiffers(
      'ledger',
      STRUCTURE,
      { weight: 'offered-seats' },
      { weight: 'equal' },
      inState((state) => {
        state.weight = 'equal';
      }),
    );
    await assertDiffers('ledger', STRUCTURE, { state: 'accounts' }, null, (db) => db.deleteFrom('ledger').execute());
    for (const state of ['{', 'null', '{"period":"none","timezone":"Mars/Olympus","weight":"equal","since":null}']) {
      await assertDiffers('ledger', STRUCTURE, { state: 'accounts' }, { state: 'cannot be understood' }, (db) =>
        db.updateTable('ledger').set({ state }).execute(),
      );
    }
  });

  it('show a document that was swapped, one that is gone, and a version put back', async () => {
    const body = JSON.stringify(createSettings({ phone: '08 99 00 00 00' }));
    const { differences } = await verifyAfter((db) =>
      db.updateTable('document').set({ body }).where('kind', '=', 'settings').execute(),
    );
    assert.deepEqual(
      differences.map(({ table, id, log, stored }) => [table, id, Object.keys(log!), Object.keys(stored!)]),
      [['document', 'settings/1', ['sha256'], ['sha256']]],
    );
    const gone = await verifyAfter((db) => db.deleteFrom('document').where('kind', '=', 'checklist').execute());
    assert.deepEqual(
      gone.differences.map(({ table, id, stored }) => [table, id, stored]),
      [['document', 'checklist/1', null]],
    );
  });

  it('are still compared where a territory cannot be read any more', async () => {
    const { differences } = await verifyAfter(async (db) => {
      await db.updateTable('document').set({ body: 'no territory' }).where('kind', '=', 'territory').execute();
      await inState(({ accounts }) => {
        accounts.oaks!.requests += 1;
      })(db);
    });
    assert.deepEqual(
      differences.map(({ table, id }) => [table, id]),
      [
        ['document', 'territory/1'],
        ['ledger', 'oaks'],
      ],
    );
  });

  it('show a row of the log that does not follow from those before it', async () => {
    const { broken, differences } = await verifyAfter((db) =>
      rewriteLog(db, ({ type, data }) =>
        type === 'booking.cancelled' ? { data: data.replace(/"hold":"\w+"/, '"hold":"another"') } : {},
      ),
    );
    assert.deepEqual(broken, []);
    const [fault] = differences.filter(({ table }) => table === 'event');
    assert.match(String(fault?.log?.hold), /^\w{26}$/);
    assert.deepEqual(fault?.stored, { hold: 'another' });
  });

  it('show a row of the log that cannot be understood', async () => {
    for (const data of ['{}', 'null', '[', '{"hold":1,"practiceId":"oaks","start":"tomorrow"}']) {
      const { differences } = await verifyAfter((db) =>
        rewriteLog(db, ({ type }) => (type === 'hold.released' ? { data } : {})),
      );
      const faults = differences.filter(({ table }) => table === 'event');
      assert.deepEqual(
        faults.map(({ stored }) => stored),
        [{ data: 'cannot be understood' }],
        data,
      );
    }
  });

  it('are compared where the chain is broken too, so that one sees what was tampered with', async () => {
    const { broken, differences } = await verifyAfter(async (db) => {
      await db.updateTable('event').set({ actor: 'nobody' }).where('sequence', '=', 5).execute();
      await inBooking(booking.id, { status: 'cancelled' })(db);
    });
    assert.deepEqual(broken, [{ structureId: STRUCTURE, sequence: 5, reason: 'row-changed' }]);
    assert.deepEqual(
      differences.map(({ id, log }) => [id, log]),
      [[booking.id, { status: 'confirmed' }]],
    );
  });

  it('accept rows from before these members were written, and say nothing of what they lack', async () => {
    const before = (db: Transaction<Database>) =>
      rewriteLog(db, ({ type, data: text }) => {
        const { sha256, siteId, serviceDate, end, ...data } = JSON.parse(text) as Record<string, unknown>;
        assert.equal(sha256 !== undefined, type.endsWith('.imported'));
        assert.equal([siteId, serviceDate, end].every(Boolean), type === 'hold.created');
        return { data: JSON.stringify(data) };
      });
    const { ok, broken, differences } = await verifyAfter(before);
    assert.deepEqual([ok, broken, differences], [true, [], []]);
    const changed = await verifyAfter(async (db) => {
      await before(db);
      await inBooking(booking.id, { site_id: 's-gate' })(db);
    });
    assert.equal(changed.ok, true);
  });

  it('list a hundred differences and count the rest', async () => {
    const { differences, structures } = await verifyAfter(async (db) => {
      for (let minute = 0; minute < 130; minute++) {
        await db
          .insertInto('seat')
          .values({ structure_id: STRUCTURE, practice_id: 'gate', start_at: MONDAY_8H + minute * 60_000, used: 1 })
          .execute();
      }
    });
    assert.deepEqual([differences.length, structures[0]!.differences], [100, 130]);
  });

  it('are right while holds have run out that nobody has swept yet', async () => {
    const clock = backend.clock.now;
    backend.clock.now += 301_000;
    assert.equal((await verifyLog(backend.store.db)).ok, true);
    backend.clock.now = clock;
  });

  it('are right for more rows than are read at once', async () => {
    const years = { visits: 2100, from: MONDAY_8H, sharing: ledgerOptions(compileTerritory(createTerritory())) };
    const [right, tampered] = await tamper(
      backend.store,
      (db) => fillLog(db, STRUCTURE, years),
      async (db) => {
        const before = await verifyLog(db);
        await inBooking('booking-2092', { status: 'cancelled' })(db);
        return [before, await verifyLog(db)] as const;
      },
    );
    assert.deepEqual([right.ok, right.differences], [true, []]);
    assert.ok(right.structures[0]!.events > 4000);
    assert.deepEqual(
      tampered.differences.map(({ id }) => id),
      ['booking-2092'],
    );
  });

  it('are those of one moment, whatever happens meanwhile', async () => {
    const reader = backend.openReader();
    try {
      const before = (await findHead(backend.store.db, STRUCTURE))!.sequence;
      const { ok, structures } = await reader.snapshot(async (trx) => {
        await findHead(trx, STRUCTURE);
        await bookSeat(backend, MORNING);
        return verifyLog(trx);
      });
      assert.deepEqual([ok, structures[0]!.events], [true, before]);
    } finally {
      await reader.close();
    }
  });

  it('belong to a structure that need not have a territory', async () => {
    const settings = createSettings({ id: 'empty', name: 'CPTS vide' });
    await importDocument(backend.context, settings, 'test', 'empty');
    const { ok, structures } = await verifyLog(backend.store.db, 'empty');
    assert.deepEqual([ok, structures], [true, [{ structureId: 'empty', events: 1, differences: 0 }]]);
  });
});

describeEngines('a ledger with periods that is compared with the log', (engine) => {
  let backend: TestBackend;
  const FRIDAY = '2026-10-30T07:00:00Z';
  const morningOf = (day: string) => ({ from: `${day}T08:00:00Z`, to: `${day}T12:00:00Z` });

  beforeEach(async () => {
    const clock = { now: Date.parse(FRIDAY) };
    backend = await openBackend(engine, { clock, territory: { allocation: { period: 'month' } } });
    await bookSeat(backend, morningOf('2026-10-30'));
    backend.clock.now = Date.parse('2026-11-02T07:00:00Z');
  });
  afterEach(() => backend.close());

  const cancel = (booking: NewBooking) =>
    backend.call('DELETE', `/bookings/${booking.id}`, undefined, bearer(booking.token));
  const sinceOf = async () => {
    const { state } = await backend.store.db.selectFrom('ledger').select('state').executeTakeFirstOrThrow();
    return (JSON.parse(state) as LedgerState).since;
  };

  it('is right before and after a month has begun', async () => {
    await assertChain(backend.store);
    await bookSeat(backend, morningOf('2026-11-02'));
    await bookSeat(backend, morningOf('2026-11-02'));
    await assertChain(backend.store);
  });

  it('is right when the booking that began the month is cancelled', async () => {
    await cancel(await bookSeat(backend, morningOf('2026-11-02')));
    assert.equal(await sinceOf(), Date.parse('2026-10-31T23:00:00Z'));
    await assertChain(backend.store);
  });

  it('is right when the territory shares otherwise, and before anybody has booked since', async () => {
    const booking = await bookSeat(backend, morningOf('2026-11-02'));
    await cancel(booking);
    await backend.change({ allocation: { period: 'quarter' } });
    await assertChain(backend.store);
    await backend.change({ allocation: { period: 'month' } });
    await assertChain(backend.store);
    await backend.change({ allocation: { period: 'quarter', weight: 'equal' } });
    await bookSeat(backend, morningOf('2026-11-02'));
    assert.equal(await sinceOf(), Date.parse('2026-09-30T22:00:00Z'));
    await assertChain(backend.store);
    await backend.change({ allocation: { period: 'month' } });
    await cancel(await bookSeat(backend, morningOf('2026-11-02')));
    await assertChain(backend.store);
  });

  it('shows a period that was put back', async () => {
    await bookSeat(backend, morningOf('2026-11-02'));
    const { state } = await backend.store.db.selectFrom('ledger').select('state').executeTakeFirstOrThrow();
    const october = { ...(JSON.parse(state) as LedgerState), since: Date.parse('2026-09-30T22:00:00Z') };
    const { differences } = await tamper(
      backend.store,
      (db) =>
        db
          .updateTable('ledger')
          .set({ state: JSON.stringify(october) })
          .execute(),
      (db) => verifyLog(db),
    );
    assert.deepEqual(
      differences.map(({ id, log, stored }) => [id, log, stored]),
      [[STRUCTURE, { since: '2026-10-31T23:00:00Z' }, { since: '2026-09-30T22:00:00Z' }]],
    );
  });
});

type Writable<T> = { -readonly [K in keyof T]: T[K] extends object ? Writable<T[K]> : T[K] };
