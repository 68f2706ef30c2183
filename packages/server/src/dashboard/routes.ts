import { operations } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { isAllowed } from '../core/http/access.ts';
import { importing, tagOf } from '../core/http/document-routes.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { boardsDocument } from './boards.ts';

export function dashboardRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    readDashboardBoards: pipeline.reads(
      operations.readDashboardBoards,
      ({ view, principal }) => ({
        boards: view.documents.of(boardsDocument)?.boards ?? [],
        mayChange: isAllowed(operations.importDashboardBoards.access, principal),
      }),
      tagOf(boardsDocument),
    ),
    importDashboardBoards: pipeline.writes(operations.importDashboardBoards, importing(context, boardsDocument)),
  };
}
