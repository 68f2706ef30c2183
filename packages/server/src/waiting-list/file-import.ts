import { keyOf, readRows, withoutListed } from '@relais/engine/waiting-list';
import type { ReadRows } from '@relais/engine/waiting-list';
import type { ImportRequest } from '@relais/model';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Documents } from '../core/documents.ts';
import { createId } from '../core/identifiers.ts';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { writeOnce } from '../core/write/write.ts';
import type { Writing } from '../core/write/write.ts';
import { todayIn } from '../scheduling/index.ts';
import { insert, refuseFull, toRow } from './entries.ts';
import { requireCode, requireOpenList, waitingListsDocument } from './settings-document.ts';

interface FileImport {
  readonly structureId: string;
  readonly list: string;
  readonly request: ImportRequest;
  readonly actor: string;
  /** As they are in force when the file comes. */
  readonly documents: Documents;
}

/**
 * Puts the good lines of a file on a list and names every other one. They are read before anything is locked, for whoever books waits for the lock; they
 * are taken in one transaction, so that a file is never half taken. The same file again takes nothing twice: who is on the list is told as such.
 */
export function importEntries(context: ServiceContext, key: IdempotentRequest, brought: FileImport): Promise<Answer> {
  const { structureId, list, actor, documents } = brought;
  const read = readLines(context, brought, documents);
  return writeOnce(context, structureId, key, async (writing) => {
    const isSame = waitingListVersion(writing.documents) === waitingListVersion(documents);
    const lines = isSame ? read : readLines(context, brought, writing.documents);
    const known = await listedPersons(writing, list);
    const { rows, refused } = withoutListed(lines, (row) => known.has(keyOf(row)));
    await refuseFull(writing, list, rows.length);
    return async () => {
      const source = 'import' as const;
      const entries = rows.map(({ addedOn, row: _, ...person }) => {
        const addedAt = addedOn === lines.today ? undefined : Date.parse(`${addedOn}T12:00:00Z`);
        return toRow(writing, { ...person, id: createId(context.random), list, source, addedAt }, actor);
      });
      await insert(writing, entries);
      const data = { taken: entries.length, refused: refused.length };
      writing.record({ type: 'waiting-list.file-imported', subject: list, actor, data });
      return { body: { taken: entries.length, refused } };
    };
  });
}

/** @throws {ProblemError} `not-found`, `list-closed`, `invalid-request` */
function readLines(
  context: ServiceContext,
  { list: code, request }: FileImport,
  documents: Documents,
): ReadRows & { readonly today: string } {
  const list = requireOpenList(documents, code);
  const priority = requireCode(list.priorities, 'priority', request.priority);
  const today = todayIn(documents, ruleTime(context.clock()));
  return { ...readRows(request.rows, { list, priority, today }), today };
}

/** What lines are judged by: the lists change under whoever brings a file. */
function waitingListVersion(documents: Documents): number {
  return documents.newestVersion(waitingListsDocument.name);
}

async function listedPersons({ trx, structureId }: Writing, list: string): Promise<ReadonlySet<string>> {
  const listed = await trx
    .selectFrom('waiting_entry')
    .select('person_key')
    .where('structure_id', '=', structureId)
    .where('list', '=', list)
    .where('status', '=', 'waiting')
    .execute();
  return new Set(listed.map(({ person_key: person }) => person));
}
