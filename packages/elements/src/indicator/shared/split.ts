import type { FigurePeriod, FigureSplit, IndicatorDefinition } from '@relais/sdk';
import { daysOf } from './period.ts';
import type { IndicatorView } from './views.ts';

/** What some are about. */
const MAIN: Readonly<Record<string, FigureSplit>> = {
  'COOP-06': 'target',
  'COOP-07': 'actType',
  'COOP-10': 'rule',
  'COOP-11': 'rule',
  'SNP-10': 'outcome',
  'SNP-12': 'origin',
  'SNP-16': 'commune',
  'TER-01': 'ageBand',
};

/** Parts of one thing, from what tells most: of the others, the first that an indicator knows is what its bars are. */
const FIRST: readonly FigureSplit[] = [
  'reason',
  'protocol',
  'class',
  'practice',
  'site',
  'profession',
  'commune',
  'ageBand',
];

/** Steps that leave between ten and sixty points, which is what a picture shows well. */
function stepOf(period: FigurePeriod): FigureSplit {
  const days = daysOf(period);
  if (days <= 45) return 'day';
  if (days <= 200) return 'week';
  return days <= 1200 ? 'month' : 'quarter';
}

/** What a view is split by where nobody says; nothing for a number. */
export function splitOf(
  view: IndicatorView,
  { id, dimensions }: IndicatorDefinition,
  period: FigurePeriod,
): readonly FigureSplit[] {
  switch (view) {
    case 'number':
      return [];
    case 'trend':
    case 'table':
      return [stepOf(period)];
    case 'bars': {
      const first = FIRST.find((split) => dimensions.some((dimension) => dimension === split));
      return [MAIN[id] ?? first ?? stepOf(period)];
    }
    case 'heatmap':
      return dimensions.includes('weekday') && dimensions.includes('hour') ? ['weekday', 'hour'] : ['day'];
  }
}
