import { FigureStep } from '@relais/model';
import type { Fault, FigureDimension, FigureFilters, FigureQuery } from '@relais/model';
import { FIRST_DATE } from './calendar.ts';
import { bandsOf, UNKNOWN, usualRules } from './dimensions.ts';
import type { Indicator } from './registry/index.ts';
import { findIndicator, indicatorDefinitions } from './registry/index.ts';

/** More of a day than a screen can show is asked for by mistake. */
const MOST_STEPS = 400;
const stepDays: Record<FigureStep, number> = { day: 1, week: 7, month: 28, quarter: 90, year: 365 };

export function isStep(name: string): name is FigureStep {
  return (FigureStep.options as readonly string[]).includes(name);
}

/** The dimensions a query uses, in one order however it is asked, so that the same parts are always the same cells. */
export function dimensionsOf({ filters = {}, by = [] }: Pick<FigureQuery, 'filters' | 'by'>): FigureDimension[] {
  const split = by.filter((name): name is FigureDimension => !isStep(name));
  return [...new Set([...namesOf(filters), ...split])].sort();
}

export function namesOf(filters: FigureFilters): FigureDimension[] {
  return (Object.keys(filters) as FigureDimension[]).filter((name) => filters[name] !== undefined).sort();
}

/**
 * What is wrong with a query; nothing when it can be answered.
 * @param today the last day there is
 * @param ageBands first ages of the bands in force: a code of others would count nobody
 */
export function findQueryFaults(query: FigureQuery, today: string, { ageBands } = usualRules): Fault[] {
  const { indicators, from, to, by = [], filters = {} } = query;
  const faults: Fault[] = [];
  const unknown = indicators.filter((id) => !findIndicator(id));
  if (unknown.length > 0) {
    const accepted = indicatorDefinitions.map(({ id }) => id).join(', ');
    faults.push({ path: 'indicators', message: 'names an indicator there is none of', accepted });
  }
  if (from > to) faults.push({ path: 'to', message: 'is before from', accepted: 'from or later' });
  if (to > today) faults.push({ path: 'to', message: 'is not over', accepted: `${today} or earlier` });
  if (from < FIRST_DATE) faults.push({ path: 'from', message: 'is too long ago', accepted: `${FIRST_DATE} or later` });
  const bands = [...bandsOf(ageBands), UNKNOWN];
  if (filters.ageBand?.some((code) => !bands.includes(code))) {
    faults.push({ path: 'ageBand', message: 'names a band that is not in force', accepted: bands.join(', ') });
  }
  const steps = by.filter(isStep);
  const dimensions = dimensionsOf(query);
  if (steps.length > 1 || new Set(by).size < by.length) {
    faults.push({ path: 'by', message: 'names a step of the calendar or a dimension twice', accepted: 'each once' });
  }
  if (dimensions.length > 2) {
    faults.push({
      path: 'by',
      message: 'filters and splits by more than two dimensions',
      accepted: 'two dimensions at most, filters and splits together',
    });
  }
  const [step] = steps;
  if (step && dimensions.length > 0 && step !== 'quarter' && step !== 'year') {
    faults.push({ path: 'by', message: 'splits a filtered or split figure too finely', accepted: 'quarter or year' });
  }
  if (step && faults.length === 0 && daysBetween(from, to) / stepDays[step] > MOST_STEPS) {
    faults.push({ path: 'by', message: 'gives too many parts', accepted: `${MOST_STEPS} at most` });
  }
  for (const [index, id] of indicators.entries()) {
    const indicator = findIndicator(id);
    const wrong = indicator && refusedDimension(indicator, dimensions);
    if (!indicator || wrong === undefined) continue;
    const path = Object.hasOwn(filters, wrong) ? wrong : 'by';
    const accepted = indicator.definition.dimensions.join(', ') || 'none';
    faults.push({ path, message: `indicator ${index + 1} is not counted by this`, accepted });
  }
  return faults;
}

/** Those that are not counted here have no parts, whatever they are asked by. */
function refusedDimension(
  { counting, definition }: Indicator,
  dimensions: readonly FigureDimension[],
): FigureDimension | undefined {
  return counting && dimensions.find((name) => !definition.dimensions.includes(name));
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
