import type { CreateTableBuilder, Kysely } from 'kysely';

/** Runs, their alerts with who was called for each, and adverse events. */
export async function createRunTables(db: Kysely<unknown>): Promise<void> {
  await create(db, 'run', { texts: RUN_TEXTS, numbers: RUN_NUMBERS, optional: RUN_OPTIONAL, key: ['id'] });
  await create(db, 'run_alert', {
    texts: ['run_id', 'rule', 'kind', 'answer', 'answered_by', 'answered_through'],
    numbers: ['raised_at', 'acknowledged_at', 'due_at', 'answered_at', 'emergency_at', 'lapsed_at'],
    optional: [
      ...['answer', 'answered_by', 'answered_through', 'acknowledged_at'],
      ...['due_at', 'answered_at', 'emergency_at', 'lapsed_at'],
    ],
    key: ['run_id', 'rule'],
  });
  await create(db, 'run_call', {
    texts: ['run_id', 'rule', 'professional_id'],
    numbers: ['number', 'at'],
    optional: [],
    key: ['run_id', 'rule', 'number'],
  });
  await create(db, 'adverse_event', {
    texts: [
      ...['id', 'protocol_id', 'run_id', 'type', 'severity', 'occurred_on'],
      ...['declared_by', 'description', 'done', 'analysis'],
    ],
    numbers: ['declared_at', 'closed_at'],
    optional: ['run_id', 'analysis', 'closed_at'],
    key: ['id'],
  });
  const index = (name: string, table: string, columns: readonly string[]) =>
    db.schema
      .createIndex(name)
      .on(table)
      .columns([...columns])
      .execute();
  await index('run_state', 'run', ['structure_id', 'state', 'updated_at']);
  await index('run_patient', 'run', ['structure_id', 'patient_id']);
  await index('run_alert_due', 'run_alert', ['due_at']);
}

const RUN_TEXTS = [
  ...['id', 'protocol_id', 'version', 'day', 'title', 'kind', 'regime', 'profession', 'patient_id', 'patient'],
  ...['delegate_actor', 'delegate_id', 'delegator_id', 'consent_id', 'state', 'response', 'level', 'evaluation'],
  ...['review', 'outcome', 'target'],
];
const RUN_NUMBERS = [
  ...['silence_ms', 'training', 'revision', 'started_at', 'clock_offset', 'received_at', 'ended_at', 'updated_at'],
  ...['countersigned_at', 'withdrawn_at'],
];
const RUN_OPTIONAL = [
  ...['regime', 'profession', 'delegator_id', 'consent_id', 'response', 'level', 'evaluation', 'review', 'outcome'],
  ...['target', 'clock_offset', 'ended_at', 'countersigned_at', 'withdrawn_at'],
];

interface Columns {
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
  /** Those of both that may be empty. */
  readonly optional: readonly string[];
  /** After the structure. */
  readonly key: readonly string[];
}

async function create(db: Kysely<unknown>, name: string, { texts, numbers, optional, key }: Columns): Promise<void> {
  let table: CreateTableBuilder<string, string> = db.schema
    .createTable(name)
    .addColumn('structure_id', 'text', (column) => column.notNull());
  for (const [type, columns] of [['text', texts] as const, ['bigint', numbers] as const]) {
    for (const column of columns) {
      table = table.addColumn(column, type, (one) => (optional.includes(column) ? one : one.notNull()));
    }
  }
  await table.addPrimaryKeyConstraint(`${name}_key`, ['structure_id', ...key]).execute();
}
