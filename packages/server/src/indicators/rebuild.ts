import type { Kysely } from 'kysely';
import { chunksOf } from '../core/db/chunks.ts';
import type { Store } from '../core/db/store.ts';
import type { Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import { Objections } from '../core/log/objections.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';
import type { Database } from '../tables.ts';
import { foldInto, leavesOutAt, toLogged, withRow, writeRecord } from './fold.ts';
import type { LeavesOut } from './fold.ts';
import type { FactRecordRow } from './tables.ts';
import { allRecords, findLogEnd, findState, readCounted } from './records.ts';
import type { Position } from './records.ts';
import { withoutPatient } from '@relais/engine/indicators';
import type { FactRecord } from '@relais/engine/indicators';

const PAGE = 2000;

/** Records that the log makes otherwise than they are stored, as far as the log had been taken in. */
export const rebuildIndicators: RebuildKind = async (context) => {
  const { db, structureId } = context;
  return new IndicatorRebuild(context, await findState(db, structureId), await Objections.load(db, structureId));
};

class IndicatorRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #state: Position;
  readonly #leavesOut: LeavesOut;
  readonly #made = new Map<string, FactRecord>();
  readonly #publications = new Map<string, Expected>();

  constructor(context: RebuildContext, state: Position, objections: Objections) {
    this.#context = context;
    this.#state = state;
    this.#leavesOut = leavesOutAt(objections, state.sequence);
  }

  apply(row: EventRow, event: ReadEvent): void {
    if (row.sequence <= this.#state.sequence) foldInto(this.#made, [withRow(row, event)], this.#leavesOut);
    this.#applyPublication(row, event);
  }

  /** Its label is no part of the log, and is not compared. */
  #applyPublication({ subject, at }: EventRow, { type, data }: ReadEvent): void {
    if (type === 'figures.published') {
      const said = { indicators: JSON.stringify(data.indicators), origins: JSON.stringify(data.origins) };
      this.#publications.set(subject, { ...said, created_at: at, ended_at: null });
    } else if (type === 'figures.publication-ended') {
      this.#publications.set(subject, { ...this.#publications.get(subject), ended_at: at });
    }
  }

  async compare(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const published = await db
      .selectFrom('figure_publication')
      .selectAll()
      .where('structure_id', '=', structureId)
      .execute();
    found.compareRows('figure_publication', this.#publications, published, ({ key }) => key);
    for await (const rows of allRecords(db, structureId)) {
      for (const { id, sequence, body } of rows) {
        const made = this.#made.get(id);
        this.#made.delete(id);
        // Taken in, and not yet said to be.
        if (sequence > this.#state.sequence) continue;
        // What differs may be of a person, and is not repeated.
        if (made === undefined) found.unexpected('fact_record', id, {});
        else if (writeRecord(made).body !== body) found.add({ table: 'fact_record', id, log: {}, stored: {} });
      }
    }
    for (const id of this.#made.keys()) found.missing('fact_record', id, {});
  }
}

export interface RebuiltFigures {
  readonly structureId: string;
  readonly sequence: number;
  readonly records: number;
  /** How many were otherwise, or not there, or too many. */
  readonly differences: number;
}

/** Makes the records of a structure from its whole log, puts them in the place of those there are, and says how many of those differed. */
export async function rebuildFigures(store: Store, structureId: string): Promise<RebuiltFigures> {
  const { end, state, made, atState } = await store.snapshot(async (trx) => {
    const found = { end: await findLogEnd(trx, structureId), state: await findState(trx, structureId) };
    return { ...found, ...(await makeRecords(trx, structureId, found)) };
  });
  return store.append(async (trx) => {
    let differences = 0;
    const records = made.size;
    const missing = new Set(atState.keys());
    const wrong: FactRecordRow[] = [];
    const tooMany: string[] = [];
    for await (const rows of allRecords(trx, structureId)) {
      for (const { id, sequence, body } of rows) {
        const record = made.get(id);
        const written = record && writeRecord(record);
        const then = sequence > state.sequence ? record : atState.get(id);
        if (then === record ? written?.body !== body : !then || writeRecord(then).body !== body) differences += 1;
        if (!written) tooMany.push(id);
        else if (written.body !== body) wrong.push({ structure_id: structureId, id, ...written });
        made.delete(id);
        missing.delete(id);
      }
    }
    for (const [id, record] of made) wrong.push({ structure_id: structureId, id, ...writeRecord(record) });
    for (const ids of chunksOf([...tooMany, ...wrong.map(({ id }) => id)])) {
      await trx.deleteFrom('fact_record').where('structure_id', '=', structureId).where('id', 'in', ids).execute();
    }
    for (const chunk of chunksOf(wrong)) await trx.insertInto('fact_record').values(chunk).execute();
    await trx
      .insertInto('figure_state')
      .values({ structure_id: structureId, ...end, made: 1 })
      .onConflict((conflict) =>
        conflict.column('structure_id').doUpdateSet((is) => ({ ...end, made: is('figure_state.made', '+', 1) })),
      )
      .execute();
    return { structureId, sequence: end.sequence, records, differences: differences + missing.size };
  });
}

/** As of the end of the log, and as of what had been taken in. */
async function makeRecords(
  db: Kysely<Database>,
  structureId: string,
  { end, state }: { readonly end: Position; readonly state: Position },
) {
  const made = new Map<string, FactRecord>();
  const objections = await Objections.load(db, structureId);
  let leavesOut = leavesOutAt(objections, state.sequence);
  let atState: Map<string, FactRecord> | undefined;
  /** What follows is made as of the end: whoever has objected meanwhile is left out of what there is. */
  const goOn = () => {
    const then = new Map(made);
    leavesOut = leavesOutAt(objections, end.sequence);
    for (const [id, record] of made) made.set(id, withoutPatient(record, leavesOut));
    return then;
  };
  for (let after = 0; ;) {
    const rows = await readCounted(db, structureId, { after, to: end.sequence, limit: PAGE });
    for (const row of rows) {
      if (row.sequence > state.sequence) atState ??= goOn();
      const event = toLogged(row);
      if (event) foldInto(made, [event], leavesOut);
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) break;
    after = last.sequence;
  }
  return { atState: atState ?? goOn(), made };
}
