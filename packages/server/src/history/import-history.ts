import {
  keyOfAction,
  readHistoryActions,
  readHistoryCounts,
  withoutKnownActions,
  withoutTakenOver,
} from '@relais/engine/history';
import type { HistoryFile, HistoryKind, ImportHistory, RefusedHistoryRow } from '@relais/model';
import { insertActions, listKnownActions, withdrawActions } from '../action-log/index.ts';
import type { ServiceContext } from '../core/context.ts';
import { createId } from '../core/identifiers.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { todayInParis } from '../indicators/index.ts';
import { findImport, insertCounts, standingCounts, toImport } from './rows.ts';
import type { HistoryImportRow } from './tables.ts';

type Brought<Kind extends HistoryKind> = Extract<ImportHistory, { kind: Kind }>;

/**
 * Takes over the good lines of a file in one transaction and names every other one; with none that is good, nothing is written. The same file again, or
 * one with more lines, takes nothing twice: an action that stands in the log is known by its day, nature, title and fiche, a count by its indicator and
 * days. Lines are read before anything is locked, for whoever books waits for the lock.
 */
export function decideImport(context: ServiceContext, request: ImportHistory, actor: string): Decide {
  return request.kind === 'actions' ? decideActions(context, request, actor) : decideCounts(context, request, actor);
}

function decideActions(context: ServiceContext, { rows: lines, file }: Brought<'actions'>, actor: string): Decide {
  const read = readHistoryActions(lines, todayInParis(context.clock()));
  return async (writing) => {
    const known = new Set((await listKnownActions(writing.trx, writing.structureId)).map(keyOfAction));
    const { rows, refused } = withoutKnownActions(read, (action) => known.has(keyOfAction(action)));
    if (rows.length === 0) return () => Promise.resolve({ body: { taken: 0, refused } });
    return async () => {
      const importId = await keepImport(context, writing, {
        kind: 'actions',
        file,
        taken: rows.length,
        refused,
        actor,
      });
      writing.record({
        type: 'history.actions-imported',
        subject: importId,
        actor,
        data: { sha256: file.sha256, taken: rows.length, refused: refused.length },
      });
      const actions = rows.map(({ action }) => action);
      await insertActions(context, writing, actions, { actor, importId });
      return { body: { import: importId, taken: rows.length, refused } };
    };
  };
}

function decideCounts(context: ServiceContext, { rows: lines, file }: Brought<'counts'>, actor: string): Decide {
  const read = readHistoryCounts(lines, todayInParis(context.clock()));
  return async (writing) => {
    const { rows, refused } = withoutTakenOver(read, await standingCounts(writing.trx, writing.structureId));
    if (rows.length === 0) return () => Promise.resolve({ body: { taken: 0, refused } });
    return async () => {
      const importId = await keepImport(context, writing, { kind: 'counts', file, taken: rows.length, refused, actor });
      const counts = rows.map(({ count }) => count);
      await insertCounts(writing.trx, { structureId: writing.structureId, importId }, counts);
      writing.record({
        type: 'history.counts-imported',
        subject: importId,
        actor,
        data: { sha256: file.sha256, refused: refused.length, counts },
      });
      return { body: { import: importId, taken: rows.length, refused } };
    };
  };
}

interface Kept {
  readonly kind: HistoryKind;
  readonly file: HistoryFile;
  readonly taken: number;
  readonly refused: readonly RefusedHistoryRow[];
  readonly actor: string;
}

async function keepImport(
  context: ServiceContext,
  { trx, structureId, at }: Writing,
  { kind, file, taken, refused, actor }: Kept,
): Promise<string> {
  const id = createId(context.random);
  const row: HistoryImportRow = {
    ...{ structure_id: structureId, id, kind, file_name: file.name, sha256: file.sha256 },
    ...{ taken, refused: refused.length, imported_by: actor, imported_at: at, undone_by: null, undone_at: null },
  };
  await trx.insertInto('history_import').values(row).execute();
  return id;
}

/** Undoes a whole import. Of two who do so at once, the second is told that it is done. @throws {ProblemError} `not-found` */
export function decideUndo(id: string, actor: string): Decide {
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const row = await findImport(trx, structureId, id);
    if (!row) throw new ProblemError('not-found');
    if (row.undone_at !== null) return () => Promise.resolve({ body: toImport(row) });
    return async () => {
      const undone = { undone_by: actor, undone_at: at };
      await trx
        .updateTable('history_import')
        .set(undone)
        .where('structure_id', '=', structureId)
        .where('id', '=', id)
        .execute();
      writing.record({ type: 'history.import-undone', subject: id, actor, data: { kind: row.kind } });
      if (row.kind === 'actions') await withdrawActions(writing, id, actor);
      return { body: toImport({ ...row, ...undone }) };
    };
  };
}
