import type { Pool } from 'pg';
import { Batch } from '../db/batch.ts';
import type { Count, Counter } from './counter.ts';

/** Keys counted in one statement at most. */
const BATCH = 500;
const CLEANING_MS = 300_000;

interface Addition {
  readonly key: string;
  readonly points: number;
  readonly seconds: number;
}

/**
 * Counts in PostgreSQL, so that several backends share one count. What arrives while a statement is under way goes into the next one: a rush of
 * two thousand requests costs a few statements and one connection instead of two thousand turns in the pool, which is why this does not use
 * rate-limiter-flexible. The table is unlogged: counting waits for no disk, and a crash of the database only opens new windows. It holds
 * keyed hashes and numbers.
 */
export async function createPostgresCounter(pool: Pool, now: () => number = Date.now): Promise<Counter> {
  await createTable(pool);
  let cleanedAt = now();

  /** Closed windows are ignored wherever they are read; taking them away only saves space, so that a failure can wait for the next time. */
  async function clean(): Promise<void> {
    if (now() - cleanedAt < CLEANING_MS) return;
    cleanedAt = now();
    await pool.query('delete from limit_counter where expire <= $1', [now()]).catch(() => undefined);
  }

  const counts = new Batch<Addition, Count>({
    run: async (additions) => {
      const counted = await count(pool, additions, now());
      void clean();
      return counted;
    },
    gather: () => Promise.resolve(),
    size: BATCH,
  });
  return { add: (key, points, seconds) => counts.ask({ key, points, seconds }) };
}

/** PostgreSQL's codes, by how far the other backend was: a row of its catalogue, the type of the table's rows, the table. */
const MADE_MEANWHILE = ['23505', '42710', '42P07'];

/** `if not exists` does not keep two backends that start together from colliding: the one that comes second finds it made. */
async function createTable(pool: Pool): Promise<void> {
  try {
    await pool.query(
      'create unlogged table if not exists limit_counter (key text primary key, points integer not null, expire bigint not null)',
    );
  } catch (error) {
    if (!MADE_MEANWHILE.includes((error as { code?: string }).code ?? '')) throw error;
  }
}

/** Rows are locked in the order of their keys, so that two backends never wait for each other. */
const COUNT = `
  insert into limit_counter as c (key, points, expire)
  select * from unnest($1::text[], $2::integer[], $3::bigint[]) as t (key, points, expire) order by key
  on conflict (key) do update set
    points = case when c.expire <= $4 then excluded.points else c.points + excluded.points end,
    expire = case when c.expire <= $4 then excluded.expire else c.expire end
  returning key, points, expire`;

/** Adds a batch in one statement and tells everybody what the count was after them, in the order they came. */
async function count(pool: Pool, batch: readonly Addition[], at: number): Promise<Count[]> {
  const keys = Map.groupBy(batch, ({ key }) => key);
  const sums = [...keys].map(([key, adds]) => ({
    key,
    points: adds.reduce((sum, { points }) => sum + points, 0),
    expire: at + Math.max(...adds.map(({ seconds }) => seconds)) * 1000,
  }));
  const { rows } = await pool.query<{ key: string; points: number; expire: string | number }>({
    name: 'limit-count',
    text: COUNT,
    values: [sums.map(({ key }) => key), sums.map(({ points }) => points), sums.map(({ expire }) => expire), at],
  });
  const windows = new Map(rows.map(({ key, expire }) => [key, Number(expire)]));
  const running = new Map(rows.map(({ key, points }) => [key, points]));
  for (const { key, points } of sums) running.set(key, running.get(key)! - points);
  return batch.map(({ key, points }) => {
    const after = running.get(key)! + points;
    running.set(key, after);
    return { points: after, msLeft: windows.get(key)! - at };
  });
}
