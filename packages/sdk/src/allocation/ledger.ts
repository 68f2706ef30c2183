import { allocationRoutes } from '@relais/model';
import type { LedgerReport } from '@relais/model';
import type { Call, CallOptions } from '../core/index.ts';

export interface Ledger {
  /** Every practice's account in the sharing of load, for coordinators and the doctors concerned. */
  read(options?: CallOptions): Promise<LedgerReport>;
}

export function createLedger(call: Call, language: 'fr' | 'en'): Ledger {
  return { read: (options) => call(allocationRoutes.readLedger, { query: { language } }, options?.signal) };
}
