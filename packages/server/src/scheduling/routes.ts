import { operations } from '@relais/model';
import { JsonText } from '../core/http/answers.ts';
import type { ServiceContext } from '../core/context.ts';
import { importing } from '../core/http/document-routes.ts';
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
    importTerritory: pipeline.writes(operations.importTerritory, importing(context, territoryDocument)),
  };
}
