import { toInstant } from '@relais/model';
import type { ConsentProof, SendCodeRequest } from '@relais/model';
import { sha256 } from '#digest';
import type { Kysely, Selectable } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import type { RandomSource } from '../core/identifiers.ts';
import { ProblemError } from '../core/problem.ts';
import { isSame } from '../core/secrets.ts';
import { forgetAnswer } from '../core/write/answers.ts';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { write, writeOnce } from '../core/write/write.ts';
import type { Writing } from '../core/write/write.ts';
import type { Database } from '../tables.ts';
import type { ConsentCodeTable } from './tables.ts';

type CodeRow = Selectable<ConsentCodeTable>;

const LIFE_MS = 10 * 60_000;
/** Of a million codes somebody may try five. */
const MOST_ATTEMPTS = 5;
/** To one telephone in an hour. */
const MOST_SENT = 5;
const HOUR_MS = 3_600_000;

const WORDS = {
  fr: (digits: string) =>
    `Votre code : ${digits}. Ne le donnez qu’au professionnel qui est avec vous. Il compte pendant dix minutes.`,
  en: (digits: string) =>
    `Your code: ${digits}. Give it only to the professional who is with you. It counts for ten minutes.`,
};

interface SendCommand {
  readonly structureId: string;
  readonly request: SendCodeRequest;
  readonly actor: string;
}

/**
 * Sends six digits to a telephone, which says nothing of why. The row is written first: a message that left and is unknown could never be used.
 * @throws {ProblemError} `sms-unavailable`, `too-many-codes`, `consent-id-taken`
 */
export async function sendCode(context: ServiceContext, key: IdempotentRequest, command: SendCommand): Promise<Answer> {
  const { structureId, request, actor } = command;
  const { sms, secrets } = context;
  if (!sms) throw new ProblemError('sms-unavailable');
  const digits = createDigits(context.random);
  const phoneHash = secrets.pseudonym('consent-phone', `${structureId}|${request.phone}`);
  const answer = await writeOnce(context, structureId, key, async (writing) => {
    const { trx, at } = writing;
    const known = await findCode(trx, structureId, request.id);
    if (known) throw new ProblemError('consent-id-taken');
    if ((await countSent(trx, structureId, phoneHash, at - HOUR_MS)) >= MOST_SENT) {
      throw new ProblemError('too-many-codes', { retryAfter: HOUR_MS / 1000 });
    }
    return async () => {
      const row: CodeRow = {
        structure_id: structureId,
        id: request.id,
        phone_hash: phoneHash,
        digits_hash: hashDigits(context, structureId, request.id, digits),
        attempts: 0,
        sent_at: at,
        checked_at: null,
        used_by: null,
      };
      await trx.insertInto('consent_code').values(row).execute();
      writing.record({ type: 'consent-code.sent', subject: request.id, actor, data: {} });
      return { body: { id: request.id, expiresAt: toInstant(at + LIFE_MS) } };
    };
  });
  if (answer.status !== 201 || answer.replayed) return answer;
  const { phone, language = 'fr' } = request;
  try {
    await sms.send({ to: phone, text: WORDS[language](digits) });
  } catch (error) {
    await takeBack(context, key, command);
    throw new ProblemError('sms-unavailable', {}, { cause: error });
  }
  return answer;
}

/** Nothing has left: the same request again, which a client makes by itself, must send and not be told that it is done. */
async function takeBack(context: ServiceContext, key: IdempotentRequest, command: SendCommand): Promise<void> {
  const { structureId, request } = command;
  await write(context, structureId, async ({ trx }) => {
    await forgetAnswer(trx, structureId, key);
    await trx.deleteFrom('consent_code').where('structure_id', '=', structureId).where('id', '=', request.id).execute();
  });
}

