import { amountsOf, endRefusals } from '@relais/engine/run';
import type { RunAmount } from '@relais/engine/run';
import { fromInstant, toInstant } from '@relais/model';
import type { EndRun, Protocol, RunEvaluation, RunOutcome, RunPatient } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { ProblemError } from '../core/problem.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { settleAlerts } from './alerts.ts';
import { correctionOf, endedAtOf, reviewAtEnd } from './clock.ts';
import { dimensionsOf, personOf } from './dimensions.ts';
import { protocolOfRun } from './evaluate.ts';
import { isOwnRight, ownRun } from './policy.ts';
import type { Carer } from './policy.ts';
import { describeState, loadAlerts, loadCalls, toAlert } from './store.ts';
import type { RunRow } from './store.ts';

/** Ends a run as its délégué says, unless something speaks against it. The same end again is the same answer. */
export function decideEnd(context: ServiceContext, runId: string, request: EndRun, carer: Carer): Decide {
  return async (writing) => {
    const { trx, structureId, now } = writing;
    const run = await ownRun(trx, structureId, runId, carer);
    if (run.state === 'ended') {
      const isSame = run.outcome === request.outcome && run.target === (request.target ?? null);
      if (!isSame) throw new ProblemError('run-ended');
      return async () => ({ body: await describeState(trx, run) });
    }
    if (run.revision !== request.revision) throw new ProblemError('run-changed', { revision: run.revision });
    const calls = await loadCalls(trx, structureId, [runId]);
    const alerts = (await loadAlerts(trx, structureId, [runId])).map((alert) => toAlert(alert, calls));
    const ending = { evaluation: evaluationIn(run), alerts, ownRight: isOwnRight(run) };
    const refusals = endRefusals(ending, request);
    if (refusals.length > 0) throw new ProblemError('outcome-refused', { refusals });
    const protocol = await protocolOfRun(trx, run);
    const { outcome, target, reason, delegatorActed = false, ordinaryAct = false } = request;
    const said = fromInstant(request.endedAt);
    const endedAt = endedAtOf(run, request, now);
    const review = reviewAtEnd(run, said, endedAt);
    return async () => {
      const acts = actsOf(protocol, run, outcome, delegatorActed);
      const amounts = amountsOf(protocol.tariff, {
        regime: run.regime ?? undefined,
        training: run.training === 1,
        outcome,
        level: run.level ?? undefined,
        ordinaryAct,
        needsReview: review !== null,
      });
      const end = { outcome, target, reason, endedAt, ...correctionOf(said, endedAt), acts, amounts };
      return { body: await describeState(trx, await endRun(context, writing, { ...run, review }, end, carer.actor)) };
    };
  };
}

interface Act {
  readonly by: 'delegate' | 'delegator';
  readonly type: string;
}

export interface End {
  readonly outcome: RunOutcome;
  readonly target?: EndRun['target'];
  readonly reason?: EndRun['reason'] | 'withdrawn';
  /** Milliseconds since the epoch. */
  readonly endedAt: number;
  /** Seconds that were taken from what the device said. */
  readonly clockCorrected?: number;
  readonly acts: Act[];
  readonly amounts?: RunAmount[];
}

/** Writes the end of a run. */
export async function endRun(
  context: ServiceContext,
  writing: Writing,
  run: RunRow,
  { outcome, target, reason, endedAt, clockCorrected, acts, amounts = [] }: End,
  actor: string,
): Promise<RunRow> {
  const { trx, structureId, at } = writing;
  const change = {
    state: 'ended',
    revision: run.revision + 1,
    outcome,
    target: target ?? null,
    ended_at: endedAt,
    updated_at: at,
    review: run.review,
  } as const;
  await trx.updateTable('run').set(change).where('structure_id', '=', structureId).where('id', '=', run.id).execute();
  await settleAlerts(writing, run.id);
  writing.record({
    type: 'run.ended',
    subject: run.id,
    actor,
    data: {
      ...dimensionsOf(run),
      revision: change.revision,
      startedAt: toInstant(run.started_at),
      endedAt: toInstant(endedAt),
      outcome,
      ...(target === undefined ? {} : { target }),
      ...(reason === undefined ? {} : { reason }),
      ...(run.level === null ? {} : { level: run.level }),
      rules: evaluationIn(run)?.rules ?? [],
      acts,
      ...(amounts.length > 0 ? { amounts } : {}),
      ...(run.review === null ? {} : { needsReview: true as const }),
      ...(clockCorrected === undefined ? {} : { clockCorrected }),
    },
    person: personOf(context, structureId, JSON.parse(run.patient) as RunPatient),
  });
  return { ...run, ...change };
}

/** The acts of a run: the délégué's when she ended it well, with what was prescribed; the délégant's on her call (reprise). */
function actsOf({ rules }: Protocol, run: RunRow, outcome: RunOutcome, delegatorActed: boolean): Act[] {
  const held = evaluationIn(run)?.rules ?? [];
  const prescription = rules
    .filter(({ id }) => held.includes(id))
    .map(({ action }) => (action.kind === 'outcome' ? action.prescription : undefined))
    .find((id) => id !== undefined);
  const reprise: Act[] = outcome === 'takeover' || delegatorActed ? [{ by: 'delegator', type: run.protocol_id }] : [];
  if (outcome !== 'managedByDelegate') return reprise;
  return [{ by: 'delegate', type: prescription ?? run.protocol_id }, ...reprise];
}

function evaluationIn({ evaluation }: RunRow): RunEvaluation | undefined {
  return evaluation === null ? undefined : (JSON.parse(evaluation) as RunEvaluation);
}
