import type { PracticeRegime, ProtocolTariff, RunOutcome, VerdictLevel } from '@relais/model';

/** What a run is paid, in cents: to the team as a whole, or to each of the two. */
export interface RunAmount {
  readonly to: 'team' | 'delegate' | 'delegator';
  readonly cents: number;
}

/** What a tariff looks at of a run that ends. */
export interface PaidRun {
  readonly regime: PracticeRegime | undefined;
  readonly training: boolean;
  readonly outcome: RunOutcome;
  readonly level: VerdictLevel | undefined;
  readonly ordinaryAct: boolean;
  readonly needsReview: boolean;
}

const USUALLY_PAID: readonly RunOutcome[] = ['managedByDelegate', 'redirected', 'takeover'];

/** Whether a tariff pays a run that ends like this. */
export function isPaidFor(tariff: ProtocolTariff, outcome: RunOutcome): boolean {
  return (tariff.paidFor ?? USUALLY_PAID).includes(outcome);
}

/**
 * What a run is paid by the tariff of its protocol. A run under delegation alone, which did not stop because the patient could not be included; the rest
 * is the tariff's own to say.
 */
export function amountsOf(tariff: ProtocolTariff | undefined, run: PaidRun): RunAmount[] {
  if (!tariff || run.regime !== 'delegation' || run.training || run.level === 'stop') return [];
  const { excludesWhen = [], split, amount } = tariff;
  const isExcluded =
    (run.ordinaryAct && excludesWhen.includes('ordinaryActSameDay')) ||
    (run.needsReview && excludesWhen.includes('afterReview'));
  if (isExcluded || !isPaidFor(tariff, run.outcome)) return [];
  const cents = (euros: number) => Math.round(euros * 100);
  if (split) return split.map((part) => ({ to: part.party ?? 'team', cents: cents(part.amount) }));
  return amount === undefined ? [] : [{ to: 'team', cents: cents(amount) }];
}
