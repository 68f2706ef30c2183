import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Patients, professionals with their roles, attending doctors, duties; and every booking there is, linked to its patient. */
export async function createPeopleTables(db: Kysely<unknown>): Promise<void> {
  await createPatientTable(db);
  await createProfessionalTables(db);
  await createAttendingDoctorTable(db);
  await createDutyTable(db);
  await linkBookings(db);
}

async function createPatientTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('patient')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('person_key', 'text', (column) => column.notNull())
    .addColumn('family_name', 'text', (column) => column.notNull())
    .addColumn('given_name', 'text', (column) => column.notNull())
    .addColumn('birth_date', 'text', (column) => column.notNull())
    .addColumn('phone', 'text', (column) => column.notNull())
    .addColumn('email', 'text')
    .addColumn('sex', 'text')
    .addColumn('commune', 'text')
    .addColumn('attending_doctor', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('patient_key', ['structure_id', 'id'])
    .execute();
  await db.schema.createIndex('patient_person').on('patient').columns(['structure_id', 'person_key']).execute();
}

async function createProfessionalTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('professional')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('rpps', 'text')
    .addColumn('issuer', 'text')
    .addColumn('subject', 'text')
    .addColumn('family_name', 'text', (column) => column.notNull())
    .addColumn('given_name', 'text', (column) => column.notNull())
    .addColumn('profession', 'text')
    .addColumn('employer_finess', 'text')
    .addColumn('phone', 'text')
    .addColumn('email', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addPrimaryKeyConstraint('professional_key', ['structure_id', 'id'])
    .addUniqueConstraint('professional_rpps', ['structure_id', 'rpps'])
    .addUniqueConstraint('professional_subject', ['structure_id', 'issuer', 'subject'])
    .execute();
  await db.schema
    .createTable('role_grant')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('professional_id', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('practice_id', 'text', (column) => column.notNull())
    .addColumn('site_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('role_grant_key', ['structure_id', 'professional_id', 'role', 'practice_id', 'site_id'])
    .addForeignKeyConstraint('role_grant_professional', ['structure_id', 'professional_id'], 'professional', [
      'structure_id',
      'id',
    ])
    .execute();
}

async function createAttendingDoctorTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('attending_doctor')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('rpps', 'text')
    .addColumn('family_name', 'text', (column) => column.notNull())
    .addColumn('given_name', 'text', (column) => column.notNull())
    .addColumn('search_name', 'text', (column) => column.notNull())
    .addColumn('address', 'text')
    .addColumn('phone', 'text')
    .addColumn('ms_sante_address', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addPrimaryKeyConstraint('attending_doctor_key', ['structure_id', 'id'])
    .addUniqueConstraint('attending_doctor_rpps', ['structure_id', 'rpps'])
    .execute();
}

async function createDutyTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('duty')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('volunteer_id', 'text', (column) => column.notNull())
    .addColumn('practice_id', 'text', (column) => column.notNull())
    .addColumn('service_date', 'text', (column) => column.notNull())
    .addColumn('start_time', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('duty_key', ['structure_id', 'id'])
    .addUniqueConstraint('duty_once', ['structure_id', 'service_date', 'practice_id', 'start_time', 'volunteer_id'])
    .execute();
}

/**
 * One patient for all bookings of one name, birth date and telephone: an exact match and no other, for a wrong link would show somebody another
 * person's visits. The id is that of the first of these bookings, which is as random as any.
 */
async function linkBookings(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('booking').addColumn('patient_id', 'text').execute();
  await sql`
    insert into patient
      (structure_id, id, person_key, family_name, given_name, birth_date, phone, email, created_at, updated_at)
    select
      structure_id, id, person_key, family_name, given_name, birth_date, phone, email, created_at, created_at
    from booking
    where not exists (
      select 1 from booking as earlier
      where earlier.structure_id = booking.structure_id
        and earlier.person_key = booking.person_key
        and earlier.phone = booking.phone
        and (earlier.created_at < booking.created_at
          or (earlier.created_at = booking.created_at and earlier.id < booking.id))
    )
  `.execute(db);
  await sql`
    update booking set patient_id = (
      select patient.id from patient
      where patient.structure_id = booking.structure_id
        and patient.person_key = booking.person_key
        and patient.phone = booking.phone
    )
  `.execute(db);
  await db.schema.createIndex('booking_patient').on('booking').columns(['structure_id', 'patient_id']).execute();
}
