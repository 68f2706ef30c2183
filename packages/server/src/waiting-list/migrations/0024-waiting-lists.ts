import type { Kysely } from 'kysely';

/** Who waits on the named lists of a structure. */
export async function createWaitingListTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('waiting_entry')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('list', 'text', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('priority', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('came_from', 'text')
    .addColumn('added_at', 'bigint', (column) => column.notNull())
    .addColumn('person_key', 'text', (column) => column.notNull())
    .addColumn('family_name', 'text')
    .addColumn('given_name', 'text')
    .addColumn('birth_date', 'text')
    .addColumn('phone', 'text')
    .addColumn('email', 'text')
    .addColumn('long_term_illness', 'text', (column) => column.notNull())
    .addColumn('fragile', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text')
    .addColumn('left_at', 'bigint')
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('waiting_entry_key', ['structure_id', 'id'])
    .execute();
  await db.schema
    .createIndex('waiting_entry_list')
    .on('waiting_entry')
    .columns(['structure_id', 'list', 'status', 'added_at'])
    .execute();
  await db.schema
    .createIndex('waiting_entry_person')
    .on('waiting_entry')
    .columns(['structure_id', 'list', 'person_key'])
    .execute();
}
