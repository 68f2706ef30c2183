import type { Kysely } from 'kysely';

/** People who are signed in, sign-ins under way, and how a person is found in all structures at once. */
export async function createSessionTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('session')
    .addColumn('id_hash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('professional_id', 'text', (column) => column.notNull())
    .addColumn('issuer', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('rpps', 'text')
    .addColumn('claimed_structure', 'text')
    .addColumn('claimed_roles', 'text')
    .addColumn('chosen_role', 'text')
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('tokens', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .addColumn('check_at', 'bigint')
    .execute();
  await db.schema.createIndex('session_expiry').on('session').column('expires_at').execute();
  await db.schema.createIndex('session_person').on('session').columns(['structure_id', 'professional_id']).execute();
  await db.schema
    .createTable('sign_in')
    .addColumn('state_hash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('browser_hash', 'text', (column) => column.notNull())
    .addColumn('return_path', 'text', (column) => column.notNull())
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .execute();
  await db.schema.createIndex('sign_in_expiry').on('sign_in').column('expires_at').execute();
  await db.schema.createIndex('professional_anywhere').on('professional').column('rpps').execute();
  await db.schema
    .createIndex('professional_subject_anywhere')
    .on('professional')
    .columns(['issuer', 'subject'])
    .execute();
}
