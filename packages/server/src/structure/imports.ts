import { validateTerritory } from '@relais/engine';
import { SeverityChecklist, StructureSettings } from '@relais/model';
import type { Fault } from '@relais/model';
import type { DocumentKind } from '../tables.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { sha256 } from '#digest';
import { FIRST_HASH } from '../core/log/event.ts';
import type { ServiceContext } from '../core/context.ts';
import { describeIssues, describeTerritory } from '../core/faults.ts';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { findUnreadable } from '../core/plain-values.ts';
import { ProblemError } from '../core/problem.ts';
import { takesPlaceOf } from '../core/view.ts';
import { write, writeOnce } from '../core/write/write.ts';
import type { Writing } from '../core/write/write.ts';

/** Ids of structures. */
export const STRUCTURE_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** As large as a file that is sent to a running backend may be. */
const LARGEST_DOCUMENT = 1024 * 1024;

/** A document whose rules hold. */
interface CheckedDocument {
  readonly kind: DocumentKind;
  readonly structureId: string | undefined;
  readonly body: string;
}

export interface Import {
  readonly structureId: string;
  readonly kind: DocumentKind;
  readonly version: number;
  /** False when the document in force already says the same. */
  readonly changed: boolean;
}

/**
 * Imports a territory, a structure's settings or a severity checklist, told apart by what the document says of itself. The structure is made
 * when it is not there yet.
 * @param structureId needed for a checklist; for the others the document's own id when absent, and no other when the document has one
 * @throws {ProblemError} `territory-invalid` or `invalid-request`, with the faults
 */
export async function importDocument(
  context: ServiceContext,
  document: unknown,
  actor: string,
  structureId?: string,
): Promise<Import> {
  const unreadable = findUnreadable(document);
  if (unreadable) throw invalid(unreadable);
  const checked = checkDocument(document);
  if (checked.body.length > LARGEST_DOCUMENT) {
    throw invalid({ path: '', message: 'is too large', accepted: `at most ${LARGEST_DOCUMENT} characters` });
  }
  const target = structureId ?? checked.structureId;
  if (target === undefined) throw invalid({ path: 'id', message: 'is missing', accepted: 'the id of a structure' });
  if (!STRUCTURE_ID.test(target))
    throw invalid({ path: 'id', message: 'is not the id of a structure', accepted: STRUCTURE_ID.source });
  refuseForeign(checked, target);
  await createStructure(context, target);
  return write(context, target, (writing) => putDocument(writing, checked, actor));
}

/** A document handed to a structure that exists. */
interface ImportCommand {
  readonly structureId: string;
  readonly document: unknown;
  readonly actor: string;
}

/** Replaces the territory of a structure that exists. Bookings and holds already made stay. */
export function importTerritory(
  context: ServiceContext,
  key: IdempotentRequest,
  command: ImportCommand,
): Promise<Answer> {
  return importOnce(context, key, command, checkTerritory);
}

/** Replaces the settings of a structure that exists. */
export function importSettings(
  context: ServiceContext,
  key: IdempotentRequest,
  command: ImportCommand,
): Promise<Answer> {
  return importOnce(context, key, command, checkSettings);
}

function importOnce(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, document, actor }: ImportCommand,
  check: (document: unknown) => CheckedDocument,
): Promise<Answer> {
  return writeOnce(context, structureId, key, (writing) => {
    const checked = check(document);
    refuseForeign(checked, structureId);
    return Promise.resolve(async () => {
      await putDocument(writing, checked, actor);
      return { status: 204, body: null };
    });
  });
}

/** A document that names a structure goes into that one and no other. */
function refuseForeign({ kind, structureId }: CheckedDocument, target: string): void {
  if (structureId === undefined || structureId === target) return;
  const fault = { path: 'id', message: 'is of another structure', accepted: target };
  throw kind === 'territory' ? new ProblemError('territory-invalid', { faults: [fault] }) : invalid(fault);
}

function checkDocument(document: unknown): CheckedDocument {
  const formatVersion = readFormat(document);
  if (formatVersion === 'relais-structure/1') return checkSettings(document);
  if (formatVersion === undefined && isObject(document) && 'items' in document) return checkChecklist(document);
  return checkTerritory(document);
}

function checkTerritory(document: unknown): CheckedDocument {
  const validation = validateTerritory(document);
  if (!validation.ok) {
    const faults = describeTerritory(validation.problems);
    throw new ProblemError('territory-invalid', { faults });
  }
  return { kind: 'territory', structureId: validation.territory.id, body: canonicalJson(validation.territory) };
}

function checkSettings(document: unknown): CheckedDocument {
  const parsed = StructureSettings.safeParse(document);
  if (!parsed.success) throw invalid(...describeIssues(parsed.error.issues));
  return { kind: 'settings', structureId: parsed.data.id, body: canonicalJson(parsed.data) };
}

function checkChecklist(document: unknown): CheckedDocument {
  const parsed = SeverityChecklist.safeParse(document);
  if (!parsed.success) throw invalid(...describeIssues(parsed.error.issues));
  return { kind: 'checklist', structureId: undefined, body: JSON.stringify(parsed.data) };
}

async function createStructure(context: ServiceContext, structureId: string): Promise<void> {
  await context.store.db
    .insertInto('structure')
    .values({
      structure_id: structureId,
      sequence: 0,
      hash: FIRST_HASH,
      created_at: context.clock(),
    })
    .onConflict((conflict) => conflict.column('structure_id').doNothing())
    .execute();
}

/** Puts the document in force, unless what is in force in its place says the same; what was in force once before comes back. */
async function putDocument(writing: Writing, { kind, body }: CheckedDocument, actor: string): Promise<Import> {
  const { structureId, trx, at } = writing;
  const known = await findPredecessor(writing, kind, body);
  if (known?.body === body) return { structureId, kind, version: known.version, changed: false };
  const version = (writing.documents.versions[kind] ?? 0) + 1;
  await trx
    .insertInto('document')
    .values({ structure_id: structureId, kind, version, body, imported_at: at })
    .execute();
  const type = kind === 'settings' ? 'structure.imported' : (`${kind}.imported` as const);
  writing.record({ type, subject: structureId, actor, data: { version, sha256: sha256(body) } });
  return { structureId, kind, version, changed: true };
}

/** The version a document would take the place of. */
async function findPredecessor(
  { structureId, trx, documents }: Writing,
  kind: DocumentKind,
  body: string,
): Promise<{ readonly version: number; readonly body: string } | undefined> {
  const ofKind = trx
    .selectFrom('document')
    .select(['version', 'body'])
    .where('structure_id', '=', structureId)
    .where('kind', '=', kind);
  if (kind !== 'checklist') return ofKind.where('version', '=', documents.versions[kind] ?? 0).executeTakeFirst();
  // Of checklists several are in force together: the original and its translations.
  const list = JSON.parse(body) as SeverityChecklist;
  const newestFirst = await ofKind.orderBy('version', 'desc').execute();
  return newestFirst.find((row) => takesPlaceOf(list, JSON.parse(row.body) as SeverityChecklist));
}

function readFormat(document: unknown): unknown {
  return isObject(document) && 'formatVersion' in document ? document.formatVersion : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function invalid(...faults: Fault[]): ProblemError {
  return new ProblemError('invalid-request', { faults });
}
