import { CompiledQuery } from 'kysely';
import type { Store } from '../../packages/server/src/core/db/store.ts';
import type { Engine } from '../server/support/engines.ts';

/** Every table a write may touch, from the first statement of a turn to the last of a group. */
const TABLES = [
  'seat',
  'ledger_entry',
  'hold',
  'booking',
  'checklist_run',
  'ledger',
  'idempotency',
  'event',
  'structure',
];
const ACTIONS = ['insert', 'update'];
/** One statement in so many fails. */
const ONE_IN = 25;

/**
 * Makes statements fail by chance from now on, on PostgreSQL as a full disk does; a trigger of SQLite can only fail as nothing known does.
 * @returns the way to mend it
 */
export async function breakTables({ name: engine }: Pick<Engine, 'name'>, store: Store): Promise<() => Promise<void>> {
  const run = (sql: string) => store.db.executeQuery(CompiledQuery.raw(sql));
  const places = TABLES.flatMap((table) =>
    ACTIONS.map((action) => ({ table, action, name: `fail_${table}_${action}` })),
  );
  if (engine === 'postgres') {
    await run(`create function fail_at_random() returns trigger language plpgsql as $$ begin
      if random() < 1.0 / ${ONE_IN} then raise exception 'no space left on device' using errcode = '53100'; end if;
      return new; end $$`);
  }
  for (const { table, action, name } of places) {
    await run(
      engine === 'postgres'
        ? `create trigger ${name} before ${action} on ${table} for each row execute function fail_at_random()`
        : `create trigger ${name} before ${action} on ${table} when abs(random()) % ${ONE_IN} = 0
           begin select raise(abort, 'fails at random'); end`,
    );
  }
  return async () => {
    for (const { table, name } of places) {
      await run(engine === 'postgres' ? `drop trigger ${name} on ${table}` : `drop trigger ${name}`);
    }
  };
}
