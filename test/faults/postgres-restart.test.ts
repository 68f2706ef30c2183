import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { findHead } from '../../packages/server/src/core/db/store.ts';
import { assertChain, openBackend } from '../server/support/backend.ts';
import type { TestBackend } from '../server/support/backend.ts';
import { postgresAt } from '../server/support/engines.ts';
import { MONDAY_8H, STRUCTURE } from '../server/support/territory.ts';
import { postgresMissing, startPostgres } from '../support/postgres.ts';
import type { Postgres } from '../support/postgres.ts';
import { assertBookings, runTraffic } from './traffic.ts';
import { createWideTerritory, WIDE_WINDOW } from './wide-territory.ts';

const CRASHES = 3;

describe('PostgreSQL that crashes and restarts under traffic', { skip: postgresMissing ?? false }, () => {
  let postgres: Postgres;
  let backends: TestBackend[];

  before(async () => {
    // A server of its own, because a crash cuts everybody's connections; one that keeps what it acknowledges, as in service.
    postgres = await startPostgres({ fsync: true, settings: { restart_after_crash: 'on' } });
    const database = postgresAt(postgres.url);
    const engine = { name: 'postgres' as const, createDatabase: () => Promise.resolve(database) };
    const options = { database, clock: { now: MONDAY_8H }, territory: createWideTerritory() };
    backends = [await openBackend(engine, options), await openBackend(engine, options)];
  });
  after(async () => {
    await Promise.all(backends.map((backend) => backend.close()));
    await postgres.stop();
  });

  /**
   * Kills one of the server's processes, upon which it cuts every connection and recovers as after a loss of power. Waits for the cut: until then
   * it answers others as if nothing had happened.
   */
  async function crash(): Promise<void> {
    const [victim, witness] = [await connect(), await connect()];
    const isCut = new Promise((resolve) => witness.once('end', resolve));
    const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid');
    process.kill(rows[0]!.pid, 'SIGKILL');
    await isCut;
  }

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: postgres.url });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** Tries until it succeeds: while it recovers, PostgreSQL takes no connection. */
  async function persist(attempt: () => Promise<unknown>): Promise<void> {
    for (const deadline = Date.now() + 60_000; ; await delay(100)) {
      try {
        await attempt();
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
    }
  }

  it('loses no booking, answers nothing but 503 meanwhile, and keeps the chain whole', async () => {
    const over = new AbortController();
    const traffic = runTraffic({
      backends,
      ...{ people: 12, visits: 500, doubled: 20, window: WIDE_WINDOW, signal: over.signal },
    });
    for (let crashes = 0; crashes < CRASHES; crashes += 1) {
      await delay(300);
      await persist(crash);
    }
    for (const { store } of backends) await persist(() => findHead(store.db, STRUCTURE));
    over.abort();
    const report = await traffic;
    assert.ok((report.statuses[503] ?? 0) > 0, JSON.stringify(report.statuses));
    assert.deepEqual(
      Object.keys(report.statuses).filter((status) => Number(status) >= 500 && status !== '503'),
      [],
    );
    await assertBookings(backends[0]!, report);
    await assertChain(backends[0]!.store);
  });
});
