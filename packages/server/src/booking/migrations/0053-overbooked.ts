import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Which seats were taken above the capacity of their session. Of those before none was. */
export async function addOverbooked(db: Kysely<unknown>): Promise<void> {
  for (const table of ['hold', 'booking']) {
    await db.schema
      .alterTable(table)
      .addColumn('overbooked', 'integer', (column) => column.notNull().defaultTo(sql`0`))
      .execute();
  }
}