/** Whether these are the digits; each try is counted. @throws {ProblemError} `not-found`, `code-expired` */
export function checkCode(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, id, digits, actor }: { structureId: string; id: string; digits: string; actor: string },
): Promise<Answer> {
  return writeOnce(context, structureId, key, async (writing) => {
    const { trx, at } = writing;
    const row = await findCode(trx, structureId, id);
    if (!row) throw new ProblemError('not-found');
    if (at > row.sent_at + LIFE_MS || row.attempts >= MOST_ATTEMPTS || row.used_by !== null)
      throw new ProblemError('code-expired');
    const right = isSame(row.digits_hash, hashDigits(context, structureId, id, digits));
    const change = { attempts: row.attempts + 1, checked_at: right ? at : row.checked_at };
    return async () => {
      await trx
        .updateTable('consent_code')
        .set(change)
        .where('structure_id', '=', structureId)
        .where('id', '=', id)
        .execute();
      writing.record({ type: 'consent-code.checked', subject: id, actor, data: { right } });
      return { body: right ? { right, evidence: evidenceOf(row) } : { right } };
    };
  });
}

/**
 * The code that a proof by one-time code names as its evidence: it was checked here and is nobody else's. Undefined for proofs of other methods.
 * @throws {ProblemError} `consent-proof-refused`
 */
export async function codeEvidence(
  { trx, structureId }: Writing,
  { method, evidence }: ConsentProof,
): Promise<CodeRow | undefined> {
  if (method !== 'oneTimeCode') return undefined;
  const rows = await trx
    .selectFrom('consent_code')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('checked_at', 'is not', null)
    .where('used_by', 'is', null)
    .execute();
  const code = rows.find((row) => evidenceOf(row) === evidence?.sha256);
  if (code) return code;
  const fault = {
    path: 'proof.evidence',
    message: 'is no code that was checked here',
    accepted: 'the answer of its check',
  };
  throw new ProblemError('consent-proof-refused', { faults: [fault] });
}

export async function useCode({ trx, structureId }: Writing, { id }: CodeRow, proofId: string): Promise<void> {
  await trx
    .updateTable('consent_code')
    .set({ used_by: proofId })
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .execute();
}

/** A proof that was made without a network may come this late, and its code is still its evidence. */
const KEPT_MS = 31 * 86_400_000;

/** Removes codes that nothing can be done with any more. What they were the evidence of stays in the proof. */
export async function forgetCodes({ store, clock }: ServiceContext): Promise<void> {
  const structures = await store.db.selectFrom('structure').select('structure_id').execute();
  for (const { structure_id: structureId } of structures) {
    await store.append((trx) =>
      trx
        .deleteFrom('consent_code')
        .where('structure_id', '=', structureId)
        .where('sent_at', '<=', clock() - KEPT_MS)
        .execute(),
    );
  }
}

/** What the proof says of the code: neither digits nor telephone can be had from it. */
function evidenceOf({ id, digits_hash: digits, sent_at: at }: CodeRow): string {
  return sha256(`${id}|${digits}|${at}`);
}

function hashDigits({ secrets }: ServiceContext, structureId: string, id: string, digits: string): string {
  return secrets.pseudonym('consent-code', `${structureId}|${id}|${digits}`);
}

/** Each of the million as likely as any other: numbers above a whole multiple are drawn again. */
function createDigits(random: RandomSource): string {
  for (;;) {
    const [one = 0, two = 0, three = 0] = random(new Uint8Array(3));
    const number = one * 65_536 + two * 256 + three;
    if (number < 16_000_000) return String(number % 1_000_000).padStart(6, '0');
  }
}

function findCode(db: Kysely<Database>, structureId: string, id: string): Promise<CodeRow | undefined> {
  return db
    .selectFrom('consent_code')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
}

async function countSent(db: Kysely<Database>, structureId: string, phoneHash: string, since: number): Promise<number> {
  const { sent } = await db
    .selectFrom('consent_code')
    .select(({ fn }) => fn.countAll<number | string>().as('sent'))
    .where('structure_id', '=', structureId)
    .where('phone_hash', '=', phoneHash)
    .where('sent_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(sent);
}
