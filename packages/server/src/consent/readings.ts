import { toInstant } from '@relais/model';
import type { ConsentProof, ConsentReading, ConsentText, CreateReadingRequest, Fault } from '@relais/model';
import { canonicalJson } from '@relais/engine';
import { fillText, TextIncompleteError } from '@relais/engine/consent';
import type { Kysely, Selectable } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import { invalid } from '../core/http/parse.ts';
import { ProblemError } from '../core/problem.ts';
import { hashToken, isSame } from '../core/secrets.ts';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { writeOnce } from '../core/write/write.ts';
import type { Writing } from '../core/write/write.ts';
import type { Database } from '../tables.ts';
import type { ConsentReadingTable } from './tables.ts';
import { consentTextsDocument } from './texts-document.ts';

type ReadingRow = Selectable<ConsentReadingTable>;

interface Command {
  readonly structureId: string;
  readonly actor: string;
}

/** Ours: somebody who is to read something beforehand is seen within two weeks. */
const LIFE_MS = 14 * 86_400_000;

/**
 * A link to a text that is read beforehand. Nothing is kept of who is meant to read it.
 * @throws {ProblemError} `invalid-request` for a text that is not in force or lacks a name; `consent-id-taken`
 */
export function createReading(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, actor, request }: Command & { readonly request: CreateReadingRequest },
): Promise<Answer> {
  return writeOnce(context, structureId, key, async (writing) => {
    const { trx, at, documents } = writing;
    const { id } = request;
    const row = toRow(structureId, request, at);
    const known = await findReading(trx, structureId, id);
    if (known && !isSameReading(known, row)) throw new ProblemError('consent-id-taken');
    if (!known) refuseHoles(row, documents.of(consentTextsDocument) ?? []);
    return async () => {
      if (!known) {
        await trx.insertInto('consent_reading').values(row).execute();
        writing.record({ type: 'consent-reading.created', subject: id, actor, data: {} });
      }
      return { body: { id, expiresAt: expiryOf(known ?? row) }, reveals: { purpose: 'reading', id } };
    };
  });
}

/** Somebody has read it to its end, once; whether they want to talk may still be said later. */
export function finishReading(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, actor, id, wantsToTalk }: Command & { readonly id: string; readonly wantsToTalk: boolean },
): Promise<Answer> {
  return writeOnce(context, structureId, key, async (writing) => {
    const { trx, at } = writing;
    const known = await findReading(trx, structureId, id);
    if (!known) throw new ProblemError('not-found');
    if (isExpired(known, at)) throw new ProblemError('reading-expired');
    const wants = wantsToTalk || known.wants_to_talk === 1;
    return async () => {
      if (known.read_at !== null && wants === (known.wants_to_talk === 1)) return { body: null };
      await trx
        .updateTable('consent_reading')
        .set({ read_at: known.read_at ?? at, wants_to_talk: wants ? 1 : 0 })
        .where('structure_id', '=', structureId)
        .where('id', '=', id)
        .execute();
      writing.record({ type: 'consent-reading.done', subject: id, actor, data: { wantsToTalk: wants } });
      return { body: null };
    };
  });
}

/** What a link opens until it expires; carers see for longer whether it was read. @throws {ProblemError} `not-found`, `reading-expired` */
export async function readReading(
  { store: { db }, clock }: ServiceContext,
  structureId: string,
  id: string,
  { texts, isReader }: { readonly texts: readonly ConsentText[]; readonly isReader: boolean },
): Promise<ConsentReading> {
  const row = await findReading(db, structureId, id);
  if (!row) throw new ProblemError('not-found');
  if (isReader && isExpired(row, clock())) throw new ProblemError('reading-expired');
  return {
    id,
    text: textOf(row),
    contents: contentsOf(row, texts),
    expiresAt: expiryOf(row),
    ...(row.read_at !== null && { readAt: toInstant(row.read_at) }),
    wantsToTalk: row.wants_to_talk === 1,
  };
}

/** Whether the token is that of this reading. */
export async function provesReading(
  context: ServiceContext,
  structureId: string,
  id: string,
  token: string,
): Promise<boolean> {
  const isItsOwn = isSame(hashToken(context.secrets.token('reading', structureId, id)), hashToken(token));
  return isItsOwn && (await findReading(context.store.db, structureId, id)) !== undefined;
}

