import { FIRST_DATE } from '@relais/engine/indicators';
import { toInstant } from '@relais/model';
import type { AdverseEvent, AnalyseAdverseEvent, DeclareAdverseEvent } from '@relais/model';
import type { Kysely, Selectable } from 'kysely';
import { invalid } from '../core/http/parse.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { loadVersions } from '../protocol/index.ts';
import { todayIn } from '../scheduling/index.ts';
import { loadDelegators } from '../team/index.ts';
import type { Database } from '../tables.ts';
import { delegatorsOf, partIn } from './policy.ts';
import type { Carer } from './policy.ts';
import { findRun } from './store.ts';
import type { AdverseEventTable } from './tables.ts';

type EventRow = Selectable<AdverseEventTable>;

/** Declares that something went wrong; of a run by those who have a part in it alone. The same again is the same answer. */
export function decideDeclaration(request: DeclareAdverseEvent, carer: Carer): Decide {
  return async (writing) => {
    const { trx, structureId } = writing;
    const { id, protocol, run: runId, type, severity, occurredOn } = request;
    const row = toRow(writing, request, carer);
    const known = await findEvent(trx, structureId, id);
    if (known) {
      if (!isSame(known, row)) throw new ProblemError('run-id-taken');
      return () => Promise.resolve({ body: toReceipt(known) });
    }
    await refuseUnknown(writing, request, carer);
    return async () => {
      await trx.insertInto('adverse_event').values(row).execute();
      const data = { protocol, ...(runId === undefined ? {} : { run: runId }), type, severity, occurredOn };
      writing.record({ type: 'adverse-event.declared', subject: id, actor: carer.actor, data });
      return { body: toReceipt(row) };
    };
  };
}

async function refuseUnknown(
  { trx, structureId, documents, at }: Writing,
  { protocol, run: runId, occurredOn }: DeclareAdverseEvent,
  carer: Carer,
): Promise<void> {
  const day = todayIn(documents, at);
  if (occurredOn > day) {
    throw invalid({ path: 'occurredOn', message: 'has not come yet', accepted: `a date up to ${day}` });
  }
  if (occurredOn < FIRST_DATE) {
    throw invalid({ path: 'occurredOn', message: 'is too long ago', accepted: `${FIRST_DATE} or later` });
  }
  if ((await loadVersions(trx, structureId, { protocolId: protocol })).length === 0)
    throw new ProblemError('not-found');
  if (runId === undefined) return;
  const run = await findRun(trx, structureId, runId);
  if (run?.protocol_id !== protocol) throw new ProblemError('not-found');
  const delegators = await delegatorsOf(trx, structureId, protocol, day);
  if (!partIn(run, carer, delegators)) throw new ProblemError('forbidden');
}

/** Writes the analysis down, by a délégant of the protocol. @throws {ProblemError} `not-found`, `forbidden` */
export function decideAnalysis(id: string, { analysis, closed = false }: AnalyseAdverseEvent, carer: Carer): Decide {
  return async (writing) => {
    const { trx, structureId, documents, at } = writing;
    const known = await findEvent(trx, structureId, id);
    if (!known) throw new ProblemError('not-found');
    const delegators = await delegatorsOf(trx, structureId, known.protocol_id, todayIn(documents, at));
    if (!delegators.has(carer.id)) throw new ProblemError('forbidden');
    return async () => {
      const change = { analysis, closed_at: closed ? (known.closed_at ?? at) : null };
      await trx
        .updateTable('adverse_event')
        .set(change)
        .where('structure_id', '=', structureId)
        .where('id', '=', id)
        .execute();
      writing.record({ type: 'adverse-event.analysed', subject: id, actor: carer.actor, data: { closed } });
      return { body: toReceipt({ ...known, ...change }) };
    };
  };
}

/** Those of the protocols somebody delegates in, and those they have declared; the latest first. */
export async function listAdverseEvents(
  db: Kysely<Database>,
  structureId: string,
  day: string,
  carer: Carer,
): Promise<AdverseEvent[]> {
  const delegators = await loadDelegators(db, structureId, day);
  const theirs = [...delegators].filter(([, people]) => people.has(carer.id)).map(([protocol]) => protocol);
  const rows = await db
    .selectFrom('adverse_event')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where((is) =>
      is.or([is('declared_by', '=', carer.id), ...(theirs.length > 0 ? [is('protocol_id', 'in', theirs)] : [])]),
    )
    .orderBy('declared_at', 'desc')
    .orderBy('id')
    .limit(500)
    .execute();
  return rows.map(toEvent);
}

function findEvent(db: Kysely<Database>, structureId: string, id: string): Promise<EventRow | undefined> {
  return db
    .selectFrom('adverse_event')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
}

function toRow({ structureId, at }: Writing, request: DeclareAdverseEvent, { id: by }: Carer): EventRow {
  return {
    structure_id: structureId,
    id: request.id,
    protocol_id: request.protocol,
    run_id: request.run ?? null,
    type: request.type,
    severity: request.severity,
    occurred_on: request.occurredOn,
    declared_at: at,
    declared_by: by,
    description: request.description,
    done: request.done,
    analysis: null,
    closed_at: null,
  };
}

function isSame(one: EventRow, other: EventRow): boolean {
  const said = ({ declared_at: _, analysis: __, closed_at: ___, ...rest }: EventRow) => JSON.stringify(rest);
  return said(one) === said(other);
}

function toEvent(row: EventRow): AdverseEvent {
  return {
    id: row.id,
    protocol: row.protocol_id,
    ...(row.run_id === null ? {} : { run: row.run_id }),
    type: row.type,
    severity: row.severity,
    occurredOn: row.occurred_on,
    declaredAt: toInstant(row.declared_at),
    declaredBy: row.declared_by,
    description: row.description,
    done: row.done,
    ...(row.analysis === null ? {} : { analysis: row.analysis }),
    ...(row.closed_at === null ? {} : { closedAt: toInstant(row.closed_at) }),
  };
}

/** Without what was written: answers are kept under their keys, apart from records. */
function toReceipt({ id, declared_at, closed_at }: EventRow) {
  return {
    id,
    declaredAt: toInstant(declared_at),
    ...(closed_at === null ? {} : { closedAt: toInstant(closed_at) }),
  };
}
