import type { Kysely } from 'kysely';

/** What is asked of a treating doctor before anybody calls, and where ordinary mail reaches doctors of the directory. */
export async function addDoctorFirst(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('attending_doctor').addColumn('email', 'text').execute();
  const columns = [
    ['doctor_id', 'text'],
    ['doctor_channel', 'text'],
    ['doctor_asked_at', 'bigint'],
    ['doctor_until', 'bigint'],
    ['doctor_token_hash', 'text'],
    ['doctor_answer', 'text'],
    ['doctor_answered_at', 'bigint'],
  ] as const;
  for (const [name, type] of columns) await db.schema.alterTable('callback').addColumn(name, type).execute();
}
