import { sha256 } from '#digest';
import type { Fault } from '@relais/model';
import type { ServiceContext } from './context.ts';
import { refuseOverwriting } from './document-changes.ts';
import type { CheckedDocument, DocumentKind } from './documents.ts';
import { FIRST_HASH } from './log/event.ts';
import { findUnreadable } from './plain-values.ts';
import { ProblemError } from './problem.ts';
import { STRUCTURE_ID } from './structure-id.ts';
import type { Answer, IdempotentRequest } from './write/answers.ts';
import { write, writeOnce } from './write/write.ts';
import type { Decide, Writing } from './write/write.ts';

/** As large as a file that is sent to a running backend may be. */
const LARGEST_DOCUMENT = 1024 * 1024;

type AnyKind = DocumentKind<unknown>;

/** A kind of list whose entries are rows of tables of their own, and which replaces the one before. */
export interface ListKind {
  readonly name: string;
  recognizes(document: Readonly<Record<string, unknown>>): boolean;
  /** How it is put in place of the one before. @throws {ProblemError} naming every fault */
  replace(context: ServiceContext, document: unknown, actor: string): Decide;
}

/** A kind of document that its subject keeps in tables of its own, and judges in its own time. */
export interface OwnImport {
  readonly name: string;
  recognizes(document: Readonly<Record<string, unknown>>): boolean;
  /** Into a structure that exists. @throws {ProblemError} saying what is wrong with it */
  bring(
    context: ServiceContext,
    brought: { readonly document: unknown; readonly actor: string; readonly structureId: string },
  ): Promise<Import>;
}

export interface Import {
  readonly structureId: string;
  readonly kind: string;
  /** Of a document; lists have none. */
  readonly version?: number;
  /** False when the document in force already says the same. */
  readonly changed: boolean;
}

/** Everything that can be imported. */
export interface ImportKinds {
  readonly documents: readonly AnyKind[];
  readonly lists: readonly ListKind[];
  readonly others: readonly OwnImport[];
}

/** A document somebody brings. */
interface Brought {
  readonly document: unknown;
  readonly actor: string;
  /** The structure it is for. */
  readonly structureId?: string | undefined;
}

/**
 * Imports a document of any of the kinds, told apart by what it says of itself. The structure is made when it is not there yet.
 * `structureId` is needed where the format names none; elsewhere it is the document's own when absent, and no other.
 * @throws {ProblemError} the problem of its kind, or `invalid-request`, with the faults
 */
export async function importAny(
  context: ServiceContext,
  { documents, lists, others }: ImportKinds,
  { document, actor, structureId }: Brought,
): Promise<Import> {
  const unreadable = findUnreadable(document);
  if (unreadable) throw invalid(unreadable);
  const list = lists.find((one) => isObject(document) && one.recognizes(document));
  if (list) return importList(context, list, { document, actor, structureId });
  const other = others.find((one) => isObject(document) && one.recognizes(document));
  if (other)
    return other.bring(context, { document, actor, structureId: await requireStructure(context, structureId) });
  const kind = documents.find((one) => isObject(document) && one.recognizes(document));
  if (!kind) {
    const accepted = [...documents, ...lists, ...others].map(({ name }) => name).join(', ');
    throw invalid({ path: '', message: 'is no document that is known', accepted });
  }
  const checked = kind.check(document);
  if (checked.body.length > LARGEST_DOCUMENT) {
    throw invalid({ path: '', message: 'is too large', accepted: `at most ${LARGEST_DOCUMENT} characters` });
  }
  const target = structureId ?? checked.structureId;
  if (target === undefined) throw invalid({ path: 'id', message: 'is missing', accepted: 'the id of a structure' });
  if (!STRUCTURE_ID.test(target))
    throw invalid({ path: 'id', message: 'is not the id of a structure', accepted: STRUCTURE_ID.source });
  refuseForeign(kind, checked, target);
  await createStructure(context, target);
  return write(context, target, async (writing) => {
    await kind.admit?.(writing.trx, target, checked);
    return putDocument(writing, kind, checked, actor);
  });
}

/** Replaces a document of a structure that exists, once for a key; where a `base` is named, only while that is the version in force. */
export function importOnce(
  context: ServiceContext,
  kind: AnyKind,
  key: IdempotentRequest,
  {
    structureId,
    document,
    actor,
    base,
  }: Brought & { readonly structureId: string; readonly base?: number | undefined },
): Promise<Answer> {
  return writeOnce(context, structureId, key, async (writing) => {
    const checked = checkOwn(kind, document, structureId);
    const { place } = checked;
    const last = writing.documents.newestVersion(kind.name);
    if (base !== undefined) await refuseOverwriting(writing.trx, structureId, { kind: kind.name, place, base, last });
    await kind.admit?.(writing.trx, structureId, checked);
    return async () => {
      await putDocument(writing, kind, checked, actor);
      return { body: null };
    };
  });
}

/** Into a structure that exists: who may act there is said of something that is there. */
async function importList(
  context: ServiceContext,
  kind: ListKind,
  { document, actor, structureId }: Brought,
): Promise<Import> {
  const target = await requireStructure(context, structureId);
  const decide = kind.replace(context, document, actor);
  return write(context, target, async (writing) => {
    const events = { count: 0 };
    const counting: Writing = {
      ...writing,
      record(event) {
        events.count += 1;
        writing.record(event);
      },
    };
    await (
      await decide(counting)
    )();
    return { structureId: target, kind: kind.name, changed: events.count > 0 };
  });
}

async function requireStructure(context: ServiceContext, structureId: string | undefined): Promise<string> {
  const accepted = 'the id of a structure that exists';
  if (structureId === undefined) throw invalid({ path: 'structure', message: 'is missing', accepted });
  if (!(await context.views.read(structureId)))
    throw invalid({ path: 'structure', message: 'does not exist', accepted });
  return structureId;
}

/** Judges a document that is brought to a structure. @throws {ProblemError} naming every fault */
export function checkOwn(kind: AnyKind, document: unknown, structureId: string): CheckedDocument {
  const checked = kind.check(document);
  refuseForeign(kind, checked, structureId);
  return checked;
}

/** A document that names a structure goes into that one and no other. */
function refuseForeign({ problem }: AnyKind, { structureId }: CheckedDocument, target: string): void {
  if (structureId === undefined || structureId === target) return;
  throw new ProblemError(problem, { faults: [{ path: 'id', message: 'is of another structure', accepted: target }] });
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

/** A document as it is brought in, `version` being that it has from now on. */
export type PutDocument = Import & { readonly version: number };

/** Puts the document in force, unless what is in force in its place says the same; what was in force once before comes back. */
export async function putDocument(
  writing: Writing,
  { name: kind, imported: type }: AnyKind,
  { place, body }: CheckedDocument,
  actor: string,
): Promise<PutDocument> {
  const { structureId, trx, at } = writing;
  const known = await trx
    .selectFrom('document')
    .select(['version', 'body'])
    .where('structure_id', '=', structureId)
    .where('kind', '=', kind)
    .where('place', '=', place)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (known?.body === body) return { structureId, kind, version: known.version, changed: false };
  const version = writing.documents.newestVersion(kind) + 1;
  await trx
    .insertInto('document')
    .values({ structure_id: structureId, kind, place, version, body, imported_at: at })
    .execute();
  writing.record({ type, subject: structureId, actor, data: { version, sha256: sha256(body) } });
  return { structureId, kind, version, changed: true };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function invalid(...faults: Fault[]): ProblemError {
  return new ProblemError('invalid-request', { faults });
}
