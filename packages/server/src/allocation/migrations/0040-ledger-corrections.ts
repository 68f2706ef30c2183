import type { Kysely } from 'kysely';

/** Corrections by hand, and what finds the bookings behind an account: entries by instant, and the booking of an entry. */
export async function createLedgerCorrections(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ledger_correction')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('moves', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('signed_by', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ledger_correction_key', ['structure_id', 'id'])
    .execute();
  await db.schema.createIndex('ledger_entry_at').on('ledger_entry').columns(['structure_id', 'at', 'id']).execute();
  await db.schema.createIndex('booking_entry').on('booking').columns(['structure_id', 'entry_id']).execute();
}
