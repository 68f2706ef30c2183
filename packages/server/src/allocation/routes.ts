import { operations } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { readLanguage } from '../core/http/parse.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { reportLedger } from './ledger-report.ts';

export function allocationRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    readLedger: pipeline.reads(operations.readLedger, ({ view, query }) =>
      reportLedger(context, view, readLanguage(query)),
    ),
  };
}
