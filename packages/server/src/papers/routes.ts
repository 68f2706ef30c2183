import { operations, Paper } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { judgeLanguage } from '../core/http/parse.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import { gapsOf, readLaunch } from './launch.ts';
import { posterOf } from './poster.ts';
import { sheetOf } from './sheet.ts';

export function paperRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    readPaperGaps: pipeline.reads(operations.readPaperGaps, ({ view }) => gapsOf(readLaunch(context, view, 'fr'))),
    printPaper: pipeline.reads(operations.printPaper, async ({ view, params }) => {
      const paper = Paper.safeParse(params.paper);
      if (!paper.success) throw new ProblemError('not-found');
      const language = judgeLanguage(params.language);
      const { stationery } = context;
      if (!stationery) throw new ProblemError('papers-not-printable');
      const launch = readLaunch(context, view, language);
      const bytes = await (paper.data === 'poster'
        ? stationery.post(posterOf(launch))
        : stationery.print(sheetOf(launch)));
      return new Response(bytes, {
        headers: {
          'Content-Type': operations.printPaper.answer.type,
          'Content-Disposition': `attachment; filename="${view.structureId}-${paper.data}-${language}.pdf"`,
          'Cache-Control': 'no-store',
        },
      });
    }),
  };
}
