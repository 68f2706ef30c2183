import { operations } from '@relais/model';
import type { FigureSettings } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { importing, tagOf } from '../core/http/document-routes.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import type { MembersOf } from '../core/openapi/api-words.ts';
import { ProblemError } from '../core/problem.ts';
import type { Subject } from '../core/subject.ts';
import { figureSettingsDocument } from './rules.ts';

const members: MembersOf<{ FigureSettings: FigureSettings }> = {
  FigureSettings: {
    formatVersion: 'What this document is',
    smallestCell: 'How many patients have to stand behind a number that is shown, 5 to 50; when absent 5',
    ageBands:
      'First ages of the bands, in whole years, 0 first and each greater than the one before; when absent 0, 2, 15, 45, 65, 75',
  },
};

function figureRulesRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    readFigureSettings: pipeline.reads(
      operations.readFigureSettings,
      ({ view }) => {
        const settings = view.documents.of(figureSettingsDocument);
        if (!settings) throw new ProblemError('not-found');
        return settings;
      },
      tagOf(figureSettingsDocument),
    ),
    importFigureSettings: pipeline.writes(operations.importFigureSettings, importing(context, figureSettingsDocument)),
  };
}

/** By which rules a structure has its figures counted and shown. It knows no other subject: whatever shows numbers of people asks it. */
export const figureRules: Subject = {
  apiWords: { members },
  documents: [figureSettingsDocument],
  routes: figureRulesRoutes,
};

export { figureSettingsDocument, loadRules, rulesOf } from './rules.ts';
