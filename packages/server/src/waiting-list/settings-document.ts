import { WaitingListSettings } from '@relais/model';
import type { WaitingList } from '@relais/model';
import type { Kysely } from 'kysely';
import type { CheckedDocument, DocumentKind, Documents } from '../core/documents.ts';
import { invalidDocument } from '../core/faults.ts';
import { invalid } from '../core/http/parse.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { ProblemError } from '../core/problem.ts';
import type { Database } from '../tables.ts';

/** The waiting lists of a structure, with their rules. */
export const waitingListsDocument: DocumentKind<WaitingListSettings> = {
  name: 'waiting-lists',
  imported: 'waiting-lists.imported',
  problem: 'invalid-request',
  recognizes: ({ formatVersion }) => formatVersion === 'relais-lists/1',

  check(document) {
    const parsed = WaitingListSettings.safeParse(document);
    if (!parsed.success) throw invalidDocument(parsed.error);
    return { structureId: undefined, place: '', body: canonicalJson(parsed.data) };
  },

  admit: refuseLoss,

  read: ([newest = '']) => JSON.parse(newest) as WaitingListSettings,
};

/** A list or a priority that is gone would hide who waits there. @throws {ProblemError} `list-in-use` */
async function refuseLoss(db: Kysely<Database>, structureId: string, { body }: CheckedDocument): Promise<void> {
  const { lists } = JSON.parse(body) as WaitingListSettings;
  const rows = await db
    .selectFrom('waiting_entry')
    .select(({ fn }) => ['list', 'priority', fn.countAll<number | string>().as('waiting')])
    .where('structure_id', '=', structureId)
    .where('status', '=', 'waiting')
    .groupBy(['list', 'priority'])
    .orderBy('list')
    .orderBy('priority')
    .execute();
  const lost = rows.filter(
    ({ list, priority }) =>
      !lists.some(({ code, priorities }) => code === list && priorities.some((one) => one.code === priority)),
  );
  if (lost.length === 0) return;
  const faults = lost.map(({ list, priority, waiting }) => ({
    path: `lists.${list}.priorities.${priority}`,
    message: `has ${waiting} waiting and is not in these settings`,
    accepted: 'settings that keep every list and priority with which somebody waits',
  }));
  throw new ProblemError('list-in-use', { faults });
}

export function listsOf(documents: Documents): readonly WaitingList[] {
  return documents.of(waitingListsDocument)?.lists ?? [];
}

/** @throws {ProblemError} `not-found` */
export function requireList(documents: Documents, code: string): WaitingList {
  const list = listsOf(documents).find((one) => one.code === code);
  if (!list) throw new ProblemError('not-found');
  return list;
}

/** A list that takes somebody new. @throws {ProblemError} `not-found`, `list-closed` */
export function requireOpenList(documents: Documents, code: string): WaitingList {
  const list = requireList(documents, code);
  if (list.closed) throw new ProblemError('list-closed');
  return list;
}

/** With which priority the public may write itself down: that of a list that is open, and open to it. */
export function publicPriority({ inscription, closed }: WaitingList): string | undefined {
  return closed ? undefined : inscription?.priority;
}

/** A code of a list's own. @throws {ProblemError} `invalid-request` */
export function requireCode(coded: readonly { readonly code: string }[], path: string, code: string): string {
  if (coded.some((one) => one.code === code)) return code;
  throw invalid({ path, message: 'is not of this list', accepted: coded.map((one) => one.code).join(', ') });
}
