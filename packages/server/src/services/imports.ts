import { validateTerritory } from '@relais/engine';
import { SeverityChecklist, StructureSettings } from '@relais/model';
import type { Fault } from '@relais/model';
import type { DocumentKind } from '../db/schema.ts';
import { canonicalJson } from '../log/canonical.ts';
import { FIRST_HASH } from '../log/event.ts';
import type { ServiceContext } from './context.ts';
import { describeIssues, describeTerritory } from './faults.ts';
import type { Answer, IdempotentRequest } from './idempotency.ts';
import { ProblemError } from './problem.ts';
import { write, writeOnce } from './write.ts';
import type { Writing } from './write.ts';

const STRUCTURE_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;

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
  /** False when the document in force already said the same. */
  readonly changed: boolean;
}

/**
 * Imports a territory, a structure's settings or a severity checklist, told apart by what the document says of itself. The structure is made
 * when it is not there yet.
 * @param structureId needed for a checklist; for the others the document's own id when absent
 * @throws {ProblemError} `territory-invalid` or `invalid-request`, with the faults
 */
export async function importDocument(
  context: ServiceContext,
  document: unknown,
  actor: string,
  structureId?: string,
): Promise<Import> {
  const checked = checkDocument(document);
  const target = structureId ?? checked.structureId;
  if (target === undefined) throw invalid({ path: 'id', message: 'is missing', accepted: 'the id of a structure' });
  if (!STRUCTURE_ID.test(target))
    throw invalid({ path: 'id', message: 'is not the id of a structure', accepted: STRUCTURE_ID.source });
  if (checked.kind === 'settings' && target !== checked.structureId) {
    throw invalid({ path: 'id', message: 'is of another structure', accepted: target });
  }
  await createStructure(context, target);
  return write(context, target, (writing) => putDocument(writing, checked, actor));
}

/** Replaces the territory of a structure that exists. Bookings and holds already made stay. */
export function importTerritory(
  context: ServiceContext,
  key: IdempotentRequest,
  command: { readonly structureId: string; readonly document: unknown; readonly actor: string },
): Promise<Answer> {
  return writeOnce(context, command.structureId, key, (writing) => {
    const checked = checkTerritory(command.document);
    return Promise.resolve(async () => {
      await putDocument(writing, checked, command.actor);
      return { status: 204, body: null };
    });
  });
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
      settings_version: 0,
      territory_version: 0,
      checklist_version: 0,
      created_at: context.clock(),
    })
    .onConflict((conflict) => conflict.column('structure_id').doNothing())
    .execute();
}

async function putDocument(writing: Writing, { kind, body }: CheckedDocument, actor: string): Promise<Import> {
  const { structureId, trx, at } = writing;
  const inForce = writing.versionOf(kind);
  const same = await trx
    .selectFrom('document')
    .select(['version', 'body'])
    .where('structure_id', '=', structureId)
    .where('kind', '=', kind)
    .where('version', kind === 'checklist' ? '<=' : '=', inForce)
    .execute();
  const known = same.find((row) => row.body === body);
  if (known) return { structureId, kind, version: known.version, changed: false };
  const version = inForce + 1;
  await trx
    .insertInto('document')
    .values({ structure_id: structureId, kind, version, body, imported_at: at })
    .execute();
  writing.putInForce(kind, version);
  const type = kind === 'settings' ? 'structure.imported' : (`${kind}.imported` as const);
  writing.record({ type, subject: structureId, actor, data: { version } });
  return { structureId, kind, version, changed: true };
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
