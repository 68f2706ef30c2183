import type { ActionKind, AciMission } from '@relais/model';
import { indicators } from './index.ts';

/** The missions of the ACI, those a contract need not hold last, and the indicators that are read under each: first its own, then what explains them. */
export const missionIndicators: Readonly<Record<AciMission, readonly string[]>> = {
  access: [
    ...['ACI-A1', 'ACI-A2', 'ACI-A3', 'ACI-A4', 'SNP-01', 'SNP-02', 'SNP-04', 'SNP-06', 'SNP-07', 'SNP-08', 'SNP-09'],
    ...['SNP-19'],
  ],
  pathways: [
    ...['ACI-P1', 'ACI-P2', 'ACI-P3', 'COOP-05', 'COOP-06', 'COOP-08', 'COOP-09', 'COOP-10', 'COOP-12', 'COOP-13'],
    ...['COOP-14', 'COOP-15'],
  ],
  prevention: ['ACI-V1', 'ACI-V2'],
  crisis: ['ACI-C1', 'ACI-C2', 'SEA-03'],
  quality: ['ACI-Q1', 'COOP-03', 'COOP-04', 'COOP-11', 'STF-01'],
  support: ['ACI-S1'],
};

/** The declared indicators that an entry of the log of actions counts in. */
export function indicatorsOfAction(kind: ActionKind): string[] {
  const fact = { kind: 'action', day: 0, values: { actType: kind }, events: [] } as const;
  return indicators
    .filter(({ definition, counting }) => definition.source === 'declared' && counting?.sees(fact)?.numerator)
    .map(({ definition }) => definition.id);
}
