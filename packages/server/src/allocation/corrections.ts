import { sha256 } from '#digest';
import { planCorrection } from '@relais/engine';
import { withoutRetired } from '@relais/engine/planning';
import { toInstant } from '@relais/model';
import type { CorrectLedger, LedgerCorrection } from '@relais/model';
import type { Kysely, Selectable } from 'kysely';
import { canonicalJson } from '../core/log/canonical.ts';
import type { ServiceContext } from '../core/context.ts';
import { invalid } from '../core/http/parse.ts';
import { createId } from '../core/identifiers.ts';
import type { Decide } from '../core/write/write.ts';
import { signersOf } from '../people/index.ts';
import { territoryDocument, todayIn } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';
import { ledgerBook } from './ledger-book.ts';
import type { LedgerCorrectionTable } from './tables.ts';

export type CorrectionRow = Selectable<LedgerCorrectionTable>;

const MOST_LISTED = 100;

/** Corrects accounts by hand: what is given to one is taken from another, or from all others that still receive patients. */
export function decideCorrection(context: ServiceContext, request: CorrectLedger, actor: string): Decide {
  return async (writing) => {
    const { trx, structureId, documents, at, now } = writing;
    const territory = documents.of(territoryDocument)?.territory;
    const open = territory ? withoutRetired(territory, todayIn(documents, now)).practices.map(({ id }) => id) : [];
    // One that has left may still be put right, by name.
    const isAsked = (id: string) => id === request.to || id === request.from;
    const known = territory?.practices.map(({ id }) => id).filter((id) => open.includes(id) || isAsked(id)) ?? [];
    const moves = planCorrection(request, known);
    if (!moves) throw refuse(request, open);
    const row: CorrectionRow = {
      ...{ structure_id: structureId, id: createId(context.random), at, moves: canonicalJson(moves) },
      ...{ reason: request.reason, signed_by: actor },
    };
    const names = await signersOf(trx, structureId, [actor]);
    const book = writing.open(ledgerBook);
    return async () => {
      await book.correct(row, { at, moves });
      writing.record({
        type: 'ledger.corrected',
        subject: row.id,
        actor,
        data: { moves, reasonDigest: digestReason(row) },
      });
      return { body: toCorrection(row, names) };
    };
  };
}

function refuse({ to, from }: CorrectLedger, practices: readonly string[]) {
  const path = to === undefined || (from !== undefined && practices.includes(to)) ? 'from' : 'to';
  const accepted = `two different practices, or one and all others; there are: ${practices.join(', ')}`;
  return invalid({ path, message: 'names no practice that anything can be taken from or given to', accepted });
}

/** By which `verify-log` finds words that were changed after they were signed. */
export function digestReason({ id, reason }: Pick<CorrectionRow, 'id' | 'reason'>): string {
  return sha256(canonicalJson([id, reason]));
}

export async function selectCorrections(
  db: Kysely<Database>,
  structureId: string,
  since: number,
): Promise<CorrectionRow[]> {
  return db
    .selectFrom('ledger_correction')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** Corrections since an instant, the latest first. */
export async function listCorrections(
  db: Kysely<Database>,
  structureId: string,
  since: number,
): Promise<LedgerCorrection[]> {
  const rows = (await selectCorrections(db, structureId, since)).slice(0, MOST_LISTED);
  const names = await signersOf(
    db,
    structureId,
    rows.map(({ signed_by: actor }) => actor),
  );
  return rows.map((row) => toCorrection(row, names));
}

export function movesOf({ moves }: Pick<CorrectionRow, 'moves'>): Record<string, number> {
  return JSON.parse(moves) as Record<string, number>;
}

function toCorrection(row: CorrectionRow, names: ReadonlyMap<string, string>): LedgerCorrection {
  const by = names.get(row.signed_by);
  const moves = Object.entries(movesOf(row)).map(([practiceId, bookings]) => ({ practiceId, bookings }));
  return { id: row.id, at: toInstant(row.at), moves, reason: row.reason, ...(by !== undefined && { by }) };
}
