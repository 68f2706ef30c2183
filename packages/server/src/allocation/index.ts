import type { Subject } from '../core/subject.ts';
import { allocationRoutes } from './routes.ts';

/** The sharing of load between practices. */
export const allocation: Subject = { routes: allocationRoutes };

export { LedgerBook, ledgerOptions, readLedger, sharesAlike, toLedgerEntry } from './ledger-book.ts';
