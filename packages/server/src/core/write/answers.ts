import type { Insertable, Kysely } from 'kysely';
import type { Database } from '../../tables.ts';
import type { ServiceContext } from '../context.ts';
import { ProblemError } from '../problem.ts';
import type { IdempotencyTable } from '../tables.ts';
import { ANSWER_KEPT_MS, insertAnswers, selectAnswers } from './kept-answers.ts';
import type { AnswerRow } from './kept-answers.ts';

/** A write as its key knows it. Both texts are pseudonyms: neither the key nor the body can be read back from them. */
export interface IdempotentRequest {
  readonly keyHash: string;
  /** Of the method, the path, the body and who asks. */
  readonly fingerprint: string;
  /** What the contract answers once it is done. */
  readonly doneStatus: number;
}

/** What a service did. `reveals` names the token, or the secret shared with other software, that the answer carries and that is never kept. */
export interface Done {
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly reveals?: { readonly purpose: string; readonly id: string; readonly isShared?: true };
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

/** Keeps what needs no transaction with anything else, and gives the answer that stands: another backend may have been faster. */
export async function keepOutcome(
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

/** Forgets what a key was answered, in the caller's transaction: what was done for it is undone, and the same request may do it once more. */
export async function forgetAnswer(
  db: Kysely<Database>,
  structureId: string,
  { keyHash }: IdempotentRequest,
): Promise<void> {
  await db.deleteFrom('idempotency').where('structure_id', '=', structureId).where('key_hash', '=', keyHash).execute();
}

export async function forgetOldAnswers(context: ServiceContext, structureId: string): Promise<void> {
  await context.store.db
    .deleteFrom('idempotency')
    .where('structure_id', '=', structureId)
    .where('created_at', '<=', context.clock() - ANSWER_KEPT_MS)
    .execute();
}

/** The outcome as it is sent, with its token or secret. */
export function toAnswer(context: ServiceContext, structureId: string, outcome: Outcome, replayed: boolean): Answer {
  const { status, body, reveals } = outcome;
  if (!reveals) return { status, body, replayed };
  const { purpose, id, isShared } = reveals;
  if (isShared)
    return { status, body: { ...body, secret: context.secrets.shared(purpose, structureId, id) }, replayed };
  const token = context.secrets.token(purpose, structureId, id);
  return { status, body: { ...body, token }, replayed };
}
