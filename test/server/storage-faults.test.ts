import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import type { NewBooking } from '@relais/model';
import { openNodeSqliteStore } from '../../packages/server/src/core/db/node-sqlite.ts';
import type { Store } from '../../packages/server/src/core/db/store.ts';
import { postgresMissing, startPostgres } from '../support/postgres.ts';
import { assertChain, bearer, bookSeat, openBackend, send } from './support/backend.ts';
import type { Answer, TestBackend } from './support/backend.ts';
import { folderAt, postgresAt } from './support/engines.ts';
import type { EmptyDatabase } from './support/engines.ts';

/** A database with which something can be made to go wrong. */
interface Patient extends EmptyDatabase {
  /** Lets the disk be full from now on. @returns the way to make room again */
  fill(store: Store): Promise<() => Promise<void>>;
  /** Takes the lock every writer needs, from outside of the backend. @returns the way to let go */
  lock(): Promise<() => Promise<void>>;
}

const WINDOW = { from: '2026-11-09T08:00:00Z', to: '2026-11-09T12:00:00Z' };
/** Kept free for what must find a seat. */
const LATE = { from: '2026-11-09T12:30:00Z', to: '2026-11-09T16:00:00Z' };
/** What a person waits for an answer at most. */
const PATIENCE_MS = 2000;

describe('faults of the storage (sqlite)', () => {
  declare(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'relais-faults-'));
    return {
      ...folderAt(folder),
      fill: async (store) => {
        // SQLite takes the pages there are for the least it may be told.
        await sql`pragma max_page_count = 1`.execute(store.db);
        return async () => void (await sql`pragma max_page_count = 1000000`.execute(store.db));
      },
      lock: () => {
        const other = new DatabaseSync(join(folder, 'relais.db'));
        other.exec('begin immediate');
        return Promise.resolve(() => {
          if (other.isOpen) other.close();
          return Promise.resolve();
        });
      },
    };
  });
});

describe('faults of the storage (postgres)', { skip: postgresMissing ?? false }, () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres.stop());
  describe('', () =>
    declare(async () => {
      const url = await postgres.createDatabase();
      return {
        ...postgresAt(`${url}${url.includes('?') ? '&' : '?'}lock_timeout=300`),
        fill: async ({ db }) => {
          await sql`create function no_room() returns trigger language plpgsql as
            $$begin raise exception 'could not extend file' using errcode = 'disk_full'; end$$`.execute(db);
          for (const table of ['event', 'idempotency']) {
            await sql`create trigger full_disk before insert on ${sql.table(table)} execute function no_room()`.execute(
              db,
            );
          }
          return async () => void (await sql`drop function if exists no_room cascade`.execute(db));
        },
        lock: async () => {
          const other = new pg.Client({ connectionString: url });
          await other.connect();
          await other.query('begin');
          await other.query('select * from structure for update');
          let ended: Promise<void> | undefined;
          return () => (ended ??= other.end());
        },
      };
    }));
});

