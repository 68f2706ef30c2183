import { LedgerReport } from '@relais/model';
import type { CallOptions } from '../booking/bookings.ts';
import { parseAnswer } from '../core/errors.ts';
import type { Transport } from '../core/transport.ts';

export interface Ledger {
  /** Every practice's account in the sharing of load, for coordinators and the doctors concerned. */
  read(options?: CallOptions): Promise<LedgerReport>;
}

export function createLedger(transport: Transport, language: 'fr' | 'en'): Ledger {
  return {
    async read(options) {
      const path = `/ledger?language=${language}`;
      return parseAnswer(LedgerReport, await transport.send({ method: 'GET', path }, options?.signal));
    },
  };
}
