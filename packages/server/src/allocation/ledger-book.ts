import { assign, correct, createLedger, erase, rebuild } from '@relais/engine';
import type { CompiledTerritory, LedgerCorrection, LedgerEntry, LedgerOptions, LedgerState } from '@relais/engine';
import type { Insertable, Kysely, Selectable } from 'kysely';
import { chunksOf } from '../core/db/chunks.ts';
import type { Database } from '../tables.ts';
import type { LedgerCorrectionTable, LedgerEntryTable } from './tables.ts';
import { territoryDocument } from '../scheduling/index.ts';
import type { Book, BookKind } from '../core/write/write.ts';

/** The ledger of one structure while a group of writers is at work: read when first asked for, written back once when changed. */
export class LedgerBook implements Book {
  readonly #db: Kysely<Database>;
  readonly #structureId: string;
  readonly #options: LedgerOptions;
  #state: LedgerState | undefined;
  #changed = false;
  #entered: Insertable<LedgerEntryTable>[] = [];

  constructor(db: Kysely<Database>, structureId: string, territory: CompiledTerritory | undefined) {
    this.#db = db;
    this.#structureId = structureId;
    this.#options = ledgerOptions(territory);
  }

  async state(): Promise<LedgerState> {
    this.#state ??= await readLedger(this.#db, this.#structureId, this.#options);
    return this.#state;
  }

  async enter(id: string, entry: LedgerEntry): Promise<void> {
    this.#change(assign(await this.state(), entry));
    this.#entered.push({
      structure_id: this.#structureId,
      id,
      practice_id: entry.practiceId,
      weights: JSON.stringify(entry.weights),
      at: entry.at,
    });
  }

  /** Enters a correction by hand. */
  async correct(row: Insertable<LedgerCorrectionTable>, correction: LedgerCorrection): Promise<void> {
    this.#change(correct(await this.state(), correction));
    await this.#db.insertInto('ledger_correction').values(row).execute();
  }

  /** Takes entries back from both sides: the seats were not used after all. */
  async erase(ids: readonly string[]): Promise<void> {
    // Read before the rows go: a state that is made anew from them would lack these entries, and lose them a second time below.
    await this.state();
    await this.#writeEntered();
    const rows: Selectable<LedgerEntryTable>[] = [];
    for (const chunk of chunksOf(ids)) {
      rows.push(...(await this.#entries().where('id', 'in', chunk).execute()));
      await this.#db
        .deleteFrom('ledger_entry')
        .where('structure_id', '=', this.#structureId)
        .where('id', 'in', chunk)
        .execute();
    }
    for (const row of rows) {
      const standing = await this.#lastOf(row.practice_id);
      this.#change(erase(await this.state(), toLedgerEntry(row), standing));
    }
  }

  async save(): Promise<void> {
    await this.#writeEntered();
    if (!this.#changed || !this.#state) return;
    const state = JSON.stringify(this.#state);
    await this.#db
      .insertInto('ledger')
      .values({ structure_id: this.#structureId, state })
      .onConflict((conflict) => conflict.column('structure_id').doUpdateSet({ state }))
      .execute();
    this.#changed = false;
  }

  async #writeEntered(): Promise<void> {
    if (this.#entered.length === 0) return;
    await this.#db.insertInto('ledger_entry').values(this.#entered).execute();
    this.#entered = [];
  }

  #change(state: LedgerState): void {
    this.#state = state;
    this.#changed = true;
  }

  async #lastOf(practiceId: string): Promise<LedgerEntry[]> {
    const last = await this.#entries().where('practice_id', '=', practiceId).orderBy('at', 'desc').limit(1).execute();
    return last.map(toLedgerEntry);
  }

  #entries() {
    return this.#db.selectFrom('ledger_entry').selectAll().where('structure_id', '=', this.#structureId);
  }
}

/** The ledger that all writers of a group share, whoever among them gives seats and whoever corrects. */
export const ledgerBook: BookKind<LedgerBook> = ({ trx, structureId, documents }) =>
  new LedgerBook(trx, structureId, documents.of(territoryDocument));

/** How a territory shares. Without one there is nothing to share, and the ledger is empty. */
export function ledgerOptions(territory: CompiledTerritory | undefined): LedgerOptions {
  if (!territory) return createLedger();
  const { period, weight } = territory.rules;
  return { period, weight, timezone: territory.zone.id };
}

/**
 * The ledger as kept; made anew from its entries and corrections when there is none, or when the territory has changed its way of sharing.
 * @param db inside a transaction that sees one moment, because the state and the entries are read one after the other
 */
export async function readLedger(
  db: Kysely<Database>,
  structureId: string,
  options: LedgerOptions,
): Promise<LedgerState> {
  const row = await db.selectFrom('ledger').select('state').where('structure_id', '=', structureId).executeTakeFirst();
  const state = row && (JSON.parse(row.state) as LedgerState);
  if (state && sharesAlike(state, options)) return state;
  const rows = await db.selectFrom('ledger_entry').selectAll().where('structure_id', '=', structureId).execute();
  const corrections = await db
    .selectFrom('ledger_correction')
    .selectAll()
    .where('structure_id', '=', structureId)
    .execute();
  return rebuild(options, [...rows.map(toLedgerEntry), ...corrections.map(toLedgerCorrection)]);
}

export function sharesAlike(one: LedgerOptions, other: LedgerOptions): boolean {
  return one.period === other.period && one.weight === other.weight && one.timezone === other.timezone;
}

export function toLedgerEntry(row: Pick<Selectable<LedgerEntryTable>, 'at' | 'practice_id' | 'weights'>): LedgerEntry {
  return { at: row.at, practiceId: row.practice_id, weights: JSON.parse(row.weights) as Record<string, number> };
}

export function toLedgerCorrection({
  at,
  moves,
}: Pick<Selectable<LedgerCorrectionTable>, 'at' | 'moves'>): LedgerCorrection {
  return { at, moves: JSON.parse(moves) as Record<string, number> };
}
