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

/** Keeps the outcome under the key, in the caller's transaction, and gives the answer to send. */
export async function keepAnswer(
  context: ServiceContext,
  db: Kysely<Database>,
  structureId: string,
  request: IdempotentRequest,
  outcome: Outcome,
  at: number,
): Promise<Answer> {
  const { status, ...kept } = outcome;
  const row = { fingerprint: request.fingerprint, status, body: JSON.stringify(kept), created_at: at };
  await db
    .insertInto('idempotency')
    .values({ structure_id: structureId, key_hash: request.keyHash, ...row })
    // Only a record older than a day can be in the way: the caller has looked.
    .onConflict((conflict) => conflict.columns(['structure_id', 'key_hash']).doUpdateSet(row))
    .execute();
  return toAnswer(context, structureId, outcome, false);
}

export async function forgetOldAnswers(context: ServiceContext, structureId: string): Promise<void> {
  await context.store.db
    .deleteFrom('idempotency')
    .where('structure_id', '=', structureId)
    .where('created_at', '<=', context.clock() - ANSWER_KEPT_MS)
    .execute();
}

function toAnswer(context: ServiceContext, structureId: string, outcome: Outcome, replayed: boolean): Answer {
  const { status, body, reveals } = outcome;
  if (!reveals) return { status, body, replayed };
  const token = context.secrets.token(reveals.purpose, structureId, reveals.id);
  return { status, body: { ...body, token }, replayed };
}
