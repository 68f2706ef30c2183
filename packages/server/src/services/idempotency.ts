import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { ServiceContext } from './context.ts';
import { ProblemError } from './problem.ts';

/** How long an answer is kept for its key. */
export const ANSWER_KEPT_MS = 24 * 3_600_000;

/** A write as its key knows it. Both are pseudonyms: neither the key nor the body can be read back from them. */
export interface IdempotentRequest {
  readonly keyHash: string;
  /** Of the method, the path, the body and who asks. */
  readonly fingerprint: string;
}

/** What a service did or refused. `reveals` names the token that the answer carries and that is never kept. */
export interface Outcome {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly reveals?: { readonly purpose: 'hold' | 'booking'; readonly id: string };
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly replayed: boolean;
}

/**
 * The answer kept for the key, if it is still kept.
 * @throws {ProblemError} `idempotency-key-reused` when the key came with another request
 */
export async function findAnswer(
  context: ServiceContext,
  db: Kysely<Database>,
  structureId: string,
  request: IdempotentRequest,
): Promise<Answer | undefined> {
  const row = await db
    .selectFrom('idempotency')
    .select(['fingerprint', 'status', 'body', 'created_at'])
    .where('structure_id', '=', structureId)
    .where('key_hash', '=', request.keyHash)
    .executeTakeFirst();
  if (!row || row.created_at <= context.clock() - ANSWER_KEPT_MS) return undefined;
  if (row.fingerprint !== request.fingerprint) throw new ProblemError('idempotency-key-reused');
  const outcome = JSON.parse(row.body) as Omit<Outcome, 'status'>;
  return toAnswer(context, structureId, { ...outcome, status: row.status }, true);
}

/** The key has been answered by another backend while this one was at it. */
class AnsweredElsewhereError extends Error {
  override readonly name = 'AnsweredElsewhereError';
}

/**
 * Keeps the outcome under the key, in the caller's transaction.
 * @throws an error that undoes the transaction when another backend has answered the key in the meantime
 */
export async function keepAnswer(
  db: Kysely<Database>,
  structureId: string,
  request: IdempotentRequest,
  { status, ...kept }: Outcome,
  at: number,
): Promise<void> {
  const row = { fingerprint: request.fingerprint, status, body: JSON.stringify(kept), created_at: at };
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('idempotency')
    .values({ structure_id: structureId, key_hash: request.keyHash, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(['structure_id', 'key_hash'])
        .doUpdateSet(row)
        .where('idempotency.created_at', '<=', at - ANSWER_KEPT_MS),
    )
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw new AnsweredElsewhereError('Another backend has answered this key');
}

/** Does the work, or gives the answer of the backend that was faster. */
export async function answerOnce(
  context: ServiceContext,
  structureId: string,
  request: IdempotentRequest,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AnsweredElsewhereError)) throw error;
    const known = await findAnswer(context, context.store.db, structureId, request);
    if (!known) throw error;
    return known;
  }
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
