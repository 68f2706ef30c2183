import { sql } from 'kysely';
import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Database } from '../../tables.ts';
import { Batch } from '../db/batch.ts';
import type { Store } from '../db/store.ts';
import type { IdempotencyTable } from '../tables.ts';

/** How long an answer is kept for its key. */
export const ANSWER_KEPT_MS = 24 * 3_600_000;

export type AnswerRow = Selectable<IdempotencyTable>;

/** Where an answer is kept: one per structure and key. */
type AnswerPlace = Pick<AnswerRow, 'structure_id' | 'key_hash'>;

/** The answers kept in one backend's database: asked for together, and refusals that need no lock kept together. */
export class KeptAnswers {
  readonly #store: Store;
  readonly #found: Batch<AnswerPlace, AnswerRow | undefined>;
  readonly #kept: Batch<Insertable<IdempotencyTable>, boolean>;

  constructor(store: Store) {
    this.#store = store;
    const gather = () => store.gather();
    this.#found = new Batch({ gather, run: (places) => this.#find(places) });
    this.#kept = new Batch({ gather, run: (rows) => store.append((db) => insertAnswers(db, rows)), size: 50 });
  }

  find(place: AnswerPlace): Promise<AnswerRow | undefined> {
    return this.#found.ask(place);
  }

  /** Whether the row is kept; false when the key has been answered already. */
  keep(row: Insertable<IdempotencyTable>): Promise<boolean> {
    return this.#kept.ask(row);
  }

  async #find(places: readonly AnswerPlace[]): Promise<(AnswerRow | undefined)[]> {
    const found = new Map<string, AnswerRow>();
    for (const [structureId, asked] of Map.groupBy(places, (place) => place.structure_id)) {
      const keys = asked.map(({ key_hash }) => key_hash);
      for (const row of await selectAnswers(this.#store.db, structureId, keys)) found.set(nameOf(row), row);
    }
    return places.map((place) => found.get(nameOf(place)));
  }
}

/**
 * Inserts rows and says of each whether it went in: of several with one key, only the first. A key whose answer is older than a day is free
 * again. Rows go in by the order of their keys, so that two backends never wait for each other.
 */
export async function insertAnswers(
  db: Kysely<Database>,
  rows: readonly Insertable<IdempotencyTable>[],
): Promise<boolean[]> {
  const first = new Map(rows.toReversed().map((row) => [nameOf(row), row]));
  const inserted = await db
    .insertInto('idempotency')
    .values([...first].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row))
    .onConflict((conflict) =>
      conflict
        .columns(['structure_id', 'key_hash'])
        .doUpdateSet({
          fingerprint: sql`excluded.fingerprint`,
          status: sql`excluded.status`,
          body: sql`excluded.body`,
          created_at: sql`excluded.created_at`,
        })
        .where('idempotency.created_at', '<=', sql<number>`excluded.created_at - ${sql.lit(ANSWER_KEPT_MS)}`),
    )
    .returning(['structure_id', 'key_hash'])
    .execute();
  const done = new Set(inserted.map(nameOf));
  return rows.map((row) => done.has(nameOf(row)) && first.get(nameOf(row)) === row);
}

function nameOf({ structure_id, key_hash }: AnswerPlace): string {
  return `${structure_id}|${key_hash}`;
}

export async function selectAnswers(
  db: Kysely<Database>,
  structureId: string,
  keys: readonly string[],
): Promise<AnswerRow[]> {
  return db
    .selectFrom('idempotency')
    .select(['structure_id', 'key_hash', 'fingerprint', 'status', 'body', 'created_at'])
    .where('structure_id', '=', structureId)
    .where('key_hash', 'in', keys)
    .execute();
}
