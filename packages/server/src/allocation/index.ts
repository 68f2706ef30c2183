import type { Subject } from '../core/subject.ts';
import { allocationWords } from './api-words.ts';
import { rebuildCorrections } from './rebuild.ts';
import { allocationRoutes } from './routes.ts';

/** The sharing of load between practices, its accounts and their corrections. */
export const allocation: Subject = {
  apiWords: allocationWords,
  routes: allocationRoutes,
  rebuild: rebuildCorrections,
};

export {
  LedgerBook,
  ledgerBook,
  ledgerOptions,
  readLedger,
  sharesAlike,
  toLedgerCorrection,
  toLedgerEntry,
} from './ledger-book.ts';
