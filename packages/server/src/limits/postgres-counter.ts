import type { Pool } from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Counter } from './counter.ts';

const TABLE = 'limit_counter';

/**
 * Counts in PostgreSQL, so that several backends share one count. The table is unlogged: counting waits for no disk, and a crash of
 * the database only opens new windows. It holds keyed hashes and numbers, and cleans itself every five minutes.
 */
export async function createPostgresCounter(pool: Pool): Promise<Counter> {
  await createTable(pool);
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: TABLE,
    tableCreated: true,
    keyPrefix: '',
    points: Number.MAX_SAFE_INTEGER,
    duration: 1,
  });
  return {
    async add(key, points, seconds) {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key, points, { customDuration: seconds });
      return { points: consumedPoints, msLeft: msBeforeNext };
    },
  };
}

/** `if not exists` does not keep two backends that start together from colliding: the one that comes second finds it made. */
async function createTable(pool: Pool): Promise<void> {
  try {
    await pool.query(
      `create unlogged table if not exists ${TABLE} (key varchar(255) primary key, points integer not null default 0, expire bigint)`,
    );
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error;
  }
}
