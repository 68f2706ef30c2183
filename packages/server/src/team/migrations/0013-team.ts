import type { CreateTableBuilder, Kysely } from 'kysely';

/** Délégants and délégués, their certificates, quizzes, and who can be called when. */
export async function createTeamTables(db: Kysely<unknown>): Promise<void> {
  await ofPart(db.schema.createTable('team_member'))
    .addColumn('function', 'text', (column) => column.notNull())
    .addColumn('declared_on', 'text', (column) => column.notNull())
    .addColumn('ended_on', 'text')
    .addColumn('commitment_on', 'text')
    .addColumn('sworn_on', 'text')
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('team_member_key', ['structure_id', 'professional_id', 'protocol_id', 'function'])
    .execute();
  await ofPart(db.schema.createTable('team_certificate'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('theory_hours', 'double precision', (column) => column.notNull())
    .addColumn('clinical_cases', 'integer', (column) => column.notNull())
    .addColumn('valid_to', 'text', (column) => column.notNull())
    .addColumn('signed_by', 'text', (column) => column.notNull())
    .addColumn('rpps', 'text')
    .addColumn('role', 'text')
    .addColumn('signed_on', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('reminded_at', 'bigint')
    .addPrimaryKeyConstraint('team_certificate_key', ['structure_id', 'id'])
    .execute();
  await db.schema
    .createTable('team_quiz')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('protocol_id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('team_quiz_key', ['structure_id', 'protocol_id', 'number'])
    .execute();
  await ofPart(db.schema.createTable('team_attempt'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('right_answers', 'integer', (column) => column.notNull())
    .addColumn('questions', 'integer', (column) => column.notNull())
    .addColumn('passed', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('team_attempt_key', ['structure_id', 'id'])
    .execute();
  await db.schema
    .createTable('team_shift')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('professional_id', 'text', (column) => column.notNull())
    .addColumn('starts_at', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .addColumn('phone', 'text', (column) => column.notNull())
    .addColumn('rank', 'integer', (column) => column.notNull())
    .addColumn('protocols', 'text')
    .addPrimaryKeyConstraint('team_shift_key', ['structure_id', 'id'])
    .execute();
  await db.schema.createIndex('team_shift_end').on('team_shift').columns(['structure_id', 'ends_at']).execute();
  const part = ['structure_id', 'professional_id', 'protocol_id'];
  await db.schema.createIndex('team_certificate_part').on('team_certificate').columns(part).execute();
  await db.schema.createIndex('team_attempt_part').on('team_attempt').columns(part).execute();
}

type Table = CreateTableBuilder<string, string>;

function ofPart(table: Table): Table {
  return table
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('professional_id', 'text', (column) => column.notNull())
    .addColumn('protocol_id', 'text', (column) => column.notNull());
}
