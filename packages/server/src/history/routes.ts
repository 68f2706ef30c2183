import { operations } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { actorOf } from '../core/http/access.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { writeOnce } from '../core/write/write.ts';
import { decideImport, decideUndo } from './import-history.ts';
import { listImports } from './rows.ts';

export function historyRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    listHistoryImports: pipeline.reads(operations.listHistoryImports, async ({ structureId }) => ({
      imports: await listImports(context.store.db, structureId),
    })),
    importHistory: pipeline.writes(operations.importHistory, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decideImport(context, body, actorOf(principal))),
    ),
    undoHistoryImport: pipeline.writes(operations.undoHistoryImport, ({ structureId, params, principal }, key) =>
      writeOnce(context, structureId, key, decideUndo(params.import, actorOf(principal))),
    ),
  };
}
