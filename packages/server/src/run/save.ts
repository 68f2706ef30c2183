import { evaluationDifferences } from '@relais/engine/run';
import type { Protocol, RunEvaluation, RunReview, SaveRunAnswers } from '@relais/model';
import { canonicalJson } from '../core/log/canonical.ts';
import type { ServiceContext } from '../core/context.ts';
import { ProblemError } from '../core/problem.ts';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { writeOnce } from '../core/write/write.ts';
import type { Decide } from '../core/write/write.ts';
import { followAlerts } from './alerts.ts';
import { momentOf } from './clock.ts';
import { evaluate, protocolOfRun } from './evaluate.ts';
import { ownRun } from './policy.ts';
import type { Carer } from './policy.ts';
import { describeState } from './store.ts';
import type { RunRow } from './store.ts';

interface SaveCommand {
  readonly structureId: string;
  readonly runId: string;
  readonly request: SaveRunAnswers;
  readonly carer: Carer;
}

/**
 * Keeps the answers of a run. The rules are asked before the structure is locked: what they go by never changes under a run, and meanwhile
 * others write.
 */
export async function saveOnce(context: ServiceContext, key: IdempotentRequest, command: SaveCommand): Promise<Answer> {
  const { structureId, runId, request, carer } = command;
  const run = await ownRun(context.store.db, structureId, runId, carer);
  const protocol = await protocolOfRun(context.store.db, run);
  const found = await evaluate(protocol, request.response, run.started_at);
  return writeOnce(context, structureId, key, decideSave(context, command, protocol, found));
}

function decideSave(
  context: ServiceContext,
  { runId, request, carer }: SaveCommand,
  protocol: Protocol,
  found: RunEvaluation,
): Decide {
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const run = await ownRun(trx, structureId, runId, carer);
    const response = canonicalJson(request.response);
    if (response === run.response) return async () => ({ body: await describeState(trx, run) });
    if (run.state === 'ended') throw new ProblemError('run-ended');
    if (run.revision !== request.revision) throw new ProblemError('run-changed', { revision: run.revision });
    const differences = evaluationDifferences(request.evaluation, found);
    return async () => {
      const row: RunRow = {
        ...run,
        revision: run.revision + 1,
        response,
        level: found.level,
        evaluation: JSON.stringify(found),
        review: reviewOf(run, request.evaluation, found),
        updated_at: at,
      };
      const { revision, level, evaluation, review } = row;
      await trx
        .updateTable('run')
        .set({ revision, response, level, evaluation, review, updated_at: at })
        .where('structure_id', '=', structureId)
        .where('id', '=', runId)
        .execute();
      const said = { subject: runId, actor: carer.actor };
      writing.record({ type: 'run.saved', ...said, data: { revision, level: found.level } });
      if (differences.length > 0) writing.record({ type: 'run.review-needed', ...said, data: { differences } });
      const moment = momentOf(run, at, request.keptSeconds);
      await followAlerts(context, writing, row, protocol, { held: found.rules, moment });
      return { body: await describeState(trx, row) };
    };
  };
}

/** What the run was to be reviewed for before, and the last difference there was. */
function reviewOf({ review }: RunRow, page: RunEvaluation, server: RunEvaluation): string | null {
  const on = evaluationDifferences(page, server);
  if (on.length === 0) return review;
  const before = review === null ? {} : (JSON.parse(review) as RunReview);
  return JSON.stringify({ ...before, differences: { on, page, server } });
}
