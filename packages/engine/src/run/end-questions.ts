import type { ProtocolTariff, RunAlert, RunOutcome } from '@relais/model';
import { isPaidFor } from './amounts.ts';

/** What only whoever was there can say of an end: what the tariff excludes, what the délégant did herself. */
export type EndQuestion = 'ordinaryAct' | 'delegatorActed';

/**
 * What is to be asked when a run ends like this: only what its amount or its acts depend on. In one's own right nobody delegates and no tariff pays,
 * and what one learns by counts nowhere; a takeover says by itself that the délégant has acted.
 */
export function endQuestions(
  {
    tariff,
    alerts,
    ownRight,
    training,
  }: {
    readonly tariff: ProtocolTariff | undefined;
    readonly alerts: readonly RunAlert[];
    readonly ownRight: boolean;
    readonly training: boolean;
  },
  outcome: RunOutcome,
): EndQuestion[] {
  if (ownRight || training) return [];
  const isExcluding = tariff?.excludesWhen?.includes('ordinaryActSameDay') && isPaidFor(tariff, outcome);
  const isCalled = alerts.some(({ answered, lapsedAt }) => answered !== undefined && lapsedAt === undefined);
  const goesOn = outcome === 'managedByDelegate' || outcome === 'redirected';
  return [
    ...(isExcluding ? (['ordinaryAct'] as const) : []),
    ...(isCalled && goesOn ? (['delegatorActed'] as const) : []),
  ];
}
