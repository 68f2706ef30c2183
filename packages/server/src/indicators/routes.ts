import { indicatorDefinitions } from '@relais/engine/indicators';
import { operations } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { actorOf } from '../core/http/access.ts';
import { invalid } from '../core/http/parse.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import { writeOnce } from '../core/write/write.ts';
import { figureSettingsDocument, rulesOf } from '../figure-rules/index.ts';
import { answer, figuresNow } from './answers.ts';
import { readCooperationReport } from './cooperation-report.ts';
import { exportFigures, judgeSealed, sealDocument, writeMeasures } from './exports.ts';
import { labelsOf } from './labels.ts';
import { lineReaderOf, listLines } from './lines.ts';
import { decideEnd, decidePublication, listPublications, readPublicFigures } from './publications.ts';
import { readFigureQuery, readList } from './query.ts';
import { suggestionsOf } from './suggestions.ts';

export function indicatorRoutes(context: ServiceContext, pipeline: Pipeline) {
  const { db } = context.store;
  return {
    listIndicators: pipeline.reads(operations.listIndicators, async ({ view }) => {
      const { ageBands, smallestCell: smallest } = rulesOf(view.documents.of(figureSettingsDocument));
      return { indicators: [...indicatorDefinitions], ageBands, smallest, labels: await labelsOf(context, view) };
    }),
    readFigures: pipeline.reads(operations.readFigures, async ({ view, query }) => {
      const indicators = readList(query, 'indicators') ?? [];
      if (indicators.length === 0)
        throw invalid({ path: 'indicators', message: 'is missing', accepted: 'ids of indicators, as SNP-01,SNP-12' });
      const moment = await figuresNow(context, view);
      return answer(moment, readFigureQuery(query, indicators, moment));
    }),
    listFigureLines: pipeline.reads(operations.listFigureLines, async ({ view, params, query, principal }) => {
      const moment = await figuresNow(context, view);
      const asked = readFigureQuery(query, [params.indicator], moment);
      return listLines(moment, asked, query.get('after'), lineReaderOf(context, view, principal));
    }),
    readFigureSuggestions: pipeline.reads(operations.readFigureSuggestions, async ({ view }) =>
      suggestionsOf(await figuresNow(context, view)),
    ),
    readPublicFigures: pipeline.reads(operations.readPublicFigures, (call) => readPublicFigures(context, call)),
    listPublications: pipeline.reads(operations.listPublications, async ({ structureId }) => ({
      publications: await listPublications(db, structureId),
    })),
    publishFigures: pipeline.writes(operations.publishFigures, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decidePublication(context, body, actorOf(principal))),
    ),
    endPublication: pipeline.writes(operations.endPublication, ({ structureId, params, principal }, key) =>
      writeOnce(context, structureId, key, decideEnd(params.key, actorOf(principal))),
    ),
    exportFigures: pipeline.writes(operations.exportFigures, ({ view, body, principal }, key) =>
      exportFigures(context, key, { view, actor: actorOf(principal), asked: body }),
    ),
    writeFigureMeasures: pipeline.reads(operations.writeFigureMeasures, ({ structureId, body }) =>
      Promise.resolve(writeMeasures(context.secrets, structureId, body)),
    ),
    printFigures: pipeline.reads(operations.printFigures, async ({ view, body }) => {
      const { stationery, secrets } = context;
      judgeSealed(secrets, view.structureId, body.exports);
      if (!stationery) throw new ProblemError('figures-not-printable');
      // Loaded with the first: most backends that start have none to print.
      const { figureDocument } = await import('./print.ts');
      const printed = await stationery.print(figureDocument(body, await labelsOf(context, view)));
      return new Response(sealDocument(secrets, printed), {
        headers: {
          'Content-Type': operations.printFigures.answer.type,
          'Content-Disposition': `attachment; filename="${view.structureId}-figures.pdf"`,
          'Cache-Control': 'no-store',
        },
      });
    }),
    readCooperationReport: pipeline.reads(operations.readCooperationReport, ({ view, params, query }) =>
      readCooperationReport(context, { view, protocol: params.protocol, query }),
    ),
  };
}
