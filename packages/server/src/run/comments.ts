import type { CommentRun } from '@relais/model';
import { ProblemError } from '../core/problem.ts';
import type { Decide } from '../core/write/write.ts';
import { todayIn } from '../scheduling/index.ts';
import { delegatorsOf, partIn } from './policy.ts';
import type { Carer } from './policy.ts';
import { findRun } from './store.ts';

/** Says something of a run, to those who have a part in it. The same again is the same comment. @throws {ProblemError} `not-found`, `forbidden` */
export function decideComment(runId: string, { id, text }: CommentRun, carer: Carer): Decide {
  return async (writing) => {
    const { trx, structureId, documents, at } = writing;
    const run = await findRun(trx, structureId, runId);
    if (!run) throw new ProblemError('not-found');
    const delegators = await delegatorsOf(trx, structureId, run.protocol_id, todayIn(documents, at));
    if (!partIn(run, carer, delegators)) throw new ProblemError('forbidden');
    const known = await trx
      .selectFrom('run_comment')
      .selectAll()
      .where('structure_id', '=', structureId)
      .where('run_id', '=', runId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (known) {
      if (known.by !== carer.id || known.text !== text) throw new ProblemError('run-id-taken');
      return () => Promise.resolve({ body: null });
    }
    return async () => {
      const row = { structure_id: structureId, run_id: runId, id, by: carer.id, at, text };
      await trx.insertInto('run_comment').values(row).execute();
      writing.record({ type: 'run.commented', subject: runId, actor: carer.actor, data: { comment: id } });
      return { body: null };
    };
  };
}
