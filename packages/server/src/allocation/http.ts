import type { ServiceContext } from '../core/context.ts';
import { reportLedger } from './ledger-report.ts';
import { json } from '../core/http/answers.ts';
import type { ReadHandler } from '../core/http/call.ts';
import { readLanguage } from '../core/http/parse.ts';

export function ledgerHandler(context: ServiceContext): ReadHandler {
  return async ({ view, query }) => json(await reportLedger(context, view, readLanguage(query)));
}
