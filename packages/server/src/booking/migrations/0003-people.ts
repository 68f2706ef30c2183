import type { Kysely } from 'kysely';

/** To find the bookings of a telephone number, and the mails of a booking. */
export async function createPeopleIndexes(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('booking_phone').on('booking').columns(['structure_id', 'phone']).execute();
  await db.schema.createIndex('mail_booking').on('mail').columns(['structure_id', 'booking_id']).execute();
}
