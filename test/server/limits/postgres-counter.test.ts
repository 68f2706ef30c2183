import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { createLimits } from '../../../packages/server/src/limits/limits.ts';
import { createPostgresCounter } from '../../../packages/server/src/limits/postgres-counter.ts';
import { postgresMissing, startPostgres } from '../../support/postgres.ts';
import type { Postgres } from '../../support/postgres.ts';

describe('limits of two backends on one PostgreSQL', { skip: postgresMissing ?? false }, () => {
  let postgres: Postgres;
  let pools: pg.Pool[];
  before(async () => {
    postgres = await startPostgres();
    pools = [new pg.Pool({ connectionString: postgres.url }), new pg.Pool({ connectionString: postgres.url })];
  });
  after(async () => {
    for (const pool of pools) await pool.end();
    await postgres.stop();
  });
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

  it('open again when their window closes', async () => {
    const [counter] = await counters();
    assert.equal((await counter!.add('a key', 1, 0.2)).points, 1);
    const second = await counter!.add('a key', 1, 0.2);
    assert.equal(second.points, 2);
    await new Promise((resolve) => setTimeout(resolve, second.msLeft + 20));
    assert.equal((await counter!.add('a key', 1, 0.2)).points, 1);
  });

  it('give points back', async () => {
    const [counter] = await counters();
    await counter!.add('another key', 1, 60);
    await counter!.add('another key', 1, 60);
    assert.equal((await counter!.add('another key', -1, 60)).points, 1);
  });
});
