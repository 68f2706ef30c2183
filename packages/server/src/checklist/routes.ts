import { operations } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { actorOf } from '../core/http/access.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { importOnce } from '../core/import-documents.ts';
import { checklistDocument } from './checklist-document.ts';

export function checklistRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    importChecklist: pipeline.writes(operations.importChecklist, ({ structureId, body: document, principal }, key) =>
      importOnce(context, checklistDocument, key, { structureId, document, actor: actorOf(principal) }),
    ),
  };
}
