import { sql } from 'kysely';
import type { Insertable, Kysely, Selectable } from 'kysely';
import { Batch } from '../db/batch.ts';
import type { Database } from '../../tables.ts';
import type { IdempotencyTable } from '../tables.ts';
import type { Store } from '../db/store.ts';
import type { ServiceContext } from '../context.ts';
import { ProblemError } from '../problem.ts';

/** How long an answer is kept for its key. */
export const ANSWER_KEPT_MS = 24 * 3_600_000;

/** A write as its key knows it. Both texts are pseudonyms: neither the key nor the body can be read back from them. */
export interface IdempotentRequest {
  readonly keyHash: string;
  /** Of the method, the path, the body and who asks. */
  readonly fingerprint: string;
  /** What the contract answers once it is done. */
  readonly doneStatus: number;
}

/** What a service did. `reveals` names the token that the answer carries and that is never kept. */
export interface Done {
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly reveals?: { readonly purpose: string; readonly id: string };
}

/** What a service did or refused. */
export interface Outcome extends Done {
  readonly status: number;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly replayed: boolean;
}

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
async function insertAnswers(db: Kysely<Database>, rows: readonly Insertable<IdempotencyTable>[]): Promise<boolean[]> {
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

/**
 * The answer kept for the key, if it is still kept.
 * @throws {ProblemError} `idempotency-key-reused` when the key came with another request
 */
export async function findAnswer(
  context: ServiceContext,
  structureId: string,
  request: IdempotentRequest,
): Promise<Answer | undefined> {
  const row = await context.answers.find({ structure_id: structureId, key_hash: request.keyHash });
  const found = row && isStillKept(row, context.clock()) ? readAnswer(context, request, row) : undefined;
  if (found instanceof ProblemError) throw found;
  return found;
}

/** The answers still kept for some keys of a structure, by key. */
export async function findAnswers(
  db: Kysely<Database>,
  structureId: string,
  keys: readonly string[],
  now: number,
): Promise<Map<string, AnswerRow>> {
  if (keys.length === 0) return new Map();
  const rows = await selectAnswers(db, structureId, keys);
  return new Map(rows.filter((row) => isStillKept(row, now)).map((row) => [row.key_hash, row]));
}

/** A kept answer as it is given again, or the refusal for a key that came with another request. */
export function readAnswer(
  context: ServiceContext,
  request: IdempotentRequest,
  { structure_id: structureId, fingerprint, status, body }: AnswerRow,
): Answer | ProblemError {
  if (fingerprint !== request.fingerprint) return new ProblemError('idempotency-key-reused');
  const outcome = JSON.parse(body) as Omit<Outcome, 'status'>;
  return toAnswer(context, structureId, { ...outcome, status }, true);
}

function isStillKept({ created_at: at }: AnswerRow, now: number): boolean {
  return at > now - ANSWER_KEPT_MS;
}

async function selectAnswers(db: Kysely<Database>, structureId: string, keys: readonly string[]): Promise<AnswerRow[]> {
  return db
    .selectFrom('idempotency')
    .select(['structure_id', 'key_hash', 'fingerprint', 'status', 'body', 'created_at'])
    .where('structure_id', '=', structureId)
    .where('key_hash', 'in', keys)
    .execute();
}

/** The key has been answered by another backend while this one was at it. */
class AnsweredElsewhereError extends Error {
  override readonly name = 'AnsweredElsewhereError';
}

/**
 * Keeps answers in the caller's transaction.
 * @throws an error that undoes the transaction when another backend has answered one of the keys in the meantime
 */
export async function keepAnswers(db: Kysely<Database>, rows: readonly Insertable<IdempotencyTable>[]): Promise<void> {
  if (rows.length === 0) return;
  const kept = await insertAnswers(db, rows);
  if (kept.includes(false)) throw new AnsweredElsewhereError('Another backend has answered a key');
}

/** Keeps a refusal that needs no transaction with anything else, and gives the answer that stands: another backend may have been faster. */
export async function keepRefusal(
  context: ServiceContext,
  structureId: string,
  request: IdempotentRequest,
  outcome: Outcome,
): Promise<Answer> {
  const isKept = await context.answers.keep(toAnswerRow(structureId, request, outcome, context.clock()));
  const standing = isKept
    ? toAnswer(context, structureId, outcome, false)
    : await findAnswer(context, structureId, request);
  if (!standing) throw new ProblemError('idempotency-key-in-use', { retryAfter: 1 });
  return standing;
}

export function toAnswerRow(
  structureId: string,
  { keyHash, fingerprint }: IdempotentRequest,
  { status, ...kept }: Outcome,
  at: number,
): Insertable<IdempotencyTable> {
  const body = JSON.stringify(kept);
  return { structure_id: structureId, key_hash: keyHash, fingerprint, status, body, created_at: at };
}

export async function forgetOldAnswers(context: ServiceContext, structureId: string): Promise<void> {
  await context.store.db
    .deleteFrom('idempotency')
    .where('structure_id', '=', structureId)
    .where('created_at', '<=', context.clock() - ANSWER_KEPT_MS)
    .execute();
}

/** The outcome as it is sent, with its token. */
export function toAnswer(context: ServiceContext, structureId: string, outcome: Outcome, replayed: boolean): Answer {
  const { status, body, reveals } = outcome;
  if (!reveals) return { status, body, replayed };
  const token = context.secrets.token(reveals.purpose, structureId, reveals.id);
  return { status, body: { ...body, token }, replayed };
}
