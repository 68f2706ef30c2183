import { explainAccount, startPeriod } from '@relais/engine';
import type { CompiledTerritory, LedgerState } from '@relais/engine';
import { ledgerCorrectors, toInstant } from '@relais/model';
import type { LedgerAccount, LedgerReport } from '@relais/model';
import type { Kysely } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import { isAllowed } from '../core/http/access.ts';
import type { Principal } from '../core/http/access.ts';
import type { StructureView } from '../core/view.ts';
import { territoryDocument } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';
import { ledgerOptions, readLedger } from './ledger-book.ts';
import { reachOf } from './policy.ts';

/** Every practice's account, those that have never been asked included. */
export async function reportLedger(
  context: ServiceContext,
  view: StructureView,
  principal: Principal,
  language: 'fr' | 'en',
): Promise<LedgerReport> {
  const { structureId } = view;
  const territory = view.documents.of(territoryDocument);
  const { state, reach } = await context.store.snapshot(async (trx) => ({
    state: await openLedger(context, trx, structureId, territory),
    reach: await reachOf(trx, structureId, territory, principal),
  }));
  const accounts = (territory?.territory.practices ?? []).map(({ id, name }): LedgerAccount => {
    const { lastBookingAt, ...figures } = explainAccount(state, id, language);
    return {
      ...figures,
      ...(name !== undefined && { name }),
      ...(lastBookingAt !== null && { lastBookingAt: toInstant(lastBookingAt) }),
      isReadable: reach.readsPractice(id),
    };
  });
  const canCorrect = isAllowed({ roles: ledgerCorrectors }, principal);
  return { ...(state.since !== null && { since: toInstant(state.since) }), accounts, canCorrect };
}

/** The ledger as it is now: a period that has begun since it was last written begins at 0. */
export async function openLedger(
  { clock }: Pick<ServiceContext, 'clock'>,
  db: Kysely<Database>,
  structureId: string,
  territory: CompiledTerritory | undefined,
): Promise<LedgerState> {
  return startPeriod(await readLedger(db, structureId, ledgerOptions(territory)), clock());
}
