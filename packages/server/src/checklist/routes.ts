import { operations } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { importing } from '../core/http/document-routes.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { checklistDocument } from './checklist-document.ts';

export function checklistRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    importChecklist: pipeline.writes(operations.importChecklist, importing(context, checklistDocument)),
  };
}
