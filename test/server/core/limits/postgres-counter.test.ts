import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { createLimits } from '../../../../packages/server/src/core/limits/limits.ts';
import type { LimitKind } from '../../../../packages/server/src/core/limits/settings.ts';
import { createPostgresCounter } from '../../../../packages/server/src/core/limits/postgres-counter.ts';
import { postgresMissing, startPostgres } from '../../../support/postgres.ts';
import type { Postgres } from '../../../support/postgres.ts';

describe('limits of two backends on one PostgreSQL', { skip: postgresMissing ?? false }, () => {
  let postgres: Postgres;
  let pools: pg.Pool[];
  before(async () => {
    postgres = await startPostgres();
    pools = [openPool(), openPool()];
  });
  after(async () => {
    for (const pool of pools) await pool.end();
    await postgres.stop();
  });
  /** Connections that are still closing when the database goes are nobody's concern. */
  const openPool = () => new pg.Pool({ connectionString: postgres.url }).on('error', () => undefined);
  const counters = () => Promise.all(pools.map((pool) => createPostgresCounter(pool)));

  it('are one count', async () => {
    const limits = (await counters()).map((store) => createLimits({ store, secret: 'a shared secret', now: Date.now }));
    const verdicts = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        limits[n % 2]!.check('booking', { address: '203.0.113.7', contact: `+3361${n}` }),
      ),
    );
    assert.equal(verdicts.filter(({ allowed }) => allowed).length, 18);
  });

  it('are one count for holds and changes by link too, and one each for requests of any kind', async () => {
    const [one, other] = (await counters()).map((store) =>
      createLimits({ store, secret: 'a shared secret', now: Date.now }),
    );
    const admitted = async (kind: LimitKind, times: number) => {
      const asked = Array.from({ length: times }, (_, n) =>
        (n % 2 ? one : other)!.check(kind, { address: '203.0.113.8' }),
      );
      return (await Promise.all(asked)).filter(({ allowed }) => allowed).length;
    };
    assert.equal(await admitted('hold', 100), 36);
    assert.equal(await admitted('link', 200), 120);
    assert.equal(await admitted('request', 1300), 1200);
  });

  it('open again when their window closes', async () => {
    let now = Date.now();
    const counter = await createPostgresCounter(pools[0]!, () => now);
    assert.equal((await counter.add('a key', 1, 10)).points, 1);
    now += 4000;
    const second = await counter.add('a key', 1, 10);
    assert.deepEqual(second, { points: 2, msLeft: 6000 });
    now += second.msLeft - 1;
    assert.equal((await counter.add('a key', 1, 10)).points, 3);
    now += 1;
    assert.equal((await counter.add('a key', 1, 10)).points, 1);
  });

  it('count in the order of asking what is asked together', async () => {
    const [counter] = await counters();
    const counts = await Promise.all(Array.from({ length: 1200 }, (_, n) => counter!.add(`crowd-${n % 3}`, 1, 60)));
    for (const key of [0, 1, 2]) {
      const points = counts.filter((_, n) => n % 3 === key).map((count) => count.points);
      assert.deepEqual(
        points,
        Array.from({ length: 400 }, (_, n) => n + 1),
      );
    }
  });

  it('do not block each other when they count the same keys', async () => {
    const both = await counters();
    const keys = Array.from({ length: 50 }, (_, n) => `shared-${n}`);
    const rounds = Array.from({ length: 20 }, () =>
      both.flatMap((counter, side) => (side === 0 ? keys : keys.toReversed()).map((key) => counter.add(key, 1, 60))),
    );
    await Promise.all(rounds.flat());
    assert.equal((await both[0]!.add('shared-0', 1, 60)).points, 41);
  });

  it('say so when the database is away', async () => {
    const pool = openPool();
    const counter = await createPostgresCounter(pool);
    await pool.end();
    await assert.rejects(counter.add('a third key', 1, 60));
  });

  it('forget closed windows', async () => {
    let now = Date.now();
    const counter = await createPostgresCounter(pools[0]!, () => now);
    await counter.add('short', 1, 1);
    now += 600_000;
    await counter.add('later', 1, 1);
    for (;;) {
      const { rows } = await pools[1]!.query("select key from limit_counter where key in ('short', 'later')");
      if (rows.length === 1) break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });

  it('give points back', async () => {
    const [counter] = await counters();
    await counter!.add('another key', 1, 60);
    await counter!.add('another key', 1, 60);
    assert.equal((await counter!.add('another key', -1, 60)).points, 1);
  });
});
