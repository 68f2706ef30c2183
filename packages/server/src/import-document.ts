import type { ServiceContext } from './core/context.ts';
import { importAny } from './core/import-documents.ts';
import type { Import } from './core/import-documents.ts';
import { subjects } from './subjects.ts';

const kinds = {
  documents: subjects.flatMap((subject) => subject.documents ?? []),
  lists: subjects.flatMap((subject) => subject.lists ?? []),
  others: subjects.flatMap((subject) => subject.imports ?? []),
};

/**
 * Imports a document of any kind there is, told apart by what it says of itself. The structure is made when it is not there yet.
 * @param structureId needed for a document whose format names none; for the others its own id when absent, and no other
 * @throws {ProblemError} `territory-invalid` or `invalid-request`, with the faults
 */
export function importDocument(
  context: ServiceContext,
  document: unknown,
  actor: string,
  structureId?: string,
): Promise<Import> {
  return importAny(context, kinds, { document, actor, structureId });
}
