import { explainAccount, startPeriod } from '@relais/engine';
import { toInstant } from '@relais/model';
import type { LedgerAccount, LedgerReport } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { ledgerOptions, readLedger } from './ledger-book.ts';
import type { StructureView } from '../core/view.ts';
import { territoryDocument } from '../scheduling/index.ts';

/** Every practice's account, those that have never been asked included. */
export async function reportLedger(
  context: ServiceContext,
  { structureId, documents }: StructureView,
  language: 'fr' | 'en',
): Promise<LedgerReport> {
  const territory = documents.of(territoryDocument);
  const options = ledgerOptions(territory);
  const ledger = await context.store.snapshot((trx) => readLedger(trx, structureId, options));
  const state = startPeriod(ledger, context.clock());
  const practices = territory ? [...territory.practices.keys()] : [];
  const accounts = practices.map((practiceId): LedgerAccount => {
    const { balance, bookings, share, received, lastBookingAt, sentence } = explainAccount(state, practiceId, language);
    const last = lastBookingAt === null ? {} : { lastBookingAt: toInstant(lastBookingAt) };
    return { practiceId, balance, bookings, share, received, ...last, sentence };
  });
  return { ...(state.since === null ? {} : { since: toInstant(state.since) }), accounts };
}
