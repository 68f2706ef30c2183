import { operations } from '@relais/model';
import { actorOf } from '../core/http/access.ts';
import { JsonText } from '../core/http/answers.ts';
import { importOnce } from '../core/import-documents.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { readSlotSearch } from './search.ts';
import { listBookableText } from './slot-list.ts';
import { territoryDocument } from './territory-document.ts';

export function schedulingRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    listSlots: pipeline.reads(
      operations.listSlots,
      (call) => new JsonText(listBookableText(context, call.view, readSlotSearch(context, call))),
    ),
    importTerritory: pipeline.writes(operations.importTerritory, ({ structureId, body: document, principal }, key) =>
      importOnce(context, territoryDocument, key, { structureId, document, actor: actorOf(principal) }),
    ),
  };
}
