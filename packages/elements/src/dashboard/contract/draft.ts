import {
  plainSigns,
  type AciContract,
  type AciMission,
  type AttainmentRule,
  type ContractIndicator,
  type ContractMission,
  type ContractPeriod,
  type CptsSize,
} from '@relais/sdk';
import type { ContractFault } from '@relais/sdk/contract';
import { readDate, writeDate } from '../../ui/fields/reading.ts';
import type { ContractStrings } from './words/fr.ts';

/** A period as it is being typed: every answer as it was written. */
export interface PeriodDraft {
  readonly from: string;
  readonly to: string;
  readonly size: CptsSize;
  readonly missions: readonly MissionDraft[];
}

export interface MissionDraft {
  readonly mission: AciMission;
  readonly fixed: string;
  readonly variable: string;
  readonly indicators: readonly IndicatorDraft[];
}

export interface IndicatorDraft {
  readonly indicator: string;
  readonly weight: string;
  readonly baseline: string;
  readonly target: string;
  readonly rule: AttainmentRule;
  /** In place of the figure; empty where the figure counts. */
  readonly value: string;
  readonly source: string;
}

/** What is wrong with an answer by itself, beside what is wrong with the whole. */
export type DraftFault = keyof ContractStrings['contractFaults'];

/** A fault, and the id of the field to correct. */
export interface FieldFaultOf {
  readonly id: string;
  readonly fault: DraftFault;
}

export const missionId = (mission: number, name: string): string => `mission-${mission}-${name}`;
export const indicatorId = (mission: number, indicator: number, name: string): string =>
  `mission-${mission}-indicator-${indicator}-${name}`;

export function draftOf({ from, to, size, missions }: ContractPeriod): PeriodDraft {
  return {
    from: writeDate(from),
    to: writeDate(to),
    size,
    missions: missions.map(({ mission, fixed, variable, indicators }) => ({
      mission,
      fixed: writeEuros(fixed),
      variable: writeEuros(variable),
      indicators: indicators.map(({ indicator, weight, baseline, target, rule = 'linear', typed }) => ({
        ...{ indicator, weight: `${weight}`, rule },
        baseline: baseline === undefined ? '' : writeValue(baseline),
        target: writeValue(target),
        value: typed ? writeValue(typed.value) : '',
        source: typed?.source ?? '',
      })),
    })),
  };
}

/** The year after a period, with all it says but what somebody has typed of that one; without one, this year. */
export function nextDraft(last: ContractPeriod | undefined, today: string): PeriodDraft {
  const year = today.slice(0, 4);
  if (!last) return draftOf({ from: `${year}-01-01`, to: `${year}-12-31`, size: 'under40000', missions: [] });
  const missions = last.missions.map((mission) => ({
    ...mission,
    indicators: mission.indicators.map(({ typed: _, ...indicator }) => indicator),
  }));
  return draftOf({ ...last, from: dayAfter(last.to), to: yearAfter(last.to), missions });
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}

function yearAfter(date: string): string {
  const first = new Date(Date.parse(dayAfter(date)));
  return new Date(Date.UTC(first.getUTCFullYear() + 1, first.getUTCMonth(), first.getUTCDate() - 1))
    .toISOString()
    .slice(0, 10);
}

/** The period that was typed, or every answer that is none. */
export function readDraft(draft: PeriodDraft): { readonly period?: ContractPeriod; readonly faults: FieldFaultOf[] } {
  const faults: FieldFaultOf[] = [];
  const take = <T>(id: string, fault: DraftFault, read: T | undefined): T | undefined => {
    if (read === undefined) faults.push({ id, fault });
    return read;
  };
  const from = take('contract-from', 'date', readDate(draft.from)) ?? '';
  const to = take('contract-to', 'date', readDate(draft.to)) ?? '';
  const missions = draft.missions.map(({ mission, fixed, variable, indicators }, place): ContractMission => ({
    mission,
    fixed: take(missionId(place, 'fixed'), 'euros', readEuros(fixed)) ?? 0,
    variable: take(missionId(place, 'variable'), 'euros', readEuros(variable)) ?? 0,
    indicators: indicators.map((one, at): ContractIndicator => {
      const idOf = (name: string) => indicatorId(place, at, name);
      const baseline = one.baseline.trim() && take(idOf('baseline'), 'value', readValue(one.baseline));
      const isTyped = one.value.trim() !== '' || one.source.trim() !== '';
      const source = one.source.trim();
      return {
        indicator: one.indicator,
        weight: take(idOf('weight'), 'weight', readWeight(one.weight)) ?? 1,
        ...(typeof baseline === 'number' && { baseline }),
        target: take(idOf('target'), 'value', readValue(one.target)) ?? 0,
        ...(one.rule === 'reached' && { rule: one.rule }),
        ...(isTyped && {
          typed: {
            value: take(idOf('value'), 'value', readValue(one.value)) ?? 0,
            source: take(idOf('source'), 'source', source || undefined) ?? '',
          },
        }),
      };
    }),
  }));
  return faults.length > 0 ? { faults } : { period: { from, to, size: draft.size, missions }, faults };
}

/** The contract with a period in the place of another, or beside the others; periods by date. @param before first day of the one it replaces */
export function withPeriod(
  contract: AciContract,
  period: ContractPeriod | undefined,
  before: string | undefined,
): AciContract {
  const others = contract.periods.filter(({ from }) => from !== before);
  const periods = [...others, ...(period ? [period] : [])].sort((one, other) => (one.from < other.from ? -1 : 1));
  return { ...contract, periods };
}

/** The field of the edited period that a fault of the whole contract is told at. */
export function fieldOf({ path, kind }: ContractFault): FieldFaultOf {
  const [, , name = '', mission = '0', part = '', indicator = '0', member = ''] = path.split('.');
  if (name !== 'missions') return { id: name === 'to' ? 'contract-to' : 'contract-from', fault: kind };
  const place = Number(mission);
  if (part === 'mission') return { id: missionId(place, 'mission'), fault: kind };
  if (member) return { id: indicatorId(place, Number(indicator), member), fault: kind };
  return { id: kind === 'weights' ? indicatorId(place, 0, 'weight') : missionId(place, 'variable'), fault: kind };
}

/** `12 500,50` → 1250050 cents; `undefined` for no amount. */
export function readEuros(text: string): number | undefined {
  const parts = /^(\d{1,8})(?:[.,](\d{1,2}))?$/.exec(compact(text).replace(/€$/, ''));
  if (!parts) return undefined;
  return Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
}

function writeEuros(cents: number): string {
  const rest = cents % 100;
  return `${Math.floor(cents / 100)}${rest ? `,${String(rest).padStart(2, '0')}` : ''}`;
}

/** `62,5` → 62.5; two decimals at most. */
export function readValue(text: string): number | undefined {
  const plain = compact(text).replace(/%$/, '');
  return /^-?\d{1,9}(?:[.,]\d{1,2})?$/.test(plain) ? Number(plain.replace(',', '.')) : undefined;
}

function writeValue(value: number): string {
  return `${value}`.replace('.', ',');
}

function readWeight(text: string): number | undefined {
  const plain = compact(text).replace(/%$/, '');
  return /^[1-9]\d?$|^100$/.test(plain) ? Number(plain) : undefined;
}

function compact(text: string): string {
  return plainSigns(text).replace(/\s/g, '');
}
