import type { Clearance, ClearanceRequest, WaitingList } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { chunksOf } from '../core/db/chunks.ts';
import { invalid } from '../core/http/parse.ts';
import { ProblemError } from '../core/problem.ts';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { writeOnce } from '../core/write/write.ts';
import type { Writing } from '../core/write/write.ts';
import { listsOf, requireCode, requireList } from './settings-document.ts';
import { refuseFull } from './entries.ts';

interface ClearCommand {
  readonly structureId: string;
  readonly list: string;
  readonly request: ClearanceRequest;
  readonly actor: string;
}

type Waiting = readonly { readonly id: string; readonly person_key: string }[];

/**
 * Takes everybody who waits off a closed list, or puts them on another one, in one transaction. Since when they wait, and how they came, they keep. Who
 * waits on the other list already is not there twice: they stay on this one, and only somebody who decides takes them off.
 */
export function clearList(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, list: code, request, actor }: ClearCommand,
): Promise<Answer> {
  return writeOnce(context, structureId, key, async (writing) => {
    const list = requireList(writing.documents, code);
    if (!list.closed) throw new ProblemError('list-open');
    const waiting = await listWaiting(writing, code);
    if (waiting.length !== request.waiting) throw new ProblemError('waiting-changed', { waiting: waiting.length });
    if (request.kind === 'leave') {
      const outcome = requireCode(list.outcomes, 'outcome', request.outcome);
      return async () => {
        const { at } = writing;
        await change(writing, waiting, { status: 'left', outcome, left_at: at });
        for (const { id: subject } of waiting)
          writing.record({ type: 'waiting-entry.left', subject, actor, data: { list: code, outcome } });
        return { body: { cleared: waiting.length, stayed: 0 } satisfies Clearance };
      };
    }
    const to = requireOther(listsOf(writing.documents), code, request.list);
    const priority = requireCode(to.priorities, 'priority', request.priority);
    const there = new Set((await listWaiting(writing, to.code)).map(({ person_key: person }) => person));
    const moved = waiting.filter(({ person_key: person }) => !there.has(person));
    await refuseFull(writing, to.code, moved.length);
    return async () => {
      await change(writing, moved, { list: to.code, priority });
      const data = { list: code, to: to.code, priority };
      for (const { id: subject } of moved) writing.record({ type: 'waiting-entry.moved', subject, actor, data });
      return { body: { cleared: moved.length, stayed: waiting.length - moved.length } satisfies Clearance };
    };
  });
}

/** A list that takes somebody new, other than this one. @throws {ProblemError} `invalid-request` */
function requireOther(lists: readonly WaitingList[], own: string, code: string): WaitingList {
  const open = lists.filter((list) => !list.closed && list.code !== own);
  const to = open.find((list) => list.code === code);
  if (to) return to;
  const accepted = open.map((list) => list.code).join(', ') || 'none: every other list is closed';
  throw invalid({ path: 'list', message: 'is not another open list of the structure', accepted });
}

/** Those who wait on a list, who was first before. */
function listWaiting({ trx, structureId }: Writing, list: string): Promise<Waiting> {
  return trx
    .selectFrom('waiting_entry')
    .select(['id', 'person_key'])
    .where('structure_id', '=', structureId)
    .where('list', '=', list)
    .where('status', '=', 'waiting')
    .orderBy('added_at')
    .orderBy('id')
    .execute();
}

type Columns =
  | { readonly status: 'left'; readonly outcome: string; readonly left_at: number }
  | { readonly list: string; readonly priority: string };

async function change({ trx, structureId, at }: Writing, rows: Waiting, columns: Columns): Promise<void> {
  for (const chunk of chunksOf(rows))
    await trx
      .updateTable('waiting_entry')
      .set((eb) => ({ ...columns, revision: eb('revision', '+', 1), updated_at: at }))
      .where('structure_id', '=', structureId)
      .where(
        'id',
        'in',
        chunk.map(({ id }) => id),
      )
      .execute();
}
