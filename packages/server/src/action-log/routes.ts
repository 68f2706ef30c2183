import { operations } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { actorOf } from '../core/http/access.ts';
import { invalid, readDate } from '../core/http/parse.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { writeOnce } from '../core/write/write.ts';
import { todayIn } from '../scheduling/index.ts';
import { decideAction, listActions } from './actions.ts';

export function actionRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    listActions: pipeline.reads(operations.listActions, async ({ structureId, view, query }) => {
      const today = todayIn(view.documents, context.clock());
      const from = readDate(query, 'from') ?? `${today.slice(0, 4)}-01-01`;
      const to = readDate(query, 'to') ?? today;
      if (from > to) throw invalid({ path: 'to', message: 'is before from', accepted: 'from or later' });
      return { actions: await listActions(context.store.db, structureId, { from, to }) };
    }),
    declareAction: pipeline.writes(operations.declareAction, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decideAction(context, body, actorOf(principal))),
    ),
  };
}
