import type { Kysely } from 'kysely';
import { ToldObjections } from '../objections.ts';

interface Before {
  readonly event: {
    structure_id: string;
    sequence: number;
    type: string;
    data: string;
    person: string | null;
  };
  readonly reuse_objection: { structure_id: string; patient: string; since: number; until: number | null };
  readonly fact_record: { structure_id: string };
  readonly figure_state: { structure_id: string };
}

/**
 * Who objects to the re-use of what concerns them, asked wherever a row of the log is written. Objections there are come from the log; records that
 * figures were made of still tell these people from others, and are made again without.
 */
export async function createReuseObjections(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('reuse_objection')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('patient', 'text', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('until', 'bigint')
    .addPrimaryKeyConstraint('reuse_objection_key', ['structure_id', 'patient', 'since'])
    .execute();
  const before = db as unknown as Kysely<Before>;
  const rows = await before
    .selectFrom('event')
    .select(['structure_id', 'sequence', 'data', 'person'])
    .where('type', '=', 'consent.recorded')
    .where('data', 'like', '%"reuseForSteering"%')
    .where('person', 'is not', null)
    .orderBy('structure_id')
    .orderBy('sequence')
    .execute();
  for (const [structureId, own] of Map.groupBy(rows, (row) => row.structure_id)) {
    const periods = periodsOf(own);
    if (periods.length === 0) continue;
    for (const period of periods) {
      await before
        .insertInto('reuse_objection')
        .values({ structure_id: structureId, ...period })
        .execute();
    }
    await before.deleteFrom('fact_record').where('structure_id', '=', structureId).execute();
    await before.deleteFrom('figure_state').where('structure_id', '=', structureId).execute();
  }
}

type Row = Pick<Before['event'], 'sequence' | 'data' | 'person'>;

function periodsOf(rows: readonly Row[]): { patient: string; since: number; until: number | null }[] {
  const told = new ToldObjections();
  const periods: { patient: string; since: number; until: number | null }[] = [];
  for (const { sequence, data, person } of rows) {
    const { patient } = JSON.parse(person!) as { readonly patient: string };
    const objects = told.read(patient, JSON.parse(data) as Parameters<ToldObjections['read']>[1]);
    const open = periods.find((period) => period.patient === patient && period.until === null);
    if (objects === true && !open) periods.push({ patient, since: sequence, until: null });
    else if (objects === false && open) open.until = sequence;
  }
  return periods;
}
