import type {
  AciContract,
  ContractIndicator,
  ContractMission,
  ContractPeriod,
  Figure,
  PaymentLine,
  PaymentMission,
  PaymentState,
} from '@relais/model';
import { conditionOf } from '../indicators/index.ts';

/** A number that is exact: shares are not cut off before they are multiplied with money. */
interface Fraction {
  readonly over: bigint;
  /** Above 0. */
  readonly under: bigint;
}

const NOTHING: Fraction = { over: 0n, under: 1n };
const WHOLE: Fraction = { over: 1n, under: 1n };
const ALL_WEIGHTS = 100;
const BASIS_POINTS = 10_000n;

/** A period of validity in which a day is, both ends included. */
export function periodOn({ periods }: AciContract, day: string): ContractPeriod | undefined {
  return periods.find(({ from, to }) => from <= day && day <= to);
}

/** The indicators that a period names, each once, in its order. */
export function indicatorsOf({ missions }: ContractPeriod): string[] {
  return [...new Set(missions.flatMap(({ indicators }) => indicators.map(({ indicator }) => indicator)))];
}

/**
 * What a mission would bring: its fixed amount, and of its variable amount the share of each indicator, by its weight, times how far it has got. Shares add up
 * to the variable amount to the cent; what a line brings is rounded down to the cent, so that no sum is ever above what the contract holds.
 * Source of the sum: each mission has a fixed part and a variable part, which follows the objectives of the contract (report 32 (2025-2026) of the Senate,
 * https://www.senat.fr/rap/r25-032/r25-0325.html). How an objective counts is the structure's own (`AttainmentRule`).
 * @param figureOf as whoever asks may see it; `undefined` of days that have not begun
 */
export function payMission(
  { mission, fixed, variable, indicators }: ContractMission,
  figureOf: (indicator: string) => Figure | undefined,
): PaymentMission {
  const shares = sharesOf(variable, indicators);
  const lines = indicators.map((one, place) => payLine(one, shares[place] ?? 0, figureOf(one.indicator)));
  const known = fixed + total(lines.map(({ amount }) => amount ?? 0));
  const unknown = total(lines.map(({ amount, share }) => (amount === null ? share : 0)));
  return { mission, fixed, variable, lines, least: known, most: known + unknown };
}

/** Sums of all missions, in cents. */
export function payAll(missions: readonly PaymentMission[]) {
  return {
    fixed: total(missions.map(({ fixed }) => fixed)),
    variable: total(missions.map(({ variable }) => variable)),
    least: total(missions.map(({ least }) => least)),
    most: total(missions.map(({ most }) => most)),
  };
}

/** An amount by weights of 100 in all: each share ends where the one before does, so that nothing is lost by rounding. */
function sharesOf(variable: number, indicators: readonly ContractIndicator[]): number[] {
  let weights = 0;
  return indicators.map(({ weight }) => {
    const before = Math.floor((variable * weights) / ALL_WEIGHTS);
    weights += weight;
    return Math.floor((variable * weights) / ALL_WEIGHTS) - before;
  });
}

function payLine(asked: ContractIndicator, share: number, figure: Figure | undefined): PaymentLine {
  const { indicator, weight, baseline = 0, target, rule = 'linear', typed } = asked;
  const { state, value } = valueOf(asked, figure);
  const attained = value && attainmentOf(value, { baseline, target, rule });
  return {
    ...{ indicator, weight, baseline, target, rule, state },
    ...(typed && { typed }),
    ...(figure && { figure }),
    attainment: attained ? Number((attained.over * BASIS_POINTS) / attained.under) : null,
    share,
    amount: attained ? Number((BigInt(share) * attained.over) / attained.under) : null,
  };
}

/** What was typed goes before what is counted: it was typed because the figure is not what the contract means. */
function valueOf(
  { typed }: ContractIndicator,
  figure: Figure | undefined,
): { readonly state: PaymentState; readonly value?: Fraction } {
  if (typed) return { state: 'typed', value: exactly(typed.value) };
  if (!figure) return { state: 'early' };
  const condition = conditionOf(figure);
  if (condition !== 'counted' && condition !== 'empty') return { state: condition };
  const { unit, numerator, denominator, value } = figure;
  if (unit === 'percent' && numerator !== null && denominator)
    return { state: 'counted', value: { over: BigInt(numerator) * 100n, under: BigInt(denominator) } };
  // Nothing recorded is no share and no median, but it is a count of 0.
  if (value === null) return { state: 'incalculable' };
  return { state: 'counted', value: exactly(value) };
}

/** Values have two decimals at most; a median of more is read to its nearest hundredth. */
function exactly(value: number): Fraction {
  return { over: BigInt(Math.round(value * 100)), under: 100n };
}

/** How far a value has got from where it begins to its target: 0 to 1. */
function attainmentOf(
  value: Fraction,
  { baseline, target, rule }: Pick<PaymentLine, 'baseline' | 'target' | 'rule'>,
): Fraction {
  const begin = exactly(baseline).over;
  const way = exactly(target).over - begin;
  // (value − begin) ÷ (target − begin); where the target is below, both are turned round.
  const signed = way < 0n ? -1n : 1n;
  const over = signed * (value.over * 100n - begin * value.under);
  const under = signed * way * value.under;
  if (over >= under) return WHOLE;
  if (over <= 0n || rule === 'reached') return NOTHING;
  return { over, under };
}

function total(cents: readonly number[]): number {
  return cents.reduce((sum, one) => sum + one, 0);
}
