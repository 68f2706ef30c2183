import { operations } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { actorOf } from '../core/http/access.ts';
import { judgeLanguage } from '../core/http/parse.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import { documentOf } from './document.ts';
import { takeReport } from './report.ts';

export function activityReportRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    writeActivityReport: pipeline.reads(operations.writeActivityReport, async ({ view, params, principal }) => {
      const language = judgeLanguage(params.language);
      const { stationery } = context;
      if (!stationery) throw new ProblemError('report-not-writable');
      const report = await takeReport(context, { view, actor: actorOf(principal), year: params.year });
      const bytes = await stationery.edit(documentOf(report, language));
      return new Response(bytes, {
        headers: {
          'Content-Type': operations.writeActivityReport.answer.type,
          'Content-Disposition': `attachment; filename="${view.structureId}-${report.year}.docx"`,
          'Cache-Control': 'no-store',
        },
      });
    }),
  };
}
