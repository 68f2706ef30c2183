import type { RedirectionTarget, RunAlert, RunEvaluation, RunOutcome } from '@relais/model';

/** What keeps a run from ending as somebody wants it to. */
export type EndRefusal =
  /** An alert has not been seen. */
  | 'alertUnseen'
  /** A délégant has been called and has not answered. */
  | 'alertWaiting'
  /** She has answered otherwise. */
  | 'answeredOtherwise'
  /** Something speaks against a good end, or a question has no answer. */
  | 'notGood'
  | 'targetMissing';

export interface RunEnd {
  readonly outcome: RunOutcome;
  readonly target?: RedirectionTarget | undefined;
}

/**
 * Why a run may not end like this. Nobody is let go with a good result beside an urgency, a reason not to be included, an alert that waits, or a
 * question that was left out; what a délégant has answered is done. Whoever breaks off or is refused may always go.
 *
 * @param evaluation - what the rules say of the answers; absent while there are none
 * @param ownRight - it is run in one's own right: nobody is called, and whoever runs it calls a doctor and concludes
 */
export function endRefusals(
  {
    evaluation,
    alerts,
    ownRight = false,
  }: {
    readonly evaluation: RunEvaluation | undefined;
    readonly alerts: readonly RunAlert[];
    readonly ownRight?: boolean;
  },
  { outcome, target }: RunEnd,
): EndRefusal[] {
  if (outcome === 'abandoned' || outcome === 'refused') return [];
  const standing = alerts.filter(({ lapsedAt }) => lapsedAt === undefined);
  const answers = standing.flatMap(({ answered }) => answered?.answer ?? []);
  const isOtherwise =
    (answers.includes('emergency') && outcome !== 'redirected') ||
    (answers.includes('takeOver') && outcome === 'managedByDelegate');
  return [
    ...(standing.some(({ acknowledgedAt }) => acknowledgedAt === undefined) ? (['alertUnseen'] as const) : []),
    ...(isOtherwise ? (['answeredOtherwise'] as const) : []),
    ...(outcome === 'redirected' && target === undefined ? (['targetMissing'] as const) : []),
    ...(outcome === 'managedByDelegate' ? refusalsOfGood(evaluation, standing, ownRight) : []),
  ];
}

function refusalsOfGood(
  evaluation: RunEvaluation | undefined,
  alerts: readonly RunAlert[],
  ownRight: boolean,
): EndRefusal[] {
  if (!evaluation || evaluation.missing.length > 0) return ['notGood'];
  if (evaluation.level === 'alert') {
    const isWaiting = !ownRight && alerts.some(({ kind, answered }) => kind === 'alert' && !answered);
    return isWaiting || alerts.length === 0 ? ['alertWaiting'] : [];
  }
  const isGood =
    evaluation.level === 'none' || (evaluation.level === 'outcome' && evaluation.outcome === 'managedByDelegate');
  return isGood ? [] : ['notGood'];
}
