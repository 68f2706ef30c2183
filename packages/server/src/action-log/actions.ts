import { toInstant } from '@relais/model';
import type { Action, DeclareAction } from '@relais/model';
import type { Kysely, Selectable } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import { invalid } from '../core/http/parse.ts';
import { createId } from '../core/identifiers.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide } from '../core/write/write.ts';
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
      const { kind, mission, on, reached, attendees } = request;
      writing.record({
        type: 'action.declared',
        subject: row.id,
        actor,
        data: {
          ...{ kind, mission, on },
          ...(reached !== undefined && { reached }),
          ...(attendees !== undefined && { attendees }),
          ...(corrects !== undefined && { corrects }),
        },
      });
      return { body: toAction(row) };
    };
  };
}

/** @throws {ProblemError} `not-found`, `invalid-request` for one that has been put right already */
async function requireStanding(db: Kysely<Database>, structureId: string, id: string): Promise<void> {
  const known = await db
    .selectFrom('action')
    .select('corrected_by')
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!known) throw new ProblemError('not-found');
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
  { actor, at }: { readonly actor: string; readonly at: number },
): ActionRow {
  return {
    ...{ structure_id: structureId, id, kind, mission, title, held_on: on, declared_by: actor, declared_at: at },
    ...{ sheet: sheet ?? null, reached: reached ?? null, attendees: attendees ?? null, evidence: evidence ?? null },
    ...{ corrects: corrects ?? null, corrected_by: null },
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
  };
}