function declare(createDatabase: () => Promise<Patient>): void {
  let database: Patient;
  let backend: TestBackend;
  let booking: NewBooking;
  let failures: unknown[];
  before(async () => {
    database = await createDatabase();
    failures = [];
    const log = { request: () => undefined, failure: (error: unknown) => void failures.push(error) };
    backend = await openBackend({ name: 'sqlite', createDatabase: () => Promise.resolve(database) }, { deps: { log } });
    booking = await bookSeat(backend, WINDOW);
  });
  after(() => backend.close());

  const health = async () => (await send(backend.app, '/health')).body;
  const holds = (count: number) => Promise.all(Array.from({ length: count }, () => backend.hold(WINDOW)));
  const countHolds = async () => (await backend.store.db.selectFrom('hold').select('id').execute()).length;

  async function assertReadable(): Promise<void> {
    const reads = ['', '/slots', '/ledger', `/bookings/${booking.id}`, `/bookings/${booking.id}/calendar`];
    const coordinator = bearer(await backend.token('coordinator'));
    for (const path of reads) {
      const headers = path.startsWith('/bookings') ? bearer(booking.token) : coordinator;
      assert.equal((await backend.call('GET', path, undefined, headers)).status, 200, path);
    }
  }

  async function assertWritable(): Promise<void> {
    const { status, body } = await backend.hold(LATE);
    assert.equal(status, 201);
    assert.deepEqual(await health(), { status: 'ready' });
    const { id, token } = body;
    assert.equal((await backend.call('DELETE', `/holds/${id}`, undefined, bearer(token))).status, 204);
  }

  let mend: () => Promise<void> = () => Promise.resolve();
  afterEach(() => mend());

  it('a full disk stops writes with 503 and a time to come back, and nothing else', async () => {
    const heldBefore = await countHolds();
    failures.length = 0;
    mend = await database.fill(backend.store);
    const answers: Answer[] = [];
    for (let round = 0; round < 10; round += 1) answers.push(...(await holds(8)));
    const refused = answers.filter(({ status }) => status === 503);
    const held = answers.filter(({ status }) => status === 201).length;
    assert.ok(refused.length > 0, 'the disk was not full');
    assert.deepEqual(
      [...new Set(answers.map(({ status }) => status))].filter((status) => status >= 500),
      [503],
    );
    for (const { headers } of refused) assert.match(headers.get('retry-after') ?? '', /^\d+$/);
    assert.equal(await countHolds(), heldBefore + held, 'what was refused is not there, what was acknowledged is');
    assert.match((failures[0] as Error).message, /disk is full|could not extend file/);
    await assertReadable();
    assert.deepEqual(await health(), { status: 'ready', writes: 'failing' });
    await mend();
    await assertWritable();
    await assertChain(backend.store);
  });

  it('a lock held outside stops writes with 503 in good time, and no read meanwhile', async () => {
    mend = await database.lock();
    failures.length = 0;
    const began = performance.now();
    const writing = Promise.all([...Array.from({ length: 3 }, () => backend.hold(WINDOW)), backend.hold(WINDOW)]);
    await assertReadable();
    const readMs = performance.now() - began;
    const answers = await writing;
    const writeMs = performance.now() - began;
    assert.ok(readMs < writeMs, `reads took ${readMs} ms, the writes before them ${writeMs} ms`);
    assert.ok(writeMs < PATIENCE_MS, `${writeMs} ms until the refusal`);
    for (const { status, headers } of answers) {
      assert.equal(status, 503);
      assert.match(headers.get('retry-after') ?? '', /^\d+$/);
    }
    assert.match((failures[0] as Error).message, /database is locked|lock timeout/);
    assert.deepEqual(await health(), { status: 'ready', writes: 'failing' });
    await mend();
    await assertWritable();
    await assertChain(backend.store);
  });

  it('a lock that goes in time is only a wait', async () => {
    mend = await database.lock();
    const writing = backend.hold(LATE);
    await delay(150);
    await mend();
    assert.equal((await writing).status, 201);
  });

  it('reads of one moment hold nobody up and see none of what is written meanwhile', async () => {
    const readName = (db: Store['db']) => db.selectFrom('structure').select('sequence').executeTakeFirstOrThrow();
    await backend.store.snapshot(async (trx) => {
      const before = await readName(trx);
      await backend.change({ name: 'Encore autre' });
      assert.deepEqual(await readName(trx), before);
      assert.equal((await readName(backend.store.db)).sequence, before.sequence + 1);
    });
  });
}

describe('a transaction that SQLite has ended by itself', () => {
  it('writes nothing of what comes after, and tells of the first error', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'relais-faults-'));
    const store = openNodeSqliteStore(folder);
    await store.migrate();
    const insert = (db: Store['db'], id: string) =>
      db.insertInto('ledger').values({ structure_id: id, state: '{}' }).execute();
    const fillUp = (db: Store['db']) =>
      db
        .insertInto('ledger')
        .values({ structure_id: 'large', state: ' '.repeat(5_000_000) })
        .execute();
    await sql`pragma max_page_count = 1`.execute(store.db);
    const writing = store.db.transaction().execute(async (trx) => {
      await insert(trx, 'before');
      // As statements do that run beside each other: they do not know of each other's failure.
      await assert.rejects(fillUp(trx), /full/);
      await assert.rejects(insert(trx, 'after'), /full/);
      throw new Error('a consequence');
    });
    await assert.rejects(writing, /a consequence/);
    const committing = store.db.transaction().execute(async (trx) => {
      await insert(trx, 'before');
      await fillUp(trx).catch(() => undefined);
    });
    await assert.rejects(committing, /full/, 'a commit of nothing is no success');
    assert.deepEqual(await store.db.selectFrom('ledger').select('structure_id').execute(), []);
    await store.close();
    await rm(folder, { recursive: true });
  });
});
