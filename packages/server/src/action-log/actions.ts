import { toInstant } from '@relais/model';
import type { Action, ActionDeclared, DeclareAction } from '@relais/model';
import type { Kysely, Selectable } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import { chunksOf } from '../core/db/chunks.ts';
import { invalid } from '../core/http/parse.ts';
import { createId } from '../core/identifiers.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { todayIn } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';
import type { ActionTable } from './tables.ts';

type ActionRow = Selectable<ActionTable>;

export async function listActions(
  db: Kysely<Database>,
  structureId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Action[]> {
  const rows = await db
    .selectFrom('action')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('held_on', '>=', from)
    .where('held_on', '<=', to)
    .orderBy('held_on', 'desc')
    .orderBy('declared_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toAction);
}

/** Declares an action of a day that has been. One that is put right by another stays readable, and counts no more. */
export function decideAction(context: ServiceContext, request: DeclareAction, actor: string): Decide {
  return async (writing) => {
    const { trx, structureId, documents, now, at } = writing;
    const today = todayIn(documents, now);
    if (request.on > today) throw invalid({ path: 'on', message: 'is still to come', accepted: `${today} or earlier` });
    const { corrects } = request;
    if (corrects !== undefined) await requireStanding(trx, structureId, corrects);
    const row = toRow(structureId, createId(context.random), request, { actor, at });
    return async () => {
      await trx.insertInto('action').values(row).execute();
      if (corrects !== undefined) {
        await trx
          .updateTable('action')
          .set({ corrected_by: row.id })
          .where('structure_id', '=', structureId)
          .where('id', '=', corrects)
          .execute();
      }
      writing.record({ type: 'action.declared', subject: row.id, actor, data: toData(request) });
      return { body: toAction(row) };
    };
  };
}

/** What an import brings, each an entry of its own that names it. They have been judged. */
export async function insertActions(
  context: ServiceContext,
  writing: Writing,
  actions: readonly DeclareAction[],
  { actor, importId }: { readonly actor: string; readonly importId: string },
): Promise<void> {
  const { trx, structureId, at } = writing;
  const made = actions.map((action) => ({
    action,
    row: toRow(structureId, createId(context.random), action, { actor, at, importId }),
  }));
  for (const rows of chunksOf(made.map(({ row }) => row))) await trx.insertInto('action').values(rows).execute();
  for (const { action, row } of made) {
    const data = { ...toData(action), import: importId };
    writing.record({ type: 'action.declared', subject: row.id, actor, data });
  }
}

/** Entries of an import that is undone: they stay to be read, and count no more. */
export async function withdrawActions(writing: Writing, importId: string, actor: string): Promise<void> {
  const { trx, structureId, at } = writing;
  const ofImport = () =>
    trx
      .updateTable('action')
      .set({ withdrawn_at: at })
      .where('structure_id', '=', structureId)
      .where('import_id', '=', importId);
  const rows = await ofImport().returning('id').execute();
  for (const { id } of rows.sort((one, other) => (one.id < other.id ? -1 : 1)))
    writing.record({ type: 'action.withdrawn', subject: id, actor, data: { import: importId } });
}

/** Everything that stands in the log, what was put right included: not what was undone. */
export async function listKnownActions(
  db: Kysely<Database>,
  structureId: string,
): Promise<Pick<DeclareAction, 'on' | 'kind' | 'title' | 'sheet'>[]> {
  const rows = await db
    .selectFrom('action')
    .select(['held_on', 'kind', 'title', 'sheet'])
    .where('structure_id', '=', structureId)
    .where('withdrawn_at', 'is', null)
    .execute();
  return rows.map(({ held_on: on, kind, title, sheet }) => ({ on, kind, title, ...(sheet !== null && { sheet }) }));
}

function toData({ kind, mission, on, reached, attendees, corrects }: DeclareAction): ActionDeclared {
  return {
    ...{ kind, mission, on },
    ...(reached !== undefined && { reached }),
    ...(attendees !== undefined && { attendees }),
    ...(corrects !== undefined && { corrects }),
  };
}

/** @throws {ProblemError} `not-found`, `invalid-request` for one that has been put right already, or was undone */
async function requireStanding(db: Kysely<Database>, structureId: string, id: string): Promise<void> {
  const known = await db
    .selectFrom('action')
    .select(['corrected_by', 'withdrawn_at'])
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!known) throw new ProblemError('not-found');
  if (known.withdrawn_at !== null)
    throw invalid({ path: 'corrects', message: 'was undone with its import', accepted: 'an entry that counts' });
  if (known.corrected_by === null) return;
  throw invalid({
    path: 'corrects',
    message: 'has been put right already',
    accepted: `${known.corrected_by}, which did so`,
  });
}

function toRow(
  structureId: string,
  id: string,
  { kind, mission, on, title, sheet, reached, attendees, evidence, corrects }: DeclareAction,
  { actor, at, importId }: { readonly actor: string; readonly at: number; readonly importId?: string },
): ActionRow {
  return {
    ...{ structure_id: structureId, id, kind, mission, title, held_on: on, declared_by: actor, declared_at: at },
    ...{ sheet: sheet ?? null, reached: reached ?? null, attendees: attendees ?? null, evidence: evidence ?? null },
    ...{ corrects: corrects ?? null, corrected_by: null },
    ...{ import_id: importId ?? null, withdrawn_at: null },
  };
}

function toAction(row: ActionRow): Action {
  const { id, kind, mission, held_on: on, title, sheet, reached, attendees, evidence, corrects } = row;
  return {
    ...{ id, kind, mission, on, title, declaredBy: row.declared_by, declaredAt: toInstant(row.declared_at) },
    ...(sheet !== null && { sheet }),
    ...(reached !== null && { reached }),
    ...(attendees !== null && { attendees }),
    ...(evidence !== null && { evidence }),
    ...(corrects !== null && { corrects }),
    ...(row.corrected_by !== null && { correctedBy: row.corrected_by }),
    ...(row.import_id !== null && { import: row.import_id }),
    ...(row.withdrawn_at !== null && { withdrawnAt: toInstant(row.withdrawn_at) }),
  };
}
