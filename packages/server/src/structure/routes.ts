import { operations } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { readLanguage } from '../core/http/parse.ts';
import { importing, tagOf } from '../core/http/document-routes.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import { settingsDocument } from './settings-document.ts';

export function structureRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    describeStructure: pipeline.reads(
      operations.describeStructure,
      ({ view, query, site }) => ({
        ...context.describe(view, readLanguage(query)),
        ...(site ? { askingSite: site } : {}),
      }),
      ({ view, query, site }) => {
        const parts = [view.documents.version, readLanguage(query), context.sendsMail ? 'mail' : 'no-mail'];
        if (site) parts.push(site.mayBook ? 'books' : 'reads', site.origin);
        return `"${parts.join('-')}"`;
      },
    ),
    readSettings: pipeline.reads(
      operations.readSettings,
      ({ view }) => {
        const settings = view.documents.of(settingsDocument);
        if (!settings) throw new ProblemError('not-found');
        return settings;
      },
      tagOf(settingsDocument),
    ),
    importSettings: pipeline.writes(operations.importSettings, importing(context, settingsDocument)),
  };
}