function findReading(db: Kysely<Database>, structureId: string, id: string): Promise<ReadingRow | undefined> {
  return db
    .selectFrom('consent_reading')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The reading that a proof says came before it, which is of one patient. @throws {ProblemError} `consent-proof-refused` */
export async function refuseUnread(
  { trx, structureId }: Writing,
  { readBeforehand, text, patient }: ConsentProof,
): Promise<void> {
  if (!readBeforehand) return;
  const { id, readAt } = readBeforehand;
  const row = await findReading(trx, structureId, id);
  const isSo =
    row?.read_at != null &&
    toInstant(row.read_at) === readAt &&
    row.text_id === text?.id &&
    row.text_version === text.version;
  if (!isSo) throw refused('is no reading of this text here', 'one that is done');
  if (row.decided_by !== null && row.decided_by !== patient.id) {
    throw refused('came before the decision of somebody else', 'a reading of this patient alone');
  }
}

function refused(message: string, accepted: string): ProblemError {
  return new ProblemError('consent-proof-refused', { faults: [{ path: 'proof.readBeforehand', message, accepted }] });
}

/** From now on the reading is this patient’s. */
export async function bindReading(
  { trx, structureId }: Writing,
  { readBeforehand, patient }: ConsentProof,
): Promise<void> {
  if (!readBeforehand) return;
  await trx
    .updateTable('consent_reading')
    .set({ decided_by: patient.id })
    .where('structure_id', '=', structureId)
    .where('id', '=', readBeforehand.id)
    .execute();
}

function expiryOf({ created_at: at }: ReadingRow): string {
  return toInstant(at + LIFE_MS);
}

function isExpired({ created_at: created }: ReadingRow, at: number): boolean {
  return at > created + LIFE_MS;
}

/** @throws {ProblemError} `invalid-request` */
function refuseHoles(row: ReadingRow, texts: readonly ConsentText[]): void {
  const fault = faultOf(row, texts);
  if (fault) throw invalid(fault);
}

function faultOf(row: ReadingRow, texts: readonly ConsentText[]): Fault | undefined {
  const about = texts.find((one) => isOf(one, row) && isAsked(one, row));
  if (!about) return { path: 'text', message: 'is not in force', accepted: 'one of the texts of this structure' };
  try {
    fillText(about, valuesOf(row));
    return undefined;
  } catch (error) {
    if (!(error instanceof TextIncompleteError)) throw error;
    return { path: 'values', message: 'leave names of the text empty', accepted: error.missing.join(', ') };
  }
}

/** The one that was asked for comes first. What lacks a name in another language is not shown with a hole in it. */
function contentsOf(row: ReadingRow, texts: readonly ConsentText[]): ConsentText[] {
  const [asked, others] = [true, false].map((wanted) =>
    texts.filter((one) => isOf(one, row) && isAsked(one, row) === wanted),
  );
  return [...(asked ?? []), ...(others ?? [])].flatMap((one) => {
    try {
      return [fillText(one, valuesOf(row))];
    } catch {
      return [];
    }
  });
}

function isOf({ id, version, code }: ConsentText, row: ReadingRow): boolean {
  return id === row.text_id && version === row.text_version && code === row.code;
}

function isAsked({ language, format }: ConsentText, row: ReadingRow): boolean {
  return language === row.language && format === row.format;
}

function valuesOf({ filled }: ReadingRow): Record<string, string> {
  return JSON.parse(filled) as Record<string, string>;
}

function isSameReading(one: ReadingRow, other: ReadingRow): boolean {
  return JSON.stringify([textOf(one), one.filled]) === JSON.stringify([textOf(other), other.filled]);
}

function textOf({ text_id: id, text_version: version, language, format, code }: ReadingRow) {
  return { id, version, language, format, code };
}

function toRow(structureId: string, { id, text, values = {} }: CreateReadingRequest, at: number): ReadingRow {
  return {
    structure_id: structureId,
    id,
    text_id: text.id,
    text_version: text.version,
    language: text.language,
    format: text.format,
    code: text.code,
    filled: canonicalJson(values),
    created_at: at,
    read_at: null,
    wants_to_talk: 0,
    decided_by: null,
  };
}
