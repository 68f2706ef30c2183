import type { CreateTableBuilder, Kysely } from 'kysely';

/** Versions of protocols, their lives, and what structures set of them. */
export async function createProtocolTables(db: Kysely<unknown>): Promise<void> {
  const version = ofVersion(db.schema.createTable('protocol_version'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('imported_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('protocol_version_key', VERSION);
  const step = signed(ofVersion(db.schema.createTable('protocol_step')))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('valid_from', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addPrimaryKeyConstraint('protocol_step_key', [...VERSION, 'number']);
  const mode = signed(ofVersion(db.schema.createTable('protocol_mode')))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('protocol_mode_key', VERSION);
  const review = signed(ofVersion(db.schema.createTable('protocol_review')))
    .addColumn('path', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('protocol_review_key', [...VERSION, 'path']);
  const activation = signed(ofProtocol(db.schema.createTable('protocol_activation')))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('valid_from', 'text', (column) => column.notNull())
    .addColumn('valid_to', 'text')
    .addPrimaryKeyConstraint('protocol_activation_key', ['structure_id', 'protocol_id', 'id']);
  const parameter = signed(ofProtocol(db.schema.createTable('protocol_parameter')))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('value', 'double precision', (column) => column.notNull())
    .addColumn('valid_from', 'text', (column) => column.notNull())
    .addColumn('valid_to', 'text')
    .addPrimaryKeyConstraint('protocol_parameter_key', ['structure_id', 'protocol_id', 'id']);
  for (const table of [version, step, mode, review, activation, parameter]) await table.execute();
}

const VERSION: string[] = ['structure_id', 'protocol_id', 'version'];

type Table = CreateTableBuilder<string, string>;

function ofProtocol(table: Table): Table {
  return table
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('protocol_id', 'text', (column) => column.notNull());
}

function ofVersion(table: Table): Table {
  return ofProtocol(table).addColumn('version', 'text', (column) => column.notNull());
}

function signed(table: Table): Table {
  return table
    .addColumn('signed_by', 'text', (column) => column.notNull())
    .addColumn('rpps', 'text')
    .addColumn('role', 'text')
    .addColumn('signed_on', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull());
}
