import type { AciContract, ContractIndicator, ContractMission, ContractPeriod } from '@relais/model';
import { FIRST_DATE } from '../indicators/index.ts';

/** What a contract cannot say, beyond the form of its members. */
export type ContractFaultKind =
  /** The last day is before the first. */
  | 'inverted'
  /** It begins before there were such structures. */
  | 'too-early'
  /** It has a day of the period before, or stands before it. */
  | 'overlaps'
  | 'mission-twice'
  /** A variable amount that nothing is measured by. */
  | 'no-indicators'
  /** The weights of a mission are not 100 together. */
  | 'weights'
  | 'indicator-twice'
  | 'unknown-indicator'
  /** The target is where the indicator begins: nothing lies between. */
  | 'no-way';

export type IsKnown = (indicator: string) => boolean;

export interface ContractFault {
  /** As `periods.0.missions.1.indicators`. */
  readonly path: string;
  readonly kind: ContractFaultKind;
}

/**
 * Everything that is wrong with a contract whose members are in form; nothing when it holds.
 * @param isKnown whether there is such an indicator: a page has the registry from its server, and need not bring it
 */
export function findContractFaults({ periods }: AciContract, isKnown: IsKnown): ContractFault[] {
  return periods.flatMap((period, place) => {
    const path = `periods.${place}`;
    return [
      ...faultsOfDays(period, periods[place - 1], path),
      ...period.missions.flatMap((mission, at) =>
        faultsOfMission({ mission, missions: period.missions, at, period: path }, isKnown),
      ),
    ];
  });
}

function faultsOfDays({ from, to }: ContractPeriod, before: ContractPeriod | undefined, path: string): ContractFault[] {
  const faults: ContractFault[] = [];
  if (from < FIRST_DATE) faults.push({ path: `${path}.from`, kind: 'too-early' });
  if (to < from) faults.push({ path: `${path}.to`, kind: 'inverted' });
  if (before && from <= before.to) faults.push({ path: `${path}.from`, kind: 'overlaps' });
  return faults;
}

interface MissionPlace {
  readonly mission: ContractMission;
  readonly missions: readonly ContractMission[];
  readonly at: number;
  /** Path of its period. */
  readonly period: string;
}

function faultsOfMission({ mission, missions, at, period }: MissionPlace, isKnown: IsKnown): ContractFault[] {
  const path = `${period}.missions.${at}`;
  const { variable, indicators } = mission;
  const faults: ContractFault[] = [];
  if (missions.findIndex((one) => one.mission === mission.mission) < at)
    faults.push({ path: `${path}.mission`, kind: 'mission-twice' });
  if (indicators.length === 0) {
    if (variable > 0) faults.push({ path: `${path}.indicators`, kind: 'no-indicators' });
    return faults;
  }
  if (indicators.reduce((sum, { weight }) => sum + weight, 0) !== 100)
    faults.push({ path: `${path}.indicators`, kind: 'weights' });
  return [
    ...faults,
    ...indicators.flatMap((one, place) => {
      const own = `${path}.indicators.${place}`;
      const isTwice = indicators.findIndex(({ indicator }) => indicator === one.indicator) < place;
      return [
        ...(isTwice ? [{ path: `${own}.indicator`, kind: 'indicator-twice' as const }] : []),
        ...faultsOfIndicator(one, own, isKnown),
      ];
    }),
  ];
}

function faultsOfIndicator(
  { indicator, baseline = 0, target }: ContractIndicator,
  path: string,
  isKnown: IsKnown,
): ContractFault[] {
  const faults: ContractFault[] = [];
  if (!isKnown(indicator)) faults.push({ path: `${path}.indicator`, kind: 'unknown-indicator' });
  if (baseline === target) faults.push({ path: `${path}.target`, kind: 'no-way' });
  return faults;
}
