import type { ServiceContext } from '../services/context.ts';
import { reportLedger } from '../services/ledger-report.ts';
import { json } from './answers.ts';
import type { ReadHandler } from './call.ts';
import { readLanguage } from './parse.ts';

export function ledgerHandler(context: ServiceContext): ReadHandler {
  return async ({ view, query }) => json(await reportLedger(context, view, readLanguage(query)));
}
