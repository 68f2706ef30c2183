import type { ReviewRun } from '@relais/model';
import { ProblemError } from '../core/problem.ts';
import type { Decide } from '../core/write/write.ts';
import { todayIn } from '../scheduling/index.ts';
import { delegatorsOf, isOwnRight } from './policy.ts';
import type { Carer } from './policy.ts';
import { findRun } from './store.ts';

/**
 * Says whether a run that was to be reviewed counts. A délégant of its protocol says so, and nobody of her own run; who runs a protocol in their own right
 * answers for it alone. @throws {ProblemError} `not-found`, `forbidden`, `nothing-to-review`
 */
export function decideReview(runId: string, { counts }: ReviewRun, carer: Carer): Decide {
  return async (writing) => {
    const { trx, structureId, documents, at } = writing;
    const run = await findRun(trx, structureId, runId);
    if (!run) throw new ProblemError('not-found');
    const isTheirs = run.delegate_id === carer.id;
    const delegators = await delegatorsOf(trx, structureId, run.protocol_id, todayIn(documents, at));
    const may = isOwnRight(run) ? isTheirs : !isTheirs && delegators.has(carer.id) && run.withdrawn_at === null;
    if (!may) throw new ProblemError('forbidden');
    const isSame = run.counts === (counts ? 1 : 0);
    if (isSame) return () => Promise.resolve({ body: null });
    // What is still going on may come to differ again.
    if (run.review === null || run.state === 'open') throw new ProblemError('nothing-to-review');
    return async () => {
      await trx
        .updateTable('run')
        .set({ reviewed_at: at, reviewed_by: carer.id, counts: counts ? 1 : 0, updated_at: at })
        .where('structure_id', '=', structureId)
        .where('id', '=', runId)
        .execute();
      writing.record({ type: 'run.reviewed', subject: runId, actor: carer.actor, data: { counts } });
      return { body: null };
    };
  };
}
