import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import { openPostgresStore } from '../../packages/server/src/core/db/postgres.ts';
import { findHead } from '../../packages/server/src/core/db/store.ts';
import { sweep } from '../../packages/server/src/booking/expiry.ts';
import { assertChain, bearer, bookSeat, createBookingRequest, openBackend } from './support/backend.ts';
import type { TestBackend, TestClock } from './support/backend.ts';
import { describePostgres } from './support/engines.ts';
import type { EmptyDatabase } from './support/engines.ts';
import { followEvents } from './support/event-reader.ts';
import { createTerritory, MONDAY_8H, STRUCTURE } from './support/territory.ts';

const DAY = { from: '2026-11-09T08:00:00Z', to: '2026-11-09T16:00:00Z' };
const oaks = (time: string) => ({ practiceId: 'oaks', start: `2026-11-09T${time}:00Z` });

describePostgres('two backends on one database', (engine) => {
  let database: EmptyDatabase;
  let clock: TestClock;
  let one: TestBackend;
  let two: TestBackend;

  before(async () => {
    database = await engine.createDatabase();
    clock = { now: MONDAY_8H };
    // Both at once: the migrations run once.
    [one, two] = await Promise.all([
      openBackend(engine, { database, clock }),
      openBackend(engine, { database, clock }),
    ]);
  });
  after(async () => {
    await assertChain(one.store);
    await Promise.all([one.close(), two.close()]);
  });

  it('sell one seat once', async () => {
    const slot = { practiceId: 'north', start: '2026-11-09T08:00:00Z' };
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 ? one : two).hold(slot)));
    assert.equal(answers.filter(({ status }) => status === 201).length, 1);
    assert.equal(answers.filter(({ status }) => status === 409).length, 39);
  });

  it('see at once what the other has done', async () => {
    const booking = await bookSeat(one, oaks('08:00'));
    assert.equal(await two.left(oaks('08:00')), 1);
    const cancelled = await two.call('DELETE', `/bookings/${booking.id}`, undefined, bearer(booking.token));
    assert.equal(cancelled.status, 200);
    assert.equal(await one.left(oaks('08:00')), 2);
  });

  it('confirm each other’s holds and open each other’s links', async () => {
    const { body: hold } = await one.hold(oaks('08:15'));
    const { status, body } = await two.book(hold.token);
    assert.equal(status, 201);
    assert.equal((await one.call('GET', `/bookings/${body.id}`, undefined, bearer(body.token))).status, 200);
  });

  it('answer one key once, whichever is asked', async () => {
    const { body: hold } = await one.hold(oaks('08:30'));
    const request = createBookingRequest(hold.token);
    const key = { 'idempotency-key': 'the-same' };
    const [first, second] = await Promise.all(
      [one, two].map((backend) => backend.call('POST', '/bookings', request, key)),
    );
    assert.deepEqual([first!.status, second!.status], [201, 201]);
    assert.deepEqual(first!.body, second!.body);
    assert.equal([first!, second!].filter(({ headers }) => headers.has('idempotent-replayed')).length, 1);
  });

  it('tell the readers of each what the other has done, once and in order', async () => {
    const readers = await Promise.all([one, two, one, two].map(({ app }) => followEvents(app)));
    const times = ['09:00', '09:15', '09:30', '09:45', '10:00', '10:15'];
    for (const [index, time] of times.entries()) await (index % 2 ? one : two).hold(oaks(time));
    const { sequence } = (await findHead(one.store.db, STRUCTURE))!;
    for (const reader of readers) {
      const seen: string[] = [];
      let last = 0;
      while (last < sequence) {
        const { data } = await reader.next();
        assert.ok(data.sequence > last);
        last = data.sequence;
        seen.push(...data.slots.map(({ start }) => start.slice(11, 16)));
      }
      assert.deepEqual(seen, times);
      reader.close();
    }
  });

  it('go on telling after the listening connections were cut', async () => {
    const reader = await followEvents(two.app);
    await one.hold(oaks('10:30'));
    await reader.next();
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'relais-listen'`.execute(
      one.store.db,
    );
    await one.hold(oaks('10:45'));
    assert.deepEqual((await reader.next()).data.slots, [{ ...oaks('10:45'), remaining: 1 }]);
    await one.hold(oaks('10:45'));
    assert.deepEqual((await reader.next()).data.slots, [{ ...oaks('10:45'), remaining: 0 }]);
    reader.close();
  });

  it('follow a territory that the other has replaced', async () => {
    const [north, oaksOpening, gate] = createTerritory().openings;
    await two.list();
    await one.change({ openings: [north!, oaksOpening!, { ...gate!, to: '15:00' }] });
    assert.equal(
      (await two.list()).filter(({ practiceId, serviceDate }) => practiceId === 'gate' && serviceDate === '2026-11-09')
        .length,
      4,
    );
    await one.change({});
    assert.equal(await two.left({ practiceId: 'gate', start: '2026-11-09T14:45:00Z' }), 1);
  });

  it('sweep each expired hold once', async () => {
    clock.now += 301_000;
    await Promise.all([sweep(one.context), sweep(two.context)]);
    const events = await one.store.db.selectFrom('event').select(['type', 'subject']).orderBy('sequence').execute();
    const expired = events.filter(({ type }) => type === 'hold.expired').map(({ subject }) => subject);
    assert.ok(expired.length > 0);
    assert.equal(new Set(expired).size, expired.length);
    assert.deepEqual(await one.store.db.selectFrom('hold').select('id').execute(), []);
    assert.deepEqual(await one.list(), await two.list());
    clock.now = MONDAY_8H;
  });

  it('sell every seat of a rush and not one more, and keep one ledger', async () => {
    const free = (await one.list('?to=2026-11-09')).reduce((sum, { remaining }) => sum + remaining, 0);
    const answers = await Promise.all(
      Array.from({ length: free + 30 }, (_, index) => (index % 2 ? one : two).hold(DAY)),
    );
    assert.equal(answers.filter(({ status }) => status === 201).length, free);
    assert.equal(answers.filter(({ status }) => status === 409).length, 30);
    const ledgers = await Promise.all(
      [one, two].map(async (backend) =>
        backend.call('GET', '/ledger', undefined, bearer(await backend.token('coordinator'))),
      ),
    );
    assert.deepEqual(ledgers[0]!.body, ledgers[1]!.body);
    assert.deepEqual(await two.list('?to=2026-11-09'), []);
  });

  it('answer 503 while the database is away, and work again when it is back', async () => {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'relais' and pid <> pg_backend_pid()`.execute(
      one.store.db,
    );
    const answers = await Promise.all(Array.from({ length: 5 }, () => two.hold(oaks('11:00'))));
    assert.ok(
      answers.every(({ status }) => [201, 409, 503].includes(status)),
      JSON.stringify(answers.map(({ status }) => status)),
    );
    // Each connection of the pool that was cut may be noticed by one request more.
    const statuses = new Set<number>();
    for (let turn = 0; turn < 100 && !statuses.has(200); turn += 1) {
      statuses.add((await two.call('GET', '/slots')).status);
    }
    statuses.delete(503);
    assert.deepEqual(statuses, new Set([200]));
  });
});

describePostgres('a database nobody serves', () => {
  it('stops the start at once', async () => {
    const store = openPostgresStore('postgres://nobody@127.0.0.1:1/none', () => undefined);
    await assert.rejects(store.migrate(), /ECONNREFUSED/);
    await store.close();
  });
});
